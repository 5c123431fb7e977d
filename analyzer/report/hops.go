package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// path writes the way of the first flow that a finding blocks, hop by hop, and
// which other flows go the same way.
func (t *textWriter) path(f *lint.Finding) {
	p := f.Proofs[0]
	t.entry("  path", labels, plain(strings.Join(stations(f.Proofs, p), " ─▸ ")))
	t.hops(slices.Concat(p.Steps, p.Roles))
	if also := otherNeeds(f.Proofs, p); len(also) > 0 {
		t.entry("  likewise", labels, plain(atMost(6, also)))
	}
}

// stations returns where the flow of p begins, the subnets that it comes from
// among the proofs, and where it leads.
func stations(proofs []*lint.Proof, p *lint.Proof) []string {
	if from := subnets(proofs, p); len(from) > 0 {
		return []string{p.Task.Address, several(from), p.Need.Name}
	}
	return []string{p.Task.Address, p.Need.Name}
}

// hops writes the steps as a table: verdict, hop, why, where, code.
func (t *textWriter) hops(steps []lint.Step) {
	const widest = 60 // columns of reasons that places are lined up behind
	steps = joined(steps)
	name, why := 0, 0
	for _, s := range steps {
		name = max(name, len(s.Hop))
		if n := utf8.RuneCountInString(s.Why); n <= widest {
			why = max(why, n)
		}
	}
	for i := range steps {
		s := &steps[i]
		lead := "    " + t.mark(s) + " " + pad(string(s.Hop), name) + "  "
		t.row(lead, name+8, pad(plain(s.Why), why), t.short(s.At), s.Code)
	}
}

// joined returns the steps with those of network ACLs that follow each other
// and say the same as one: a default network ACL has its say up to four times.
func joined(steps []lint.Step) []lint.Step {
	acl := func(s lint.Step) bool { return strings.HasPrefix(string(s.Hop), "acl") }
	var out []lint.Step
	for _, s := range steps {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if acl(*last) && acl(s) && last.Verdict == s.Verdict && last.Why == s.Why && last.At == s.At {
				last.Hop = "acl"
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// subnets returns the subnets from which the task of p has the flow of p among
// the proofs.
func subnets(proofs []*lint.Proof, p *lint.Proof) []string {
	var names []string
	for _, q := range proofs {
		if q.Task == p.Task && q.Need.Name == p.Need.Name && q.Subnet != nil {
			names = append(names, q.Subnet.Address)
		}
	}
	return distinct(names)
}

// otherNeeds returns the needs among the proofs that are not that of p.
func otherNeeds(proofs []*lint.Proof, p *lint.Proof) []string {
	var names []string
	for _, q := range proofs {
		if q.Need.Name != p.Need.Name {
			names = append(names, q.Need.Name)
		}
	}
	return distinct(names)
}
