package reach

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// everywhere is the destination of a default route.
var everywhere = netip.MustParsePrefix("0.0.0.0/0")

// A candidate is a route that carries some of the wanted public addresses, or
// may do so; where it is nil, they have no route at all.
type candidate struct {
	*network.Route
	why   *iac.Unknown   // why it may carry none of them
	space []netip.Prefix // the addresses that it may carry
}

// candidates returns the routes of the table that share the public addresses of
// the destination between them: the longest prefix carries an address (VPC user
// guide, "Route priority"), and which addresses a service has changes over
// time. Where a gateway endpoint carries the destination, they are those that
// may be longer than the prefixes of its list.
func candidates(t *network.RouteTable, to destination, gateway bool) []candidate {
	options := options(t, to, gateway)
	var cuts []netip.Prefix
	for _, o := range options {
		cuts = append(cuts, o.space...)
	}
	if len(cuts) > maxCuts {
		return []candidate{{why: &iac.Unknown{
			Name: t.Address, Range: t.Range,
			Why: fmt.Sprintf("%s has more than %d routes to public addresses, which are not followed", t.Address, maxCuts),
		}}}
	}
	var found []candidate
	add := func(c candidate, part netip.Prefix) {
		for i := range found {
			if found[i].Route == c.Route {
				found[i].space = append(found[i].space, part)
				return
			}
		}
		c.space = []netip.Prefix{part}
		found = append(found, c)
	}
	space := to.space
	if space == nil {
		space = []netip.Prefix{everywhere}
	}
	for _, s := range space {
		for _, part := range parts(s, append(cuts, reservedRanges...)) {
			if !private(part) {
				share(options, part, gateway, candidate{why: t.Partial}, add)
			}
		}
	}
	// The default route speaks for the table, be it the only one or not.
	slices.SortStableFunc(found, func(a, b candidate) int { return rank(a) - rank(b) })
	return found
}

// share adds the candidates for a part of the addresses: every route that may
// carry it up to the first that does.
func share(options []candidate, part netip.Prefix, gateway bool, none candidate, add func(candidate, netip.Prefix)) {
	for _, o := range options {
		if len(o.space) > 0 && !slices.ContainsFunc(o.space, func(b netip.Prefix) bool { return holds(b, part) }) {
			continue
		}
		add(o, part)
		if o.why == nil {
			return
		}
	}
	if !gateway {
		add(none, part)
	}
}

// options returns one candidate for each route and block that may carry public
// addresses of the destination, the longest prefix first; one that is not
// decided may be of any length.
func options(t *network.RouteTable, to destination, gateway bool) []candidate {
	var all []candidate
	for i := range t.Routes {
		r := &t.Routes[i]
		blocks, doubt := carries(*r, to)
		if doubt != nil {
			all = append(all, candidate{Route: r, why: doubt})
		}
		for _, b := range blocks {
			if !gateway || b.Bits() > widestOfLists {
				all = append(all, candidate{Route: r, why: r.Maybe, space: []netip.Prefix{b}})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return b.length() - a.length() })
	return all
}

// length is the length of the candidate's prefix: more than any where it is not
// decided, or where it is those of a service's list.
func (c candidate) length() int {
	if len(c.space) == 0 || c.List != nil && c.List.Service != "" {
		return 33
	}
	return c.space[0].Bits()
}

// widestOfLists is fewer bits than any prefix of S3's lists has.
const widestOfLists = 8

func rank(c candidate) int {
	switch {
	case c.Route == nil:
		return 2
	case c.Destination.Prefix == everywhere:
		return 0
	}
	return 1
}

// carries returns the blocks of public addresses that the route is for. Doubt
// says why it may be for others, or for any.
func carries(r network.Route, to destination) (blocks []netip.Prefix, doubt *iac.Unknown) {
	if r.List != nil {
		return carriesList(r.List, to)
	}
	return publicBlocks([]network.Block{r.Destination})
}

func carriesList(l *network.PrefixList, to destination) (blocks []netip.Prefix, doubt *iac.Unknown) {
	switch {
	case l.External != nil:
		return nil, l.External
	case l.IPv6:
		return nil, nil
	case l.Service == "":
		blocks, doubt = publicBlocks(l.Blocks)
		return blocks, firstOf(doubt, l.Partial)
	}
	if v, doubt := to.list.has(l.Service, l.Region); v != Allowed {
		return nil, doubt
	}
	return []netip.Prefix{everywhere}, nil
}

func publicBlocks(bs []network.Block) (blocks []netip.Prefix, doubt *iac.Unknown) {
	for _, b := range bs {
		switch {
		case b.IsZero(), b.IPv6, b.Prefix.IsValid() && private(b.Prefix):
		case b.Prefix.IsValid():
			blocks = append(blocks, b.Prefix)
		default:
			doubt = firstOf(doubt, b.Unknown())
		}
	}
	return blocks, doubt
}

// staticRoutes returns the ways on that the candidates lead, one for each
// target. Of several, each is one way to settle what is not known: which
// addresses the service has, or which route exists.
func (f *flow) staticRoutes(t *network.RouteTable, cs []candidate, to destination) []hopAway {
	var ways []hopAway
	for i, c := range cs {
		same := func(o candidate) bool { return o.Route != nil && c.Route != nil && o.Target == c.Target }
		if slices.ContainsFunc(cs[:i], same) {
			continue
		}
		for _, o := range cs[i+1:] {
			if same(o) {
				c.space = append(c.space[:len(c.space):len(c.space)], o.space...)
			}
		}
		ways = append(ways, f.candidate(t, c, to)...)
	}
	open := func(w hopAway) bool { return w.step.Verdict != Blocked }
	if len(ways) > 0 && t.Partial != nil && !slices.ContainsFunc(ways, open) {
		// A route that is not in the files may be longer.
		ways = append(ways, unsure(t, t.Partial))
	}
	return ways
}

func (f *flow) candidate(t *network.RouteTable, c candidate, to destination) []hopAway {
	switch {
	case c.Route != nil:
		to.space = c.space
		return f.ways(t, *c.Route, to)
	case c.why != nil:
		return []hopAway{unsure(t, c.why)}
	}
	return []hopAway{{step: Step{
		Hop: Route, Verdict: Blocked, Fault: NoRoute, Code: codeNoRoute, At: t.Range, Subject: Subject{Table: t},
		Why: fmt.Sprintf("%s has no route to public addresses", t.Address),
	}}}
}

// unsure is the way on where the table is not decided.
func unsure(t *network.RouteTable, why *iac.Unknown) hopAway {
	return hopAway{step: Step{Hop: Route, Why: why.Why, At: why.Range, Unknown: []*iac.Unknown{why}, Subject: Subject{Table: t}}}
}

// doubt says why one of several candidates may not carry the flow.
func doubt(t *network.RouteTable, cs []candidate) *iac.Unknown {
	for _, c := range cs {
		if c.why != nil {
			return c.why
		}
	}
	for _, c := range cs {
		if c.Route != nil && c.Destination.Prefix != everywhere {
			return &iac.Unknown{
				Name: t.Address, Range: c.Range,
				Why: fmt.Sprintf("%s leads %s elsewhere, which may hold some of the addresses", t.Address, routeDestination(*c.Route)),
			}
		}
	}
	return &iac.Unknown{Name: t.Address, Range: t.Range, Why: t.Address + " has several default routes"}
}

func routeDestination(r network.Route) string {
	if r.List != nil {
		return r.List.Address
	}
	return r.Destination.String()
}

// assume marks the ways as outcomes of one question, any of which may be.
func assume(ways []hopAway, why *iac.Unknown) {
	for i := range ways {
		s := &ways[i].step
		if s.Verdict == Allowed {
			s.Verdict, s.Assumed = Unknown, true
		}
		if len(s.Unknown) == 0 {
			s.Unknown = []*iac.Unknown{why}
		}
	}
}
