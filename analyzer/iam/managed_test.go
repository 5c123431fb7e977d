package iam_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iam"
)

const managedPrefix = "arn:aws:iam::aws:policy/"

// TestManaged asks the AWS managed policies for what a task needs to start.
func TestManaged(t *testing.T) {
	const (
		executionPolicy = "service-role/AmazonECSTaskExecutionRolePolicy"
		instancePolicy  = "service-role/AmazonEC2ContainerServiceforEC2Role"
		repository      = "arn:aws:ecr:eu-west-1:111111111111:repository/app"
		secret          = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf"
		parameter       = "arn:aws:ssm:eu-west-1:111111111111:parameter/app/key"
	)
	tests := []struct {
		policy, action, resource string
		want                     iam.Decision
	}{
		// ECS developer guide, "Amazon ECS task execution IAM role".
		{executionPolicy, "ecr:GetAuthorizationToken", "", iam.Allowed},
		{executionPolicy, "ecr:BatchCheckLayerAvailability", repository, iam.Allowed},
		{executionPolicy, "ecr:GetDownloadUrlForLayer", repository, iam.Allowed},
		{executionPolicy, "ecr:BatchGetImage", repository, iam.Allowed},
		{executionPolicy, "logs:CreateLogStream", "arn:aws:logs:eu-west-1:111111111111:log-group:/app:*", iam.Allowed},
		{executionPolicy, "logs:PutLogEvents", "arn:aws:logs:eu-west-1:111111111111:log-group:/app:*", iam.Allowed},
		{executionPolicy, "logs:CreateLogGroup", "arn:aws:logs:eu-west-1:111111111111:log-group:/app:*", iam.Denied},
		{executionPolicy, "secretsmanager:GetSecretValue", secret, iam.Denied},
		{executionPolicy, "ssm:GetParameters", parameter, iam.Denied},
		{executionPolicy, "kms:Decrypt", "<any>", iam.Denied},
		{executionPolicy, "ecr:BatchImportUpstreamImage", repository, iam.Denied},

		{instancePolicy, "ecr:BatchGetImage", repository, iam.Allowed},
		{instancePolicy, "ecs:Poll", "", iam.Allowed},
		{instancePolicy, "ecs:TagResource", "", iam.Unknown},
		{instancePolicy, "logs:CreateLogGroup", "", iam.Denied},
		{"AmazonEC2ContainerRegistryPullOnly", "ecr:BatchImportUpstreamImage", repository, iam.Allowed},
		{"AmazonEC2ContainerRegistryPullOnly", "ecr:BatchCheckLayerAvailability", repository, iam.Denied},
		{"AmazonEC2ContainerRegistryReadOnly", "ecr:BatchGetImage", repository, iam.Allowed},
		{"AmazonEC2ContainerRegistryReadOnly", "logs:PutLogEvents", "", iam.Denied},
		{"AmazonEC2ContainerRegistryPowerUser", "ecr:PutImage", repository, iam.Allowed},
		{"AmazonEC2ContainerRegistryPowerUser", "ecr:CreateRepository", repository, iam.Denied},
		{"AmazonEC2ContainerRegistryFullAccess", "ecr:CreateRepository", repository, iam.Allowed},
		{"AmazonEC2ContainerRegistryFullAccess", "s3:GetObject", "", iam.Denied},
		{"CloudWatchLogsFullAccess", "logs:CreateLogGroup", "", iam.Allowed},
		{"CloudWatchLogsFullAccess", "cloudwatch:GenerateQuery", "", iam.Unknown},
		{"CloudWatchAgentServerPolicy", "logs:CreateLogGroup", "", iam.Allowed},
		{"CloudWatchAgentServerPolicy", "ssm:GetParameter", "arn:aws:ssm:eu-west-1:111111111111:parameter/AmazonCloudWatch-x", iam.Allowed},
		{"CloudWatchAgentServerPolicy", "ssm:GetParameter", parameter, iam.Denied},
		{"SecretsManagerReadWrite", "secretsmanager:GetSecretValue", secret, iam.Allowed},
		{"SecretsManagerReadWrite", "kms:Decrypt", "<any>", iam.Denied},
		{"AWSSecretsManagerClientReadOnlyAccess", "secretsmanager:GetSecretValue", secret, iam.Allowed},
		{"AWSSecretsManagerClientReadOnlyAccess", "secretsmanager:PutSecretValue", secret, iam.Denied},
		{"AWSSecretsManagerClientReadOnlyAccess", "kms:Decrypt", "arn:aws:kms:eu-west-1:111111111111:key/1", iam.Unknown},
		{"AmazonSSMReadOnlyAccess", "ssm:GetParameters", parameter, iam.Allowed},
		{"AmazonSSMReadOnlyAccess", "ssm:PutParameter", parameter, iam.Denied},
		{"AmazonSSMFullAccess", "ssm:GetParameters", parameter, iam.Allowed},
		{"AmazonSSMManagedInstanceCore", "ssmmessages:OpenDataChannel", "", iam.Allowed},
		{"AmazonSSMManagedInstanceCore", "ssm:GetParametersByPath", parameter, iam.Denied},
		{"AmazonS3ReadOnlyAccess", "s3:GetObject", "arn:aws:s3:::app-env/prod.env", iam.Allowed},
		{"AmazonS3ReadOnlyAccess", "s3:PutObject", "arn:aws:s3:::app-env/prod.env", iam.Denied},
		{"AmazonS3FullAccess", "s3:PutObject", "arn:aws:s3:::app-env/prod.env", iam.Allowed},
		{"AmazonElasticFileSystemClientReadOnlyAccess", "elasticfilesystem:ClientMount", "<any>", iam.Allowed},
		{"AmazonElasticFileSystemClientReadOnlyAccess", "elasticfilesystem:ClientWrite", "<any>", iam.Denied},
		{"AmazonElasticFileSystemClientReadWriteAccess", "elasticfilesystem:ClientWrite", "<any>", iam.Allowed},
		{"AmazonElasticFileSystemClientReadWriteAccess", "elasticfilesystem:ClientRootAccess", "<any>", iam.Denied},
		{"AmazonElasticFileSystemClientFullAccess", "elasticfilesystem:ClientRootAccess", "<any>", iam.Allowed},
		{"AdministratorAccess", "iam:CreateUser", "<any>", iam.Allowed},
		{"PowerUserAccess", "kms:Decrypt", "<any>", iam.Allowed},
		{"PowerUserAccess", "iam:PassRole", "<any>", iam.Denied},
		{"PowerUserAccess", "iam:ListRoles", "", iam.Allowed},
		{"ReadOnlyAccess", "ecr:GetDownloadUrlForLayer", repository, iam.Allowed},
		{"ReadOnlyAccess", "logs:PutLogEvents", "", iam.Denied},
		{"ReadOnlyAccess", "secretsmanager:GetSecretValue", secret, iam.Denied},
		{"ReadOnlyAccess", "ssm:GetParameters", parameter, iam.Allowed},
		{"ReadOnlyAccess", "kms:Decrypt", "<any>", iam.Denied},
		{"ReadOnlyAccess", "ec2:DescribeVpcs", "", iam.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.policy+" "+tt.action, func(t *testing.T) {
			doc, known := iam.Managed(parts(managedPrefix + tt.policy))
			if !known {
				t.Fatalf("%s is not known", tt.policy)
			}
			req := iam.Request{Action: tt.action, Resource: parts(tt.resource), Principal: executionRole()}
			check(t, iam.Evaluate(doc, iam.Identity, req), tt.want)
		})
	}
}

func TestManagedNames(t *testing.T) {
	tests := []struct {
		arn  string
		want bool
	}{
		{"arn:aws:iam::aws:policy/AmazonS3FullAccess", true},
		{"arn:aws-cn:iam::aws:policy/AmazonS3FullAccess", true},
		{"arn:<any>:iam::aws:policy/AmazonS3FullAccess", true},
		{"arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy", false}, // it lies under service-role/
		{"arn:aws:iam::aws:policy/AmazonAthenaFullAccess", false},
		{"arn:aws:iam::111111111111:policy/AmazonS3FullAccess", false},
		{"arn:aws:iam::aws:role/AmazonS3FullAccess", false},
		{"arn:aws:iam::aws:policy/<any>", false},
		{"AmazonS3FullAccess", false},
		{"<any>", false},
		{"", false},
	}
	for _, tt := range tests {
		t.Run(tt.arn, func(t *testing.T) {
			doc, known := iam.Managed(parts(tt.arn))
			if known != tt.want || known == doc.IsAbsent() {
				t.Errorf("Managed(%q) = %v, %v, want known %v", tt.arn, doc, known, tt.want)
			}
		})
	}
}

// TestManagedPartition checks that resources are of the partition that the
// policy is named in.
func TestManagedPartition(t *testing.T) {
	doc, _ := iam.Managed(parts("arn:aws-cn:iam::aws:policy/AWSSecretsManagerClientReadOnlyAccess"))
	tests := []struct {
		secret string
		want   iam.Decision
	}{
		{"arn:aws-cn:secretsmanager:cn-north-1:111111111111:secret:db-AbCdEf", iam.Allowed},
		{"arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf", iam.Denied},
	}
	for _, tt := range tests {
		t.Run(tt.secret, func(t *testing.T) {
			check(t, iam.Evaluate(doc, iam.Identity, getSecret(tt.secret)), tt.want)
		})
	}
}
