package terraform

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// implied are the resources that each VPC has without anybody declaring them,
// by the type of the resource that adopts one, with what a VPC calls it in
// either language; CloudFormation cannot name the main route table.
var implied = []struct {
	adopts, attr, getAtt string
}{
	{"aws_default_security_group", "default_security_group_id", "DefaultSecurityGroup"},
	{"aws_default_route_table", "main_route_table_id", ""},
}

// addParts adds what the declared VPCs have without a resource of its own, so
// that lookups find that, too.
func (rel *relation) addParts() {
	for _, kind := range implied {
		adopted := rel.byType[kind.adopts]
		x := newDirectory(adopted, func(m *iac.Resource) iac.Value { return attributeIn(m, "vpc_id") })
		var parts []candidate
		for _, of := range []string{"aws_vpc", "aws_default_vpc", "AWS::EC2::VPC"} {
			for _, vpc := range rel.byType[of] {
				if s, _ := spellingOf(identity(vpc.Resource)); len(x.have[s]) == 0 && !slices.ContainsFunc(x.open, func(n int) bool {
					return compare(attributeIn(adopted[n].Resource, "vpc_id"), identity(vpc.Resource)) != no
				}) {
					parts = append(parts, partOf(vpc, kind.adopts, kind.attr, kind.getAtt))
				}
			}
		}
		rel.byType[kind.adopts] = append(adopted, parts...)
	}
}

// partOf returns the part of a VPC that a resource of the type kind would adopt.
// It has no tags.
func partOf(vpc candidate, kind, attr, getAtt string) candidate {
	at := vpc.Header
	fields := []iac.Field{{Name: "vpc_id", Value: identity(vpc.Resource), Range: at}}
	if kind == "aws_default_route_table" {
		fields[0] = iac.Field{Name: "default_route_table_id", Value: identity(vpc.Resource), Range: at}
	}
	if vpc.Language == iac.CloudFormation {
		attr = getAtt
	}
	exists := vpc.Exists
	if attr == "" {
		exists = iac.UnknownValue(&iac.Unknown{Name: vpc.Address, Why: "its main route table has no name", Range: at}, at)
	}
	return candidate{
		Resource: &iac.Resource{
			Address: vpc.Address, Type: kind, Language: iac.Terraform, Exists: exists, Body: iac.Object(fields, nil, at),
			Region: vpc.Region, Account: vpc.Account, Range: vpc.Range, Header: at,
		},
		root: vpc.root,
		part: iac.Text{{Resource: vpc.Resource, Attr: attr}},
	}
}

// identity returns the id of the candidate as others refer to it.
func (c candidate) identity() iac.Value {
	if c.part != nil {
		return iac.TextValue(c.part, c.Header)
	}
	return identity(c.Resource)
}
