package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// egress replaces the task's egress rules.
func egress(rs ...admission) func(*site) {
	return func(s *site) { s.setRules(s.task, true, rs...) }
}

// ingress replaces the ingress rules of the endpoints' group.
func ingress(rs ...admission) func(*site) {
	return func(s *site) { s.setRules(s.ends, false, rs...) }
}

func tcp(from, to int, peer any) admission { return admission{from: from, to: to, peer: peer} }

// unsaid takes the egress attribute of the task's group away.
func (s *site) unsaid() { s.set(s.task, field{"egress", "SecurityGroupEgress", nil}) }

const (
	egressRefused  = "blocked egress/egress-refused"
	ingressRefused = "blocked ingress/ingress-refused"
)

// TestDefaultRules is what each language leaves in place where nothing is
// written (VPC user guide, "Default security groups"; AWS::EC2::SecurityGroup;
// Terraform provider documentation, aws_security_group and
// aws_default_security_group).
func TestDefaultRules(t *testing.T) {
	defaults := func(s *site) { s.where.groups = nil }
	adopt := func(fields ...field) func(*site) {
		return func(s *site) {
			defaults(s)
			s.add("aws_default_security_group", "", "default", append(fields, field{"vpc_id", "", s.vpc})...)
		}
	}
	inline := func(s *site, r admission) any { return ids(s.rule(r, inlineForm(true))) }
	everyone := func(s *site) any { return inline(s, admission{protocol: "-1", peer: self{}}) }
	try(t, locked, []change{
		{"no ingress written", func(s *site) { s.set(s.ends, field{"ingress", "SecurityGroupIngress", nil}) }, "ecr.api", ingressRefused, 0},
		{"no egress written: none", (*site).unsaid, "ecr.api", egressRefused, terraform},
		{"no egress written: everything", (*site).unsaid, "ecr.api", "reachable", cloudFormation},
		{"empty egress list", func(s *site) { s.set(s.task, field{"egress", "SecurityGroupEgress", []any{}}) }, "ecr.api", egressRefused, terraform},
		{"the rule CDK writes for none", egress(), "ecr.api", egressRefused, 0},
		{"VPC's default group lets everything out", func(s *site) { defaults(s); ingress(https("10.0.0.0/16"))(s) }, "ecr.api", "reachable", 0},
		{"VPC's default group is not the task's group", defaults, "ecr.api", ingressRefused, 0},
		{"endpoint without groups has the VPC's default one", func(s *site) {
			s.set(s.api, field{"security_group_ids", "SecurityGroupIds", nil})
			egress(https("10.0.0.0/16"))(s)
		}, "ecr.api", ingressRefused, 0},
		{"both have the VPC's default group", func(s *site) {
			defaults(s)
			s.set(s.api, field{"security_group_ids", "SecurityGroupIds", nil})
		}, "ecr.api", "reachable", 0},
		{"the default group, by attribute", func(s *site) {
			s.where.groups = ids(attr{s.vpc, "default_security_group_id", "DefaultSecurityGroup"})
			s.set(s.api, field{"security_group_ids", "SecurityGroupIds", nil})
		}, "ecr.api", "reachable", 0},
		{"adopted default group, emptied", adopt(), "ecr.api", "blocked egress/egress-refused ingress/ingress-refused", terraform},
		{"adopted default group with its own rules on both sides", func(s *site) {
			adopt(field{"ingress", "", everyone(s)}, field{"egress", "", everyone(s)})(s)
			s.set(s.api, field{"security_group_ids", "SecurityGroupIds", nil})
		}, "ecr.api", "reachable", terraform},
		{"default group perhaps adopted", func(s *site) {
			adopt()(s)
			maybe(s.resources[len(s.resources)-1])
			ingress(https("10.0.0.0/16"))(s)
		}, "ecr.api", "unknown", terraform},
		{"default group emptied by CDK", func(s *site) {
			defaults(s)
			s.add("", "Custom::VpcRestrictDefaultSG", "restrict", field{"", "DefaultSecurityGroupId", attr{s.vpc, "", "DefaultSecurityGroup"}})
		}, "ecr.api", "blocked egress/egress-refused ingress/ingress-refused", cloudFormation},
		{"a rule added to the default group keeps the others", func(s *site) {
			defaults(s)
			ingress(https("10.0.0.0/16"))(s)
			s.standalone("extra", attr{s.vpc, "default_security_group_id", ""}, true, https("192.168.0.0/16"))
		}, "ecr.api", "reachable", terraform},
	})
}

// TestRuleForms is every way to write a rule, and what becomes of several
// (Terraform provider documentation, aws_security_group; aws-cdk issues 987,
// 3355, 14657).
func TestRuleForms(t *testing.T) {
	standalone := func(rs ...admission) func(*site) {
		return func(s *site) {
			s.unsaid()
			for i, r := range rs {
				s.standalone(name("rule", i), s.task, true, r)
			}
		}
	}
	old := func(fields ...field) func(*site) {
		return func(s *site) {
			s.unsaid()
			s.add("aws_security_group_rule", "", "rule", append([]field{
				{"type", "", "egress"}, {"security_group_id", "", s.task}, {"protocol", "", "tcp"}, {"from_port", "", 443}, {"to_port", "", 443},
			}, fields...)...)
		}
	}
	last := func(s *site) *iac.Resource { return s.resources[len(s.resources)-1] }
	try(t, locked, []change{
		{"standalone rule for the endpoints' group", func(s *site) { standalone(https(s.ends))(s) }, "ecr.api", "reachable", 0},
		{"standalone rule for something else", standalone(https("192.168.0.0/16")), "ecr.api", egressRefused, 0},
		{"standalone rule, not created", func(s *site) {
			standalone(https("10.0.0.0/16"))(s)
			last(s).Exists = iac.Bool(false, s.vpc.Range)
		}, "ecr.api", egressRefused, terraform},
		{"standalone rule, not created, strips nothing", func(s *site) {
			standalone(https("192.168.0.0/16"))(s)
			last(s).Exists = iac.Bool(false, s.vpc.Range)
		}, "ecr.api", "reachable", cloudFormation},
		{"standalone rule perhaps", func(s *site) { standalone(https("192.168.0.0/16"))(s); maybe(last(s)) }, "ecr.api", egressRefused, terraform},
		{"standalone rule that perhaps strips the default", func(s *site) { standalone(https("192.168.0.0/16"))(s); maybe(last(s)) }, "ecr.api", "unknown", cloudFormation},
		{"standalone rule perhaps, and one for sure", func(s *site) {
			standalone(https("192.168.0.0/16"), https("10.0.0.0/16"))(s)
			maybe(s.resources[len(s.resources)-2])
		}, "ecr.api", "reachable", 0},
		{"inline and standalone rules add up", func(s *site) {
			egress(https("192.168.0.0/16"))(s)
			s.standalone("rule", s.task, true, https("10.0.0.0/16"))
		}, "ecr.api", "reachable", cloudFormation},
		{"inline rules remove standalone ones", func(s *site) {
			egress(https("192.168.0.0/16"))(s)
			s.standalone("rule", s.task, true, https("10.0.0.0/16"))
		}, "ecr.api", "unknown", terraform},
		{"inline rules under ignore_changes let standalone ones be", func(s *site) {
			egress(https("192.168.0.0/16"))(s)
			s.standalone("rule", s.task, true, https("10.0.0.0/16"))
			s.task.Ignored = []string{"egress"}
		}, "ecr.api", "reachable", terraform},
		{"inline rules admit beside standalone ones", func(s *site) {
			egress(https("10.0.0.0/16"))(s)
			s.standalone("rule", s.task, true, https("192.168.0.0/16"))
		}, "ecr.api", "reachable", 0},
		{"inline rule for everything beside a standalone one", func(s *site) {
			egress(all("0.0.0.0/0"))(s)
			s.standalone("rule", s.task, true, https("192.168.0.0/16"))
		}, "ecr.api", "unknown", cloudFormation},
		{"old rule resource for blocks", func(s *site) { old(field{"cidr_blocks", "", ids("10.0.0.0/16")})(s) }, "ecr.api", "reachable", terraform},
		{"old rule resource for a group", func(s *site) { old(field{"source_security_group_id", "", s.ends})(s) }, "ecr.api", "reachable", terraform},
		{"old rule resource for a prefix list", old(field{"prefix_list_ids", "", ids("pl-6da54004")}), "s3", "reachable", terraform},
		{"old rule resource of the other direction", old(field{"type", "", "ingress"}, field{"cidr_blocks", "", ids("10.0.0.0/16")}), "ecr.api", egressRefused, terraform},
		{"old rule resource of unknown direction", old(field{"type", "", unknown("type")}, field{"cidr_blocks", "", ids("10.0.0.0/16")}), "ecr.api", "unknown", terraform},
		{"rules unknown", func(s *site) { s.set(s.task, field{"egress", "SecurityGroupEgress", unknown("rules")}) }, "ecr.api", "unknown", 0},
		{"standalone rule, its peer ignored", func(s *site) {
			standalone(https("192.168.0.0/16"))(s)
			last(s).Ignored = []string{"cidr_ipv4"}
		}, "ecr.api", "unknown", terraform},
		{"standalone rule that lets out, all of it ignored", func(s *site) {
			standalone(https("10.0.0.0/16"))(s)
			last(s).Ignored = []string{"all"}
		}, "ecr.api", "unknown", terraform},
		{"standalone rule, what decides nothing ignored", func(s *site) {
			standalone(https("192.168.0.0/16"))(s)
			last(s).Ignored = []string{"tags", "description", "prefix_list_id"}
		}, "ecr.api", egressRefused, terraform},
		{"old rule resource, its blocks ignored", func(s *site) {
			old(field{"cidr_blocks", "", ids("192.168.0.0/16")})(s)
			last(s).Ignored = []string{"cidr_blocks"}
		}, "ecr.api", "unknown", terraform},
		{"rules ignored", func(s *site) { egress(https("192.168.0.0/16"))(s); s.task.Ignored = []string{"egress"} }, "ecr.api", "unknown", terraform},
		{"an inline rule that is ignored", func(s *site) { egress(https("10.0.0.0/16"))(s); s.task.Ignored = []string{"egress.cidr_blocks"} }, "ecr.api", "unknown", terraform},
		{"no rules, and those of others ignored", func(s *site) { s.task.Ignored = []string{"egress"} }, "ecr.api", "unknown", terraform},
		{"no inline rules, so that a standalone one is let be", func(s *site) {
			standalone(https("192.168.0.0/16"))(s)
			s.task.Ignored = []string{"egress"}
		}, "ecr.api", egressRefused, terraform},
		{"exclusive rules, the rule among them", func(s *site) {
			standalone(https("10.0.0.0/16"))(s)
			s.exclusive(ids(last(s)))
		}, "ecr.api", "reachable", terraform},
		{"exclusive rules, none", func(s *site) { standalone(https("10.0.0.0/16"))(s); s.exclusive([]any{}) }, "ecr.api", egressRefused, terraform},
		{"exclusive rules, not known", func(s *site) { standalone(https("10.0.0.0/16"))(s); s.exclusive(unknown("ids")) }, "ecr.api", "unknown", terraform},
		{"exclusive rules perhaps", func(s *site) {
			standalone(https("10.0.0.0/16"))(s)
			s.exclusive([]any{})
			maybe(last(s))
		}, "ecr.api", "unknown", terraform},
		{"self", func(s *site) {
			s.where.groups = ids(groupID(s.ends))
			s.setRules(s.ends, false, https(self{}))
			s.setRules(s.ends, true, https(self{}))
		}, "ecr.api", "reachable", terraform},
	})
}

// exclusive makes the rules with the ids the only ones to let out of the task.
func (s *site) exclusive(out any) {
	s.add("aws_vpc_security_group_rules_exclusive", "", "only", field{"security_group_id", "", s.task},
		field{"ingress_rule_ids", "", []any{}}, field{"egress_rule_ids", "", out})
}

// TestPorts: the edges of a rule's ports and protocols (EC2 API reference,
// IpPermission).
func TestPorts(t *testing.T) {
	try(t, locked, []change{
		{"just the port", egress(tcp(443, 443, "10.0.0.0/16")), "ecr.api", "reachable", 0},
		{"up to the port", egress(tcp(0, 443, "10.0.0.0/16")), "ecr.api", "reachable", 0},
		{"from the port on", egress(tcp(443, 65535, "10.0.0.0/16")), "ecr.api", "reachable", 0},
		{"one below", egress(tcp(0, 442, "10.0.0.0/16")), "ecr.api", egressRefused, 0},
		{"one above", egress(tcp(444, 65535, "10.0.0.0/16")), "ecr.api", egressRefused, 0},
		{"port 0 of tcp is not all", egress(tcp(0, 0, "10.0.0.0/16")), "ecr.api", egressRefused, 0},
		{"every protocol", egress(all("10.0.0.0/16")), "ecr.api", "reachable", 0},
		{"every protocol, ports named", egress(admission{protocol: "-1", from: 80, to: 80, peer: "10.0.0.0/16"}), "ecr.api", "reachable", 0},
		{"tcp by number", egress(admission{protocol: "6", from: 443, to: 443, peer: "10.0.0.0/16"}), "ecr.api", "reachable", 0},
		{"udp", egress(admission{protocol: "udp", from: 443, to: 443, peer: "10.0.0.0/16"}), "ecr.api", egressRefused, 0},
		{"udp by number", egress(admission{protocol: "17", from: 443, to: 443, peer: "10.0.0.0/16"}), "ecr.api", egressRefused, 0},
		{"another protocol", egress(admission{protocol: "50", peer: "10.0.0.0/16"}), "ecr.api", egressRefused, 0},
		{"ingress of the other port", ingress(tcp(80, 80, "10.0.0.0/16")), "ecr.api", ingressRefused, 0},
		{"port unknown", func(s *site) {
			r := s.rule(https("10.0.0.0/16"), inlineForm(true))
			s.set(s.task, field{"egress", "SecurityGroupEgress", ids(append(r, field{"from_port", "FromPort", unknown("port")})[1:])})
		}, "ecr.api", "unknown", 0},
	})
}

// TestPeers: what a rule's peer matches: the whole of a subnet's addresses, a
// part, or none; groups match interfaces, never public addresses (VPC user
// guide, "Security group rules").
func TestPeers(t *testing.T) {
	try(t, locked, []change{
		{"the endpoints' subnet", egress(https("10.0.2.0/24")), "ecr.api", "reachable", 0},
		{"the VPC", egress(https("10.0.0.0/16")), "ecr.api", "reachable", 0},
		{"one bit wider", egress(https("10.0.2.0/23")), "ecr.api", "reachable", 0},
		{"one past the subnet", egress(https("10.0.3.0/24")), "ecr.api", egressRefused, 0},
		{"half the subnet", egress(https("10.0.2.0/25")), "ecr.api", "unknown", 0},
		{"both halves", egress(https("10.0.2.0/25"), https("10.0.2.128/25")), "ecr.api", "reachable", 0},
		{"a half and all but one address of the other", egress(https("10.0.2.0/25"), https("10.0.2.128/26")), "ecr.api", "unknown", 0},
		{"a block that is not known", egress(https(unknown("cidr"))), "ecr.api", "unknown", 0},
		{"two groups, one of which admits", func(s *site) {
			s.where.groups = ids(groupID(s.task), groupID(s.group("second", s.vpc, nil, []admission{https("10.0.0.0/16")})))
			egress()(s)
		}, "ecr.api", "reachable", 0},
		{"a group that the endpoint does not have", func(s *site) { egress(https(s.group("third", s.vpc, nil, nil)))(s) }, "ecr.api", egressRefused, 0},
		{"a group that is declared elsewhere", func(s *site) { s.where.groups = ids(external("group")); ingress(https("10.0.0.0/16"))(s) }, "ecr.api", "unknown", 0},
		{"a group that only apply knows may be any of these", func(s *site) { s.where.groups = ids(unknown("group")) }, "ecr.api", "unknown", 0},
		{"a group that is declared elsewhere is none of these", func(s *site) { s.where.groups = ids(external("group")) }, "ecr.api", ingressRefused, 0},
		{"a group that is declared elsewhere beside one that admits", func(s *site) {
			s.where.groups = ids[any](external("group"), groupID(s.task))
			ingress(https("10.0.0.0/16"))(s)
		}, "ecr.api", "reachable", 0},
		{"groups unknown", func(s *site) { s.where.groups = unknown("groups") }, "ecr.api", "unknown", 0},
		{"ingress from the task's subnet", ingress(https("10.0.1.0/24")), "ecr.api", "reachable", 0},
		{"ingress from the subnet beside it", ingress(https("10.0.0.0/24")), "ecr.api", ingressRefused, 0},
		{"ingress from itself only", func(s *site) { ingress(https(s.ends))(s) }, "ecr.api", ingressRefused, 0},
		{"endpoint groups unknown", func(s *site) { s.set(s.api, field{"security_group_ids", "SecurityGroupIds", unknown("groups")}) }, "ecr.api", "unknown", 0},
		{"an endpoint in two subnets, one of which is let out to", func(s *site) {
			s.set(s.api, field{"subnet_ids", "SubnetIds", ids(s.other, s.subnet("third", s.vpc, "10.0.3.0/24"))})
			egress(https("10.0.2.0/24"))(s)
		}, "ecr.api", "unknown", 0},
		{"an endpoint in two subnets, none of which is let out to", func(s *site) {
			s.set(s.api, field{"subnet_ids", "SubnetIds", ids(s.other, s.subnet("third", s.vpc, "10.0.3.0/24"))})
			egress(https("10.0.4.0/24"))(s)
		}, "ecr.api", egressRefused, 0},
		{"the VPC for S3's public addresses", egress(https("10.0.0.0/16")), "s3", egressRefused, 0},
		{"private space for S3's public addresses", egress(https("10.0.0.0/8"), https("172.16.0.0/12"), https("192.168.0.0/16")), "s3", egressRefused, 0},
		{"a group for S3's public addresses", func(s *site) { egress(https(s.ends))(s) }, "s3", egressRefused, 0},
		{"public blocks for S3", egress(https("52.216.0.0/15")), "s3", "unknown", 0},
		{"everywhere for S3", egress(https("0.0.0.0/0")), "s3", "reachable", 0},
		{"both halves of everywhere for S3", egress(https("0.0.0.0/1"), https("128.0.0.0/1")), "s3", "reachable", 0},
		{"IPv6 everywhere", func(s *site) {
			s.set(s.task, field{"egress", "SecurityGroupEgress", ids([]field{
				{"protocol", "IpProtocol", "-1"}, {"from_port", "", 0}, {"to_port", "", 0}, {"ipv6_cidr_blocks", "", ids("::/0")}, {"", "CidrIpv6", "::/0"},
			})})
		}, "ecr.api", egressRefused, 0},
	})
	try(t, open, []change{
		{"everywhere for public addresses", egress(https("0.0.0.0/0")), "dockerhub", "reachable", 0},
		{"one half for public addresses", egress(https("0.0.0.0/1")), "dockerhub", "unknown", 0},
		{"all public blocks", egress(https("0.0.0.0/5"), https("8.0.0.0/7"), https("11.0.0.0/8"), https("12.0.0.0/6"), https("16.0.0.0/4"), https("32.0.0.0/3"), https("64.0.0.0/2"), https("128.0.0.0/1")), "dockerhub", "reachable", 0},
		{"S3's list for another service", egress(https(prefixList{"pl-6da54004"})), "dockerhub", egressRefused, 0},
	})
}

// TestPrefixLists is how a rule shows that it means S3, and what a customer's
// own list holds (VPC user guide, "AWS-managed prefix lists").
func TestPrefixLists(t *testing.T) {
	try(t, locked, []change{
		{"literal id of the region", egress(https(prefixList{"pl-6da54004"})), "s3", "reachable", 0},
		{"literal id of another region", egress(https(prefixList{"pl-63a5400a"})), "s3", egressRefused, 0},
		{"literal id of another service", egress(https(prefixList{"pl-02cd2c6b"})), "s3", egressRefused, 0},
		{"literal id that is not known", egress(https(prefixList{"pl-0123456789"})), "s3", "unknown", 0},
		{"attribute of the gateway endpoint", func(s *site) { egress(https(prefixList{attr{s.s3, "prefix_list_id", ""}}))(s) }, "s3", "reachable", terraform},
		{"read by name", func(s *site) {
			l := s.detached("aws_ec2_managed_prefix_list", "", "s3", field{"name", "", "com.amazonaws.eu-west-1.s3"})
			l.Data = true
			egress(https(prefixList{l}))(s)
		}, "s3", "reachable", terraform},
		{"read by name, IPv6", func(s *site) {
			l := s.detached("aws_ec2_managed_prefix_list", "", "s3", field{"name", "", "com.amazonaws.eu-west-1.ipv6.s3"})
			l.Data = true
			egress(https(prefixList{l}))(s)
		}, "s3", egressRefused, terraform},
		{"read by a filter", func(s *site) {
			l := s.detached("aws_prefix_list", "", "s3", field{"filter", "", ids([]field{{"name", "", "prefix-list-name"}, {"values", "", ids("com.amazonaws.eu-west-1.s3")}})})
			l.Data = true
			egress(https(prefixList{l}))(s)
		}, "s3", "reachable", terraform},
		{"S3's list for an interface endpoint", egress(https(prefixList{"pl-6da54004"})), "ecr.api", egressRefused, 0},
		{"customer's list of the endpoints' subnet", func(s *site) { egress(https(prefixList{s.list("list", "10.0.2.0/24")}))(s) }, "ecr.api", "reachable", 0},
		{"customer's list of its halves", func(s *site) { egress(https(prefixList{s.list("list", "10.0.2.0/25", "10.0.2.128/25")}))(s) }, "ecr.api", "reachable", 0},
		{"customer's list of something else", func(s *site) { egress(https(prefixList{s.list("list", "10.0.3.0/24")}))(s) }, "ecr.api", egressRefused, 0},
		{"customer's list that is not known", func(s *site) {
			l := s.list("list")
			s.set(l, field{"entry", "Entries", unknown("entries")})
			egress(https(prefixList{l}))(s)
		}, "ecr.api", "unknown", 0},
		{"customer's list with an entry of its own", func(s *site) {
			l := s.list("list", "10.0.3.0/24")
			s.add("aws_ec2_managed_prefix_list_entry", "", "entry", field{"prefix_list_id", "", l}, field{"cidr", "", "10.0.2.0/24"})
			egress(https(prefixList{l}))(s)
		}, "ecr.api", "reachable", terraform},
	})
}
