package reach

import (
	"fmt"
	"net/netip"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// literal returns the address that the host of the need is, if it is one and no
// name.
func (f *flow) literal() (netip.Addr, bool) {
	s, known := f.need.Host.Literal()
	if !known {
		return netip.Addr{}, false
	}
	ip, err := netip.ParseAddr(s)
	return ip, err == nil
}

// toLiteral returns the paths to an address that needs no name resolution.
func (f *flow) toLiteral(ip netip.Addr) []path {
	return f.toAddress(answer{at(ip), Step{Hop: DNS, Verdict: Allowed, At: f.need.Range, Why: fmt.Sprintf("`%s` is an address", ip)}})
}

// at is the destination that the address is.
func at(ip netip.Addr) destination {
	prefix := netip.PrefixFrom(ip, ip.BitLen())
	if ip.Is4() && !private(prefix) {
		return destination{public: true, space: []netip.Prefix{prefix}}
	}
	return destination{host: ip}
}

// toAddress returns the paths to one address. What answers at a private one, and
// guards it, is not in the files; that no route leads there may be.
func (f *flow) toAddress(a answer) []path {
	if a.to.public {
		return f.toPublic(a)
	}
	ip := a.to.host
	block := network.Block{Prefix: netip.PrefixFrom(ip, ip.BitLen())}
	why := &iac.Unknown{Name: ip.String(), Range: f.need.Range, Why: fmt.Sprintf("what answers at `%s` is not in the files", ip)}
	there := atom{block: block, more: why}
	steps := []Step{a.step, f.towards(ip), f.guard(Egress, f.self(), end{name: ip.String(), address: &there}, EgressRefused)}
	if s := f.subnet; s != nil && s.CIDR.Prefix.IsValid() && !s.CIDR.Prefix.Contains(ip) && ip.Is4() {
		request := portRange{f.need.Port, f.need.Port}
		steps = append(steps,
			f.cross(crossing{ACLOut, s, true, request, there, f.flowName() + " to " + ip.String()}),
			f.cross(crossing{ACLReply, s, false, f.ephemeral(), there, "replies of " + ip.String()}))
	}
	return []path{{steps: append(steps, Step{Hop: Ingress, Why: why.Why, At: why.Range, Unknown: []*iac.Unknown{why}})}}
}

// towards is the route to a private address: the local one, or that to another
// VPC.
func (f *flow) towards(ip netip.Addr) Step {
	step := Step{Hop: Route, At: tableRange(f.subnet)}
	prefix := netip.PrefixFrom(ip, ip.BitLen())
	switch {
	case f.vpc == nil || f.subnet == nil:
		return step.unknown(f.vpcUnknown())
	case f.inside(prefix):
		step.Verdict, step.Why, step.Subject.VPC = Allowed, "local route", f.vpc
		return step
	case firstOf(f.vpc.External, f.vpc.CIDRsPartial) != nil:
		return step.unknown(firstOf(f.vpc.External, f.vpc.CIDRsPartial))
	}
	for _, c := range f.vpc.CIDRs {
		if !c.Prefix.IsValid() {
			return step.unknown(c.Unknown())
		}
	}
	return f.passage(shoreOf(f.subnet), shore{name: ip.String(), block: prefix, vpc: f.vpcWith(ip)})
}

// vpcWith returns the one VPC of the files that has the address, or nil.
func (f *flow) vpcWith(ip netip.Addr) *network.VPC {
	var found *network.VPC
	for _, v := range f.graph.VPCs {
		for _, c := range v.CIDRs {
			if !c.Prefix.IsValid() || !c.Prefix.Contains(ip) || found == v {
				continue
			}
			if found != nil || v.External != nil {
				return nil
			}
			found = v
		}
	}
	return found
}
