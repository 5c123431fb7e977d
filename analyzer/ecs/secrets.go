package ecs

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// secretNeeds returns where the secrets of the containers come from. The agent
// fetches each before the container starts.
func secretNeeds(_ *catalogue, t *Task) []Need {
	if t.fetchesOutside() {
		return nil
	}
	var all []Need
	for _, c := range t.Definition.Containers {
		container := containerName(c)
		all = append(all, listed(t, c.GetFold("secrets"), "container "+container)...)
		all = append(all, listed(t, c.GetFold("logConfiguration.secretOptions"), "the log driver of container "+container)...)
		if v := c.GetFold("repositoryCredentials.credentialsParameter"); !v.IsAbsent() {
			all = append(all, credentials(t, v, "the registry credentials of container "+container))
		}
	}
	connect := t.Resource.Attr(connectLogs).Read(connectSecrets, t.Resource.Language)
	return append(all, listed(t, connect, "the Service Connect proxy")...)
}

var (
	connectSecrets = iac.Named("secret_option", "SecretOptions")
	connectFrom    = iac.Named("value_from", "ValueFrom")
)

// listed returns the needs of a list of secrets.
func listed(t *Task, v iac.Value, who string) []Need {
	var all []Need
	items, _ := v.Items()
	for _, s := range items {
		from := s.GetFold("valueFrom")
		if from.IsAbsent() {
			from = s.Read(connectFrom, t.Resource.Language)
		}
		all = append(all, secret(t, from, "the secret "+s.GetFold("name").String()+" of "+who))
	}
	return all
}

// secret returns the need for the secret that v names: an ARN of Secrets
// Manager or Systems Manager, or the bare name of a parameter in the task's
// region (Amazon ECS API, Secret).
func secret(t *Task, v iac.Value, trigger string) Need {
	text, _ := v.Text()
	fields := text.Split(":")
	switch service := arnService(fields); {
	case service == "secretsmanager", service == "ssm":
		return stored(t, service, v, trigger)
	case text.Unknowns() != nil && len(fields) < 3:
		n := stored(t, "ssm", v, trigger)
		n.If = text.Unknowns()[0]
		return n
	}
	return stored(t, serviceOfReference(v), v, trigger)
}

// credentials returns the need for what only Secrets Manager stores: the login
// to a registry or a file server, by ARN or, in the task's region, by name
// (Amazon ECS API, RepositoryCredentials).
func credentials(t *Task, v iac.Value, trigger string) Need {
	n := stored(t, "secretsmanager", v, trigger)
	n.If = v.Unknown() // there may be none
	return n
}

var secretActions = map[string]string{
	"secretsmanager": "secretsmanager:GetSecretValue",
	"ssm":            "ssm:GetParameters",
}

// stored returns the need for a secret that the service stores: in the region of
// its ARN, else of the resource that is referred to, else of the task.
func stored(t *Task, service string, v iac.Value, trigger string) Need {
	text, _ := v.Text()
	n := Need{
		Name: service, Service: service, Region: t.Region, Port: 443, AtStart: true, Trigger: trigger, Range: v.Range,
	}
	fields := text.Split(":")
	if r := referred(text); arnService(fields) != "" && len(fields[3]) > 0 {
		n.Region = fields[3]
	} else if r != nil && !r.Data {
		n.Region, _ = r.Region.Text()
	}
	n.Host = serviceHost(service, n.Region)
	n.Requests = requests(ExecutionRole, secretARN(t, n, text), secretActions[service])
	return n
}

// secretARN returns the ARN that policies know the secret by: without the JSON
// key, stage and version that may follow, and of a name the ARN that it has in
// the task's account.
func secretARN(t *Task, n Need, text iac.Text) iac.Text {
	if r := referred(text); r != nil {
		arn, _, _ := text.Cut(":")
		if name := arn[0].Attr; len(arn) == 1 && name == "name" {
			return undecided("the ARN of "+text.String(), n.Range)
		}
		return arn
	}
	if fields := text.Split(":"); arnService(fields) == "secretsmanager" && len(fields) > 7 {
		arn := fields[0]
		for _, f := range fields[1:7] {
			arn = iac.Concat(arn, ":", f)
		}
		return arn
	} else if arnService(fields) != "" {
		return text
	}
	name, known := text.Literal()
	if !known || n.Name != "ssm" {
		return undecided("the ARN of "+text.String(), n.Range)
	}
	account, _ := t.Resource.Account.Text()
	return iac.Concat("arn:"+partition(n.Region)+":ssm:", n.Region, ":", account, ":parameter/"+strings.TrimPrefix(name, "/"))
}

// referred returns the resource that the text begins with, or nil.
func referred(t iac.Text) *iac.Resource {
	if len(t) == 0 {
		return nil
	}
	return t[0].Resource
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

// serviceOfReference returns the service of the secret that v refers to, be it
// an attribute of a secret or the one that a database keeps of its own; a bare
// name is a parameter's.
func serviceOfReference(v iac.Value) string {
	text, _ := v.Text()
	for _, p := range text {
		if p.Resource == nil {
			continue
		}
		if strings.Contains(strings.ToLower(p.Resource.Type), "secretsmanager") || strings.Contains(strings.ToLower(p.Attr), "secret") {
			return "secretsmanager"
		}
	}
	return "ssm"
}
