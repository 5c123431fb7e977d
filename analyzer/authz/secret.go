package authz

import (
	"strings"
	"unicode/utf8"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A secret in Secrets Manager.
var secretKind = &guardKind{
	service: "secretsmanager",
	types:   []string{"aws_secretsmanager_secret", "AWS::SecretsManager::Secret"},
	name:    iac.Named("name", "Name"),
	policy:  iac.Named("policy", ""),
	key:     iac.Named("kms_key_id", "KmsKeyId"),

	apart:       []string{"aws_secretsmanager_secret_policy", "AWS::SecretsManager::ResourcePolicy"},
	apartTarget: iac.Named("secret_arn", "SecretId"),
	apartPolicy: iac.Named("policy", "ResourcePolicy"),
}

// A secretEnd is what Secrets Manager ends an ARN with: a hyphen and six random
// characters (AWS Secrets Manager user guide, "What's in a secret").
const secretEnd = "-AbCdEf"

// hasSuffix reports whether the name in the ARN of a secret may end in its
// random characters.
func hasSuffix(name iac.Text) bool {
	if len(name) == 0 {
		return true
	}
	last := name[len(name)-1]
	if last.Resource != nil || last.Unknown != nil {
		return true
	}
	i := strings.LastIndexByte(last.Literal, '-')
	return i >= 0 && utf8.RuneCountInString(last.Literal[i:]) == len(secretEnd)
}

// withoutSuffix returns the name without the random characters that it ends in.
func withoutSuffix(name iac.Text) iac.Text {
	if len(name) == 0 {
		return name
	}
	out := append(iac.Text{}, name...)
	if last := &out[len(out)-1]; len(last.Literal) > len(secretEnd) {
		last.Literal = last.Literal[:len(last.Literal)-len(secretEnd)]
	}
	return out
}
