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

// toAddress returns the paths to an address that needs no name resolution. What
// answers at a private one, and guards it, is not in the files.
func (f *flow) toAddress(ip netip.Addr) []path {
	name := Step{Hop: DNS, Verdict: Allowed, At: f.need.Range, Why: fmt.Sprintf("`%s` is an address", ip)}
	prefix := netip.PrefixFrom(ip, ip.BitLen())
	if ip.Is4() && !private(prefix) {
		return f.toPublic(answer{destination{public: true}, name})
	}
	why := &iac.Unknown{Name: ip.String(), Range: f.need.Range, Why: fmt.Sprintf("what answers at `%s` is not in the files", ip)}
	there := atom{block: network.Block{Prefix: prefix}, more: why}
	steps := []Step{
		name,
		f.guard(Egress, f.self(), end{name: ip.String(), address: &there}, EgressRefused),
		{Hop: Ingress, Why: why.Why, At: why.Range, Unknown: []*iac.Unknown{why}},
	}
	return []path{{steps: steps}}
}
