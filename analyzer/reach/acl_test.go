package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"

	"github.com/taskreach/taskreach/analyzer/ecs"
)

const aclOut, aclIn, aclReply = "blocked acl-out/acl-refused", "blocked acl-in/acl-refused", "blocked acl-reply/acl-refused"

// allow and deny are entries for all addresses.
func allow(number int, egress bool, from, to int) entry {
	return entry{number, egress, "allow", from, to, "0.0.0.0/0"}
}

func deny(number int, egress bool, from, to int) entry {
	return entry{number, egress, "deny", from, to, "0.0.0.0/0"}
}

// near gives the task's subnet a network ACL, far the other subnet.
func near(entries ...entry) func(*site) {
	return func(s *site) { s.associateACL("near", s.app, s.networkACL("near", s.vpc, entries...)) }
}

func far(entries ...entry) func(*site) {
	return func(s *site) { s.associateACL("far", s.other, s.networkACL("far", s.vpc, entries...)) }
}

// TestNetworkACL is steps 5 and 6: entries by number, both directions, both
// subnets (VPC user guide, "Network ACLs").
func TestNetworkACL(t *testing.T) {
	const out, in = true, false
	everything := []entry{allow(100, out, 0, 65535), allow(100, in, 0, 65535)}
	last := func(s *site) *iac.Resource { return s.resources[len(s.resources)-2] }
	try(t, locked, []change{
		{"custom, empty", near(), "ecr.api", "blocked acl-out/acl-refused acl-reply/acl-refused", 0},
		{"entry that denies, under ignore_changes", func(s *site) {
			a := s.networkACL("near", s.vpc, allow(100, in, 0, 65535))
			s.associateACL("near", s.app, a)
			s.entry("out", a, deny(100, out, 0, 65535))
			s.resources[len(s.resources)-1].Ignored = []string{"rule_action"}
		}, "ecr.api", "unknown", terraform},
		{"custom, empty, at the endpoint", far(), "ecr.api", "blocked acl-in/acl-refused acl-reply/acl-refused", 0},
		{"everything", near(everything...), "ecr.api", "reachable", 0},
		{"just what is needed", func(s *site) {
			near(allow(100, out, 443, 443), allow(100, in, 32768, 60999))(s)
			far(allow(100, in, 443, 443), allow(100, out, 32768, 60999))(s)
		}, "ecr.api", "reachable", 0},
		{"another port out", near(allow(100, out, 0, 442), allow(100, in, 0, 65535)), "ecr.api", aclOut, 0},
		{"another port out, above", near(allow(100, out, 444, 65535), allow(100, in, 0, 65535)), "ecr.api", aclOut, 0},
		{"no replies in", near(allow(100, out, 0, 65535), allow(100, in, 443, 443)), "ecr.api", aclReply, 0},
		{"no replies out of the endpoint's subnet", far(allow(100, in, 0, 65535), allow(100, out, 443, 443)), "ecr.api", aclReply, 0},
		{"replies to all but the last port", near(allow(100, out, 443, 443), allow(100, in, 32768, 60998)), "ecr.api", "unknown", 0},
		{"replies to all but the first port", near(allow(100, out, 443, 443), allow(100, in, 32769, 65535)), "ecr.api", "unknown", 0},
		{"replies in two ranges", near(allow(100, out, 443, 443), allow(100, in, 1024, 39999), allow(110, in, 40000, 65535)), "ecr.api", "reachable", 0},
		{"replies in two ranges with a gap", near(allow(100, out, 443, 443), allow(100, in, 1024, 39999), allow(110, in, 40001, 65535)), "ecr.api", "unknown", 0},
		{"deny before allow", near(append(everything, deny(90, out, 443, 443))...), "ecr.api", aclOut, 0},
		{"deny after allow", near(append(everything, deny(110, out, 443, 443))...), "ecr.api", "reachable", 0},
		{"deny of another port", near(append(everything, deny(90, out, 80, 80))...), "ecr.api", "reachable", 0},
		{"deny of the other direction", near(append(everything, deny(90, in, 443, 443))...), "ecr.api", "reachable", 0},
		{"deny of the endpoints' subnet", near(append(everything, entry{90, out, "deny", 443, 443, "10.0.2.0/24"})...), "ecr.api", aclOut, 0},
		{"deny of another subnet", near(append(everything, entry{90, out, "deny", 443, 443, "10.0.3.0/24"})...), "ecr.api", "reachable", 0},
		{"deny of half the endpoints' subnet", near(append(everything, entry{90, out, "deny", 443, 443, "10.0.2.128/25"})...), "ecr.api", "unknown", 0},
		{"allow by halves", near(entry{100, out, "allow", 443, 443, "10.0.2.0/25"}, entry{110, out, "allow", 443, 443, "10.0.2.128/25"}, allow(100, in, 0, 65535)), "ecr.api", "reachable", 0},
		{"endpoint in the task's own subnet", func(s *site) {
			near()(s)
			s.set(s.api, field{"subnet_ids", "SubnetIds", ids(s.app)})
		}, "ecr.api", "reachable", 0},
		{"endpoint in the task's subnet and in a closed one", func(s *site) {
			far()(s)
			s.set(s.api, field{"subnet_ids", "SubnetIds", ids(s.app, s.other)})
		}, "ecr.api", "unknown", 0},
		{"endpoint in an open and a closed subnet", func(s *site) {
			far()(s)
			s.set(s.api, field{"subnet_ids", "SubnetIds", ids(s.subnet("third", s.vpc, "10.0.3.0/24"), s.other)})
		}, "ecr.api", "unknown", 0},
		{"endpoint in two closed subnets", func(s *site) {
			far()(s)
			third := s.subnet("third", s.vpc, "10.0.3.0/24")
			s.associateACL("third", third, s.networkACL("third", s.vpc))
			s.set(s.api, field{"subnet_ids", "SubnetIds", ids(third, s.other)})
		}, "ecr.api", "blocked acl-in/acl-refused acl-reply/acl-refused", 0},
		{"endpoint subnets unknown, and the task's is closed", func(s *site) {
			near()(s)
			s.set(s.api, field{"subnet_ids", "SubnetIds", unknown("subnets")})
		}, "ecr.api", "unknown", 0},
		{"association perhaps", func(s *site) { near()(s); maybe(s.resources[len(s.resources)-1]) }, "ecr.api", "unknown", 0},
		{"declared elsewhere", func(s *site) { s.associateACL("near", s.app, external("acl")) }, "ecr.api", "unknown", 0},
		{"two for one subnet", func(s *site) { near(everything...)(s); s.associateACL("again", s.app, s.networkACL("again", s.vpc)) }, "ecr.api", "unknown", 0},
		{"deny perhaps", func(s *site) { near(append(everything, deny(90, out, 443, 443))...)(s); maybe(last(s)) }, "ecr.api", "unknown", 0},
		{"deny perhaps, after allow", func(s *site) { near(append(everything, deny(110, out, 443, 443))...)(s); maybe(last(s)) }, "ecr.api", "reachable", 0},
		{"allow perhaps", func(s *site) {
			near(allow(100, in, 0, 65535), allow(100, out, 0, 65535))(s)
			maybe(last(s))
		}, "ecr.api", "unknown", 0},
		{"action unknown", near(entry{100, out, unknown("action"), 0, 65535, "0.0.0.0/0"}, allow(100, in, 0, 65535)), "ecr.api", "unknown", 0},
		{"gateway endpoint: public addresses", near(entry{100, out, "allow", 443, 443, "10.0.0.0/8"}, allow(100, in, 0, 65535)), "s3", aclOut, 0},
		{"gateway endpoint: some public addresses", near(entry{100, out, "allow", 443, 443, "52.216.0.0/15"}, allow(100, in, 0, 65535)), "s3", "unknown", 0},
		{"gateway endpoint: everywhere", near(allow(100, out, 443, 443), allow(100, in, 32768, 60999)), "s3", "reachable", 0},
		{"gateway endpoint: private addresses denied", near(entry{90, out, "deny", 0, 65535, "10.0.0.0/8"}, allow(100, out, 443, 443), allow(100, in, 32768, 60999)), "s3", "reachable", 0},
	})
}

// TestNATGatewayACL: a NAT gateway uses ports of its own, and its subnet is
// crossed both ways (VPC user guide, "Ephemeral ports").
func TestNATGatewayACL(t *testing.T) {
	const out, in = true, false
	try(t, open, []change{
		{"just what is needed", far(allow(100, out, 443, 443), allow(110, out, 32768, 60999), allow(100, in, 443, 443), allow(110, in, 1024, 65535)), "ecr.api", "reachable", 0},
		{"replies to a client's ports only", far(allow(100, out, 0, 65535), allow(100, in, 443, 443), allow(110, in, 32768, 60999)), "ecr.api", "unknown", 0},
		{"no replies", far(allow(100, out, 0, 65535), allow(100, in, 443, 443)), "ecr.api", aclReply, 0},
		{"nothing in from the task", far(allow(100, out, 0, 65535), allow(110, in, 1024, 65535)), "ecr.api", aclIn, 0},
		{"nothing out to the internet", far(allow(110, out, 1024, 65535), allow(100, in, 0, 65535)), "ecr.api", aclOut, 0},
		{"nothing back to the task", far(allow(100, out, 443, 443), allow(100, in, 0, 65535)), "ecr.api", aclReply, 0},
		{"task's subnet closed to the internet", near(entry{100, out, "allow", 0, 65535, "10.0.0.0/16"}, allow(100, in, 0, 65535)), "ecr.api", aclOut, 0},
	})
}

// TestDefaultACL is what a subnet has without an association (VPC user guide,
// "Default network ACL"; Terraform provider documentation,
// aws_default_network_acl).
func TestDefaultACL(t *testing.T) {
	adopt := func(s *site, fields ...field) *iac.Resource {
		return s.add("aws_default_network_acl", "", "default", append(fields, field{"default_network_acl_id", "", attr{s.vpc, "default_network_acl_id", ""}})...)
	}
	any := func(action string) field {
		return field{"egress", "", ids([]field{{"rule_no", "", 100}, {"action", "", action}, {"protocol", "", "-1"}, {"cidr_block", "", "0.0.0.0/0"}, {"from_port", "", 0}, {"to_port", "", 0}})}
	}
	in := any("allow")
	in.tf = "ingress"
	try(t, locked, []change{
		{"adopted, emptied", func(s *site) { adopt(s) }, "ecr.api", "blocked acl-out/acl-refused acl-in/acl-refused acl-reply/acl-refused", terraform},
		{"adopted, with inline entries", func(s *site) { adopt(s, any("allow"), in) }, "ecr.api", "reachable", terraform},
		{"adopted, with an inline deny", func(s *site) { adopt(s, any("deny"), in) }, "ecr.api", "blocked acl-out/acl-refused acl-reply/acl-refused", terraform},
		{"adopted, with entries of their own, which it removes", func(s *site) {
			a := adopt(s)
			s.entry("out", a, allow(100, true, 0, 65535))
			s.entry("in", a, allow(100, false, 0, 65535))
		}, "ecr.api", "unknown", terraform},
		{"adopted, with entries of their own, which it lets be", func(s *site) {
			a := adopt(s)
			a.Ignored = []string{"ingress", "egress"}
			s.entry("out", a, allow(100, true, 0, 65535))
			s.entry("in", a, allow(100, false, 0, 65535))
		}, "ecr.api", "reachable", terraform},
		{"an entry before its own", func(s *site) {
			s.entry("out", attr{s.vpc, "default_network_acl_id", "DefaultNetworkAcl"}, deny(90, true, 443, 443))
		}, "ecr.api", aclOut, 0},
		{"an entry after its own", func(s *site) {
			s.entry("out", attr{s.vpc, "default_network_acl_id", "DefaultNetworkAcl"}, deny(110, true, 443, 443))
		}, "ecr.api", "reachable", 0},
		{"subnets in the list", func(s *site) {
			s.set(s.networkACL("near", s.vpc), field{"subnet_ids", "", ids(s.app)})
		}, "ecr.api", "blocked acl-out/acl-refused acl-reply/acl-refused", terraform},
		{"other subnets in the list", func(s *site) {
			s.set(s.networkACL("near", s.vpc), field{"subnet_ids", "", ids(s.subnet("third", s.vpc, "10.0.3.0/24"))})
		}, "ecr.api", "reachable", terraform},
		{"list of subnets unknown", func(s *site) {
			s.set(s.networkACL("near", s.vpc), field{"subnet_ids", "", unknown("subnets")})
		}, "ecr.api", "unknown", terraform},
		{"inline entries remove those of their own", func(s *site) {
			a := adopt(s, any("allow"), in)
			s.entry("out", a, deny(90, true, 443, 443))
		}, "ecr.api", "unknown", terraform},
	})
}

// TestWindowsReplies: Windows clients use other ports (Microsoft documentation,
// dynamic port range).
func TestWindowsReplies(t *testing.T) {
	for _, tt := range []struct {
		name     string
		from, to int
		windows  bool
		want     reach.Verdict
	}{
		{"Linux, its range", 32768, 60999, false, reach.Allowed},
		{"Windows, the range of Linux", 32768, 60999, true, reach.Unknown},
		{"Windows, its range", 49152, 65535, true, reach.Allowed},
		{"Windows, below its range", 1024, 49151, true, reach.Blocked},
		{"Linux, the range of Windows", 49152, 65535, false, reach.Unknown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := locked(terraform)
			near(allow(100, true, 443, 443), allow(100, false, tt.from, tt.to))(s)
			g := network.Build(s.resources)
			task := &ecs.Task{
				Resource: s.detached("aws_ecs_service", "", "api"), Launch: ecs.Fargate, Needs: []ecs.Need{need("ecr.api")},
				Definition: &ecs.Definition{Windows: tt.windows},
				ENI:        g.ENI(s.value(s.where.subnets, s.app.Range), s.value(s.where.groups, s.app.Range), s.value(false, s.app.Range)),
			}
			p := reach.Prove([]*ecs.Task{task}, g)[0]
			if p.Verdict != tt.want {
				t.Errorf("verdict = %v, want %v\n%s", p.Verdict, tt.want, describe(p))
			}
		})
	}
}
