package iam

// managedPolicy returns the statements of the AWS managed policy of that path
// and name, or nil if it is not known here.
//
// Source: AWS managed policy reference guide, one page a policy
// (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/NAME.html).
// The version in the comment of each was the default one in August 2026.
func managedPolicy(name string) []managedStatement {
	switch name {
	case "AdministratorAccess": // v1
		return allow("*")
	case "PowerUserAccess": // v12
		return powerUser()
	case "ReadOnlyAccess": // v188
		return readOnly()
	case "service-role/AmazonECSTaskExecutionRolePolicy": // v1
		return allow(append(pull(), "logs:CreateLogStream", "logs:PutLogEvents")...)
	case "service-role/AmazonEC2ContainerServiceforEC2Role": // v10
		return containerInstance()
	case "AmazonEC2ContainerRegistryPullOnly": // v1
		return allow("ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer",
			"ecr:BatchImportUpstreamImage")
	case "AmazonEC2ContainerRegistryReadOnly": // v3
		return allow(registryRead()...)
	case "AmazonEC2ContainerRegistryPowerUser": // v3
		return allow(append(registryRead(), "ecr:InitiateLayerUpload", "ecr:UploadLayerPart",
			"ecr:CompleteLayerUpload", "ecr:PutImage")...)
	case "AmazonEC2ContainerRegistryFullAccess": // v3
		return append(allow("ecr:*"), exceptFor(covered()...))
	case "CloudWatchLogsFullAccess": // v8
		return append(allow("logs:*"), exceptFor(covered()...))
	case "CloudWatchAgentServerPolicy": // v3
		return agentServer()
	case "SecretsManagerReadWrite": // v5
		return secretsReadWrite()
	case "AWSSecretsManagerClientReadOnlyAccess": // v4
		return secretsClient()
	}
	return storagePolicy(name)
}

// storagePolicy returns the policies of S3, EFS and Systems Manager.
func storagePolicy(name string) []managedStatement {
	switch name {
	case "AmazonS3FullAccess": // v2
		return allow("s3:*", "s3-object-lambda:*")
	case "AmazonS3ReadOnlyAccess": // v3
		return allow("s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*")
	case "AmazonElasticFileSystemClientReadOnlyAccess": // v1
		return allow("elasticfilesystem:ClientMount", "elasticfilesystem:DescribeMountTargets")
	case "AmazonElasticFileSystemClientReadWriteAccess": // v1
		return allow("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite",
			"elasticfilesystem:DescribeMountTargets")
	case "AmazonElasticFileSystemClientFullAccess": // v1
		return allow("elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess",
			"elasticfilesystem:ClientWrite", "elasticfilesystem:DescribeMountTargets")
	case "AmazonSSMReadOnlyAccess": // v1
		return allow("ssm:Describe*", "ssm:Get*", "ssm:List*")
	case "AmazonSSMFullAccess": // v4
		return append(allow(append(channels(), "ssm:*", "logs:*")...), exceptFor(covered()...))
	case "AmazonSSMManagedInstanceCore": // v2
		return append(allow(append(channels(), "ssm:DescribeAssociation",
			"ssm:GetDeployablePatchSnapshotForInstance", "ssm:GetDocument", "ssm:DescribeDocument",
			"ssm:GetManifest", "ssm:GetParameter", "ssm:GetParameters", "ssm:ListAssociations",
			"ssm:ListInstanceAssociations", "ssm:PutInventory", "ssm:PutComplianceItems",
			"ssm:PutConfigurePackageResult", "ssm:UpdateAssociationStatus",
			"ssm:UpdateInstanceAssociationStatus", "ssm:UpdateInstanceInformation")...), exceptFor(covered()...))
	}
	return nil
}

// allow returns a statement that allows the actions on every resource.
func allow(actions ...string) []managedStatement {
	return []managedStatement{{actions: actions}}
}

// exceptFor returns a stand-in for the statements on other actions than these.
func exceptFor(actions ...string) managedStatement {
	return managedStatement{but: actions, others: true}
}

// covered returns the actions whose statements are written out here in full.
func covered() []string {
	return []string{
		"ecr:*", "logs:*", "secretsmanager:*", "ssm:*", "ssmmessages:*", "kms:*", "s3:*", "elasticfilesystem:*",
	}
}

func pull() []string {
	return []string{
		"ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer",
		"ecr:BatchGetImage",
	}
}

func channels() []string {
	return []string{
		"ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
		"ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
	}
}

func registryRead() []string {
	return append(pull(), "ecr:GetRepositoryPolicy", "ecr:DescribeRepositories", "ecr:ListImages",
		"ecr:DescribeImages", "ecr:GetLifecyclePolicy", "ecr:GetLifecyclePolicyPreview",
		"ecr:ListTagsForResource", "ecr:DescribeImageScanFindings")
}

func powerUser() []managedStatement {
	return []managedStatement{
		{but: []string{"iam:*", "organizations:*", "account:*"}},
		{actions: []string{
			"account:GetAccountInformation", "account:GetGovCloudAccountInformation", "account:GetPrimaryEmail",
			"account:ListRegions", "iam:CreateServiceLinkedRole", "iam:DeleteServiceLinkedRole", "iam:ListRoles",
			"organizations:DescribeEffectivePolicy", "organizations:DescribeOrganization",
		}},
	}
}

func readOnly() []managedStatement {
	return []managedStatement{
		{actions: []string{
			"ecr:BatchCheck*", "ecr:BatchGet*", "ecr:Describe*", "ecr:Get*", "ecr:List*",
			"elasticfilesystem:Describe*", "elasticfilesystem:ListTagsForResource",
			"kms:Describe*", "kms:Get*", "kms:List*",
			"logs:Describe*", "logs:FilterLogEvents", "logs:Get*", "logs:ListAggregateLogGroupSummaries",
			"logs:ListAnomalies", "logs:ListEntitiesForLogGroup", "logs:ListIntegrations",
			"logs:ListLogAnomalyDetectors", "logs:ListLogDeliveries", "logs:ListLogGroupsForEntity",
			"logs:ListLogGroupsForQuery", "logs:ListScheduledQueries", "logs:ListSourcesForS3TableIntegration",
			"logs:ListTagsForResource", "logs:ListTagsLogGroup", "logs:StartLiveTail", "logs:StartQuery",
			"logs:StopLiveTail", "logs:StopQuery", "logs:TestMetricFilter",
			"s3:DescribeJob", "s3:Get*", "s3:List*",
			"secretsmanager:Describe*", "secretsmanager:GetResourcePolicy", "secretsmanager:List*",
			"ssm:Describe*", "ssm:Get*", "ssm:List*",
		}},
		exceptFor(covered()...),
	}
}

func containerInstance() []managedStatement {
	return []managedStatement{
		{actions: append(
			pull(), "logs:CreateLogStream", "logs:PutLogEvents",
			"ec2:DescribeTags", "ecs:CreateCluster", "ecs:DeregisterContainerInstance", "ecs:DiscoverPollEndpoint",
			"ecs:Poll", "ecs:RegisterContainerInstance", "ecs:StartTelemetrySession",
			"ecs:UpdateContainerInstancesState", "ecs:Submit*",
		)},
		exceptFor(append(covered(), "ec2:*")...),
	}
}

func agentServer() []managedStatement {
	return []managedStatement{
		{actions: []string{
			"logs:PutLogEvents", "logs:PutRetentionPolicy", "logs:DescribeLogStreams", "logs:DescribeLogGroups",
			"logs:CreateLogStream", "logs:CreateLogGroup",
		}},
		{actions: []string{"ssm:GetParameter"}, resources: []string{"ssm:*:*:parameter/AmazonCloudWatch-*"}},
		exceptFor(covered()...),
	}
}

func secretsReadWrite() []managedStatement {
	return []managedStatement{
		{actions: []string{"secretsmanager:*", "kms:DescribeKey", "kms:ListAliases", "kms:ListKeys"}},
		{actions: []string{"s3:GetObject"}, resources: []string{
			"s3:::awsserverlessrepo-changesets*", "s3:::secrets-manager-rotation-apps-*/*",
		}},
		exceptFor(covered()...),
	}
}

func secretsClient() []managedStatement {
	return []managedStatement{
		{
			actions:   []string{"secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"},
			resources: []string{"secretsmanager:*:*:secret:*"},
		},
		{actions: []string{"secretsmanager:BatchGetSecretValue", "secretsmanager:ListSecrets"}},
		{
			actions:   []string{"kms:Decrypt"},
			resources: []string{"kms:*:*:key/*"},
			like: [][2]string{
				{"kms:EncryptionContext:SecretARN", "arn:aws:secretsmanager:*:*:secret:*"},
				{"kms:ViaService", "secretsmanager.*.amazonaws.com"},
			},
		},
	}
}
