package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

func (s *site) dhcp(servers any) {
	options := s.add("aws_vpc_dhcp_options", "AWS::EC2::DHCPOptions", "dhcp", field{"domain_name_servers", "DomainNameServers", servers})
	s.dhcpAssociation(options)
}

func (s *site) dhcpAssociation(options any) {
	s.add("aws_vpc_dhcp_options_association", "AWS::EC2::VPCDHCPOptionsAssociation", "dhcp",
		field{"vpc_id", "VpcId", s.vpc}, field{"dhcp_options_id", "DhcpOptionsId", options})
}

func (s *site) support(on any) { s.set(s.vpc, field{"enable_dns_support", "EnableDnsSupport", on}) }
func (s *site) hostnames(on any) {
	s.set(s.vpc, field{"enable_dns_hostnames", "EnableDnsHostnames", on})
}

// private sets private DNS of an endpoint.
func (s *site) private(ep *iac.Resource, on any) {
	s.set(ep, field{"private_dns_enabled", "PrivateDnsEnabled", on})
}

// TestResolver is step 1 of the procedure: whether the VPC's resolver answers.
// AWS's documents: VPC user guide, "DNS attributes in your VPC" and "DHCP option
// sets".
func TestResolver(t *testing.T) {
	try(t, locked, []change{
		{"DNS support off", func(s *site) { s.support(false) }, "ecr.api", "blocked dns/dns-support-off", 0},
		{"DNS support unset", func(s *site) { s.support(nil) }, "ecr.api", "reachable", 0},
		{"DNS support unknown", func(s *site) { s.support(unknown("dns")) }, "ecr.api", "unknown", 0},
		{"AmazonProvidedDNS named", func(s *site) { s.dhcp(ids("AmazonProvidedDNS")) }, "ecr.api", "reachable", 0},
		{"AmazonProvidedDNS named, DNS support off", func(s *site) { s.support(false); s.dhcp(ids("AmazonProvidedDNS")) }, "ecr.api", "blocked dns/dns-support-off", 0},
		{"custom servers", func(s *site) { s.dhcp(ids("10.0.0.53")) }, "ecr.api", "unknown", 0},
		{"custom servers, DNS support off", func(s *site) { s.support(false); s.dhcp(ids("10.0.0.53")) }, "ecr.api", "unknown", 0},
		{"custom servers, and no group lets anything out", func(s *site) { s.dhcp(ids("10.0.0.53")); s.setRules(s.task, true) }, "ecr.api", "blocked egress/egress-refused", 0},
		{"servers unknown", func(s *site) { s.dhcp(unknown("servers")) }, "ecr.api", "unknown", 0},
		{"options unknown", func(s *site) { s.dhcpAssociation(external("options")) }, "ecr.api", "unknown", 0},
		{"options reset to the default", func(s *site) { s.dhcpAssociation("default") }, "ecr.api", "reachable", 0},
	})
}

// TestPrivateDNS is step 2 for endpoints: whether one takes the name for the
// whole VPC (AWS PrivateLink guide, "Private DNS names").
func TestPrivateDNS(t *testing.T) {
	try(t, locked, []change{
		{"off", func(s *site) { s.private(s.api, false) }, "ecr.api", "blocked route/private-dns-off", 0},
		{"unset", func(s *site) { s.private(s.api, nil) }, "ecr.api", "blocked route/private-dns-off", 0},
		{"unknown", func(s *site) { s.private(s.api, unknown("dns")) }, "ecr.api", "unknown", 0},
		{"only known after apply", func(s *site) { s.private(s.api, attr{s.vpc, "tags", "Tags"}) }, "ecr.api", "unknown", 0},
		{"of the other endpoint off", func(s *site) { s.private(s.dkr, false) }, "ecr.api", "reachable", 0},
		{"DNS hostnames off", func(s *site) { s.hostnames(false) }, "ecr.api", "blocked route/dns-hostnames-off", 0},
		{"DNS hostnames unset", func(s *site) { s.hostnames(nil) }, "ecr.api", "blocked route/dns-hostnames-off", 0},
		{"DNS hostnames unknown", func(s *site) { s.hostnames(unknown("dns")) }, "ecr.api", "unknown", 0},
		{"no subnets", func(s *site) { s.set(s.api, field{"subnet_ids", "SubnetIds", []any{}}) }, "ecr.api", "blocked route/endpoint-without-subnets", 0},
		{"in the task's own subnet", func(s *site) { s.set(s.api, field{"subnet_ids", "SubnetIds", ids(s.app)}) }, "ecr.api", "reachable", 0},
		{"gateway type by default", func(s *site) { s.set(s.api, field{"vpc_endpoint_type", "VpcEndpointType", nil}) }, "ecr.api", "blocked route/wrong-endpoint-type", 0},
		{"not created", func(s *site) { s.api.Exists = iac.Bool(false, s.api.Range) }, "ecr.api", "blocked route/endpoint-not-created", 0},
		{"missing", func(s *site) { s.drop(s.api) }, "ecr.api", "blocked route/missing-endpoint", 0},
		{"IPv6 records only", func(s *site) {
			s.set(s.api, field{"dns_options", "DnsOptions", []field{{"dns_record_ip_type", "DnsRecordIpType", "ipv6"}}})
		}, "ecr.api", "unknown", 0},
		{"in another VPC", func(s *site) {
			hub := s.stack.vpc("hub", "10.1.0.0/16")
			s.set(s.api, field{"vpc_id", "VpcId", hub}, field{"subnet_ids", "SubnetIds", ids(s.subnet("hub", hub, "10.1.0.0/24"))})
		}, "ecr.api", "blocked route/endpoint-in-other-vpc", 0},
		{"second endpoint without private DNS", func(s *site) {
			s.interfaceEndpoint("api2", s.vpc, "ecr.api", ids(s.other), nil, field{"private_dns_enabled", "PrivateDnsEnabled", false})
		}, "ecr.api", "reachable", 0},
		{"two endpoints with private DNS that agree", func(s *site) {
			s.interfaceEndpoint("api2", s.vpc, "ecr.api", ids(s.other), ids(groupID(s.ends)))
		}, "ecr.api", "reachable", 0},
		{"two endpoints with private DNS that do not agree", func(s *site) {
			s.interfaceEndpoint("api2", s.vpc, "ecr.api", ids(s.other), nil)
		}, "ecr.api", "unknown", 0},
	})
	try(t, open, []change{
		{"off beside a NAT gateway", func(s *site) {
			s.private(s.interfaceEndpoint("api", s.vpc, "ecr.api", ids(s.other), nil), false)
		}, "ecr.api", "reachable", 0},
		{"on beside a NAT gateway, and the endpoint refuses the task", func(s *site) {
			s.interfaceEndpoint("api", s.vpc, "ecr.api", ids(s.other), ids(groupID(s.group("ends", s.vpc, nil, nil))))
		}, "ecr.api", "blocked ingress/ingress-refused", 0},
	})
}

// TestRegions: an endpoint takes the names of its service in one region.
func TestRegions(t *testing.T) {
	for _, l := range languages {
		t.Run(l.name, func(t *testing.T) {
			s := locked(l.lang)
			elsewhere := inRegion(need("ecr.api"), "us-west-2")
			if got, want := outcome(s.prove(s.where, elsewhere)[0]), "blocked route/no-private-path"; got != want {
				t.Errorf("the local endpoint for another region's name: %q, want %q", got, want)
			}
			s.set(s.api, field{"service_region", "ServiceRegion", "us-west-2"})
			if got := outcome(s.prove(s.where, elsewhere)[0]); got != "reachable" {
				t.Errorf("an endpoint for the other region: %q, want reachable", got)
			}
			s.set(s.api, field{"service_region", "ServiceRegion", unknown("region")})
			if got := outcome(s.prove(s.where, elsewhere)[0]); got != "unknown" {
				t.Errorf("an endpoint for an unknown region: %q, want unknown", got)
			}
		})
	}
}

// TestS3Names is the table of the S3 interface endpoint (EC2 API reference,
// DnsOptionsSpecification; Terraform provider source, vpc_endpoint.go).
func TestS3Names(t *testing.T) {
	with := func(more ...field) func(*site) {
		return func(s *site) {
			s.interfaceEndpoint("s3i", s.vpc, "s3", ids(s.other), ids(groupID(s.ends)), more...)
		}
	}
	alone := func(more ...field) func(*site) {
		return func(s *site) { with(more...)(s); s.drop(s.s3) }
	}
	off := field{"private_dns_enabled", "PrivateDnsEnabled", false}
	inbound := field{"dns_options", "DnsOptions", []field{
		{"private_dns_only_for_inbound_resolver_endpoint", "", true}, {"", "PrivateDnsOnlyForInboundResolverEndpoint", "OnlyInboundResolver"},
	}}
	everyone := field{"dns_options", "DnsOptions", []field{
		{"private_dns_only_for_inbound_resolver_endpoint", "", false}, {"", "PrivateDnsOnlyForInboundResolverEndpoint", "AllResolvers"},
	}}
	unset := field{"dns_options", "DnsOptions", []field{{"dns_record_ip_type", "DnsRecordIpType", "ipv4"}}}
	try(t, locked, []change{
		{"private DNS off, gateway", with(off), "s3", "reachable", 0},
		{"private DNS off, no gateway", alone(off), "s3", "blocked route/private-dns-off", 0},
		{"no options, gateway", with(), "s3", "reachable", 0},
		{"no options, no gateway", alone(), "s3", "blocked route/s3-inbound-only", 0},
		{"inbound only, gateway", with(inbound), "s3", "reachable", 0},
		{"inbound only, no gateway", alone(inbound), "s3", "blocked route/s3-inbound-only", 0},
		{"all resolvers, no gateway", alone(everyone), "s3", "reachable", 0},
		{"all resolvers, gateway", with(everyone), "s3", "reachable", 0},
		{"all resolvers, gateway, and the task lets out to the prefix list only", func(s *site) {
			with(everyone)(s)
			s.setRules(s.task, true, https(prefixList{"pl-6da54004"}))
		}, "s3", "blocked egress/egress-refused", 0},
		{"options without the switch are for all", alone(unset), "s3", "reachable", terraform},
		{"options without the switch are inbound only", alone(unset), "s3", "blocked route/s3-inbound-only", cloudFormation},
		{"switch unknown, no gateway", alone(field{"dns_options", "DnsOptions", []field{
			{"private_dns_only_for_inbound_resolver_endpoint", "PrivateDnsOnlyForInboundResolverEndpoint", unknown("switch")},
		}}), "s3", "unknown", 0},
	})
}

// TestPrivateZones: a zone that owns a name answers for it or denies it, unless
// an endpoint's own zone is longer (Route 53 developer guide, "Considerations
// when working with a private hosted zone").
func TestPrivateZones(t *testing.T) {
	const dkr, registry = "dkr.ecr.eu-west-1.amazonaws.com", "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
	const api = "api.ecr.eu-west-1.amazonaws.com"
	// zone makes a hand-made zone with alias records; the endpoints' own names
	// are off.
	zone := func(domain string, records ...string) func(*site) {
		return func(s *site) {
			s.private(s.api, false)
			s.private(s.dkr, false)
			z := s.zone("zone", domain, s.vpc)
			for i, r := range records {
				s.record(name("record", i), z, r, s.dkr)
			}
		}
	}
	// addressed makes a zone for the registry with a record of addresses.
	addressed := func(to ...string) func(*site) {
		return func(s *site) {
			z := s.zone("zone", registry, s.vpc)
			s.add("aws_route53_record", "AWS::Route53::RecordSet", "record", field{"zone_id", "HostedZoneId", z},
				field{"name", "Name", registry}, field{"type", "Type", "A"}, field{"records", "ResourceRecords", ids(to...)})
		}
	}
	beside := func(domain string) func(*site) {
		return func(s *site) { s.zone("zone", domain, s.vpc) }
	}
	try(t, locked, []change{
		{"apex record", zone(api, api), "ecr.api", "reachable", 0},
		{"name with the root's dot", zone(api+".", api+"."), "ecr.api", "reachable", 0},
		{"apex record, registry below", zone(dkr, dkr), "ecr.dkr", "blocked dns/name-not-found", 0},
		{"wildcard record", zone(dkr, dkr, "*."+dkr), "ecr.dkr", "reachable", 0},
		{"wildcard record, the apex itself", zone(api, "*."+api), "ecr.api", "blocked dns/name-not-found", 0},
		{"wildcard further up", zone("amazonaws.com", "*.amazonaws.com"), "ecr.dkr", "reachable", 0},
		{"record relative to the zone", zone("ecr.eu-west-1.amazonaws.com", "api"), "ecr.api", "reachable", terraform},
		{"no record", zone(dkr), "ecr.dkr", "blocked dns/name-not-found", 0},
		{"named like the service", zone("ecr.dkr.eu-west-1.amazonaws.com", "*.ecr.dkr.eu-west-1.amazonaws.com"), "ecr.dkr", "blocked route/private-dns-off", 0},
		{"one label longer than the host", zone("x." + api), "ecr.api", "blocked route/private-dns-off", 0},
		{"end of a label only", zone("i.ecr.eu-west-1.amazonaws.com"), "ecr.api", "blocked route/private-dns-off", 0},
		{"shorter than the endpoint's", beside("amazonaws.com"), "ecr.dkr", "reachable", 0},
		{"longer than the endpoint's", beside(registry), "ecr.dkr", "blocked dns/name-not-found", 0},
		{"shorter, and private DNS unknown", func(s *site) { beside("amazonaws.com")(s); s.private(s.dkr, unknown("dns")) }, "ecr.dkr", "unknown", 0},
		{"DNS hostnames off", func(s *site) { zone(api)(s); s.hostnames(false) }, "ecr.api", "blocked route/dns-hostnames-off route/private-dns-off", 0},
		{"of another VPC", func(s *site) {
			s.zone("zone", registry, s.stack.vpc("hub", "10.1.0.0/16"))
		}, "ecr.dkr", "reachable", 0},
		{"existence unknown", func(s *site) { s.zone("zone", registry, s.vpc).Exists = external("zone") }, "ecr.dkr", "unknown", 0},
		{"not created", func(s *site) { s.zone("zone", registry, s.vpc).Exists = iac.Bool(false, s.vpc.Range) }, "ecr.dkr", "reachable", 0},
		{"record to an endpoint without interfaces", func(s *site) {
			zone(api, api)(s)
			s.set(s.dkr, field{"subnet_ids", "SubnetIds", []any{}})
		}, "ecr.api", "blocked dns/name-not-found", 0},
		{"record to an address of the VPC", addressed("10.0.9.7"), "ecr.dkr", "unknown", 0},
		{"record to an address of the VPC, which no group lets out to", func(s *site) {
			addressed("10.0.9.7")(s)
			s.setRules(s.task, true, https("10.0.2.0/24"))
		}, "ecr.dkr", "blocked egress/egress-refused", 0},
		{"record to an address that no route leads to", addressed("10.9.0.7"), "ecr.dkr", "blocked route/peer-not-routed", 0},
		{"record to two addresses, one of which no route leads to", addressed("10.0.9.7", "10.9.0.7"), "ecr.dkr", "unknown", 0},
		{"record to a public address, from a VPC without a way out", addressed("52.1.2.3"), "ecr.dkr", "blocked route/missing-endpoint", 0},
		{"record to another name", addressed("proxy.example.com"), "ecr.dkr", "unknown", 0},
		{"record to an address that an endpoint has", func(s *site) {
			addressed("10.0.2.9")(s)
			s.set(s.dkr, field{"private_dns_enabled", "", false}, field{"subnet_ids", "", nil},
				field{"subnet_configuration", "", ids([]field{{"subnet_id", "", s.other}, {"ipv4", "", "10.0.2.9"}})})
		}, "ecr.dkr", "reachable", terraform},
		{"record in a group", func(s *site) {
			zone(api)(s)
			s.add("", "AWS::Route53::RecordSetGroup", "records", field{"", "HostedZoneName", api + "."},
				field{"", "RecordSets", ids([]field{{"", "Name", api}, {"", "Type", "A"}, {"", "AliasTarget", []field{{"", "DNSName", attr{s.dkr, "", "DnsEntries"}}}}})})
		}, "ecr.api", "reachable", cloudFormation},
	})
	try(t, open, []change{
		{"public registry denied", func(s *site) { s.zone("zone", "docker.io", s.vpc) }, "dockerhub", "blocked dns/name-not-found", 0},
		{"not the registry's", func(s *site) { s.zone("zone", "docker.com", s.vpc) }, "dockerhub", "reachable", 0},
	})
}
