package network

import "github.com/taskreach/taskreach/analyzer/iac"

// dhcpOptions name the DNS servers that a VPC's interfaces are told to use.
type dhcpOptions struct {
	Node
	servers iac.Value
}

// The default set of options names AmazonProvidedDNS.
var dhcpOptionsKind = kind{
	[]string{"aws_vpc_dhcp_options", "aws_default_vpc_dhcp_options", "AWS::EC2::DHCPOptions"},
	func(b *builder, r *iac.Resource) {
		b.dhcp.add(r, &dhcpOptions{Node: declare(r), servers: r.Attr(iac.Named("domain_name_servers", "DomainNameServers"))})
	},
}

var dhcpAssociationKind = kind{
	[]string{"aws_vpc_dhcp_options_association", "AWS::EC2::VPCDHCPOptionsAssociation"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		if !created {
			return
		}
		b.link(func() {
			id := r.Attr(iac.Named("dhcp_options_id", "DhcpOptionsId"))
			vpc, options := b.vpcOf(r.Attr(vpcID)), b.dhcp.get(id)
			if s, _ := id.Str(); vpc == nil || options == nil || s == "default" {
				return
			}
			vpc.DNSServers = options.servers
			if why = either(why, options.External, options.Maybe); why != nil {
				vpc.DNSServers = iac.UnknownValue(why, r.Range)
			}
		})
	},
}
