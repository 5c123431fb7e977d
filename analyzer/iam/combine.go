package iam

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// Policies are the documents that a request of a role is judged by.
type Policies struct {
	Identity []iac.Value  // attached to the role, inline and managed
	More     *iac.Unknown // why there may be more of them; nil where all are known
	Boundary iac.Value    // the role's permissions boundary; absent for none

	// Resource is the policy of what is asked for; absent for none. Owner is
	// the account that it belongs to; empty if not known.
	Resource iac.Value
	Owner    iac.Text
}

// Combine returns what the documents decide together. A statement that denies
// wins wherever it stands. Otherwise a role needs, within its own account, a
// statement of its own policies or of the resource's that allows; on a resource
// of another account it needs both; and its own policies give no more than its
// permissions boundary does.
//
// Source: IAM user guide, "Policy evaluation for requests within a single
// account" and "Cross-account policy evaluation logic".
func Combine(p Policies, req Request) Result {
	j := judgement{
		identity: newTally(req.Action, Identity, p.Resource.Range),
		resource: count(p.Resource, ResourceBased, req),
		bounded:  !p.Boundary.IsAbsent(),
		boundary: count(p.Boundary, Identity, req),
		keyed:    isKeyAction(req.Action) && !p.Resource.IsAbsent(),
	}
	for _, doc := range p.Identity {
		j.identity = j.identity.merge(count(doc, Identity, req))
	}
	if len(p.Identity) > 0 {
		j.identity.at = p.Identity[0].Range
	}
	j.identity.addUnknown(p.More)
	return j.result(p.sameAccount(req))
}

// isKeyAction reports whether the action is on a KMS key, whose policy has to
// allow everything: even the account's own roles need it to let them in, or to
// leave it to the account (KMS developer guide, "Key policies in AWS KMS").
func isKeyAction(action string) bool {
	return strings.HasPrefix(strings.ToLower(action), "kms:")
}

// sameAccount returns whether the resource belongs to the role's account.
func (p Policies) sameAccount(req Request) answer {
	account := req.Principal.complete().Account
	owner := iac.TextValue(p.Owner, p.Resource.Range)
	if len(p.Owner) == 0 || len(account) == 0 {
		return undecided(notGiven("whether the resource is of the role's own account", owner))
	}
	t := matchExact(glyphs(p.Owner, false), glyphs(account, false))
	if t == maybe {
		return undecided(pending(owner, account))
	}
	return answer{truth: t}
}

// A judgement is what each sort of document says of one request.
type judgement struct {
	identity, resource, boundary *tally
	bounded                      bool // there is a boundary
	keyed                        bool // the resource's policy has to allow
}

func (j judgement) result(sameAccount answer) Result {
	granted := j.granted(sameAccount)
	all := j.identity.merge(j.resource).merge(j.boundary)
	if granted.truth == no && all.denies.truth != yes {
		return j.shortfall(sameAccount)
	}
	r := all.result(granted)
	r.Delegated = false
	return r
}

// granted returns whether the request is allowed, denials apart.
func (j judgement) granted(sameAccount answer) answer {
	within, across := j.within(), j.across()
	switch {
	case sameAccount.truth == yes, within.truth == across.truth:
		return within
	case sameAccount.truth == no:
		return across
	}
	return undecided(sameAccount.waits)
}

// within returns whether the request is allowed in the role's own account.
func (j judgement) within() answer {
	identity := j.identity.grant()
	own := identity.or(j.resource.direct())
	if j.keyed {
		own = j.resource.direct().or(identity.and(j.resource.allows.account))
	}
	if !j.bounded || j.boundary.grant().truth == yes {
		return own
	}
	// A boundary does not hold back what a resource's policy grants to a
	// session; what it grants to everyone is not documented.
	limited := own.and(j.boundary.grant())
	if everyone := j.resource.allows.everyone; limited.truth == no && everyone.truth != no {
		why := "the role's permissions boundary does not allow it, and whether that limits what is granted to `*` is not documented"
		return undecided(&iac.Unknown{Name: "permissions boundary", Why: why, Range: j.boundary.at})
	}
	return limited
}

// across returns whether the request is allowed in another account.
func (j judgement) across() answer {
	granted := j.identity.grant().and(j.resource.grant())
	if j.bounded {
		granted = granted.and(j.boundary.grant())
	}
	return granted
}

// shortfall returns the denial for want of permission, told by the document
// that falls short.
func (j judgement) shortfall(sameAccount answer) Result {
	if j.bounded && j.boundary.grant().truth == no && j.identity.grant().truth != no {
		r := j.boundary.implicit()
		r.Why = "in the permissions boundary, " + r.Why
		return r
	}
	mustAllow := j.keyed || sameAccount.truth == no
	if mustAllow && j.identity.grant().truth != no {
		r := j.resource.implicit()
		r.Why = "in the policy of the resource, " + r.Why
		return r
	}
	return j.identity.implicit()
}
