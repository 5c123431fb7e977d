package ecs

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/aws"
	"github.com/taskreach/taskreach/analyzer/iac"
)

// environmentNeeds returns the destinations that the variables of the containers
// tell what runs in them: URLs and ARNs of AWS services, and servers of the VPC
// that the files declare. A host of anybody else may be told for another end
// than to connect to it.
func environmentNeeds(c *catalogue, t *Task) []Need {
	var all []Need
	for _, container := range t.Definition.Containers {
		variables, _ := container.GetFold("environment").Items()
		for _, v := range variables {
			value := v.GetFold("value")
			text, ok := value.Text()
			if !ok || value.Unknown() != nil {
				continue
			}
			ns := c.servers(t, text)
			if service, region := serviceIn(t, text); service != "" {
				ns = append(ns, called(service, region))
			}
			for _, n := range ns {
				n.Trigger = "the variable " + v.GetFold("name").String() + " of container " + containerName(container)
				n.Range, n.FromTask = value.Range, true
				all = append(all, n)
			}
		}
	}
	return all
}

// serviceIn returns the service and region of the URL, the ARN or the reference
// that is the text; an empty name if it is none.
func serviceIn(t *Task, text iac.Text) (service string, region iac.Text) {
	if fields := text.Split(":"); arnService(fields) != "" {
		service, ok := aws.ServiceOfAction(arnService(fields) + ":*")
		if region := fields[3]; ok && service != "s3" && len(region.String()) > 0 {
			return service, region
		}
		return "", nil
	}
	if r := referred(text); r != nil && !r.Data && len(text) == 1 {
		if service, ok := queues[r.Type]; ok && slices.Contains(service.attributes, text[0].Attr) {
			region, _ := r.Region.Text()
			return service.name, region
		}
		return "", nil
	}
	_, rest, found := text.Cut("://")
	if !found {
		return "", nil
	}
	return serviceAt(t, parseAddress(rest, 443).host)
}

// serviceAt returns the service and region that a host is of. The region may be
// one that only the deployment knows.
func serviceAt(t *Task, host iac.Text) (service string, region iac.Text) {
	if s, known := host.Literal(); known {
		service, region := aws.ServiceOfHost(s)
		return service, iac.Text{{Literal: region}}
	}
	label, rest, _ := host.Cut(".")
	region, suffix, _ := rest.Cut(".")
	name, literal := label.Literal()
	end, known := suffix.Literal()
	same, sure := region.Equal(t.Region)
	if !literal || !known || !sure || !same || !slices.Contains(aws.DNSSuffixes(), end) {
		return "", nil
	}
	service, _ = aws.ServiceOfHost(name + ".us-east-1.amazonaws.com")
	return service, region
}

// queues are the resources whose URLs and ARNs tell a task to call their
// service, with the attributes that are such.
var queues = map[string]struct {
	name       string
	attributes []string
}{
	"aws_sqs_queue":               {"sqs", []string{"url", "id", "arn"}},
	"AWS::SQS::Queue":             {"sqs", []string{"Ref", "QueueUrl", "Arn"}},
	"aws_sns_topic":               {"sns", []string{"arn", "id"}},
	"AWS::SNS::Topic":             {"sns", []string{"Ref", "TopicArn"}},
	"aws_dynamodb_table":          {"dynamodb", []string{"arn", "stream_arn"}},
	"AWS::DynamoDB::Table":        {"dynamodb", []string{"Arn", "StreamArn"}},
	"aws_kinesis_stream":          {"kinesis-streams", []string{"arn", "id"}},
	"AWS::Kinesis::Stream":        {"kinesis-streams", []string{"Arn"}},
	"aws_sfn_state_machine":       {"states", []string{"arn", "id"}},
	"AWS::SecretsManager::Secret": {"secretsmanager", []string{"Ref", "Id"}},
	"aws_secretsmanager_secret":   {"secretsmanager", []string{"arn", "id"}},
}

// servers returns the servers whose names the text holds.
func (c *catalogue) servers(t *Task, text iac.Text) []Need {
	var all []Need
	for _, p := range text {
		s := c.graph.Server(p)
		if s == nil {
			continue
		}
		port := uint16(s.Port)
		all = append(all, Need{
			Name: s.Kind, Host: iac.Text{p}, Port: port, Region: t.Region, Server: s, If: firstReason(s.Maybe, s.PortUnknown),
		})
	}
	return all
}
