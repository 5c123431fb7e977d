package iam_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
	"github.com/taskreach/taskreach/analyzer/source"
)

// leaves are strings that mean something somewhere in a document.
var leaves = []string{
	"Allow", "Deny", "*", "s3:*", "s3:GetObject", "2012-10-17", "2008-10-17", "<any>", "<db>", "<execution>",
	"111111111111", "arn:aws:iam::111111111111:root", "arn:aws:s3:::x/*", "${aws:username}", "${", "true", "?",
}

// names are the elements, operators and keys of the language.
var names = []string{
	"Version", "Statement", "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
	"NotResource", "Condition", "AWS", "Service", "CanonicalUser", "StringEquals", "StringNotLikeIfExists",
	"ForAllValues:ArnLike", "IpAddress", "Null", "NumericLessThan", "aws:PrincipalArn", "aws:username", "app:x",
}

func anyValue(depth int) *rapid.Generator[iac.Value] {
	at := source.Range{}
	return rapid.Custom(func(t *rapid.T) iac.Value {
		partial := rapid.SampledFrom([]*iac.Unknown{nil, nil, nil, anyText}).Draw(t, "partial")
		kind := rapid.IntRange(0, 7).Draw(t, "kind")
		if depth == 0 {
			kind = min(kind, 4)
		}
		switch kind {
		case 0:
			return iac.Absent(at)
		case 1:
			return iac.Bool(true, at)
		case 2:
			return iac.UnknownValue(anyText, at)
		case 3, 4:
			return iac.TextValue(parts(rapid.SampledFrom(leaves).Draw(t, "leaf")), at)
		case 5:
			return iac.List(rapid.SliceOfN(anyValue(depth-1), 0, 3).Draw(t, "items"), partial, at)
		}
		var fields []iac.Field
		for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom(names), 0, 6, rapid.ID).Draw(t, "names") {
			fields = append(fields, iac.Field{Name: name, Value: anyValue(depth-1).Draw(t, name)})
		}
		return iac.Object(fields, partial, at)
	})
}

func anyRequest() *rapid.Generator[iam.Request] {
	return rapid.Custom(func(t *rapid.T) iam.Request {
		fact := rapid.SampledFrom([]iam.Fact{{}, iam.Missing(), iam.Elsewhere(), iam.Known(parts("111111111111"))})
		return iam.Request{
			Action:   "s3:GetObject",
			Resource: parts(rapid.SampledFrom([]string{"", "arn:aws:s3:::x/y", "<db>"}).Draw(t, "resource")),
			Principal: rapid.SampledFrom([]iam.Principal{
				{}, {Kind: iam.Role}, executionRole(), {Kind: iam.Foreign}, {Kind: iam.Service, Service: "ecs.amazonaws.com"},
			}).Draw(t, "principal"),
			Context: iam.Context{"app:x": fact.Draw(t, "fact")},
		}
	})
}

// anyDocument returns a document that has statements more often than not.
func anyDocument() *rapid.Generator[iac.Value] {
	return rapid.Custom(func(t *rapid.T) iac.Value {
		if rapid.IntRange(0, 4).Draw(t, "shape") == 0 {
			return anyValue(4).Draw(t, "document")
		}
		return iac.Object([]iac.Field{
			{Name: "Version", Value: anyValue(0).Draw(t, "version")},
			{Name: "Statement", Value: anyValue(4).Draw(t, "statement")},
		}, nil, source.Range{})
	})
}

// TestEvaluateAnything checks that no document is too odd for an answer, and
// that an open answer names what would decide it.
func TestEvaluateAnything(t *testing.T) {
	kinds := []iam.Kind{iam.Identity, iam.ResourceBased, iam.Trust, iam.InterfaceEndpoint, iam.GatewayEndpoint}
	rapid.Check(t, func(t *rapid.T) {
		doc, other, req := anyDocument().Draw(t, "doc"), anyDocument().Draw(t, "other"), anyRequest().Draw(t, "request")
		results := []iam.Result{iam.Combine(iam.Policies{
			Identity: []iac.Value{doc, other}, Resource: other, Boundary: doc, Owner: parts(ownAccount),
		}, req)}
		for _, kind := range kinds {
			results = append(results, iam.Evaluate(doc, kind, req))
		}
		for _, r := range results {
			if (r.Decision == iam.Unknown) != (r.Unknown != nil) || r.Why == "" {
				t.Fatalf("result %+v does not say what it rests on", r)
			}
			if r.Explicit && r.Decision != iam.Denied || r.Delegated && r.Decision != iam.Allowed {
				t.Fatalf("result %+v contradicts itself", r)
			}
		}
	})
}
