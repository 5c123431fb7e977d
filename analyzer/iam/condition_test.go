package iam_test

import (
	"fmt"
	"testing"

	"github.com/taskreach/taskreach/analyzer/iam"
)

// TestConditions allows an action under one condition, in a context where
//
//	app:name  is  Blue
//	app:refs  is  a reference
//	app:many  is  red and green
//	app:arn   is  the ARN of a role
//	app:log   is  the ARN of a log group
//	app:own   is  AWS's own
//	app:none  is  not there
//
// and of app:open nothing is said.
func TestConditions(t *testing.T) {
	context := iam.Context{
		"app:name":        iam.Known(parts("Blue")),
		"app:refs":        iam.Known(parts("<db>")),
		"app:many":        iam.Known(parts("red"), parts("green")),
		"app:arn":         iam.Known(parts("arn:aws:iam::111111111111:role/app/execution")),
		"app:log":         iam.Known(parts("arn:aws:logs:eu-west-1:111111111111:log-group:app")),
		"app:none":        iam.Missing(),
		"app:own":         iam.Elsewhere(),
		"app:yes":         iam.Known(parts("true")),
		"app:seven":       iam.Known(parts("7")),
		"app:day":         iam.Known(parts("2026-08-01T00:00:00Z")),
		"aws:vpcsourceip": iam.Known(parts("10.0.8.17")),
		"app:subnet":      iam.Known(parts("10.0.8.0/24")),
		"aws:sourcevpc":   iam.Known(parts("<vpc>")),
	}
	const (
		allowed = iam.Allowed
		denied  = iam.Denied
		unknown = iam.Unknown
	)
	tests := []struct {
		condition string
		want      iam.Decision
	}{
		{`{}`, allowed},
		{`"<any>"`, unknown},
		{`["x"]`, unknown},
		{`{"StringEquals": "x"}`, unknown},
		{`{"StringEquals": "<any>"}`, unknown},
		{`{"StringEqual": {"app:name": "Blue"}}`, unknown},

		{`{"StringEquals": {"app:name": "Blue"}}`, allowed},
		{`{"StringEquals": {"APP:Name": "Blue"}}`, allowed},
		{`{"StringEquals": {"app:name": "blue"}}`, denied},
		{`{"StringEquals": {"app:name": "B*"}}`, denied},
		{`{"StringEquals": {"app:name": ["Red", "Blue"]}}`, allowed},
		{`{"StringEquals": {"app:name": ["Red", "…"]}}`, unknown},
		{`{"StringEquals": {"app:name": []}}`, denied},
		{`{"StringEquals": {"app:name": "<any>"}}`, unknown},
		{`{"StringEquals": {"app:name": "Green<any>"}}`, denied},
		{`{"StringEquals": {"app:name": {"a": "b"}}}`, unknown},
		{`{"StringEquals": {"app:name": [null, "Blue"]}}`, allowed},
		{`{"StringEquals": null}`, allowed},
		{`{"StringNotEquals": {"app:name": "Red"}}`, allowed},
		{`{"StringNotEquals": {"app:name": ["Red", "Blue"]}}`, denied},
		{`{"StringNotEquals": {"app:name": ["Red", "…"]}}`, unknown},
		{`{"StringEqualsIgnoreCase": {"app:name": "bLUE"}}`, allowed},
		{`{"StringNotEqualsIgnoreCase": {"app:name": "bLUE"}}`, denied},
		{`{"StringLike": {"app:name": "B?u*"}}`, allowed},
		{`{"StringLike": {"app:name": "b*"}}`, denied},
		{`{"StringNotLike": {"app:name": "B*"}}`, denied},
		{`{"StringEquals": {"app:refs": "<db>"}}`, allowed},
		{`{"StringEquals": {"app:refs": "<api>"}}`, denied},
		{`{"StringEquals": {"app:refs": "x"}}`, unknown},
		{`{"StringEquals": {"app:open": "x"}}`, unknown},
		{`{"StringLike": {"app:open": "*"}}`, unknown},
		{`{"BinaryEquals": {"app:name": "Blue"}}`, allowed},

		// Both operators and both keys have to hold.
		{`{"StringEquals": {"app:name": "Blue", "app:yes": "true"}, "Bool": {"app:yes": "true"}}`, allowed},
		{`{"StringEquals": {"app:name": "Blue", "app:yes": "x"}}`, denied},
		{`{"StringEquals": {"app:open": "x", "app:name": "Red"}}`, denied},
		{`{"StringEquals": {"app:name": "Blue"}, "Bool": {"app:yes": "false"}}`, denied},
		{`{"StringEquals": {"app:name": "Blue", "…": 1}}`, unknown},
		{`{"StringEquals": {"app:name": "Blue"}, "…": 1}`, unknown},
		{`{"StringEquals": {"app:name": "Red"}, "…": 1}`, denied},

		// A key that the request does not have.
		{`{"StringEquals": {"app:none": "x"}}`, denied},
		{`{"StringLike": {"app:none": "*"}}`, denied},
		{`{"StringNotEquals": {"app:none": "x"}}`, allowed},
		{`{"ArnNotLike": {"app:none": "x"}}`, allowed},
		{`{"NotIpAddress": {"app:none": "10.0.0.0/8"}}`, allowed},
		{`{"Bool": {"app:none": "false"}}`, denied},
		{`{"StringEqualsIfExists": {"app:none": "x"}}`, allowed},
		{`{"StringEqualsIfExists": {"app:name": "x"}}`, denied},
		{`{"StringNotEqualsIfExists": {"app:none": "x"}}`, allowed},
		{`{"ForAllValues:StringEquals": {"app:none": "x"}}`, allowed},
		{`{"ForAnyValue:StringEquals": {"app:none": "x"}}`, denied},
		{`{"ForAnyValue:StringNotEquals": {"app:none": "x"}}`, denied},
		{`{"ForAnyValue:StringEqualsIfExists": {"app:none": "x"}}`, allowed},
		{`{"Null": {"app:none": "true"}}`, allowed},
		{`{"Null": {"app:none": "false"}}`, denied},
		{`{"Null": {"app:name": "true"}}`, denied},
		{`{"Null": {"app:name": false}}`, allowed},
		{`{"Null": {"app:open": "false"}}`, unknown},
		{`{"Null": {"app:own": "true"}}`, unknown},
		{`{"Null": {"app:name": "<any>"}}`, unknown},

		// A key whose value, if it has one, is AWS's own.
		{`{"StringEquals": {"app:own": "111111111111"}}`, denied},
		{`{"StringNotEquals": {"app:own": "111111111111"}}`, allowed},
		{`{"StringEqualsIfExists": {"app:own": "111111111111"}}`, unknown},
		{`{"StringNotEqualsIfExists": {"app:own": "111111111111"}}`, allowed},
		{`{"ForAnyValue:StringNotEquals": {"app:own": "111111111111"}}`, unknown},
		{`{"StringLike": {"app:own": "*"}}`, unknown},
		{`{"StringEquals": {"app:own": ["1", "…"]}}`, unknown},
		{`{"Bool": {"app:own": "true"}}`, unknown},

		// Several values.
		{`{"ForAllValues:StringEquals": {"app:many": ["red", "green", "blue"]}}`, allowed},
		{`{"ForAllValues:StringEquals": {"app:many": ["red", "blue"]}}`, denied},
		{`{"ForAnyValue:StringEquals": {"app:many": ["red", "blue"]}}`, allowed},
		{`{"ForAnyValue:StringEquals": {"app:many": ["blue"]}}`, denied},
		{`{"ForAllValues:StringNotEquals": {"app:many": ["red"]}}`, denied},
		{`{"ForAnyValue:StringNotEquals": {"app:many": ["red"]}}`, allowed},
		{`{"ForAnyValue:StringLike": {"app:many": "g*"}}`, allowed},
		{`{"StringEquals": {"app:many": "blue"}}`, denied},
		{`{"StringEquals": {"app:many": "red"}}`, unknown},

		{`{"ArnLike": {"app:arn": "arn:aws:iam::111111111111:role/app/*"}}`, allowed},
		{`{"ArnEquals": {"app:arn": "arn:*:iam::*:role/app/execution"}}`, allowed},
		{`{"ArnLike": {"app:arn": "arn:aws:iam::222222222222:role/app/*"}}`, denied},
		{`{"ArnLike": {"app:arn": "arn:aws:*:role/app/execution:*"}}`, denied},
		{`{"ArnLike": {"app:arn": "arn:aws:*:role/app/execution"}}`, unknown},
		{`{"StringLike": {"app:arn": "arn:aws:*:role/app/execution"}}`, allowed},
		{`{"ArnLike": {"app:arn": "arn:*:111111111111:*:*:role/app/execution"}}`, denied},
		{`{"ArnLike": {"app:arn": "<any>"}}`, unknown},
		// A wildcard does not reach over the colon between two parts.
		{`{"StringLike": {"app:log": "arn:*:logs:*:*:app"}}`, allowed},
		{`{"ArnLike": {"app:log": "arn:*:logs:*:*:app"}}`, denied},
		{`{"ArnLike": {"app:log": "arn:*:logs:*:*:*:app"}}`, allowed},
		{`{"ArnLike": {"app:log": "arn:*:logs:<any>:*:app"}}`, unknown},
		{`{"ArnLike": {"app:log": "arn:*:logs:<any>:*:log-group:app"}}`, unknown},
		{`{"ArnNotLike": {"app:arn": "arn:aws:iam::222222222222:role/*"}}`, allowed},
		{`{"ArnNotEquals": {"app:arn": "arn:aws:iam::111111111111:role/*"}}`, denied},
		{`{"ArnEquals": {"app:refs": "<db>"}}`, allowed},
		{`{"ArnLike": {"app:refs": "*"}}`, unknown},

		{`{"Bool": {"app:yes": "true"}}`, allowed},
		{`{"Bool": {"app:yes": true}}`, allowed},
		{`{"Bool": {"app:yes": "false"}}`, denied},
		{`{"Bool": {"app:yes": "<any>"}}`, unknown},
		{`{"Bool": {"aws:SecureTransport": "false"}}`, unknown},

		{`{"IpAddress": {"aws:VpcSourceIp": "10.0.8.0/24"}}`, allowed},
		{`{"IpAddress": {"aws:VpcSourceIp": "10.0.9.0/24"}}`, denied},
		{`{"IpAddress": {"aws:VpcSourceIp": ["10.0.9.0/24", "10.0.8.17"]}}`, allowed},
		{`{"NotIpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}`, denied},
		{`{"IpAddress": {"app:subnet": "10.0.0.0/16"}}`, allowed},
		{`{"IpAddress": {"app:subnet": "10.0.8.0/25"}}`, unknown},
		{`{"IpAddress": {"app:subnet": "10.0.9.0/25"}}`, denied},
		{`{"IpAddress": {"aws:VpcSourceIp": "fd00::/8"}}`, denied},
		{`{"IpAddress": {"aws:VpcSourceIp": "not an address"}}`, unknown},

		{`{"NumericEquals": {"app:seven": 7}}`, allowed},
		{`{"NumericNotEquals": {"app:seven": "7.0"}}`, denied},
		{`{"NumericLessThan": {"app:seven": "7"}}`, denied},
		{`{"NumericLessThanEquals": {"app:seven": "7"}}`, allowed},
		{`{"NumericGreaterThan": {"app:seven": "6"}}`, allowed},
		{`{"NumericGreaterThanEquals": {"app:seven": "8"}}`, denied},
		{`{"NumericLessThan": {"app:name": "7"}}`, unknown},
		{`{"NumericNear": {"app:seven": "7"}}`, unknown},
		{`{"DateGreaterThan": {"app:day": "2026-07-31"}}`, allowed},
		{`{"DateLessThan": {"app:day": "2026-07-31T23:59:59Z"}}`, denied},
		{`{"DateLessThan": {"app:day": "1785542401"}}`, allowed},
		{`{"DateGreaterThan": {"aws:CurrentTime": "2026-07-31"}}`, unknown},

		{`{"StringEquals": {"aws:SourceVpc": "<vpc>"}}`, allowed},
		{`{"StringNotEquals": {"aws:SourceVpc": "<vpc>"}}`, denied},
		{`{"StringEquals": {"aws:SourceVpc": "<spare>"}}`, denied},
		{`{"StringEquals": {"aws:SourceVpc": "vpc-0a1b"}}`, unknown},

		// What follows from the principal's being a role.
		{`{"StringEquals": {"aws:PrincipalAccount": "111111111111"}}`, allowed},
		{`{"StringEquals": {"aws:PrincipalType": "AssumedRole"}}`, allowed},
		{`{"Bool": {"aws:PrincipalIsAWSService": "false"}}`, allowed},
		{`{"StringLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/app-*"}}`, allowed},
		{`{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/web-*"}}`, denied},
		{`{"Null": {"aws:username": "true"}}`, allowed},
		{`{"StringEquals": {"aws:PrincipalTag/team": "x"}}`, unknown},
	}
	for _, tt := range tests {
		t.Run(tt.condition, func(t *testing.T) {
			doc := policy(fmt.Sprintf(`{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": %s}`, tt.condition))
			req := iam.Request{Action: "s3:GetObject", Principal: executionRole(), Context: context}
			check(t, iam.Evaluate(document(t, doc), iam.Identity, req), tt.want)
		})
	}
}

func TestPolicyVariables(t *testing.T) {
	const own = "arn:aws:s3:::env-111111111111/prod.env"
	byResource := func(version, resource string) string {
		return fmt.Sprintf(`{%s "Statement": {"Effect": "Allow", "Action": "*", "Resource": %q}}`, version, resource)
	}
	const current = `"Version": "2012-10-17",`
	tests := []struct {
		name, doc, resource string
		want                iam.Decision
	}{
		{"account in a resource", byResource(current, "arn:aws:s3:::env-${aws:PrincipalAccount}/*"), own, iam.Allowed},
		{"another account's resource", byResource(current, "arn:aws:s3:::env-${aws:PrincipalAccount}/*"), "arn:aws:s3:::env-222222222222/prod.env", iam.Denied},
		{"key in another case", byResource(current, "arn:aws:s3:::env-${AWS:principalaccount}/*"), own, iam.Allowed},
		{"a key that is not known", byResource(current, "arn:aws:s3:::env-${aws:PrincipalTag/team}/*"), own, iam.Unknown},
		{"a key that is not known, beside a conflict", byResource(current, "arn:aws:s3:::log-${aws:PrincipalTag/team}/*"), own, iam.Denied},
		{"a default", byResource(current, "arn:aws:s3:::env-${aws:username, '111111111111'}/*"), own, iam.Allowed},
		{"a default that is not needed", byResource(current, "arn:aws:s3:::env-${aws:PrincipalAccount, 'x'}/*"), own, iam.Allowed},
		{"a key that is missing", byResource(current, "arn:aws:s3:::env-${aws:username}/*"), own, iam.Unknown},
		{"not closed", byResource(current, "arn:aws:s3:::env-${aws:PrincipalAccount/*"), own, iam.Unknown},
		{"a star that is one", byResource(current, "arn:aws:s3:::env-${*}"), "arn:aws:s3:::env-*", iam.Allowed},
		{"a star that is no wildcard", byResource(current, "arn:aws:s3:::env-${*}"), own, iam.Denied},
		{"a dollar sign", byResource(current, "a${$}b"), "a$b", iam.Allowed},
		{"without a version it is plain text", byResource("", "arn:aws:s3:::env-${aws:PrincipalAccount}/*"), own, iam.Denied},
		{"in the first version it is plain text", byResource(`"Version": "2008-10-17",`, "arn:aws:s3:::env-${aws:PrincipalAccount}/*"), own, iam.Denied},
		{"a version that is not known", byResource(`"Version": "<any>",`, "arn:aws:s3:::env-${aws:PrincipalAccount}/*"), own, iam.Unknown},
		{
			"in a condition",
			policy(`{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"s3:ResourceAccount": "${aws:PrincipalAccount}"}}}`),
			own, iam.Allowed,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req := iam.Request{
				Action: "s3:GetObject", Resource: parts(tt.resource), Principal: executionRole(),
				Context: iam.Context{"s3:resourceaccount": iam.Known(parts(ownAccount))},
			}
			check(t, iam.Evaluate(document(t, tt.doc), iam.Identity, req), tt.want)
		})
	}
}
