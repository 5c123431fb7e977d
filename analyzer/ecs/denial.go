package ecs

import "strings"

// WithoutRole returns the error that ECS reports for a task definition without
// the role that signs the need's requests (Amazon ECS, RegisterTaskDefinition,
// and public reports of each).
func (n Need) WithoutRole() string {
	switch n.Name {
	case "ecr.api", "ecr.dkr":
		return "ClientException: Fargate requires task definition to have execution role ARN to support ECR images."
	case "logs":
		return "ClientException: Fargate requires task definition to have execution role ARN to support log driver awslogs."
	case "secretsmanager", "ssm":
		return "ClientException: When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
	case "ssmmessages":
		return "TargetNotConnectedException: the execute command failed because the agent in the task has no credentials"
	}
	return "the agent has no credentials to " + n.Purpose() + " with"
}

// Denied returns the error that ECS reports when the request of the need is
// denied (Amazon ECS developer guide, "Viewing Amazon ECS stopped task errors",
// and public reports of each).
func (n Need) Denied(r Request) string {
	denied := "AccessDeniedException: User: arn:aws:sts::…:assumed-role/… is not authorized to perform: " + r.Action + " …"
	meets := "the task starts, and what runs in it meets " + denied
	switch {
	case r.By == TaskRole && n.Name != "efs":
		return meets // asked at run time, whoever else needs the destination to start
	case r.Action == "logs:PutLogEvents" && n.AtStart:
		return "the task starts, and its logs are lost: " + denied
	case r.Action == "kms:Decrypt" && n.AtStart:
		return "ResourceInitializationError: unable to pull secrets or registry auth: … AccessDeniedException: Access to KMS is not allowed"
	case n.Name == "ecr.api":
		return "ResourceInitializationError: unable to pull secrets or registry auth: … unable to get registry auth from Amazon ECR: " + denied
	case n.Name == "ecr.dkr":
		return "CannotPullContainerError: … failed to resolve ref …: unexpected status from HEAD request to https://" + n.Host.String() + "/v2/…: 403 Forbidden"
	case n.Name == "secretsmanager" && n.AtStart:
		return "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: … " + denied
	case n.Name == "ssm" && n.AtStart:
		return "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: … " + denied
	case n.Name == "s3:environment-files":
		return "ResourceInitializationError: failed to download env files: … AccessDenied: Access Denied status code: 403"
	case n.Name == "efs":
		return "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: … mount.nfs4: access denied by server while mounting 127.0.0.1:/"
	case n.Name == "logs" && n.AtStart:
		return "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: " + denied
	}
	return meets
}

// On names what the request is made on: the resource that the files declare, else
// its ARN. The stream in a log group is not named.
func (r Request) On() string {
	for _, p := range r.Resource {
		if p.Resource != nil {
			return p.Resource.Address
		}
	}
	if len(r.Resource) == 0 {
		return "`*`"
	}
	arn, _, _ := strings.Cut(r.Resource.String(), ":log-stream:")
	return "`" + arn + "`"
}
