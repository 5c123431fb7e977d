package authz

import "github.com/taskreach/taskreach/analyzer/iac"

// A repository in ECR.
var repositoryKind = &guardKind{
	service: "ecr",
	types:   []string{"aws_ecr_repository", "AWS::ECR::Repository"},
	name:    iac.Named("name", "RepositoryName"),
	policy:  iac.Named("", "RepositoryPolicyText"),
	prefix:  "repository/",

	apart:       []string{"aws_ecr_repository_policy"},
	apartTarget: iac.Named("repository", ""),
	apartPolicy: iac.Named("policy", ""),
}
