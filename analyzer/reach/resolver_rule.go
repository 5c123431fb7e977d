package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// forwarded says which Resolver rule of the VPC may send the name elsewhere, or
// nil. The longest domain decides, between rules and private zones alike; of a
// zone and a rule with one domain, the rule (Route 53 developer guide, "How
// Route 53 Resolver forwards DNS queries" and "Considerations when working with
// a private hosted zone").
func (f *flow) forwarded() *iac.Unknown {
	var longest *network.ResolverRule
	best, certain := -1, false
	for _, r := range f.vpc.ResolverRules {
		n, v := f.ruled(r)
		if v == Blocked || n < best || n == best && certain {
			continue
		}
		longest, best, certain = r, n, v == Allowed && r.Maybe == nil
	}
	if longest == nil || f.privateLength() > best {
		return nil
	}
	if kind, known := longest.Kind.Str(); certain && known && kind != "FORWARD" {
		return nil
	}
	return &iac.Unknown{
		Name: longest.Address, Range: longest.Range,
		Why: fmt.Sprintf("%s sends `%s` to other DNS servers: what they answer is not in the files", longest.Address, f.need.Host),
	}
}

// ruled returns the length of the rule's domain, and whether it is the host's.
func (f *flow) ruled(r *network.ResolverRule) (labels int, v Verdict) {
	if root, _ := r.Domain.Literal(); root == "." {
		return 0, Allowed
	}
	domain, host := network.Labels(r.Domain), network.Labels(f.need.Host)
	if len(domain) == 0 || len(domain) == 1 && len(r.Domain.Unknowns()) > 0 {
		return len(host), Unknown
	}
	return len(domain), endsWith(host, domain)
}

// privateLength returns the length of the longest name for which a zone of the
// VPC is known to answer, be it hand-made or an endpoint's; -1 for none.
func (f *flow) privateLength() int {
	if on, _ := f.vpc.DNSHostnames.Bool(); !on {
		return -1
	}
	longest := -1
	if zone, owned := f.owningZone(); zone != nil && owned == Allowed && zone.Maybe == nil {
		longest = len(network.Labels(zone.Name))
	}
	if f.need.Service == "" {
		return longest
	}
	for _, ep := range f.graph.Endpoints {
		if v, _ := f.captures(ep); v == Allowed {
			longest = max(longest, f.serviceLength())
		}
	}
	return longest
}
