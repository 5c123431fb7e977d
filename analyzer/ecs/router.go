package ecs

import (
	"github.com/taskreach/taskreach/analyzer/iac"
)

// routerNeeds returns what the log router of FireLens needs. Its image is an
// ordinary container's. What it sends to is asked for at run time by the task
// itself; a configuration file in S3 is fetched before it starts (Amazon ECS
// developer guide, "Custom log routing").
func routerNeeds(_ *catalogue, t *Task) []Need {
	var all []Need
	for _, c := range t.Definition.Containers {
		options := c.GetFold("firelensConfiguration").GetFold("options")
		if kind, _ := options.GetFold("config-file-type").Str(); kind == "s3" {
			all = append(all, s3Object(t, "s3:router-config", options.GetFold("config-file-value"), "the configuration of the log router "+containerName(c)))
		}
	}
	for _, l := range t.loggings() {
		if driver, _ := l.driver.Str(); driver != "awsfirelens" {
			continue
		}
		for _, n := range output(t, l) {
			n.Trigger, n.Range, n.FromTask = l.trigger(), l.value.Range, true
			all = append(all, n)
		}
	}
	return all
}

// routerServices are the outputs of the router that are AWS services, by the
// names of their plugins for Fluent Bit and Fluentd.
var routerServices = map[string]string{
	"cloudwatch": "logs", "cloudwatch_logs": "logs",
	"firehose": "kinesis-firehose", "kinesis_firehose": "kinesis-firehose",
	"kinesis": "kinesis-streams", "kinesis_streams": "kinesis-streams",
}

// routerActions are what the outputs ask of the services.
var routerActions = map[string]string{
	"logs":             "logs:PutLogEvents",
	"kinesis-firehose": "firehose:PutRecordBatch",
	"kinesis-streams":  "kinesis:PutRecords",
}

// routerHosts are where the outputs of vendors lead where no host is given, and
// the ports of those that always have one (Fluent Bit manual, "Outputs").
var routerHosts = map[string]struct {
	host string
	port uint16
}{
	"datadog":       {"http-intake.logs.datadoghq.com", 443},
	"nrlogs":        {"log-api.newrelic.com", 443},
	"newrelic":      {"log-api.newrelic.com", 443},
	"splunk":        {"", 8088},
	"es":            {"", 9200},
	"elasticsearch": {"", 9200},
	"opensearch":    {"", 9200},
	"loki":          {"", 3100},
	"forward":       {"", 24224},
	"http":          {"", 80},
	"gelf":          {"", 12201},
}

// output returns the need of the output that the options name, none where the
// router's own configuration decides.
func output(t *Task, l logging) []Need {
	name := l.option("Name")
	if name.IsAbsent() {
		name = l.option("@type")
	}
	plugin, _ := name.Str()
	region := t.Region
	if v := l.option("region"); !v.IsAbsent() {
		region, _ = v.Text()
	}
	if service, ok := routerServices[plugin]; ok {
		n := regional(service, region)
		n.Requests = requests(TaskRole, undecided("what the log router sends to", l.value.Range), routerActions[service])
		return []Need{n}
	}
	if plugin == "s3" {
		bucket, _ := l.option("bucket").Text()
		n := s3Bucket("s3:logs", bucket, region)
		n.Requests = requests(TaskRole, iac.Concat("arn:"+partition(region)+":s3:::", bucket, "/log"), "s3:PutObject")
		return []Need{n}
	}
	return vendor(plugin, l)
}

// vendor returns the need of an output that is no AWS service.
func vendor(plugin string, l logging) []Need {
	known, ok := routerHosts[plugin]
	host := l.option("Host").Or(known.host)
	text, _ := host.Text()
	if !ok || len(text.String()) == 0 {
		return nil
	}
	a := parseAddress(text, known.port)
	if port, known := l.option("Port").Int(); known && port > 0 && port < 1<<16 {
		a.port = uint16(port)
	}
	if a.loopback() {
		return nil
	}
	n := Need{Name: plugin, Host: a.host, Port: a.port, If: unresolvable(a.host, host.Range)}
	if mode, _ := l.option("Mode").Str(); plugin == "gelf" && mode != "tcp" && mode != "tls" {
		n.If = &iac.Unknown{Name: "gelf output", Range: l.value.Range, Why: "the gelf output is reached over UDP, which is not followed"}
	}
	return []Need{n}
}
