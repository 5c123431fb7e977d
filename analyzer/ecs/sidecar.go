package ecs

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// sidecars are containers that are known by their image to talk to an AWS
// service while the task runs. Configured says that their configuration, which
// is not read, may have them talk to something else.
var sidecars = []struct {
	image      string // what the repository's name holds
	services   []string
	configured bool
}{
	{"aws-xray-daemon", []string{"xray"}, false},
	{"aws-otel-collector", []string{"xray", "monitoring", "logs"}, true},
	{"cloudwatch-agent", []string{"monitoring", "logs"}, true},
	{"aws-appmesh-envoy", []string{"appmesh-envoy-management"}, false},
}

// sidecarActions are what the sidecars ask of the services.
var sidecarActions = map[string]string{
	"xray":                     "xray:PutTraceSegments",
	"monitoring":               "cloudwatch:PutMetricData",
	"logs":                     "logs:PutLogEvents",
	"appmesh-envoy-management": "appmesh:StreamAggregatedResources",
}

// sidecarNeeds returns what well-known sidecars send to AWS services at run
// time.
func sidecarNeeds(_ *catalogue, t *Task) []Need {
	var all []Need
	for _, c := range t.Definition.Containers {
		image := c.GetFold("image")
		for _, s := range sidecars {
			if !strings.Contains(image.String(), s.image) {
				continue
			}
			for _, service := range s.services {
				n := regional(service, t.Region)
				n.Requests = requests(TaskRole, sidecarResource(service, image.Range), sidecarActions[service])
				n.Trigger, n.Range, n.FromTask = "container "+containerName(c), image.Range, true
				if s.configured {
					n.Unless = &iac.Unknown{
						Name: s.image, Range: image.Range,
						Why: "the configuration of `" + s.image + "`, which is not read, decides where it sends to",
					}
				}
				all = append(all, n)
			}
		}
	}
	return all
}

// sidecarResource returns the resource of the request: actions of X-Ray and of
// CloudWatch metrics take none.
func sidecarResource(service string, at source.Range) iac.Text {
	if service == "xray" || service == "monitoring" {
		return nil
	}
	return undecided("what the sidecar asks "+service+" for", at)
}
