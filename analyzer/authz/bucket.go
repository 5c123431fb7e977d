package authz

import "github.com/taskreach/taskreach/analyzer/iac"

// A bucket in S3.
var bucketKind = &guardKind{
	service: "s3",
	types:   []string{"aws_s3_bucket", "AWS::S3::Bucket"},
	name:    iac.Named("bucket", "BucketName"),
	policy:  iac.Named("policy", ""),
	cut:     "/",

	apart:       []string{"aws_s3_bucket_policy", "AWS::S3::BucketPolicy"},
	apartTarget: iac.Named("bucket", "Bucket"),
	apartPolicy: iac.Named("policy", "PolicyDocument"),
}
