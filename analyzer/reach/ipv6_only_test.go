package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// TestIPv6Only: a subnet without IPv4 reaches dual-stack names alone, unless
// DNS64 and NAT64 serve it (Amazon ECS developer guide, "Using a VPC in IPv6-only
// mode").
func TestIPv6Only(t *testing.T) {
	native := func(more ...func(*site)) func(*site) {
		return func(s *site) {
			s.set(s.app, field{"ipv6_native", "Ipv6Native", true})
			for _, f := range more {
				f(s)
			}
		}
	}
	const refused = "blocked dns/ipv4-name-only"
	dual := func(s *site) { s.set(s.dkr, field{"ip_address_type", "IpAddressType", "dualstack"}) }
	sixOut := func(s *site) { s.letOut("::/0") }
	try(t, open, []change{
		{"the registry", native(), "ecr.dkr", refused, 0},
		{"the registry, DNS64 without NAT64", native(func(s *site) { s.set(s.app, field{"enable_dns64", "EnableDns64", true}) }), "ecr.dkr", "blocked route/ipv4-name-only egress/egress-refused", 0},
		{"the registry, DNS64 unknown", native(func(s *site) { s.set(s.app, field{"enable_dns64", "EnableDns64", unknown("dns64")}) }, sixOut), "ecr.dkr", "unknown", 0},
		{"unknown whether", func(s *site) { s.set(s.app, field{"ipv6_native", "Ipv6Native", unknown("native")}) }, "ecr.dkr", "unknown", 0},
		{"a group that lets out IPv6 alone, and names that may have such addresses", native(func(s *site) { s.letOut("::/0") }), "logs", "unknown", 0},
		{"a group that lets out IPv6 alone, unknown whether", func(s *site) {
			s.set(s.app, field{"ipv6_native", "Ipv6Native", unknown("native")})
			s.letOut("::/0")
		}, "ecr.dkr", "unknown", 0},
		{"DNS Firewall bars a name that agents may not look up", native(sixOut, func(s *site) {
			s.barriers(s.vpc, barrier{action: "BLOCK", domains: ids("*.amazonaws.com"), answer: "NXDOMAIN"})
		}), "logs", "unknown", 0},
		{"a group that lets out IPv4 alone", native(), "logs", "blocked egress/egress-refused", 0},
		{"dual-stack subnet", nil, "ecr.dkr", "reachable", 0},
		{"what agents look up by dual-stack names", native(sixOut), "logs", "unknown", 0},
		{"a registry elsewhere", native(sixOut), "dockerhub", "unknown", 0},
	})
	try(t, locked, []change{
		{"an IPv4 endpoint", native(), "ecr.dkr", refused, 0},
		{"a dual-stack endpoint", native(dual, sixOut), "ecr.dkr", "unknown", 0},
		{"a dual-stack endpoint that is not created", native(dual, func(s *site) { s.dkr.Exists = iac.Bool(false, s0) }), "ecr.dkr", refused, 0},
	})
}
