package terraform

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// narrowed returns those of the candidates that the account, the region or the
// backend of their roots, the file of values or the folder says belong to e,
// where that tells some of them from others.
func (e *evaluator) narrowed(d *iac.Resource, cs []candidate) []candidate {
	for _, is := range []func(candidate) bool{
		func(c candidate) bool { return c.root != nil && e.sameAccount(d, c) },
		func(c candidate) bool { return compare(d.Region, c.Region) == yes },
		func(c candidate) bool { return c.root != nil && e.sameStore(c.root) },
		func(c candidate) bool {
			return c.root != nil && e.variant != "" && c.root.variant != "" && c.root.environment() == e.environment()
		},
		func(c candidate) bool { return c.root != nil && e.among(c, cs) },
	} {
		var kept []candidate
		for _, c := range cs {
			if is(c) {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 {
			cs = kept
		}
	}
	return cs
}

// among reports whether e lies in that of several like folders in which c is
// declared, and each other candidate in the same place of another one: of
// live/dev/network and live/prod/network, live/dev/app finds the first. They
// would be found both, and nothing could be applied, in one account.
func (e *evaluator) among(c candidate, cs []candidate) bool {
	mine, place := strings.Split(e.root, "/"), strings.Split(c.root.root, "/")
	return !slices.ContainsFunc(cs, func(o candidate) bool {
		if o.root == nil {
			return true
		}
		if o.root.root == c.root.root {
			return false
		}
		n, one := differAt(place, strings.Split(o.root.root, "/"))
		return !one || len(mine) <= n || !slices.Equal(mine[:n+1], place[:n+1])
	})
}

// differAt returns where two lists of one length differ, if that is in one
// place alone.
func differAt(a, b []string) (n int, one bool) {
	if len(a) != len(b) {
		return 0, false
	}
	for i := range a {
		if a[i] != b[i] {
			return i, slices.Equal(a[i+1:], b[i+1:])
		}
	}
	return 0, false
}

// sameAccount reports whether what the provider of the data source d says of
// its account is what that of the candidate says.
func (e *evaluator) sameAccount(d *iac.Resource, c candidate) bool {
	mine, other := e.clueOf(d.Account), c.root.clueOf(c.Account)
	return mine != "" && mine == other
}

// clueOf returns what a provider says of its account.
func (e *evaluator) clueOf(account iac.Value) string {
	if s, known := account.Str(); known {
		return s
	}
	for clue, u := range e.accounts {
		if u == account.Unknown() {
			return clue
		}
	}
	return ""
}

// sameStore reports whether r keeps its state where e keeps its own.
func (e *evaluator) sameStore(r *evaluator) bool {
	keys := settingsOf(e.backend.kind)
	if e.backend.kind != r.backend.kind || e.backend.kind == "local" || len(keys) < 2 {
		return false
	}
	return !slices.ContainsFunc(keys[1:], func(key string) bool {
		equal, known := e.backend.settings[key].Equal(r.backend.settings[key])
		return !equal || !known || len(e.backend.settings[key]) == 0
	})
}
