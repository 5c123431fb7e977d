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
		return &iac.Unknown{Name: d.entry.key, Range: at, Why: "module `" + d.entry.key + "` is in the account's registry: what it adds is unknown"}
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
// no file shows, or nil if everything is known. It may add to whatever there is.
func (in *instance) remainder() *iac.Resource {
	if in.unseen == nil {
		return nil
	}
	var all []iac.Value
	for _, d := range in.declared {
		if matters(d.resource.Type) {
			all = append(all, iac.TextValue(iac.Text{{Resource: d.resource, Attr: "Ref"}}, in.unseen.Range))
		}
	}
	at := in.unseen.Range
	return &iac.Resource{
		Address: "Fn::Transform", Type: "AWS::CloudFormation::Transform", Language: iac.CloudFormation,
		Exists: iac.Bool(true, at), Unseen: in.unseen,
		Body:   iac.Object([]iac.Field{{Name: "Resources", Value: iac.List(all, nil, at), Range: at}}, nil, at),
		Region: in.deployment.region, Account: in.deployment.account,
		Range: at, Header: at,
	}
}
