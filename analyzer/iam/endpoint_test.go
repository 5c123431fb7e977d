package iam_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iam"
)

// layer returns the request for an image layer: its URL is signed by an
// identity of ECR's own, and the bucket is AWS's.
func layer() iam.Request {
	return iam.Request{
		Action:    "s3:GetObject",
		Resource:  parts("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/<any>"),
		Principal: iam.Principal{Kind: iam.Foreign},
		Context: iam.Context{
			"aws:resourceaccount":  iam.Elsewhere(),
			"aws:resourceorgid":    iam.Elsewhere(),
			"aws:resourceorgpaths": iam.Elsewhere(),
			"s3:resourceaccount":   iam.Elsewhere(),
			"aws:securetransport":  iam.Known(parts("true")),
			"aws:sourcevpc":        iam.Known(parts("<vpc>")),
		},
	}
}

func TestLayerThroughGateway(t *testing.T) {
	const bucket = `"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"`
	allow := func(rest string) string { return policy(`{"Effect": "Allow", "Action": "s3:GetObject", ` + rest + `}`) }
	everything := `{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}`
	tests := []struct {
		name string
		doc  string
		want iam.Decision
	}{
		{"no policy", "", iam.Allowed},
		{"the default policy", policy(everything), iam.Allowed},
		// Amazon ECR user guide, "Minimum Amazon S3 bucket permissions for
		// Amazon ECR".
		{"the documented minimum", allow(`"Principal": "*", "Resource": [` + bucket + `]`), iam.Allowed},
		{"everyone of AWS", allow(`"Principal": {"AWS": "*"}, "Resource": ` + bucket), iam.Allowed},
		{"the bucket of another region", allow(`"Principal": "*", "Resource": "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"`), iam.Denied},
		{"own buckets only", allow(`"Principal": "*", "Resource": ["arn:aws:s3:::app-data", "arn:aws:s3:::app-data/*"]`), iam.Denied},
		{"the bucket and not what is in it", allow(`"Principal": "*", "Resource": "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket"`), iam.Denied},
		{"the region by variable", allow(`"Principal": "*", "Resource": "arn:aws:s3:::prod-<other>-starport-layer-bucket/*"`), iam.Unknown},
		{"own account as principal", allow(`"Principal": {"AWS": "111111111111"}, "Resource": "*"`), iam.Denied},
		{"own role as principal", allow(`"Principal": {"AWS": "<execution>"}, "Resource": "*"`), iam.Denied},
		{"a principal by variable", allow(`"Principal": {"AWS": "<any>"}, "Resource": "*"`), iam.Unknown},
		{"own account by condition", allow(`"Principal": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "<account>"}}`), iam.Denied},
		{"own organisation by condition", allow(`"Principal": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3"}}`), iam.Denied},
		{"own organisation's path", allow(`"Principal": "*", "Resource": "*", "Condition": {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3/r-ab12/*"}}`), iam.Denied},
		{"own role by condition", allow(`"Principal": "*", "Resource": "*", "Condition": {"ArnEquals": {"aws:PrincipalArn": "<execution>"}}`), iam.Denied},
		{"own roles by wildcard", allow(`"Principal": "*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/*"}}`), iam.Denied},
		{"own roles by wildcard, of an account without a number", allow(`"Principal": "*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::<account>:role/*"}}`), iam.Denied},
		{"roles by variable", allow(`"Principal": "*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "<any>"}}`), iam.Unknown},
		{"roles of any account", allow(`"Principal": "*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/*"}}`), iam.Unknown},
		{"own buckets by condition", allow(`"Principal": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceAccount": "111111111111"}}`), iam.Denied},
		{"own buckets by the key of S3", allow(`"Principal": "*", "Resource": "*", "Condition": {"StringEquals": {"s3:ResourceAccount": "111111111111"}}`), iam.Denied},
		{"own principals if there is one", allow(`"Principal": "*", "Resource": "*", "Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3"}}`), iam.Unknown},
		{"only over TLS", allow(`"Principal": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}`), iam.Allowed},
		{"only from this VPC", allow(`"Principal": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceVpc": "<vpc>"}}`), iam.Allowed},
		{"only from another VPC", allow(`"Principal": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:SourceVpc": "<spare>"}}`), iam.Denied},
		{"foreign organisations denied", policy(everything + `, {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3"}}}`), iam.Denied},
		{"foreign buckets denied, if known", policy(everything + `, {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringNotEqualsIfExists": {"aws:ResourceOrgID": "o-a1b2c3"}}}`), iam.Denied},
		{
			"a statement of its own for the layers",
			policy(`{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3"}}},
				{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": ` + bucket + `}`),
			iam.Allowed,
		},
		{"no principal", allow(`"Resource": "*"`), iam.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, iam.Evaluate(document(t, tt.doc), iam.GatewayEndpoint, layer()), tt.want)
		})
	}
}

// TestEndpointPrincipals asks for what the execution role does, through both
// kinds of endpoint.
func TestEndpointPrincipals(t *testing.T) {
	allow := func(rest string) string {
		return policy(`{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", ` + rest + `}`)
	}
	deny := func(principal string) string {
		return policy(`{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
			{"Effect": "Deny", "Action": "*", "Resource": "*", "Principal": ` + principal + `}`)
	}
	tests := []struct {
		name           string
		doc            string
		front, gateway iam.Decision
	}{
		{"everyone", allow(`"Principal": "*"`), iam.Allowed, iam.Allowed},
		{"everyone of AWS", allow(`"Principal": {"AWS": ["*"]}`), iam.Allowed, iam.Allowed},
		// A gateway endpoint lets only the root user of an account through.
		{"own account", allow(`"Principal": {"AWS": "111111111111"}`), iam.Allowed, iam.Denied},
		{"own account's root", allow(`"Principal": {"AWS": "arn:aws:iam::111111111111:root"}`), iam.Allowed, iam.Denied},
		{"another account's root", allow(`"Principal": {"AWS": "arn:aws:iam::222222222222:root"}`), iam.Denied, iam.Denied},
		{"an account that is not known", allow(`"Principal": {"AWS": "arn:aws:iam::<any>:root"}`), iam.Unknown, iam.Denied},
		{"own account denied", deny(`{"AWS": "111111111111"}`), iam.Denied, iam.Unknown},
		{"another account denied", deny(`{"AWS": "222222222222"}`), iam.Allowed, iam.Allowed},
		{"the role", allow(`"Principal": {"AWS": "<execution>"}`), iam.Allowed, iam.Unknown},
		{"another role", allow(`"Principal": {"AWS": "<deployer>"}`), iam.Denied, iam.Denied},
		{"one of two roles", allow(`"Principal": {"AWS": ["<deployer>", "<execution>"]}`), iam.Allowed, iam.Unknown},
		{"the role by condition", allow(`"Principal": "*", "Condition": {"ArnEquals": {"aws:PrincipalArn": "<execution>"}}`), iam.Allowed, iam.Allowed},
		{"another role by condition", allow(`"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalArn": "<deployer>"}}`), iam.Denied, iam.Denied},
		{"the account by condition", allow(`"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111"}}`), iam.Allowed, iam.Allowed},
		{"a service", allow(`"Principal": {"Service": "ecs-tasks.amazonaws.com"}`), iam.Denied, iam.Denied},
	}
	req := iam.Request{Action: "s3:GetObject", Resource: parts("arn:aws:s3:::app-env/prod.env"), Principal: executionRole()}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := document(t, tt.doc)
			check(t, iam.Evaluate(doc, iam.InterfaceEndpoint, req), tt.front)
			check(t, iam.Evaluate(doc, iam.GatewayEndpoint, req), tt.gateway)
		})
	}
}

// TestAccountByARN asks for what a role does whose ARN is written out, where the
// account of the stack is not known.
func TestAccountByARN(t *testing.T) {
	principal := iam.Principal{Kind: iam.Role, ARN: parts("arn:aws:iam::111111111111:role/tasks"), Account: parts("<any>")}
	req := iam.Request{Action: "logs:PutLogEvents", Resource: parts("arn:aws:logs:eu-west-1:<any>:log-group:app"), Principal: principal}
	where := func(account string) string {
		return `"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "` + account + `"}}`
	}
	tests := []struct {
		name, rest string
		want       iam.Decision
	}{
		{"its number", `"Principal": {"AWS": "111111111111"}`, iam.Allowed},
		{"another number", `"Principal": {"AWS": "222222222222"}`, iam.Denied},
		{"the account of the stack", `"Principal": {"AWS": "arn:aws:iam::<any>:root"}`, iam.Allowed},
		{"its number by condition", where("111111111111"), iam.Allowed},
		{"another number by condition", where("222222222222"), iam.Denied},
		{"the account of the stack by condition", where("<any>"), iam.Allowed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := document(t, policy(`{"Effect": "Allow", "Action": "*", "Resource": "*", `+tt.rest+`}`))
			check(t, iam.Evaluate(doc, iam.InterfaceEndpoint, req), tt.want)
		})
	}
}

// TestRegistryEndpoint asks for what a pull does of the ECR endpoints' policy.
func TestRegistryEndpoint(t *testing.T) {
	const (
		// Amazon ECR user guide, "Create an endpoint policy for your Amazon ECR
		// VPC endpoints".
		documented = `{"Statement": [
			{"Sid": "AllowPull", "Principal": {"AWS": "<execution>"}, "Effect": "Allow", "Resource": "*",
			 "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:GetAuthorizationToken"]}]}`
		oneRepository = `{"Statement": [
			{"Principal": "*", "Effect": "Allow", "Action": "ecr:*",
			 "Resource": "arn:aws:ecr:eu-west-1:111111111111:repository/app"}]}`
		noDelete = `{"Statement": [
			{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
			{"Effect": "Deny", "Principal": "*", "Action": "ecr:Delete*", "Resource": "*"}]}`
	)
	app := parts("arn:aws:ecr:eu-west-1:111111111111:repository/app")
	tests := []struct {
		name, doc string
		req       iam.Request
		want      iam.Decision
	}{
		{"token", documented, iam.Request{Action: "ecr:GetAuthorizationToken"}, iam.Allowed},
		{"manifest", documented, iam.Request{Action: "ecr:BatchGetImage", Resource: app}, iam.Allowed},
		{"layer check", documented, iam.Request{Action: "ecr:BatchCheckLayerAvailability", Resource: app}, iam.Denied},
		{"token, of one repository", oneRepository, iam.Request{Action: "ecr:GetAuthorizationToken"}, iam.Denied},
		{"manifest, of one repository", oneRepository, iam.Request{Action: "ecr:BatchGetImage", Resource: app}, iam.Allowed},
		{"manifest, where deleting is denied", noDelete, iam.Request{Action: "ecr:BatchGetImage", Resource: app}, iam.Allowed},
		{"deleting, where it is denied", noDelete, iam.Request{Action: "ecr:DeleteRepository", Resource: app}, iam.Denied},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.req.Principal = executionRole()
			check(t, iam.Evaluate(document(t, tt.doc), iam.InterfaceEndpoint, tt.req), tt.want)
		})
	}
}
