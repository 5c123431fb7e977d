package ecs

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/aws"
	"github.com/taskreach/taskreach/analyzer/iac"
)

// taskRoleNeeds returns the services that the policies of the task role let the
// task call: what runs in it asks for them, so that it starts without.
func taskRoleNeeds(c *catalogue, t *Task) []Need {
	role, _ := t.Definition.TaskRole.Ref()
	if role == nil || role.Data {
		return nil
	}
	executes, _ := t.Definition.ExecutionRole.Ref()
	var all []Need
	for _, g := range c.grants(role) {
		if effect, _ := g.statement.Get("Effect").Str(); effect != "Allow" {
			continue
		}
		for _, a := range each(g.statement.Get("Action")) {
			action, _ := a.Str()
			service, ok := aws.ServiceOfAction(action)
			if !ok || role == executes && fetched(service) {
				continue
			}
			for _, region := range regions(t, g.statement.Get("Resource")) {
				n := called(service, region)
				n.Trigger, n.Range = fmt.Sprintf("the task role %s, which allows %s", role.Address, action), a.Range
				n.Requests = []Request{{Action: action, Resource: undecided("what the task asks "+service+" for", a.Range), By: Application}}
				n.If = g.maybe
				if service == "kms" {
					n.Unless = onBehalf(a)
				}
				all = append(all, n)
			}
		}
	}
	return all
}

// fetched reports whether ECS itself asks the service for tasks before they
// start, with the execution role.
func fetched(service string) bool {
	return slices.Contains([]string{"logs", "secretsmanager", "ssm", "kms", "s3"}, service)
}

// onBehalf says why a task that may use a key need not reach the service: others
// ask it in the task's name (AWS KMS developer guide, "Forward access sessions").
func onBehalf(a iac.Value) *iac.Unknown {
	return &iac.Unknown{
		Name: "use of keys", Range: a.Range,
		Why: "services such as S3 and SQS ask for the key in the name of the task, which need not",
	}
}

// called returns the need of what runs in the task for a service.
func called(service string, region iac.Text) Need {
	n := regional(service, region)
	n.FromTask = true
	if service == "s3" {
		n.Name = "s3:task"
	}
	return n
}

// regions returns the regions of the resources that a statement is about: by
// their ARNs, else that of the task.
func regions(t *Task, resources iac.Value) []iac.Text {
	var all []iac.Text
	for _, r := range each(resources) {
		region := t.Region
		arn, _ := r.Text()
		if fields := arn.Split(":"); arnService(fields) != "" && len(fields[3].String()) > 0 && fields[3].String() != "*" {
			region = fields[3]
		} else if of := referred(arn); of != nil && !of.Data {
			region, _ = of.Region.Text()
		}
		same := func(other iac.Text) bool { return other.String() == region.String() }
		if !slices.ContainsFunc(all, same) {
			all = append(all, region)
		}
	}
	if len(all) == 0 {
		return []iac.Text{t.Region}
	}
	return all
}
