package ecs

import "strings"

// Purpose says what the task wants of the destination, to follow "cannot".
func (n Need) Purpose() string {
	switch {
	case n.Name == "ecr.api":
		return "get its registry token from ECR"
	case n.Name == "ecr.dkr":
		return "pull its image from ECR"
	case n.Name == "s3":
		return "download its image layers from S3"
	case n.Name == "logs":
		return "open its log stream in CloudWatch Logs"
	case n.Name == "secretsmanager":
		return "fetch its secrets from Secrets Manager"
	case n.Name == "ssm":
		return "fetch its secrets from Systems Manager"
	case n.Name == "dockerhub":
		return "pull its image from Docker Hub"
	case n.Name == "ecr-public":
		return "pull its image from ECR Public"
	case strings.HasPrefix(n.Name, "registry:"):
		return "pull its image from " + n.Host.String()
	}
	return "reach " + n.Name
}

// Symptom returns the error that ECS reports when the destination cannot be
// reached (Amazon ECS developer guide, "Viewing Amazon ECS stopped task
// errors", and public reports of each).
func (n Need) Symptom() string {
	host := n.Host.String()
	switch {
	case n.Name == "ecr.api":
		return `ResourceInitializationError: unable to pull secrets or registry auth: … Post "https://` + host + `/": dial tcp …:443: i/o timeout`
	case n.Name == "ecr.dkr":
		return `CannotPullContainerError: pull image manifest has been retried 5 time(s): … Head "https://` + host + `/v2/…": dial tcp …:443: i/o timeout`
	case n.Name == "s3":
		return `CannotPullContainerError: … failed to copy: httpReadSeeker: failed open: … Get "https://` + host + `/…": dial tcp …:443: i/o timeout`
	case n.Name == "logs":
		return `ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition … signal: killed`
	case n.Name == "secretsmanager":
		return `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: … context deadline exceeded`
	case n.Name == "ssm":
		return `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: … context deadline exceeded`
	case n.Name == "ecs", n.Name == "ecs-agent", n.Name == "ecs-telemetry":
		return "unable to place a task because no container instance met all of its requirements"
	}
	return `CannotPullContainerError: … failed to resolve ref: … "https://` + host + `/v2/…": dial tcp …: i/o timeout`
}
