package reach

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// The addresses that an interface without IPv4 sends to: those that DNS64 makes
// up, which a NAT gateway translates (RFC 6052; VPC user guide, "DNS64 and
// NAT64"), and those of the internet (RFC 4291).
var (
	translated = netip.MustParsePrefix("64:ff9b::/96")
	unicast    = netip.MustParsePrefix("2000::/3")
	allSix     = netip.MustParsePrefix("::/0")
)

// sixAnswers returns what a name resolves to from a subnet without IPv4 where
// the files decide: no endpoint or zone answers for it. A name that has IPv4
// addresses alone gets others by DNS64. Which names agents look up for other
// services, and whether a registry elsewhere has IPv6 addresses, is not known:
// it may be either.
func (f *flow) sixAnswers(only bool) []answer {
	dns64, known := f.subnet.DNS64.Bool()
	if !only || !known || !dns64 && !f.need.DualStack || !f.resolvesPublicly() {
		return nil
	}
	to, six := f.publicDestination(), destination{public: true, six: unicast}
	to.public, to.six = true, translated
	if f.need.Service == "" {
		to.list = nil
	}
	made := answer{to, f.sixStep(fmt.Sprintf("DNS64 makes up addresses for `%s`, which has IPv4 addresses alone", f.need.Host))}
	direct := answer{six, f.sixStep(fmt.Sprintf("`%s` resolves to %s", f.need.Host, six))}
	switch {
	case f.need.DualStack:
		return []answer{direct}
	case f.namedIPv4():
		return []answer{made}
	}
	return settle(&iac.Unknown{
		Name: f.need.Host.String(), Range: f.need.Range,
		Why: fmt.Sprintf("whether `%s`, or another name that an agent looks up in its stead, has IPv6 addresses is not in the files", f.need.Host),
	}, []answer{direct, made})
}

func (f *flow) sixStep(why string) Step {
	return Step{Hop: DNS, Verdict: Allowed, Subject: Subject{VPC: f.vpc}, At: f.subnet.Range, Why: why}
}

// ownSix are the IPv6 addresses that the task may have.
func (f *flow) ownSix() netip.Prefix {
	if p := f.subnet.IPv6.Prefix; p.IsValid() {
		return p
	}
	return allSix
}

// resolvesPublicly reports whether nothing that the files show or leave open
// answers for a name privately.
func (f *flow) resolvesPublicly() bool {
	v := f.vpc
	if f.subnet.External != nil || v.External != nil || len(v.Open) > 0 || len(v.Firewall) > 0 || f.resolvingElsewhere() != nil || f.forwarded() != nil {
		return false
	}
	if slices.ContainsFunc(f.graph.Zones, func(z *network.Zone) bool { return associated(z, v) }) {
		return false
	}
	answers := f.privateAnswers()
	return len(answers) == 1 && answers[0].step.Verdict == Allowed && (answers[0].to.public || answers[0].to.list != nil)
}

// namedIPv4 reports whether the host is one that has IPv4 addresses alone: the
// registry of an image whose reference is not the dual-stack one, and the bucket
// that its layers are in (Amazon ECR user guide, "Making requests to Amazon ECR
// registries"; Amazon S3 user guide, "Dual-stack endpoints").
func (f *flow) namedIPv4() bool {
	host := f.need.Host.String()
	return f.need.Service == "ecr.dkr" && strings.Contains(host, ".dkr.ecr.") || f.need.Name == "s3"
}

// renamed reports whether agents may look up another name than that of the need:
// from a subnet without IPv4 they do, for what has a dual-stack one.
func (f *flow) renamed() bool {
	if f.subnet == nil || f.need.Service == "" || f.need.DualStack || f.namedIPv4() {
		return false
	}
	only, known := f.subnet.IPv6Only.Bool()
	return only || !known
}

// coversSix says whether the block holds all of the IPv6 addresses.
func coversSix(b network.Block, six netip.Prefix) (Verdict, *iac.Unknown) {
	switch {
	case !b.IPv6 && b.Prefix.IsValid(), b.IPv6 && b.Prefix.IsValid() && !b.Prefix.Overlaps(six):
		return Blocked, nil
	case !b.Prefix.IsValid():
		return Unknown, b.Unknown()
	case holds(b.Prefix, six):
		return Allowed, nil
	}
	return Unknown, &iac.Unknown{Name: b.String(), Why: fmt.Sprintf("%s holds only some IPv6 addresses", b)}
}

// sixOfList says whether a prefix list of AWS's holds the IPv6 addresses: none
// has those that DNS64 makes up.
func sixOfList(l *network.PrefixList, six netip.Prefix) (Verdict, *iac.Unknown) {
	if !l.IPv6 || six == translated {
		return Blocked, nil
	}
	return Unknown, &iac.Unknown{Name: l.Address, Range: l.Range, Why: "which IPv6 addresses are in " + l.Address + " changes over time"}
}

// routeSix returns the ways to IPv6 addresses from the task's subnet, by each
// table that it may have.
func (f *flow) routeSix(to destination) []hopAway {
	tables, why := f.tables()
	if why != nil {
		return []hopAway{{step: Step{Hop: Route}.unknown(why)}}
	}
	var ways []hopAway
	for _, t := range tables {
		ways = append(ways, f.routeSixBy(t, to))
	}
	if len(tables) > 1 {
		assume(ways, f.subnet.TableMaybe)
	}
	return ways
}

// routeSixBy returns where the longest route of the table leads.
func (f *flow) routeSixBy(t *network.RouteTable, to destination) hopAway {
	best, why := longestSix(t, to.six)
	switch {
	case why != nil:
		return unsure(t, why)
	case best == nil:
		return hopAway{step: Step{
			Hop: Route, Verdict: Blocked, Fault: unroutedSix(to), Code: codeNoRoute, At: t.Range, Subject: Subject{Table: t},
			Why: fmt.Sprintf("%s has no route to %s", t.Address, to),
		}}
	}
	return f.leadSix(t, *best, to)
}

// longestSix returns the route of the table with the longest prefix that holds
// all of the addresses, nil if there is none, or why that is not known.
func longestSix(t *network.RouteTable, six netip.Prefix) (*network.Route, *iac.Unknown) {
	var best *network.Route
	why := t.Partial
	for i := range t.Routes {
		r := &t.Routes[i]
		for _, b := range sixBlocks(*r) {
			v, doubt := coversSix(b, six)
			switch {
			case v == Blocked:
			case v == Unknown:
				why = firstOf(why, doubt)
			case r.Maybe != nil:
				why = firstOf(why, r.Maybe)
			case best == nil || b.Prefix.Bits() > best.Destination.Prefix.Bits():
				best = r
			}
		}
		if l := r.List; l != nil {
			why = firstOf(why, l.External, l.Partial)
		}
	}
	return best, why
}

// sixBlocks are the blocks of IPv6 addresses that a route may be for. What a
// prefix list has of them is not followed.
func sixBlocks(r network.Route) []network.Block {
	if r.List != nil {
		return slices.DeleteFunc(slices.Clone(r.List.Blocks), func(b network.Block) bool { return b.Prefix.IsValid() && !b.IPv6 })
	}
	if !r.Destination.IPv6 {
		return nil
	}
	return []network.Block{r.Destination}
}

// leadSix follows a route for IPv6 addresses to its target: an internet gateway
// or an egress-only one for those of the internet, which every interface has one
// of, and a NAT gateway for those that it translates.
func (f *flow) leadSix(t *network.RouteTable, r network.Route, to destination) hopAway {
	step := Step{Hop: Route, At: r.Range, Subject: Subject{Table: t}}
	way := hopAway{via: r.Target.Address}
	name := routeName(t, r)
	nat64 := to.six == translated
	switch k := r.Target.Kind; {
	case k == network.NATGatewayTarget && nat64:
		to.six = netip.Prefix{}
		way.nat, way.step = r.Target.NAT, f.natGateway(step, name, r.Target.NAT, to)
	case k == network.InternetGatewayTarget && !nat64:
		way.step = f.openSix(attached(step, r.Target.Gateway, f.vpc), name, r, "block-bidirectional", "block-ingress")
	case k == network.EgressOnlyTarget && !nat64:
		step.Verdict = Allowed
		way.step = f.openSix(step, name, r, "block-bidirectional")
	case k == network.InternetGatewayTarget, k == network.EgressOnlyTarget, k == network.NoTarget:
		step.Verdict, step.Fault, step.Code = Blocked, unroutedSix(to), codeCannotRoute
		step.Why = fmt.Sprintf("%s leads to %s, which does not carry what is for %s", name, r.Target.Address, to)
		way.step = step
	default:
		way.step = step.unknown(beyond(name, r))
	}
	return way
}

// unroutedSix returns the fault of a table that does not lead on: what DNS64 makes
// up addresses for is out of reach without NAT64.
func unroutedSix(to destination) Fault {
	if to.six == translated {
		return IPv4NameOnly
	}
	return DeadRoute
}

// openSix returns the step to an internet gateway as VPC Block Public Access
// leaves it.
func (f *flow) openSix(step Step, name string, r network.Route, modes ...string) Step {
	if step.Verdict == Allowed {
		step.Why = fmt.Sprintf("%s leads to %s", name, r.Target.Address)
	}
	blocked := blockedPublic(f.vpc, modes...)
	if blocked == nil {
		return step
	}
	blocked.At, blocked.Subject.Table = step.At, step.Subject.Table
	if s := excluded(*blocked, f.subnet); s.Verdict != Allowed {
		return first(step, s)
	}
	return step
}
