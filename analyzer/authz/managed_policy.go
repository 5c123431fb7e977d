package authz

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/aws"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
)

var (
	policyName     = iac.Named("name", "ManagedPolicyName")
	policyARN      = iac.Named("arn", "")
	policyDocument = iac.Named("policy", "PolicyDocument")
	policyRoles    = iac.Named("", "Roles")

	managedPolicyKind = kind{
		types: []string{"aws_iam_policy", "AWS::IAM::ManagedPolicy"},
		decode: func(d *directory, r *iac.Resource) {
			doc := attribute(r, policyDocument)
			d.policies[r] = doc
			d.managedPolicies = append(d.managedPolicies, r)
			d.link(func() {
				why, _ := maybe(r)
				d.attachToAll(r.Attr(policyRoles), doc, why)
			})
		},
	}
)

// managed returns the document of the managed policy that v names by its ARN:
// one that the files declare, or one of AWS's own. It is absent if v is, and
// unknown where the files do not tell it. The resource r is what it is attached
// by.
func (d *directory) managed(v iac.Value, r *iac.Resource) iac.Value {
	t, ok := v.Text()
	if !ok || len(t) == 0 || v.Unknown() != nil {
		return v
	}
	if p := t[len(t)-1].Resource; p != nil && (len(t) == 1 || endsPolicyARN(t)) {
		if doc, ok := d.policies[p]; ok {
			return doc
		}
		if p.Type == "aws_iam_policy" && p.Data {
			return lookedUp(p, v)
		}
	}
	if doc, known := iam.Managed(t); known {
		return doc
	}
	if isAWSManaged(t) {
		return mayAllow(fmt.Sprintf("what the AWS managed policy `%s` allows is not known here", t), v)
	}
	if doc, ok := d.named(t, r); ok {
		return doc
	}
	why := fmt.Sprintf("no scanned file declares the policy `%s`", t)
	if us := t.Unknowns(); len(us) > 0 {
		why = us[0].Why
	}
	return iac.UnknownValue(&iac.Unknown{Name: v.String(), Why: why, Range: v.Range}, v.Range)
}

// endsPolicyARN reports whether t is an ARN whose policy is its last part.
func endsPolicyARN(t iac.Text) bool {
	before := t[len(t)-2].Literal
	return strings.HasSuffix(before, ":policy/")
}

// isAWSManaged reports whether t is the ARN of a policy of AWS's own. Those that
// take permissions away have a name that says so.
func isAWSManaged(t iac.Text) bool {
	fields := t.Split(":")
	if len(fields) != 6 {
		return false
	}
	account, _ := fields[4].Literal()
	name, known := fields[5].Literal()
	return account == "aws" && known && !strings.Contains(name, "Deny") && !strings.Contains(name, "Quarantine")
}

// named returns the document of the declared policy whose ARN t spells out.
func (d *directory) named(t iac.Text, r *iac.Resource) (doc iac.Value, ok bool) {
	if len(t.Split(":")) != 6 {
		return iac.Value{}, false
	}
	name := nameIn(t)
	for _, p := range d.managedPolicies {
		own, _ := p.Attr(policyName).Text()
		if equal, known := own.Equal(name); known && equal && p.Language == r.Language {
			return d.policies[p], true
		}
	}
	return iac.Value{}, false
}

// awsPaths are the paths that policies of AWS's own lie under.
//
// Source: IAM user guide, "AWS managed policies".
var awsPaths = []string{"", "service-role/", "job-function/", "aws-service-role/"}

// lookedUp returns the document of the policy that a data source looks up by its
// ARN or its name.
func lookedUp(p *iac.Resource, v iac.Value) iac.Value {
	if arn, ok := p.Attr(policyARN).Text(); ok {
		if doc, known := iam.Managed(arn); known {
			return doc
		}
	}
	if name, known := p.Attr(policyName).Str(); known {
		region, _ := p.Region.Str()
		for _, path := range awsPaths {
			arn := "arn:" + aws.PartitionOf(region).ID + ":iam::aws:policy/" + path + name
			if doc, known := iam.Managed(iac.Text{{Literal: arn}}); known {
				return doc
			}
		}
	}
	return iac.UnknownValue(&iac.Unknown{
		Name: p.Address, Range: p.Range, Why: fmt.Sprintf("the policy `%s` is read at apply", p.Address),
	}, v.Range)
}

// mayAllow returns a document that allows what is not known, and denies nothing.
func mayAllow(why string, v iac.Value) iac.Value {
	text := func(s string) iac.Value { return iac.String(s, v.Range) }
	open := iac.UnknownValue(&iac.Unknown{Name: v.String(), Why: why, Range: v.Range}, v.Range)
	return object(v,
		field("Version", text("2012-10-17")),
		field("Statement", object(v,
			field("Effect", text("Allow")), field("Principal", text("*")), field("Action", text("*")),
			field("Resource", text("*")), field("Condition", open))))
}

func field(name string, v iac.Value) iac.Field {
	return iac.Field{Name: name, Value: v, Range: v.Range}
}

// object returns an object at the place of v.
func object(v iac.Value, fields ...iac.Field) iac.Value { return iac.Object(fields, nil, v.Range) }
