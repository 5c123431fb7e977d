package network

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A Firewall is a firewall of AWS Network Firewall, by an endpoint in each of its
// subnets. What it lets through goes on by the table of that subnet.
type Firewall struct {
	Node
	Subnets     []*Subnet
	SubnetsMore *iac.Unknown
}

var (
	firewallSubnets = iac.Named("subnet_mapping", "SubnetMappings")
	firewallSubnet  = iac.Named("subnet_id", "SubnetId")
)

var networkFirewallKind = kind{[]string{"aws_networkfirewall_firewall", "AWS::NetworkFirewall::Firewall"}, func(b *builder, r *iac.Resource) {
	f := &Firewall{Node: declare(r)}
	b.inspectors = append(b.inspectors, f)
	b.link(func() {
		items, partial := r.Attr(firewallSubnets).Items()
		f.SubnetsMore = partial
		for _, item := range items {
			if s := b.subnets.get(item.Read(firewallSubnet, r.Language)); s != nil {
				f.Subnets = append(f.Subnets, s)
			}
		}
	})
}}

// firewallOf returns the firewall whose endpoint v is, or nil. The id is one of
// a list that apply alone knows, and whose reason names the firewall.
func (b *builder) firewallOf(v iac.Value) *Firewall {
	r, _ := v.Ref()
	for _, f := range b.inspectors {
		of := func(u *iac.Unknown) bool { return strings.HasPrefix(u.Why, "`"+f.Address+".") }
		if r != nil && r == f.Resource || slices.ContainsFunc(v.Unknowns(), of) {
			return f
		}
	}
	return nil
}
