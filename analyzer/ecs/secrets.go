package ecs

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// secretNeeds returns where the secrets of the containers come from. The agent
// fetches each before the container starts.
func secretNeeds(t *Task) []Need {
	var all []Need
	for _, c := range t.Definition.Containers {
		for _, list := range []string{"secrets", "logConfiguration.secretOptions"} {
			secrets, _ := c.GetFold(list).Items()
			for _, s := range secrets {
				all = append(all, secret(t, s.GetFold("valueFrom"), "the secret "+s.GetFold("name").String()+" of container "+containerName(c)))
			}
		}
		if v := c.GetFold("repositoryCredentials.credentialsParameter"); !v.IsAbsent() {
			n := secret(t, v, "the registry credentials of container "+containerName(c))
			n.Name, n.Service, n.If = "secretsmanager", "secretsmanager", nil
			n.Host = serviceHost(n.Service, n.Region)
			all = append(all, n)
		}
	}
	return all
}

// secret returns the need for the secret that v names: an ARN of Secrets
// Manager or Systems Manager, or the bare name of a parameter in the task's
// region (Amazon ECS API, Secret).
func secret(t *Task, v iac.Value, trigger string) Need {
	text, _ := v.Text()
	n := Need{Name: "ssm", Region: t.Region, Port: 443, AtStart: true, Trigger: trigger, Range: v.Range}
	fields := text.Split(":")
	switch service := arnService(fields); {
	case service == "secretsmanager", service == "ssm":
		n.Name = service
		if len(fields[3]) > 0 {
			n.Region = fields[3]
		}
	case text.Unknowns() != nil && len(fields) < 3:
		n.If = text.Unknowns()[0]
	default:
		n.Name = serviceOfReference(v)
	}
	n.Service = n.Name
	n.Host = serviceHost(n.Service, n.Region)
	action := "ssm:GetParameters"
	if n.Name == "secretsmanager" {
		action = "secretsmanager:GetSecretValue"
	}
	n.Requests = []Request{{Action: action, Resource: text}}
	return n
}

// arnService returns the service that the fields of an ARN name, or the empty
// string if they are none of one.
func arnService(fields []iac.Text) string {
	if len(fields) < 6 {
		return ""
	}
	if s, _ := fields[0].Literal(); s != "arn" {
		return ""
	}
	s, _ := fields[2].Literal()
	return s
}

// serviceOfReference returns the service of the resource that v refers to; a
// bare name is a parameter's.
func serviceOfReference(v iac.Value) string {
	for _, r := range v.Refs() {
		if strings.Contains(strings.ToLower(r.Type), "secretsmanager") {
			return "secretsmanager"
		}
	}
	return "ssm"
}
