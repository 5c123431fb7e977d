package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// inspected returns a site whose default route leads to a firewall, and what that
// lets through to the NAT gateway. The route of the firewall's subnet stands in
// s.there.
func inspected(lang iac.Language) *site {
	s := open(lang)
	subnet, table := s.subnet("inspection", s.vpc, "10.0.3.0/24"), s.stack.table("inspection_table", s.vpc)
	s.associate("inspection_assoc", subnet, table)
	s.there = s.route("inspection_out", table, "0.0.0.0/0", toNAT(s.nat))
	s.gateway = s.add("aws_networkfirewall_firewall", "AWS::NetworkFirewall::Firewall", "firewall",
		field{"vpc_id", "VpcId", s.vpc}, field{"subnet_mapping", "SubnetMappings", ids([]field{{"subnet_id", "SubnetId", subnet}})})
	s.drop(s.out)
	s.out = s.route("out", s.table, "0.0.0.0/0", target{"vpc_endpoint_id", "VpcEndpointId", s.gateway})
	return s
}

// TestFirewall: what a firewall lets through is not followed; that its own table
// leads nowhere is (AWS Network Firewall developer guide, "Route table
// configurations").
func TestFirewall(t *testing.T) {
	const blocked = "blocked route/dead-route"
	try(t, inspected, []change{
		{"leads on", nil, "logs", "unknown", 0},
		{"leads nowhere", func(s *site) { s.drop(s.there) }, "logs", blocked, 0},
		{"leads elsewhere alone", func(s *site) {
			s.set(s.there, field{"destination_cidr_block", "DestinationCidrBlock", "192.168.0.0/16"})
		}, "logs", blocked, 0},
		{"leads half of the way", func(s *site) {
			s.set(s.there, field{"destination_cidr_block", "DestinationCidrBlock", "0.0.0.0/1"})
		}, "logs", "unknown", 0},
		{"a gateway endpoint of its table", func(s *site) {
			s.drop(s.there)
			s.gatewayEndpoint("s3", s.vpc, ids(s.find("inspection_table")))
		}, "s3", "unknown", 0},
		{"in a second subnet that leads on", func(s *site) {
			s.drop(s.there)
			s.set(s.gateway, field{"subnet_mapping", "SubnetMappings", ids([]field{{"subnet_id", "SubnetId", s.find("inspection")}}, []field{{"subnet_id", "SubnetId", s.other}})})
		}, "logs", "unknown", 0},
		{"in subnets that are not known", func(s *site) {
			s.drop(s.there)
			s.set(s.gateway, field{"subnet_mapping", "SubnetMappings", unknown("subnets")})
		}, "logs", "unknown", 0},
		{"which may not exist", func(s *site) { s.drop(s.there); s.gateway.Exists = external("firewall") }, "logs", "unknown", 0},
		{"not in the files", func(s *site) {
			s.set(s.out, field{"vpc_endpoint_id", "VpcEndpointId", "vpce-0123"})
		}, "logs", "unknown", 0},
	})
	for _, l := range languages {
		s := inspected(l.lang)
		p := s.prove(s.where, need("logs"))[0]
		want := "leads to the firewall " + s.gateway.Address + ": what its rules let through is not followed"
		if got := p.Missing()[0].Why; len(got) < len(want) || got[len(got)-len(want):] != want {
			t.Errorf("%s: unknown since %q, want it to end with %q", l.name, got, want)
		}
	}
}
