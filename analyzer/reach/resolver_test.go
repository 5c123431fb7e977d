package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// resolverRule associates a rule for the domain with the VPC.
func (s *site) resolverRule(name string, domain any, kind string) {
	rule := s.add("aws_route53_resolver_rule", "AWS::Route53Resolver::ResolverRule", name,
		field{"domain_name", "DomainName", domain}, field{"rule_type", "RuleType", kind})
	s.resolverAssociation(name, rule)
}

func (s *site) resolverAssociation(name string, rule any) {
	s.add("aws_route53_resolver_rule_association", "AWS::Route53Resolver::ResolverRuleAssociation", name+"_association",
		field{"vpc_id", "VPCId", s.vpc}, field{"resolver_rule_id", "ResolverRuleId", rule})
}

// TestResolverRules: the longest domain decides, between rules and private zones
// alike (Route 53 developer guide, "Considerations when working with a private
// hosted zone").
func TestResolverRules(t *testing.T) {
	forward := func(domain any) func(*site) {
		return func(s *site) { s.resolverRule("forward", domain, "FORWARD") }
	}
	system := func(domain string) func(*site) {
		return func(s *site) { forward("amazonaws.com")(s); s.resolverRule("system", domain, "SYSTEM") }
	}
	try(t, locked, []change{
		{"for everything, beside an endpoint's zone", forward("."), "ecr.api", "reachable", 0},
		{"shorter than the endpoint's zone", forward("amazonaws.com"), "ecr.api", "reachable", 0},
		{"of the endpoint's name", forward(tokenHost), "ecr.api", "unknown", 0},
		{"of the endpoint's name, by a wildcard zone", forward("dkr.ecr.eu-west-1.amazonaws.com"), "ecr.dkr", "unknown", 0},
		{"longer than the endpoint's zone", forward("123456789012.dkr.ecr.eu-west-1.amazonaws.com"), "ecr.dkr", "unknown", 0},
		{"of another domain", forward("corp.example.com"), "ecr.api", "reachable", 0},
		{"of another domain, which ends alike", forward("i.ecr.eu-west-1.amazonaws.com"), "ecr.api", "reachable", 0},
		{"domain unknown", forward(unknown("domain")), "ecr.api", "unknown", 0},
		{"not in the files", func(s *site) { s.resolverAssociation("outside", external("rule")) }, "ecr.api", "unknown", 0},
		{"endpoint without private DNS", func(s *site) { forward("amazonaws.com")(s); s.private(s.api, false) }, "ecr.api", "unknown", 0},
		{"and no group lets anything out", func(s *site) { forward(tokenHost)(s); s.setRules(s.task, true) }, "ecr.api", "blocked egress/egress-refused", 0},
	})
	try(t, open, []change{
		{"for everything", forward("."), "ecr.api", "unknown", 0},
		{"a registry's domain", forward("docker.io"), "dockerhub", "unknown", 0},
		{"another registry's domain", forward("docker.com"), "dockerhub", "reachable", 0},
		{"back to the VPC's resolver", system("ecr.eu-west-1.amazonaws.com"), "ecr.api", "reachable", 0},
		{"back to the VPC's resolver for another name", system("s3.eu-west-1.amazonaws.com"), "ecr.api", "unknown", 0},
		{"of one length, back and away", system("amazonaws.com"), "ecr.api", "unknown", 0},
	})
}

// A barrier is one rule of DNS Firewall.
type barrier struct {
	action  any
	domains any // a list of domains, or the id of a list
	answer  any
}

// firewall associates a group of rules with the VPC, in their order.
func (s *site) firewall(rules ...barrier) { s.barriers(s.vpc, rules...) }

// barriers is the same for a VPC of a stack.
func (s *stack) barriers(vpc *iac.Resource, rules ...barrier) {
	group := s.add("aws_route53_resolver_firewall_rule_group", "AWS::Route53Resolver::FirewallRuleGroup", "firewall")
	var inline []any
	for i, r := range rules {
		list := r.domains
		if domains, ok := list.([]any); ok {
			list = s.add("aws_route53_resolver_firewall_domain_list", "AWS::Route53Resolver::FirewallDomainList", name("domains", i), field{"domains", "Domains", domains})
		}
		fields := []field{
			{"action", "Action", r.action},
			{"firewall_domain_list_id", "FirewallDomainListId", list},
			{"priority", "Priority", 100 * (i + 1)},
			{"block_response", "BlockResponse", r.answer},
		}
		if s.lang == terraform {
			s.add("aws_route53_resolver_firewall_rule", "", name("barrier", i), append(fields, field{"firewall_rule_group_id", "", group})...)
		} else {
			inline = append([]any{fields}, inline...) // the order is that of the priorities
		}
	}
	if len(inline) > 0 {
		s.set(group, field{"", "FirewallRules", inline})
	}
	s.add("aws_route53_resolver_firewall_rule_group_association", "AWS::Route53Resolver::FirewallRuleGroupAssociation", "firewalled",
		field{"vpc_id", "VpcId", vpc}, field{"firewall_rule_group_id", "FirewallRuleGroupId", group}, field{"priority", "Priority", 101})
}

// TestDNSFirewall: the first rule that is for a name decides (Route 53 developer
// guide, "How Route 53 Resolver DNS Firewall works").
func TestDNSFirewall(t *testing.T) {
	block := func(domains ...string) barrier {
		return barrier{action: "BLOCK", domains: ids(domains...), answer: "NXDOMAIN"}
	}
	allow := func(domains ...string) barrier { return barrier{action: "ALLOW", domains: ids(domains...)} }
	with := func(rules ...barrier) func(*site) { return func(s *site) { s.firewall(rules...) } }
	const barred = "blocked dns/name-barred"
	try(t, locked, []change{
		{"no rules", with(), "ecr.api", "reachable", 0},
		{"the name", with(block(tokenHost)), "ecr.api", barred, 0},
		{"the name with the root's dot", with(block(tokenHost + ".")), "ecr.api", barred, 0},
		{"below a domain", with(block("*.amazonaws.com")), "ecr.api", barred, 0},
		{"the domain itself is not below it", with(block("*." + tokenHost)), "ecr.api", "reachable", 0},
		{"a domain without the asterisk", with(block("amazonaws.com")), "ecr.api", "reachable", 0},
		{"everything", with(block("*")), "ecr.api", barred, 0},
		{"everything but what is allowed", with(allow("*.amazonaws.com"), block("*")), "ecr.api", "reachable", 0},
		{"everything but the very name", with(allow(tokenHost), block("*")), "ecr.api", "unknown", 0},
		{"allowed too late", with(block("*"), allow("*.amazonaws.com")), "ecr.api", barred, 0},
		{"another name", with(block("example.com", "*.example.com")), "ecr.api", "reachable", 0},
		{"alerts alone", with(barrier{action: "ALERT", domains: ids("*")}), "ecr.api", "reachable", 0},
		{"answers with another name", with(barrier{action: "BLOCK", domains: ids("*"), answer: "OVERRIDE"}), "ecr.api", "unknown", 0},
		{"domains unknown", with(barrier{action: "BLOCK", domains: unknown("domains")}), "ecr.api", "unknown", 0},
		{"a list that is not in the files", with(barrier{action: "BLOCK", domains: "rslvr-fdl-1"}), "ecr.api", "unknown", 0},
		{"a list that is not in the files, after what is allowed", with(allow("*.amazonaws.com"), barrier{action: "BLOCK", domains: "rslvr-fdl-1"}), "ecr.api", "reachable", 0},
		{"action unknown", with(barrier{action: unknown("action"), domains: ids("*")}), "ecr.api", "unknown", 0},
		{"group not in the files", func(s *site) {
			s.add("aws_route53_resolver_firewall_rule_group_association", "AWS::Route53Resolver::FirewallRuleGroupAssociation", "firewalled",
				field{"vpc_id", "VpcId", s.vpc}, field{"firewall_rule_group_id", "FirewallRuleGroupId", external("group")}, field{"priority", "Priority", 101})
		}, "ecr.api", "unknown", 0},
		{"custom servers are not filtered here", func(s *site) { with(block("*"))(s); s.dhcp(ids("10.0.0.53")) }, "ecr.api", "unknown", 0},
		{"barred, and the group refuses too", func(s *site) { with(block("*"))(s); s.setRules(s.task, true) }, "ecr.api", "blocked dns/name-barred egress/egress-refused", 0},
		{"barred, and the endpoint refuses too", func(s *site) { with(block("*"))(s); s.setRules(s.ends, false) }, "ecr.api", "blocked dns/name-barred ingress/ingress-refused", 0},
	})
}

// TestNameNotFound: a name that does not exist ends the path, but what blocks
// whatever it may lead to is said as well.
func TestNameNotFound(t *testing.T) {
	try(t, locked, []change{
		{"alone", func(s *site) { s.zone("zone", "123456789012.dkr.ecr.eu-west-1.amazonaws.com", s.vpc) }, "ecr.dkr", "blocked dns/name-not-found", 0},
		{"and no group lets anything out", func(s *site) {
			s.zone("zone", "123456789012.dkr.ecr.eu-west-1.amazonaws.com", s.vpc)
			s.setRules(s.task, true)
		}, "ecr.dkr", "blocked dns/name-not-found egress/egress-refused", 0},
		{"and the endpoint refuses, which no packet meets", func(s *site) {
			s.zone("zone", "123456789012.dkr.ecr.eu-west-1.amazonaws.com", s.vpc)
			s.setRules(s.ends, false)
		}, "ecr.dkr", "blocked dns/name-not-found", 0},
	})
}
