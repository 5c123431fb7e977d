package ecs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

var (
	jobCapabilities = iac.Named("platform_capabilities", "PlatformCapabilities")
	jobContainer    = iac.Named("container_properties", "ContainerProperties")
	jobTasks        = iac.Named("ecs_properties", "EcsProperties")

	environmentType    = iac.Named("compute_resources.type", "ComputeResources.Type")
	environmentSubnets = iac.Named("compute_resources.subnets", "ComputeResources.Subnets")
	environmentGroups  = iac.Named("compute_resources.security_group_ids", "ComputeResources.SecurityGroupIds")
)

// job reads a Batch job definition that runs on Fargate: one task for each
// compute environment that it may run in. The queue, and by it the environment,
// is only named when a job is submitted.
func job(c *catalogue, r *iac.Resource) []*Task {
	capabilities, _ := r.Attr(jobCapabilities).Items()
	if !slices.ContainsFunc(capabilities, func(v iac.Value) bool { s, _ := v.Str(); return s == string(Fargate) }) {
		return nil
	}
	properties, d := jobDefinition(r)
	environments, why := c.environments(r)
	if len(environments) == 0 {
		unknown := iac.UnknownValue(why, why.Range)
		return []*Task{c.jobTask(r, d, properties, unknown, unknown)}
	}
	var tasks []*Task
	var names []string
	for _, e := range environments {
		tasks = append(tasks, c.jobTask(r, d, properties, e.Attr(environmentSubnets), e.Attr(environmentGroups)))
		names = append(names, e.Address)
	}
	return tellApart(tasks, names)
}

func (c *catalogue) jobTask(r *iac.Resource, d *Definition, properties, subnets, groups iac.Value) *Task {
	t := &Task{Address: r.Address, Resource: r, Launch: Fargate, Definition: d}
	t.Region, _ = r.Region.Text()
	t.Platform, _ = properties.GetFold("fargatePlatformConfiguration.platformVersion").Or("LATEST").Str()
	t.ENI = c.graph.ENI(subnets, groups, enabled(properties.GetFold("networkConfiguration.assignPublicIp")))
	t.exec = properties.GetFold("enableExecuteCommand")
	return t
}

// jobDefinition returns the properties of the job's task, and what they say as a
// task definition.
func jobDefinition(r *iac.Resource) (properties iac.Value, d *Definition) {
	d = &Definition{Address: r.Address, Resource: r}
	if tasks := document(r.Attr(jobTasks)); !tasks.IsAbsent() {
		properties = tasks.GetFold("taskProperties")
		if items, _ := properties.Items(); len(items) > 0 {
			properties = items[0]
		}
		d.Containers, d.Partial = properties.GetFold("containers").Items()
	} else {
		properties = document(r.Attr(jobContainer))
		d.Containers = []iac.Value{properties}
	}
	if us := properties.Unknowns(); len(us) > 0 && !properties.IsObject() {
		d.Containers, d.Partial = nil, us[0]
	}
	d.ExecutionRole = properties.GetFold("executionRoleArn")
	d.TaskRole = properties.GetFold("jobRoleArn")
	if d.TaskRole.IsAbsent() {
		d.TaskRole = properties.GetFold("taskRoleArn")
	}
	d.volumes = properties.GetFold("volumes")
	os, _ := properties.GetFold("runtimePlatform.operatingSystemFamily").Str()
	d.Windows = strings.HasPrefix(strings.ToUpper(os), "WINDOWS")
	d.impliedLogs = &iac.Unknown{
		Name: "log driver of " + r.Address, Range: r.Header,
		Why: "no log configuration is given, and that Batch then logs to the group /aws/batch/job is not documented for all versions",
	}
	return properties, d
}

// environments returns the Fargate compute environments that the job definition
// runs in: those of the queues that it is submitted to, else the only one there
// is. Why is the reason where it is not known.
func (c *catalogue) environments(job *iac.Resource) (es []*iac.Resource, why *iac.Unknown) {
	for _, q := range c.queues(job) {
		for _, e := range q.Body.Refs() {
			if isFargateEnvironment(e) && !slices.Contains(es, e) {
				es = append(es, e)
			}
		}
	}
	if len(es) > 0 {
		return es, nil
	}
	for _, e := range c.resources {
		if isFargateEnvironment(e) && !e.Data {
			es = append(es, e)
		}
	}
	if len(es) == 1 {
		return es, nil
	}
	return nil, &iac.Unknown{
		Name: "compute environment of " + job.Address, Range: job.Header,
		Why: fmt.Sprintf("which compute environment runs `%s` is told when the job is submitted: %d Fargate environments are in the files", job.Address, len(es)),
	}
}

func isFargateEnvironment(r *iac.Resource) bool {
	if r.Type != "aws_batch_compute_environment" && r.Type != "AWS::Batch::ComputeEnvironment" {
		return false
	}
	if exists, known := r.Exists.Bool(); known && !exists {
		return false
	}
	kind, _ := r.Attr(environmentType).Str()
	return kind == "FARGATE" || kind == "FARGATE_SPOT"
}

func isQueue(r *iac.Resource) bool {
	return r.Type == "aws_batch_job_queue" || r.Type == "AWS::Batch::JobQueue"
}

// queues returns the queues that something in the files submits the job to:
// what names both in one place.
func (c *catalogue) queues(job *iac.Resource) []*iac.Resource {
	var all []*iac.Resource
	for _, r := range c.resources {
		for _, q := range submissions(r.Body, job) {
			if !slices.Contains(all, q) {
				all = append(all, q)
			}
		}
	}
	return all
}

// submissions returns the queues that stand with the job in the smallest part
// of v that holds both.
func submissions(v iac.Value, job *iac.Resource) []*iac.Resource {
	refs := v.Refs()
	queues := slices.DeleteFunc(slices.Clone(refs), func(r *iac.Resource) bool { return !isQueue(r) })
	if len(queues) == 0 || !slices.Contains(refs, job) {
		return nil
	}
	var inner []iac.Value
	if v.IsList() {
		inner, _ = v.Items()
	}
	fields, _ := v.Fields()
	for _, f := range fields {
		inner = append(inner, f.Value)
	}
	var all []*iac.Resource
	for _, x := range inner {
		all = append(all, submissions(x, job)...)
	}
	if len(all) > 0 {
		return all
	}
	return queues
}
