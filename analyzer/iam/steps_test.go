package iam_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iam"
)

// TestDocumentedSteps has a case for each step by which AWS says that it decides,
// and next to it what the step leaves alone (IAM user guide, "How AWS enforcement
// code logic evaluates requests to allow or deny access"). The steps of service
// and resource control policies and of session policies are in no template.
func TestDocumentedSteps(t *testing.T) {
	const (
		grant    = `{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}`
		other    = `{"Effect": "Allow", "Action": "logs:PutLogEvents", "Resource": "*"}`
		deny     = `{"Effect": "Deny", "Action": "secretsmanager:*", "Resource": "*"}`
		denyRest = `{"Effect": "Deny", "NotAction": "logs:*", "Resource": "*"}`
		outside  = `{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}`
		ifThere  = `{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:SourceVpce": "vpce-1"}, "Null": {"aws:SourceVpce": "false"}}}`
		toRole   = `{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": "<execution>"}}`
		toOwner  = `{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}}`
		session  = `{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": "arn:aws:sts::111111111111:assumed-role/app-execution/3f2a"}}`
		others   = `{"Effect": "Deny", "Action": "*", "Resource": "*", "NotPrincipal": {"AWS": "arn:aws:iam::222222222222:root"}}`
	)
	tests := []struct {
		step                         string
		identity, boundary, resource string
		owner                        string
		want                         iam.Decision
	}{
		{"deny evaluation: all requests are denied by default", "", "", "", ownAccount, iam.Denied},
		{"deny evaluation: a denial in an identity-based policy", grant + "," + deny, "", "", ownAccount, iam.Denied},
		{"deny evaluation: a denial of all but other actions", grant + "," + denyRest, "", "", ownAccount, iam.Denied},
		{"deny evaluation: a denial in a resource-based policy", grant, "", toRole + "," + others, ownAccount, iam.Denied},
		{"deny evaluation: a denial in a permissions boundary", grant, grant + "," + deny, "", ownAccount, iam.Denied},
		{"deny evaluation: a negated condition holds where the key is missing", grant + "," + outside, "", "", ownAccount, iam.Denied},
		{"deny evaluation: unless the policy asks for the key", grant + "," + ifThere, "", "", ownAccount, iam.Allowed},

		{"resource-based policies: the role's ARN is enough", "", "", toRole, ownAccount, iam.Allowed},
		{"resource-based policies: the role's account is not", "", "", toOwner, ownAccount, iam.Denied},
		{"resource-based policies: a session's name is not known", "", "", session, ownAccount, iam.Unknown},

		{"identity-based policies: one that allows is enough", other + "," + grant, "", "", ownAccount, iam.Allowed},
		{"identity-based policies: none that allows", other, "", "", ownAccount, iam.Denied},

		{"permissions boundaries: what both allow", grant, grant, "", ownAccount, iam.Allowed},
		{"permissions boundaries: limit identity-based policies", grant, other, "", ownAccount, iam.Denied},
		{"permissions boundaries: give nothing themselves", "", grant, "", ownAccount, iam.Denied},
		{"permissions boundaries: limit what is granted to the role's ARN", "", other, toRole, ownAccount, iam.Denied},

		{"cross-account: both accounts have to allow", grant, "", toRole, otherAccount, iam.Allowed},
		{"cross-account: the trusting account alone", "", "", toRole, otherAccount, iam.Denied},
		{"cross-account: the trusted account alone", grant, "", "", otherAccount, iam.Denied},
	}
	for _, tt := range tests {
		t.Run(tt.step, func(t *testing.T) {
			p := iam.Policies{Owner: parts(tt.owner)}
			if tt.identity != "" {
				p.Identity = append(p.Identity, document(t, policy(tt.identity)))
			}
			if tt.boundary != "" {
				p.Boundary = document(t, policy(tt.boundary))
			}
			if tt.resource != "" {
				p.Resource = document(t, policy(tt.resource))
			}
			req := getSecret("<db>")
			req.Context = iam.Context{"aws:sourcevpce": iam.Missing()}
			check(t, iam.Combine(p, req), tt.want)
		})
	}
}
