package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// firewalled says what DNS Firewall makes of the lookup of the host. A step that
// is blocked is what it answers, or may answer; why says that it is not decided.
// The first rule that matches decides, and what none matches passes (Route 53
// developer guide, "How Route 53 Resolver DNS Firewall works").
func (f *flow) firewalled() (step Step, why *iac.Unknown) {
	if f.unfiltered || f.vpc.External != nil || len(f.vpc.Firewall) == 0 {
		return Step{}, nil
	}
	host := network.Labels(f.need.Host)
	step, verdict, why := f.screen(host)
	if verdict == Allowed && len(host) > 1 {
		// The answer may lead on to another name, which is looked at too.
		sibling := append([]iac.Text{{{Unknown: &iac.Unknown{Name: "name", Why: "the names that the answer leads on to are not known"}}}}, host[1:]...)
		if next, v, doubt := f.screen(sibling); v != Allowed {
			return next, firstOf(doubt, &iac.Unknown{Name: f.need.Host.String(), Range: next.At, Why: "whether DNS Firewall lets the names pass that the answer leads on to is not known"})
		}
	}
	return step, why
}

// screen asks the rules about a name.
func (f *flow) screen(host []iac.Text) (step Step, v Verdict, why *iac.Unknown) {
	var mayPass, mayBlock *iac.Unknown
	for _, g := range f.vpc.Firewall {
		if g.Partial != nil {
			mayPass, mayBlock = firstOf(mayPass, g.Partial), firstOf(mayBlock, g.Partial)
			step = f.barred(g.Node, f.vpc.Firewall[0].Address)
		}
		for _, r := range g.Rules {
			match, doubt := named(r, host)
			action, known := r.Action.Str()
			switch {
			case match == Blocked:
				continue
			case !known:
				doubt = firstOf(doubt, undecided(r.Action))
			case match == Unknown:
			case action == "BLOCK" && mayPass == nil && !overrides(r):
				return f.barred(r.Node, g.Address), Blocked, nil
			case action == "BLOCK":
				return f.barred(r.Node, g.Address), Unknown, firstOf(mayPass, undecided(r.Answer))
			case mayBlock == nil && action == "ALLOW":
				return Step{}, Allowed, nil
			case action == "ALERT":
				doubt = &iac.Unknown{Name: r.Node.Address, Range: r.Node.Range, Why: "whether rules after one that alerts are asked is not documented"}
			}
			if action != "BLOCK" {
				mayPass = firstOf(mayPass, doubt)
			}
			if action == "BLOCK" || !known {
				mayBlock, step = firstOf(mayBlock, doubt), f.barred(r.Node, g.Address)
			}
		}
	}
	if mayBlock != nil {
		return step, Unknown, mayBlock
	}
	return Step{}, Allowed, nil
}

// overrides reports whether a name that the rule blocks is answered with
// another one.
func overrides(r network.FirewallRule) bool {
	s, known := r.Answer.Or("NODATA").Str()
	return !known || s == "OVERRIDE"
}

// barred is the step of a name that the rule blocks.
func (f *flow) barred(n network.Node, group string) Step {
	return Step{
		Hop: DNS, Verdict: Blocked, Fault: NameBarred, Subject: Subject{VPC: f.vpc}, At: n.Range,
		Why: fmt.Sprintf("DNS Firewall blocks `%s` in %s, by %s", f.need.Host, f.vpc.Address, group),
	}
}

// named says whether the rule is for the name: a domain stands for itself, one
// that begins with an asterisk for all names below it.
func named(r network.FirewallRule, host []iac.Text) (Verdict, *iac.Unknown) {
	if record, known := r.Record.Or("A").Str(); known && record != "A" {
		return Blocked, nil
	} else if !known {
		return Unknown, undecided(r.Record)
	}
	doubt := r.Partial
	for _, d := range r.Domains {
		switch v := below(d, host); v {
		case Allowed:
			return Allowed, nil
		case Unknown:
			doubt = firstOf(doubt, firstOf(d.Unknowns()...), &iac.Unknown{
				Name: d.String(), Range: r.Node.Range, Why: fmt.Sprintf("whether `%s` is among the names of `%s` is not known", "the host", d),
			})
		case Blocked:
		}
	}
	if doubt != nil {
		return Unknown, doubt
	}
	return Blocked, nil
}

// below says whether the domain of a list stands for the name.
func below(domain iac.Text, host []iac.Text) Verdict {
	s, known := domain.Literal()
	if known && s == "*" {
		return Allowed
	}
	labels := network.Labels(domain)
	if len(labels) == 0 {
		return Unknown // no name at all
	}
	if first, _ := labels[0].Literal(); first == "*" {
		if len(host) < len(labels) {
			return Blocked
		}
		return endsWith(host, labels[1:])
	}
	switch {
	case len(labels) == 1 && !known:
		return Unknown
	case len(labels) != len(host):
		return Blocked
	}
	return endsWith(host, labels)
}
