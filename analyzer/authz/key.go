package authz

import "github.com/taskreach/taskreach/analyzer/iac"

// A KMS key. One without a policy is given one that leaves everything to the
// policies of the account's roles (KMS developer guide, "Default key policy").
var keyKind = &guardKind{
	service: "kms",
	types:   []string{"aws_kms_key", "AWS::KMS::Key"},
	policy:  iac.Named("policy", "KeyPolicy"),
	prefix:  "key/",

	apart:       []string{"aws_kms_key_policy"},
	apartTarget: iac.Named("key_id", ""),
	apartPolicy: iac.Named("policy", ""),
}
