package iam_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
)

// TestCombine walks through AWS's order of evaluation (IAM user guide, "Policy
// evaluation for requests within a single account" and "Cross-account policy
// evaluation logic").
func TestCombine(t *testing.T) {
	const (
		grants   = `{"Effect": "Allow", "Action": "secretsmanager:*", "Resource": "*"}`
		denies   = `{"Effect": "Deny", "Action": "secretsmanager:*", "Resource": "*"}`
		may      = `{"Effect": "Allow", "Action": "<any>", "Resource": "*"}`
		mayDeny  = `{"Effect": "Deny", "Action": "<any>", "Resource": "*"}`
		logs     = `{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}`
		toRole   = `{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": "<execution>"}}`
		toAll    = `{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": "*"}`
		toOwner  = `{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": "111111111111"}}`
		toOther  = `{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": "<deployer>"}}`
		denyRole = `{"Effect": "Deny", "Action": "*", "Resource": "*", "Principal": {"AWS": "<execution>"}}`
	)
	tests := []struct {
		name     string
		identity []string
		boundary string
		resource string
		owner    string
		more     *iac.Unknown
		want     iam.Decision
	}{
		{"nothing", nil, "", "", ownAccount, nil, iam.Denied},
		{"own policy", []string{grants}, "", "", ownAccount, nil, iam.Allowed},
		{"one of two policies", []string{logs, grants}, "", "", ownAccount, nil, iam.Allowed},
		{"neither policy", []string{logs, logs}, "", "", ownAccount, nil, iam.Denied},
		{"one policy denies", []string{grants, denies}, "", "", ownAccount, nil, iam.Denied},
		{"one policy may deny", []string{grants, mayDeny}, "", "", ownAccount, nil, iam.Unknown},
		{"one policy may allow", []string{logs, may}, "", "", ownAccount, nil, iam.Unknown},
		{"a policy that is not known", []string{logs, ""}, "", "", ownAccount, nil, iam.Unknown},
		{"more policies than known", []string{logs}, "", "", ownAccount, anyText, iam.Unknown},
		{"more policies than known beside a permission", []string{grants}, "", "", ownAccount, anyText, iam.Unknown},
		{"more policies than known beside a denial", []string{denies}, "", "", ownAccount, anyText, iam.Denied},

		{"resource's policy allows the role", []string{logs}, "", toRole, ownAccount, nil, iam.Allowed},
		{"resource's policy allows everyone", nil, "", toAll, ownAccount, nil, iam.Allowed},
		{"resource's policy allows another role", []string{logs}, "", toOther, ownAccount, nil, iam.Denied},
		{"resource's policy leaves it to the account", []string{logs}, "", toOwner, ownAccount, nil, iam.Denied},
		{"resource's policy leaves it to the account, which allows", []string{grants}, "", toOwner, ownAccount, nil, iam.Allowed},
		{"resource's policy denies the role", []string{grants}, "", toAll + "," + denyRole, ownAccount, nil, iam.Denied},
		{"own policy denies, resource's allows", []string{denies}, "", toRole, ownAccount, nil, iam.Denied},

		{"boundary allows", []string{grants}, grants, "", ownAccount, nil, iam.Allowed},
		{"boundary allows, nothing else does", []string{logs}, grants, "", ownAccount, nil, iam.Denied},
		{"boundary does not allow", []string{grants}, logs, "", ownAccount, nil, iam.Denied},
		{"boundary may allow", []string{grants}, may, "", ownAccount, nil, iam.Unknown},
		{"boundary denies", []string{grants}, grants + "," + denies, toRole, ownAccount, nil, iam.Denied},
		{"boundary does not allow what the resource's policy gives the role", nil, logs, toRole, ownAccount, nil, iam.Denied},
		{"boundary does not allow what the resource's policy gives everyone", nil, logs, toAll, ownAccount, nil, iam.Unknown},
		{"boundary does not allow what the resource's policy gives another", nil, logs, toOther, ownAccount, nil, iam.Denied},

		{"another account, both allow", []string{grants}, "", toRole, otherAccount, nil, iam.Allowed},
		{"another account, both allow, the account is meant", []string{grants}, "", toOwner, otherAccount, nil, iam.Allowed},
		{"another account, own policy alone", []string{grants}, "", "", otherAccount, nil, iam.Denied},
		{"another account, resource's policy alone", []string{logs}, "", toRole, otherAccount, nil, iam.Denied},
		{"another account, boundary does not allow", []string{grants}, logs, toRole, otherAccount, nil, iam.Denied},
		{"an account that is not known, own policy alone", []string{grants}, "", "", "", nil, iam.Unknown},
		{"an account that is not known, both allow", []string{grants}, "", toRole, "", nil, iam.Allowed},
		{"an account that is not known, neither allows", []string{logs}, "", toOther, "<any>", nil, iam.Denied},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := iam.Policies{More: tt.more, Owner: parts(tt.owner)}
			for _, s := range tt.identity {
				doc := document(t, `"<any>"`)
				if s != "" {
					doc = document(t, policy(s))
				}
				p.Identity = append(p.Identity, doc)
			}
			if tt.boundary != "" {
				p.Boundary = document(t, policy(tt.boundary))
			}
			if tt.resource != "" {
				p.Resource = document(t, policy(tt.resource))
			}
			check(t, iam.Combine(p, getSecret("<db>")), tt.want)
		})
	}
}

// TestCombineKey asks for a KMS key, which nobody uses unless its policy lets
// them (KMS developer guide, "Key policies in AWS KMS").
func TestCombineKey(t *testing.T) {
	const (
		decrypt = `{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}`
		logs    = `{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}`
		byRoot  = `{"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}}`
		byRole  = `{"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*", "Principal": {"AWS": "<execution>"}}`
		byOther = `{"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": {"AWS": "<deployer>"}}`
	)
	tests := []struct {
		name, identity, key string
		want                iam.Decision
	}{
		{"left to the account, which allows", decrypt, byRoot, iam.Allowed},
		{"left to the account, which does not", logs, byRoot, iam.Denied},
		{"the role is let in", logs, byRole, iam.Allowed},
		{"another role is let in", decrypt, byOther, iam.Denied},
		{"default key policy", decrypt, "", iam.Allowed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := iam.Policies{Identity: []iac.Value{document(t, policy(tt.identity))}, Owner: parts(ownAccount)}
			if tt.key != "" {
				p.Resource = document(t, policy(tt.key))
			}
			req := iam.Request{Action: "kms:Decrypt", Resource: parts("arn:aws:kms:eu-west-1:111111111111:key/<any>"), Principal: executionRole()}
			check(t, iam.Combine(p, req), tt.want)
		})
	}
}

// TestCombineReasons checks which document a denial is put down to.
func TestCombineReasons(t *testing.T) {
	const (
		grants  = `{"Sid": "Own", "Effect": "Allow", "Action": "secretsmanager:*", "Resource": "*"}`
		narrow  = `{"Sid": "Own", "Effect": "Allow", "Action": "secretsmanager:*", "Resource": "<api>"}`
		logs    = `{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}`
		toOther = `{"Sid": "Share", "Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": "<deployer>"}}`
	)
	tests := []struct {
		name                         string
		identity, boundary, resource string
		owner, want                  string
	}{
		{"allowed", grants, "", "", ownAccount, "allowed by statement `Own`"},
		{"own policy", narrow, "", "", ownAccount, "statement `Own` allows `secretsmanager:GetSecretValue`, but not on `aws_secretsmanager_secret.db.arn`"},
		{"boundary", grants, logs, "", ownAccount, "in the permissions boundary, no statement allows `secretsmanager:GetSecretValue`"},
		{"resource of another account", grants, "", toOther, otherAccount, "in the policy of the resource, statement `Share` allows `secretsmanager:GetSecretValue`, but not to aws_iam_role.execution"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := iam.Policies{Identity: []iac.Value{document(t, policy(tt.identity))}, Owner: parts(tt.owner)}
			if tt.boundary != "" {
				p.Boundary = document(t, policy(tt.boundary))
			}
			if tt.resource != "" {
				p.Resource = document(t, policy(tt.resource))
			}
			if got := iam.Combine(p, getSecret("<db>")); got.Why != tt.want {
				t.Errorf("why = %q\nwant  %q", got.Why, tt.want)
			}
		})
	}
}

// TestDelegated checks that a permission for the account is told from one for
// the role.
func TestDelegated(t *testing.T) {
	tests := []struct {
		name, principal string
		kind            iam.Kind
		want            bool
	}{
		{"account", `{"AWS": "111111111111"}`, iam.ResourceBased, true},
		{"root", `{"AWS": "arn:aws:iam::111111111111:root"}`, iam.ResourceBased, true},
		{"role", `{"AWS": "<execution>"}`, iam.ResourceBased, false},
		{"account and role", `{"AWS": ["111111111111", "<execution>"]}`, iam.ResourceBased, false},
		{"everyone", `"*"`, iam.ResourceBased, false},
		{"account at an endpoint", `{"AWS": "111111111111"}`, iam.InterfaceEndpoint, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := document(t, policy(`{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": `+tt.principal+`}`))
			got := iam.Evaluate(doc, tt.kind, getSecret("<db>"))
			check(t, got, iam.Allowed)
			if got.Delegated != tt.want {
				t.Errorf("delegated = %v, want %v", got.Delegated, tt.want)
			}
		})
	}
}
