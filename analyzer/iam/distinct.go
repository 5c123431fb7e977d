package iam

// distinct reports whether two symbols are attributes of two resources that
// are never equal: AWS hands each of these resources an identity of its own.
// Names are not among them, since two regions or accounts can share one.
func distinct(a, b glyph) bool {
	if a.kind != symbol || b.kind != symbol {
		return false
	}
	r, s := a.part.Resource, b.part.Resource
	if r == nil || s == nil || r == s || r.Data || s.Data || r.Type != s.Type || a.part.Attr != b.part.Attr {
		return false
	}
	return owns(r.Type, a.part.Attr)
}

// owns reports whether the attribute of a managed resource of that type is its
// alone. Sources: the "Attributes" of the Terraform provider's documentation
// and the "Return values" of the CloudFormation resource reference.
func owns(resourceType, attr string) bool {
	switch resourceType {
	case "aws_vpc", "aws_vpc_endpoint":
		return attr == "id"
	case "aws_iam_role", "aws_ecr_repository", "aws_s3_bucket", "aws_secretsmanager_secret", "aws_kms_key",
		"aws_cloudwatch_log_group", "aws_efs_file_system":
		return attr == "arn"
	case "AWS::EC2::VPC":
		return attr == "VpcId" || isRef(attr)
	case "AWS::EC2::VPCEndpoint":
		return attr == "Id" || isRef(attr)
	case "AWS::IAM::Role", "AWS::ECR::Repository", "AWS::S3::Bucket", "AWS::KMS::Key",
		"AWS::Logs::LogGroup", "AWS::EFS::FileSystem":
		return attr == "Arn"
	case "AWS::SecretsManager::Secret":
		return attr == "Id" || isRef(attr)
	}
	return false
}

// isRef reports whether attr stands for CloudFormation's Ref.
func isRef(attr string) bool { return attr == "" || attr == "Ref" }
