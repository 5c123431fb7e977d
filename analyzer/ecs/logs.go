package ecs

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A logging is one log configuration of a task and what it is for.
type logging struct {
	who    string // container "app"
	driver iac.Value
	value  iac.Value // the whole configuration
}

// option returns an option of the log driver.
func (l logging) option(name string) iac.Value { return l.value.GetFold("options").GetFold(name) }

// trigger says that the driver asks.
func (l logging) trigger() string { return "the " + l.driver.String() + " driver of " + l.who }

var (
	connectLogs   = iac.Named("service_connect_configuration.log_configuration", "ServiceConnectConfiguration.LogConfiguration")
	connectDriver = iac.Named("log_driver", "LogDriver")
)

// loggings returns the log configurations of the containers, and that of the
// Service Connect proxy.
func (t *Task) loggings() []logging {
	var all []logging
	for _, c := range t.Definition.Containers {
		v := c.GetFold("logConfiguration")
		all = append(all, logging{"container " + containerName(c), v.GetFold("logDriver"), v})
	}
	if v := t.Resource.Attr(connectLogs); !v.IsAbsent() {
		all = append(all, logging{"the Service Connect proxy", v.Read(connectDriver, t.Resource.Language), v})
	}
	return all
}

// logNeeds returns the destinations of the log drivers that the task waits for.
// Fargate opens the log stream before the container starts, so a group that
// cannot be reached stops the task; the mode non-blocking only governs what
// comes after (containers-roadmap issue 1695, moby issue 33803).
func logNeeds(_ *catalogue, t *Task) []Need {
	var all []Need
	for _, l := range t.loggings() {
		driver, known := l.driver.Str()
		switch {
		case l.value.IsAbsent() && t.Definition.impliedLogs != nil:
			n := awslogs(t, l)
			n.Trigger, n.Range, n.Unless = "the log group of Batch", t.Definition.impliedLogs.Range, t.Definition.impliedLogs
			all = append(all, n)
		case !known && l.driver.Unknown() != nil:
			n := regional("logs", t.Region)
			n.AtStart, n.Trigger, n.Range, n.If = true, l.trigger(), l.value.Range, l.driver.Unknown()
			all = append(all, n)
		case driver == "awslogs":
			all = append(all, awslogs(t, l))
		default:
			all = append(all, collector(driver, l)...)
		}
	}
	if len(t.Definition.Containers) == 0 && t.Definition.Partial != nil {
		all = append(all, Need{
			Name: "logs", Service: "logs", Host: serviceHost("logs", t.Region), Port: 443, Region: t.Region, AtStart: true,
			Trigger: "the log driver of " + t.Definition.Address, Range: t.Definition.Partial.Range, If: t.Definition.Partial,
		})
	}
	return all
}

// awslogs returns the need of the driver for CloudWatch Logs: in the region that
// it names, else in the task's.
func awslogs(t *Task, l logging) Need {
	region := t.Region
	if v := l.option("awslogs-region"); !v.IsAbsent() {
		region, _ = v.Text()
	}
	n := Need{
		Name: "logs", Service: "logs", Host: serviceHost("logs", region), Port: 443, Region: region, AtStart: true,
		Trigger: l.trigger(), Range: l.value.Range, Requests: logRequests(t, l, region),
	}
	switch v := l.option("awslogs-endpoint"); {
	case v.Unknown() != nil && l.value.GetFold("options").Unknown() == nil:
		n.If = v.Unknown()
	case v.Unknown() == nil && !v.IsAbsent():
		text, _ := v.Text()
		a := parseAddress(text, 443)
		n.Host, n.Port = a.host, a.port
		if equal, known := a.host.Equal(serviceHost("logs", region)); !known || !equal {
			n.Service, n.If = "", unresolvable(a.host, v.Range)
		}
	}
	return n
}

// streamARN returns the ARN of a log stream in the group. The name of the stream
// ends in the id of the task, and has no colon (CloudWatch Logs API,
// CreateLogStream).
func streamARN(t *Task, region, group iac.Text) iac.Text {
	account, _ := t.Resource.Account.Text()
	stream := undecided("the name of the log stream", t.Resource.Header)
	stream[0].Unknown.InName = true
	return iac.Concat("arn:"+partition(region)+":logs:", region, ":", account, ":log-group:", group, ":log-stream:", stream)
}

func logRequests(t *Task, l logging, region iac.Text) []Request {
	group, _ := l.option("awslogs-group").Text()
	if l.value.IsAbsent() {
		group = iac.Text{{Literal: "/aws/batch/job"}}
	}
	arn := streamARN(t, region, group)
	reqs := []Request{{Action: "logs:CreateLogStream", Resource: arn}, {Action: "logs:PutLogEvents", Resource: arn}}
	if create, _ := l.option("awslogs-create-group").Bool(); create {
		reqs = append(reqs, Request{Action: "logs:CreateLogGroup", Resource: arn})
	}
	return reqs
}

// collectors are the log drivers that connect to a collector when the container
// starts, with the option that names it and the port that counts where none is
// given (Docker documentation, "Configure logging drivers").
var collectors = map[string]struct {
	option string
	port   uint16
}{
	"splunk":  {"splunk-url", 8088},
	"fluentd": {"fluentd-address", 24224},
	"gelf":    {"gelf-address", 12201},
	"syslog":  {"syslog-address", 514},
}

// collector returns the need of a driver that connects to a collector.
func collector(driver string, l logging) []Need {
	d, ok := collectors[driver]
	v := l.option(d.option)
	if !ok || v.IsAbsent() {
		return nil
	}
	text, _ := v.Text()
	a := parseAddress(text, d.port)
	if a.loopback() || strings.HasPrefix(a.scheme, "unix") {
		return nil
	}
	n := Need{
		Name: driver, Host: a.host, Port: a.port, AtStart: true,
		Trigger: l.trigger(), Range: v.Range, If: unresolvable(a.host, v.Range),
	}
	// These two make the driver start without its collector.
	verify, known := l.option("splunk-verify-connection").Bool()
	async, _ := l.option("fluentd-async").Bool()
	if known && !verify || async {
		n.AtStart = false
	}
	if driver == "gelf" && a.scheme != "tcp" || driver == "syslog" && (a.scheme == "" || a.scheme == "udp") {
		n.AtStart = false
		n.If = &iac.Unknown{Name: d.option, Range: v.Range, Why: "`" + text.String() + "` is reached over UDP, which is not followed"}
	}
	return []Need{n}
}
