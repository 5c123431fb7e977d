package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// TestGroupOfAnotherVPC: an interface has groups of its own VPC, or such as are
// shared with it (EC2 API reference, AssociateSecurityGroupVpc).
func TestGroupOfAnotherVPC(t *testing.T) {
	foreign := func(s *site) *iac.Resource {
		return s.group("foreign", s.stack.vpc("hub", "10.1.0.0/16"), []admission{all("0.0.0.0/0")}, []admission{all("0.0.0.0/0")})
	}
	share := func(s *site, g *iac.Resource) *iac.Resource {
		return s.add("aws_vpc_security_group_vpc_association", "AWS::EC2::SecurityGroupVpcAssociation", "shared",
			field{"security_group_id", "GroupId", groupID(g)}, field{"vpc_id", "VpcId", s.vpc})
	}
	const refused = "blocked egress/group-in-other-vpc"
	try(t, open, []change{
		{"of the task", func(s *site) { s.where.groups = ids(groupID(foreign(s))) }, "ecr.api", refused, 0},
		{"one of two of the task", func(s *site) { s.where.groups = ids(groupID(s.task), groupID(foreign(s))) }, "ecr.api", refused, 0},
		{"shared", func(s *site) {
			g := foreign(s)
			share(s, g)
			s.where.groups = ids(groupID(g))
		}, "ecr.api", "reachable", 0},
		{"shared, perhaps", func(s *site) {
			g := foreign(s)
			share(s, g).Exists = external("shared")
			s.where.groups = ids(groupID(g))
		}, "ecr.api", "reachable", 0},
		{"shared by what is not created", func(s *site) {
			g := foreign(s)
			share(s, g).Exists = iac.Bool(false, s0)
			s.where.groups = ids(groupID(g))
		}, "ecr.api", refused, 0},
		{"of a VPC that is not in the files", func(s *site) {
			s.where.groups = ids(groupID(s.group("foreign", external("vpc"), nil, []admission{all("0.0.0.0/0")})))
		}, "ecr.api", "reachable", 0},
	})
	try(t, locked, []change{
		{"of the endpoint", func(s *site) {
			s.set(s.api, field{"security_group_ids", "SecurityGroupIds", ids(groupID(foreign(s)))})
			s.setRules(s.task, true, all("0.0.0.0/0"))
		}, "ecr.api", "blocked ingress/group-in-other-vpc", 0},
	})
}
