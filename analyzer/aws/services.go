package aws

import (
	"slices"
	"strings"
)

// actionServices maps what actions begin with to the short name of the endpoint
// service that they are asked of, for services that tasks call by names in their
// own region.
// Source: AWS Service Authorization Reference (prefixes) and the interface
// endpoint services of aws-cdk-lib 2.276.
var actionServices = map[string]string{
	"athena":           "athena",
	"batch":            "batch",
	"bedrock":          "bedrock-runtime",
	"cloudwatch":       "monitoring",
	"comprehend":       "comprehend",
	"dynamodb":         "dynamodb",
	"ecs":              "ecs",
	"events":           "events",
	"firehose":         "kinesis-firehose",
	"glue":             "glue",
	"kinesis":          "kinesis-streams",
	"kms":              "kms",
	"lambda":           "lambda",
	"logs":             "logs",
	"rds-data":         "rds-data",
	"redshift-data":    "redshift-data",
	"rekognition":      "rekognition",
	"s3":               "s3",
	"secretsmanager":   "secretsmanager",
	"servicediscovery": "servicediscovery",
	"sns":              "sns",
	"sqs":              "sqs",
	"ssm":              "ssm",
	"states":           "states",
	"sts":              "sts",
	"textract":         "textract",
	"translate":        "translate",
	"xray":             "xray",
}

// ServiceOfAction returns the short name of the endpoint service that an action
// such as sqs:SendMessage is asked of, and whether it is one that is known here.
// An action whose service is a wildcard is of none.
func ServiceOfAction(action string) (service string, ok bool) {
	prefix, _, found := strings.Cut(action, ":")
	service, ok = actionServices[strings.ToLower(prefix)]
	return service, ok && found
}

// ServiceOfHost returns the short name of the endpoint service that answers at a
// host such as sqs.eu-west-1.amazonaws.com, and its region; empty if it is none
// that is known here.
func ServiceOfHost(host string) (service, region string) {
	for _, suffix := range DNSSuffixes() {
		rest, ok := strings.CutSuffix(strings.ToLower(host), "."+suffix)
		if !ok {
			continue
		}
		label, region, ok := strings.Cut(rest, ".")
		if !ok || strings.Contains(region, ".") || PartitionOf(region).DNSSuffix != suffix {
			return "", ""
		}
		for _, s := range actionServices {
			if Host(s) == label {
				return s, region
			}
		}
	}
	return "", ""
}

// misspelt are names that people give to endpoint services and that no service
// has ("AWS services that integrate with AWS PrivateLink", November 2026).
var misspelt = map[string][]string{
	"ecr.api":        {"ecr", "ecr.token", "ecr.auth"},
	"ecr.dkr":        {"ecr", "ecr.docker", "dkr.ecr", "dkr"},
	"logs":           {"cloudwatch", "cloudwatch-logs", "cloudwatchlogs", "cloudwatch.logs", "awslogs", "log"},
	"secretsmanager": {"secrets", "secretmanager"},
	"ssm":            {"parameterstore", "systemsmanager"},
}

// Misspelt reports whether name is no endpoint service and is what people write
// for the one that is called service: its words set apart or joined otherwise
// (ecr-api, secrets-manager), or another word for it (ecr, cloudwatch).
func Misspelt(name, service string) bool {
	if name == service || service == "" {
		return false
	}
	return joined(name) == joined(service) || slices.Contains(misspelt[service], strings.ToLower(name))
}

// joined returns a name without what sets its words apart.
func joined(name string) string {
	return strings.NewReplacer(".", "", "-", "", "_", "").Replace(strings.ToLower(name))
}
