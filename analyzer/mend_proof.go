package analyzer

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// prove gives those who ask for the edits their fix, where these mend what they
// ask for and harm no stack that reads the file.
func (m *mender) prove(ctx context.Context, one *mending) {
	opts := m.opts
	opts.Tree = opts.Tree.With(one.edited)
	readers := m.readers[one.edited.Name]
	joined := func(s *lint.Stack) bool {
		return slices.ContainsFunc(s.Neighbours, func(r *iac.Resource) bool { return r.Root != "" })
	}
	if !slices.ContainsFunc(readers, joined) && m.grant(one, readers, m.alone(ctx, opts, readers)) {
		return
	}
	if one.whole {
		m.grant(one, readers, m.together(ctx, opts, readers))
	}
}

// grant gives those who ask their fix, if no reader is worse after the edits
// and none that has the finding has it still. It reports whether anyone got one.
func (m *mender) grant(one *mending, readers []*lint.Stack, after map[*lint.Stack]*lint.Stack) bool {
	for _, r := range readers {
		if !harmless(r, after[r]) {
			return false
		}
	}
	mended := false
	for _, a := range one.asked {
		id := a.finding.Fingerprint()
		left := func(r *lint.Stack) bool {
			same := r == a.stack || r.Path == a.stack.Path && r.Kind == a.stack.Kind
			return same && slices.ContainsFunc(after[r].Findings, func(f *lint.Finding) bool { return f.Fingerprint() == id })
		}
		if after[a.stack] == nil || slices.ContainsFunc(readers, left) {
			continue
		}
		a.finding.Fix = &lint.Fix{Description: cmp.Or(a.finding.Change.Does, a.finding.Mend), Edits: one.edits}
		mended = true
	}
	return mended
}

// alone returns what the stacks are as the tree of the options now has them,
// each loaded without others.
func (m *mender) alone(ctx context.Context, opts Options, stacks []*lint.Stack) map[*lint.Stack]*lint.Stack {
	after := map[*lint.Stack]*lint.Stack{}
	loaded := map[string]map[stackID]*iac.Stack{}
	for _, s := range stacks {
		place := s.Kind + " " + s.Path
		if loaded[place] == nil {
			loaded[place] = m.reload(ctx, opts, s)
		}
		if l := loaded[place][m.ids[s]]; l != nil {
			after[s] = judge(ctx, l, opts.Rules)
		}
	}
	return after
}

// reload returns the stacks that come of the files of s.
func (m *mender) reload(ctx context.Context, opts Options, s *lint.Stack) map[stackID]*iac.Stack {
	var stacks []*iac.Stack
	if s.Kind == "terraform" {
		stacks = terraform.LoadAll(ctx, opts.Tree, []string{s.Path}, opts.Terraform)
	} else {
		stacks = cloudformation.Load(ctx, opts.Tree, filesOf(s.Resources), opts.CloudFormation)
	}
	opts.bind(stacks)
	return byID(stacks)
}

// together returns what the stacks are as the tree of the options now has all
// that was found.
func (m *mender) together(ctx context.Context, opts Options, stacks []*lint.Stack) map[*lint.Stack]*lint.Stack {
	after := map[*lint.Stack]*lint.Stack{}
	all, _, err := gather(ctx, opts, m.found)
	if err != nil {
		return after
	}
	loaded := byID(all)
	for _, s := range stacks {
		if l := loaded[m.ids[s]]; l != nil {
			after[s] = judge(ctx, l, opts.Rules)
		}
	}
	return after
}

func byID(stacks []*iac.Stack) map[stackID]*iac.Stack {
	found := map[stackID]*iac.Stack{}
	for s, id := range identify(stacks, func(s *iac.Stack) *iac.Stack { return s }) {
		found[id] = s
	}
	return found
}

// harmless reports whether a stack has after a change nothing that it had not
// before, and no flow that is worse.
func harmless(before, after *lint.Stack) bool {
	if after == nil {
		return false
	}
	found := map[string]bool{}
	for _, f := range slices.Concat(before.Findings, accepted(before)) {
		found[f.Fingerprint()] = true
	}
	for _, f := range after.Findings {
		if !found[f.Fingerprint()] {
			return false
		}
	}
	said := map[string]bool{}
	for _, p := range before.Problems {
		said[p.Message] = true
	}
	for _, p := range after.Problems {
		if !said[p.Message] {
			return false
		}
	}
	return noWorse(before.Proofs, after.Proofs)
}

func accepted(s *lint.Stack) []*lint.Finding {
	var fs []*lint.Finding
	for _, a := range s.Suppressed {
		fs = append(fs, a.Finding)
	}
	return fs
}

// noWorse reports whether the flows are the same ones, and none that arrived
// or was not decided is so no more.
func noWorse(before, after []*lint.Proof) bool {
	if len(before) != len(after) {
		return false
	}
	flow := func(p *lint.Proof) string {
		subnet := ""
		if p.Subnet != nil {
			subnet = p.Subnet.Address
		}
		return fmt.Sprintf("%s\x00%s\x00%s\x00%d\x00%s", p.Task.Address, p.Need.Name, p.Need.Host, p.Need.Port, subnet)
	}
	was := map[string]*lint.Proof{}
	for _, p := range before {
		was[flow(p)] = p
	}
	for _, p := range after {
		old := was[flow(p)]
		if old == nil || p.Verdict != old.Verdict && (old.Verdict == lint.Allowed || p.Verdict != lint.Allowed) {
			return false
		}
	}
	return true
}
