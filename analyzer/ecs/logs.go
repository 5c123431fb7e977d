package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

// logNeeds returns the destinations of the containers' log drivers. Fargate
// opens the log stream before the container starts, so a group that cannot be
// reached stops the task (containers-roadmap issue 1695).
func logNeeds(t *Task) []Need {
	var all []Need
	for _, c := range t.Definition.Containers {
		logs := c.GetFold("logConfiguration")
		if driver, _ := logs.GetFold("logDriver").Str(); driver != "awslogs" {
			continue
		}
		options := logs.GetFold("options")
		region := t.Region
		if v := options.GetFold("awslogs-region"); !v.IsAbsent() {
			region, _ = v.Text()
		}
		all = append(all, Need{
			Name: "logs", Service: "logs", Host: serviceHost("logs", region), Port: 443, Region: region, AtStart: true,
			Trigger: "the awslogs driver of container " + containerName(c), Range: logs.Range,
			Requests: logRequests(options, region),
		})
	}
	if len(t.Definition.Containers) == 0 && t.Definition.Partial != nil {
		all = append(all, Need{
			Name: "logs", Service: "logs", Host: serviceHost("logs", t.Region), Port: 443, Region: t.Region, AtStart: true,
			Trigger: "the log driver of " + t.Definition.Address, Range: t.Definition.Partial.Range, If: t.Definition.Partial,
		})
	}
	return all
}

func logRequests(options iac.Value, region iac.Text) []Request {
	group, _ := options.GetFold("awslogs-group").Text()
	arn := iac.Concat("arn:"+partition(region)+":logs:", region, ":000000000000:log-group:", group, ":log-stream:task")
	reqs := []Request{{Action: "logs:CreateLogStream", Resource: arn}, {Action: "logs:PutLogEvents", Resource: arn}}
	if create, _ := options.GetFold("awslogs-create-group").Bool(); create {
		reqs = append(reqs, Request{Action: "logs:CreateLogGroup", Resource: arn})
	}
	return reqs
}
