package terraform

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// apart are what the names of the resource types begin with that have nothing
// to say of networks, tasks or what tasks need. They are evaluated only where
// others refer to them: most of what they hold is files that a build makes and
// attributes that only apply knows.
var apart = []string{
	"acm", "amplify", "api_gateway", "apigatewayv2", "appautoscaling", "apprunner", "appsync", "athena", "backup",
	"budgets", "chatbot", "cloudfront", "cloudtrail", "cloudwatch_composite", "cloudwatch_dashboard",
	"cloudwatch_metric", "codebuild", "codecommit", "codeconnections", "codedeploy", "codepipeline",
	"codestar", "cognito", "config", "cur_", "db_", "dms", "docdb", "dynamodb", "eks", "elastic_beanstalk",
	"elasticache", "elasticsearch", "emr", "glue", "grafana", "guardduty", "inspector", "iot", "key_pair", "kinesis",
	"lambda", "lightsail", "macie", "memorydb", "mq_", "msk", "mwaa", "neptune", "opensearch", "organizations",
	"quicksight", "rds", "redshift", "rolesanywhere", "s3_object", "sagemaker", "securityhub", "ses", "shield",
	"signer", "sns", "sqs", "ssoadmin", "synthetics", "timestream", "transfer", "waf", "workspaces", "xray",
}

// servers are the resource types among those that tell where in a network what
// tasks connect to is.
var servers = []string{
	"db_instance", "db_subnet_group", "rds_cluster",
	"elasticache_cluster", "elasticache_replication_group", "elasticache_subnet_group",
	"elasticsearch_domain", "opensearch_domain",
}

// matters reports whether resources of the type are evaluated for their own
// sake.
func matters(kind string) bool {
	name, aws := strings.CutPrefix(kind, "aws_")
	if !aws {
		return iac.Deploys(kind)
	}
	if slices.Contains(servers, name) {
		return true
	}
	for _, a := range apart {
		if strings.HasPrefix(name, a) {
			return false
		}
	}
	return true
}
