package terraform

import (
	"slices"
	"strings"
)

// inertModules are modules of the registry that are known to declare no VPC
// endpoint, route, network ACL or DNS zone, by namespace. One that is
// not on disk leaves what is known of a VPC as complete as it was; security
// groups that it is given may still get rules from it.
//
// Not among them, as they do add to a VPC: vpc, transit-gateway, vpn-gateway,
// network-firewall, route53, fsx and datadog-forwarders of
// terraform-aws-modules; vpc, dynamic-subnets, vpc-peering of cloudposse.
//
// Each entry was read in the source of a release of 2026 or, where it has none,
// of its last one, with the modules that it calls.
func inertModules(namespace string) []string {
	switch namespace {
	case "terraform-aws-modules":
		return []string{
			"acm", "alb", "apigateway-v2", "app-runner", "appsync", "autoscaling", "batch", "cloudfront", "cloudwatch",
			"dynamodb-table", "ec2-instance", "ecr", "ecs", "efs", "eks", "elasticache", "elb", "eventbridge", "iam",
			"key-pair", "kms", "lambda", "memory-db", "msk-kafka-cluster", "notify-slack", "opensearch", "rds",
			"rds-aurora", "rds-proxy", "redshift", "s3-bucket", "secrets-manager", "security-group", "sns", "sqs",
			"ssm-parameter", "step-functions",
		}
	case "cloudposse":
		return []string{
			"acm-request-certificate", "alb", "alb-ingress", "alb-target-group-cloudwatch-sns-alarms", "cloudfront-s3-cdn",
			"cloudtrail", "cloudwatch-logs", "codebuild", "documentdb-cluster", "dynamodb", "ec2-autoscale-group", "ec2-bastion-server",
			"ec2-instance", "ecr", "ecs-alb-service-task", "ecs-cluster", "ecs-codepipeline", "ecs-container-definition", "ecs-web-app",
			"efs", "elasticache-redis", "elasticsearch", "iam-policy", "iam-role", "kms-key", "label", "lambda-function",
			"lb-s3-bucket", "msk-apache-kafka-cluster", "rds", "rds-cluster", "redshift-cluster", "s3-bucket",
			"s3-log-storage", "security-group", "sns-topic", "ssm-parameter-store",
		}
	case "cn-terraform":
		return []string{"ecs-cluster", "ecs-fargate-task-definition"}
	case "umotif-public":
		return []string{"alb", "ecs-fargate", "ecs-fargate-scheduled-task", "ecs-fargate-task-definition", "elasticache-redis"}
	}
	return nil
}

// inert reports whether c calls an inert module.
func (c *call) inert() bool {
	name, _, _ := c.registryName()
	parts := strings.Split(name, "/")
	return len(parts) == 3 && slices.Contains(inertModules(parts[0]), parts[1])
}
