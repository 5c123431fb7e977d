package iam_test

import (
	"fmt"
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
	"github.com/taskreach/taskreach/analyzer/source"
)

// policy returns a document of the current version with these statements.
func policy(statements string) string {
	return fmt.Sprintf(`{"Version": "2012-10-17", "Statement": [%s]}`, statements)
}

func getSecret(resource string) iam.Request {
	return iam.Request{
		Action:    "secretsmanager:GetSecretValue",
		Resource:  parts(resource),
		Principal: executionRole(),
	}
}

func TestEvaluateIdentity(t *testing.T) {
	const (
		allow    = `{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}`
		deny     = `{"Effect": "Deny", "Action": "secretsmanager:*", "Resource": "*"}`
		mayDeny  = `{"Effect": "Deny", "Action": "secretsmanager:*", "Resource": "arn:<any>"}`
		mayAllow = `{"Effect": "Allow", "Action": "<any>", "Resource": "*"}`
		foreign  = `{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}`
	)
	tests := []struct {
		name string
		doc  string
		want iam.Decision
	}{
		{"no statement", policy(``), iam.Denied},
		{"allowed", policy(allow), iam.Allowed},
		{"a lone statement", `{"Version": "2012-10-17", "Statement": ` + allow + `}`, iam.Allowed},
		{"another action is allowed", policy(foreign), iam.Denied},
		{"a denial wins", policy(allow + "," + deny), iam.Denied},
		{"a denial wins wherever it stands", policy(deny + "," + allow), iam.Denied},
		{"a denial that may apply", policy(allow + "," + mayDeny), iam.Unknown},
		{"a denial that may apply to what nothing allows", policy(mayDeny), iam.Denied},
		{"a permission that may apply", policy(mayAllow), iam.Unknown},
		{"a permission that may apply beside one that does", policy(mayAllow + "," + allow), iam.Allowed},
		{"a permission that may apply beside a denial", policy(mayAllow + "," + deny), iam.Denied},
		{"more statements than known", policy(foreign + `, "…"`), iam.Unknown},
		{"more statements than known beside a permission", policy(allow + `, "…"`), iam.Unknown},
		{"more statements than known beside a denial", policy(deny + `, "…"`), iam.Denied},
		{"an unknown statement", policy(`"<any>"`), iam.Unknown},
		{"a statement left out", policy(`null, ` + allow), iam.Allowed},
		{"an unknown document", `"<any>"`, iam.Unknown},
		{"a reference for a document", `"<db>"`, iam.Unknown},
		{"a document that is a list", `[]`, iam.Unknown},
		{"a document without statements", `{"Version": "2012-10-17"}`, iam.Unknown},
		{"no document", "", iam.Denied},

		{"action in another case", policy(`{"Effect": "Allow", "Action": "SecretsManager:getsecretvalue", "Resource": "*"}`), iam.Allowed},
		{"action by wildcard", policy(`{"Effect": "Allow", "Action": ["s3:*", "secretsmanager:Get*"], "Resource": "*"}`), iam.Allowed},
		{"action by another wildcard", policy(`{"Effect": "Allow", "Action": "secretsmanager:Describe*", "Resource": "*"}`), iam.Denied},
		{"more actions than known", policy(`{"Effect": "Allow", "Action": ["s3:*", "…"], "Resource": "*"}`), iam.Unknown},
		{"all actions but others", policy(`{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}`), iam.Allowed},
		{"all actions but this", policy(`{"Effect": "Allow", "NotAction": ["iam:*", "secretsmanager:*"], "Resource": "*"}`), iam.Denied},
		{"all actions but more than known", policy(`{"Effect": "Allow", "NotAction": ["iam:*", "…"], "Resource": "*"}`), iam.Unknown},
		{"denied but for others", policy(allow + `, {"Effect": "Deny", "NotAction": "iam:*", "Resource": "*"}`), iam.Denied},
		{"denied but for this", policy(allow + `, {"Effect": "Deny", "NotAction": ["iam:*", "secretsmanager:*"], "Resource": "*"}`), iam.Allowed},
		{"denied but for more than known", policy(allow + `, {"Effect": "Deny", "NotAction": ["iam:*", "…"], "Resource": "*"}`), iam.Unknown},

		{"this resource", policy(`{"Effect": "Allow", "Action": "*", "Resource": "<db>"}`), iam.Allowed},
		{"this resource and what follows", policy(`{"Effect": "Allow", "Action": "*", "Resource": ["<api>", "<db>*"]}`), iam.Allowed},
		{"another resource", policy(`{"Effect": "Allow", "Action": "*", "Resource": "<api>"}`), iam.Denied},
		{"a resource by its ARN", policy(`{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-??????"}`), iam.Unknown},
		{"all resources but this", policy(`{"Effect": "Allow", "Action": "*", "NotResource": "<db>"}`), iam.Denied},
		{"all resources but another", policy(`{"Effect": "Allow", "Action": "*", "NotResource": "<api>"}`), iam.Allowed},
		{"denied on all resources but this", policy(allow + `, {"Effect": "Deny", "Action": "*", "NotResource": "<db>"}`), iam.Allowed},
		{"denied on all resources but another", policy(allow + `, {"Effect": "Deny", "Action": "*", "NotResource": "<api>"}`), iam.Denied},

		{"element names are case-sensitive", policy(`{"effect": "Allow", "action": "*", "resource": "*"}`), iam.Unknown},
		{"effects are case-sensitive", policy(`{"Effect": "allow", "Action": "*", "Resource": "*"}`), iam.Unknown},
		{"an effect that is not known", policy(`{"Effect": "<any>", "Action": "*", "Resource": "*"}`), iam.Unknown},
		{"an effect that is not known, of another action", policy(`{"Effect": "<any>", "Action": "s3:*", "Resource": "*"}`), iam.Denied},
		{"no action", policy(`{"Effect": "Allow", "Resource": "*"}`), iam.Unknown},
		{"no resource", policy(`{"Effect": "Allow", "Action": "*"}`), iam.Unknown},
		{"an action that is no string", policy(`{"Effect": "Allow", "Action": {"a": "b"}, "Resource": "*"}`), iam.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, iam.Evaluate(document(t, tt.doc), iam.Identity, getSecret("<db>")), tt.want)
		})
	}
}

// TestEvaluateNoResource asks for an action that takes no resource: only * can
// stand for it.
func TestEvaluateNoResource(t *testing.T) {
	tests := []struct {
		resource string
		want     iam.Decision
	}{
		{"*", iam.Allowed},
		{"arn:aws:ecr:eu-west-1:111111111111:repository/app", iam.Denied},
		{"arn:aws:ecr:*", iam.Denied},
		{"<any>", iam.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.resource, func(t *testing.T) {
			doc := policy(fmt.Sprintf(`{"Effect": "Allow", "Action": "ecr:*", "Resource": %q}`, tt.resource))
			req := iam.Request{Action: "ecr:GetAuthorizationToken", Principal: executionRole()}
			check(t, iam.Evaluate(document(t, doc), iam.Identity, req), tt.want)
		})
	}
}

// TestEvaluateReasons checks what a decision is put down to, and where.
func TestEvaluateReasons(t *testing.T) {
	tests := []struct {
		name string
		doc  string
		want string
		at   string // the text at the place
	}{
		{
			"allowed",
			policy(`{"Sid": "Read", "Effect": "Allow", "Action": "*", "Resource": "*"}`),
			"allowed by statement `Read`", `{"Sid": "Read"`,
		},
		{
			"denied",
			policy(`{"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "Action": "*", "Resource": "*"}`),
			"denied by statement 2", `, {"Effect": "Deny"`,
		},
		{
			"no action",
			policy(`{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}`),
			"no statement allows `secretsmanager:GetSecretValue`", `{"Version"`,
		},
		{
			"wrong resource",
			policy(`{"Sid": "Read", "Effect": "Allow", "Action": "secretsmanager:*", "Resource": "<api>"}`),
			"statement `Read` allows `secretsmanager:GetSecretValue`, but not on `aws_secretsmanager_secret.db.arn`", `: "<api>"`,
		},
		{
			"condition that fails",
			policy(`{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "222222222222"}}}`),
			"statement 1 allows `secretsmanager:GetSecretValue`, but only where `StringEquals` holds for `aws:PrincipalAccount`", `: "222222222222"`,
		},
		{
			"the statement that lacks least",
			policy(`{"Effect": "Allow", "Action": "*", "Resource": "<api>", "Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}},
				{"Sid": "Near", "Effect": "Allow", "Action": "*", "Resource": "<api>"}`),
			"statement `Near` allows `secretsmanager:GetSecretValue`, but not on `aws_secretsmanager_secret.db.arn`", `: "<api>"}`,
		},
		{
			"an input without a value",
			policy(`{"Effect": "Allow", "Action": "<any>", "Resource": "*"}`),
			"statement 1 may allow `secretsmanager:GetSecretValue`: variable `any` has no value: pass --var", `{"Effect"`,
		},
		{
			"a reference",
			policy(`{"Effect": "Allow", "Action": "*", "Resource": "arn:aws:secretsmanager:eu-west-1:111111111111:secret:x"}`),
			"statement 1 may allow `secretsmanager:GetSecretValue`: `aws_secretsmanager_secret.db.arn` is known only after apply", `{"Effect"`,
		},
		{
			"a condition key",
			policy(`{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abc"}}}`),
			"statement 1 may allow `secretsmanager:GetSecretValue`: the files do not tell `aws:PrincipalOrgID` of the request", `{"Effect"`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := iam.Evaluate(document(t, tt.doc), iam.Identity, getSecret("<db>"))
			if got.Why != tt.want {
				t.Errorf("why = %q\nwant  %q", got.Why, tt.want)
			}
			rest := tt.doc[got.At.Start.Byte:]
			if len(rest) < len(tt.at) || rest[:len(tt.at)] != tt.at {
				t.Errorf("at = %q…, want %q…", rest[:min(len(rest), 30)], tt.at)
			}
		})
	}
}

// TestEvaluatePlace checks that a document without places of its own is placed
// where its caller says.
func TestEvaluatePlace(t *testing.T) {
	doc, known := iam.Managed(iac.Text{{Literal: "arn:aws:iam::aws:policy/AdministratorAccess"}})
	if !known {
		t.Fatal("AdministratorAccess is not known")
	}
	doc.Range = source.Range{File: "main.tf", Start: source.Pos{Line: 3, Byte: 40}}
	got := iam.Evaluate(doc, iam.Identity, getSecret("<db>"))
	check(t, got, iam.Allowed)
	if got.At != doc.Range {
		t.Errorf("at = %v, want %v", got.At, doc.Range)
	}
}

func TestDecisionString(t *testing.T) {
	for want, d := range map[string]iam.Decision{"allowed": iam.Allowed, "denied": iam.Denied, "unknown": iam.Unknown} {
		if got := d.String(); got != want {
			t.Errorf("String() = %q, want %q", got, want)
		}
	}
}
