package finding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// SignedBy reports whether the cause is about what that sort of role signs.
func SignedBy(c reach.Cause, by ecs.Signer) bool {
	return len(c.Step.Requests) > 0 && c.Step.Requests[0].By == by
}

// Unauthorised returns a finding about roles that may not ask what the flows of g are
// for, whether or not their packets arrive.
func Unauthorised(g *lint.Group, why string) *lint.Finding {
	f := New(g, why)
	if needs := Names(g.Proofs, func(p *reach.Proof) string { return p.Need.Name }); strings.Contains(needs, " and ") {
		f.Message = fmt.Sprintf("%s cannot use %s: %s", lint.Subject(g.Proofs), needs, why)
	}
	return f
}

// asks returns what the roles of the causes ask for.
func asks(g *lint.Group) []ecs.Request {
	var all []ecs.Request
	for _, c := range g.Causes {
		all = append(all, c.Step.Requests...)
	}
	return all
}

// Asked names the actions that the roles of the causes ask for.
func Asked(g *lint.Group) string {
	return Names(asks(g), func(r ecs.Request) string { return r.Action })
}

// Short says what the role of the causes does not allow: with the reason where
// there is one refusal, as a list where there are several.
func Short(g *lint.Group) string {
	const most = 3
	reqs := asks(g)
	var on []string
	for _, r := range reqs {
		if t := r.On(); !slices.Contains(on, t) {
			on = append(on, t)
		}
	}
	if len(reqs) == 1 {
		return g.Cause.Step.Why
	}
	text := fmt.Sprintf("%s does not allow %s", g.Cause.Subject.Role.Address, Asked(g))
	switch {
	case len(on) == 1 && on[0] == "`*`":
		return text
	case len(on) <= most:
		return text + " on " + lint.List(on)
	}
	return fmt.Sprintf("%s on %s and %d more", text, on[0], len(on)-1)
}

// Targets names what the roles of the causes ask for something of.
func Targets(g *lint.Group) string {
	return Names(asks(g), ecs.Request.On)
}

// Roles names the roles of the causes.
func Roles(g *lint.Group) string {
	return Names(g.Causes, func(c reach.Cause) string { return c.Subject.Role.Address })
}

// RolePlaces are where the roles of the causes are declared.
func RolePlaces(g *lint.Group) []lint.Related {
	var all []lint.Related
	var seen []*iac.Resource
	for _, c := range g.Causes {
		r := c.Subject.Role
		if r == nil || slices.Contains(seen, r) || r.Header == g.Cause.At {
			continue
		}
		seen = append(seen, r)
		all = append(all, lint.Related{At: Within(r.Header, r.Range), Message: r.Address + " is the role"})
	}
	return all
}
