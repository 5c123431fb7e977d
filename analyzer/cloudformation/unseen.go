package cloudformation

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// standsFor returns why a resource stands for others that no file shows, or
// nil: a stack whose template is not there, a module of a registry, or a custom
// resource whose function is handed the network and may do anything to it.
func (in *instance) standsFor(d *declared) *iac.Unknown {
	kind, at := d.resource.Type, d.entry.keyAt(in.tmpl.file)
	switch {
	case d.missing != nil:
		return d.missing
	case isModule(kind):
		return &iac.Unknown{Name: d.entry.key, Range: at, Why: inRegistry(kind)}
	case isCustom(kind) && kind != restrictDefaultGroup && slices.ContainsFunc(d.resource.Body.Refs(), isRouting):
		return &iac.Unknown{Name: d.entry.key, Range: at, Why: "what the function of custom resource `" + d.entry.key + "` does to the network is unknown"}
	}
	return nil
}

// restrictDefaultGroup is the custom resource by which CDK takes the rules from
// the default security group of a VPC. It does nothing else.
//
// Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.Vpc.html#restrictdefaultsecuritygroup
const restrictDefaultGroup = "Custom::VpcRestrictDefaultSG"

// isRouting reports whether r is a network or part of what routes its packets.
func isRouting(r *iac.Resource) bool {
	return r.Type == "AWS::EC2::VPC" || r.Type == "AWS::EC2::RouteTable"
}

// remainder returns a resource that stands for what the template declares and
// no file shows, or nil if everything is known. It may add to whatever there is,
// and to whatever the template can name of other stacks: what it is given, and
// what the stacks put out that it nests.
func (in *instance) remainder() *iac.Resource {
	if in.unseen == nil {
		return nil
	}
	at := in.unseen.Range
	var all []iac.Value
	seen := map[*iac.Resource]bool{}
	add := func(rs ...*iac.Resource) {
		for _, r := range rs {
			if matters(r.Type) && !seen[r] {
				seen[r] = true
				all = append(all, iac.TextValue(iac.Text{{Resource: r, Attr: "Ref"}}, at))
			}
		}
	}
	for _, d := range in.declared {
		add(d.resource)
	}
	for _, d := range in.declared {
		add(d.resource.Body.Refs()...)
	}
	for _, v := range in.named() {
		add(v.Refs()...)
	}
	return &iac.Resource{
		Address: "Fn::Transform", Type: "AWS::CloudFormation::Transform", Language: iac.CloudFormation,
		Exists: iac.Bool(true, at), Unseen: in.unseen,
		Body:   iac.Object([]iac.Field{{Name: "Resources", Value: iac.List(all, nil, at), Range: at}}, nil, at),
		Region: in.deployment.region, Account: in.deployment.account,
		Range: at, Header: at,
	}
}

// named returns the values that the template has names for and need not use: its
// parameters, and the outputs of the stacks that it nests.
func (in *instance) named() []iac.Value {
	before := len(in.problems)
	defer func() { in.problems = in.problems[:before] }()
	var values []iac.Value
	for _, e := range in.tmpl.section("Parameters") {
		values = append(values, in.parameter(e))
	}
	for _, d := range in.declared {
		if d.nested == nil {
			continue
		}
		for _, e := range d.nested.outputEntries() {
			values = append(values, in.outputOf(e.value, d.nested, e))
		}
	}
	return values
}
