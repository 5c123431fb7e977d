package ecs

import "strings"

// purposes say what the task wants of the destinations of each name.
var purposes = map[string]string{
	"ecr.api":              "get its registry token from ECR",
	"ecr.dkr":              "pull its image from ECR",
	"s3":                   "download its image layers from S3",
	"s3:environment-files": "fetch its environment files from S3",
	"s3:router-config":     "fetch the configuration of its log router from S3",
	"s3:logs":              "send its logs to S3",
	"s3:exec-logs":         "log the sessions of ECS Exec to S3",
	"logs":                 "open its log stream in CloudWatch Logs",
	"secretsmanager":       "fetch its secrets from Secrets Manager",
	"ssm":                  "fetch its secrets from Systems Manager",
	"dockerhub":            "pull its image from Docker Hub",
	"ecr-public":           "pull its image from ECR Public",
	"efs":                  "mount its EFS file system",
	"fsx":                  "mount its FSx file system",
	"ssmmessages":          "open the session channel of ECS Exec",
	"kms":                  "encrypt the sessions of ECS Exec",
	"load-balancer":        "be reached by the health checks of its load balancer",
	"service-connect":      "get the configuration of its Service Connect proxy",
	"xray":                 "send its traces to X-Ray",
	"rds":                  "connect to its database",
	"elasticache":          "connect to its cache",
	"opensearch":           "connect to its search domain",
	"s3:task":              "use S3",
	"monitoring":           "send its metrics to CloudWatch",
	"kinesis-firehose":     "send its logs to Firehose",
	"kinesis-streams":      "send its logs to Kinesis",
	"splunk":               "connect to its log collector",
	"fluentd":              "connect to its log collector",
	"gelf":                 "connect to its log collector",
	"syslog":               "connect to its log collector",
}

// Purpose says what the task wants of the destination, to follow "cannot".
func (n Need) Purpose() string {
	if p, ok := purposes[n.Name]; ok {
		return p
	}
	if strings.HasPrefix(n.Name, "registry:") {
		return "pull its image from " + n.Host.String()
	}
	return "reach " + n.Name
}

// Symptom returns the error that ECS reports when the destination cannot be
// reached (Amazon ECS developer guide, "Viewing Amazon ECS stopped task
// errors", and public reports of each). Of most that a task needs only at run
// time ECS reports nothing.
func (n Need) Symptom() string {
	host := n.Host.String()
	switch n.Name {
	case "ecr.api":
		return `ResourceInitializationError: unable to pull secrets or registry auth: … Post "https://` + host + `/": dial tcp …:443: i/o timeout`
	case "ecr.dkr":
		return `CannotPullContainerError: pull image manifest has been retried 5 time(s): … Head "https://` + host + `/v2/…": dial tcp …:443: i/o timeout`
	case "s3":
		return `CannotPullContainerError: … failed to copy: httpReadSeeker: failed open: … Get "https://` + host + `/…": dial tcp …:443: i/o timeout`
	case "s3:environment-files":
		return `ResourceInitializationError: failed to download env files: file download command: non empty error stream: … context deadline exceeded`
	case "secretsmanager":
		return `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: … context deadline exceeded`
	case "ssm":
		return `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: … context deadline exceeded`
	case "ecs", "ecs-agent", "ecs-telemetry":
		return "unable to place a task because no container instance met all of its requirements"
	case "efs":
		return `ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: … Failed to resolve "` + host + `", or mount.nfs4: Connection timed out`
	case "load-balancer":
		return "Task failed ELB health checks in (target-group …)"
	case "ssmmessages":
		return "TargetNotConnectedException: the execute command failed because the agent in the task is not connected"
	}
	switch {
	case n.AtStart && collectors[n.Name].option != "":
		return "ResourceInitializationError: failed to validate logger args: … dial tcp …: i/o timeout"
	case n.AtStart && n.Name == "logs":
		return `ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition … signal: killed`
	case !n.AtStart:
		return "the task starts, and what runs in it times out: dial tcp …: i/o timeout"
	}
	return `CannotPullContainerError: … failed to resolve ref: … "https://` + host + `/v2/…": dial tcp …: i/o timeout`
}
