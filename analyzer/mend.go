package analyzer

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/fix"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// A fix is proven by analysing the stacks that read the file once more. That is
// done for so many findings of a stack, and so many stacks.
const (
	maxFixes  = 8
	maxShared = 16
)

// mend gives the findings of the result their fixes: the edits that their
// changes come to, where the stacks with the edits have the finding no more, no
// new one, and no flow that is worse than before. The error is that of ctx.
func mend(ctx context.Context, opts Options, result *lint.Result) error {
	readers := readersOf(result.Stacks)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, s := range result.Stacks {
		tried := 0
		for _, f := range s.Findings {
			if !mendable(s, f) || tried == maxFixes {
				continue
			}
			tried++
			group.Go(func() error {
				f.Fix = proven(ctx, opts, s, f, readers[f.Change.At.File])
				return ctx.Err()
			})
		}
	}
	return group.Wait()
}

// mendable reports whether a finding has a change to what its user wrote. What
// a program wrote, such as a CDK application, would write it again.
func mendable(s *lint.Stack, f *lint.Finding) bool {
	c := f.Change
	return c != nil && !c.Resource.Downloaded && !c.Resource.Ignores(c.Attr) &&
		(s.Kind == "terraform" || s.Kind == "cloudformation")
}

// readersOf returns the stacks by the files that their resources are in.
func readersOf(stacks []*lint.Stack) map[string][]*lint.Stack {
	readers := map[string][]*lint.Stack{}
	for _, s := range stacks {
		for _, file := range filesOf(s) {
			readers[file] = append(readers[file], s)
		}
	}
	return readers
}

func filesOf(s *lint.Stack) []string {
	files := map[string]bool{}
	for _, r := range s.Resources {
		files[r.Range.File] = true
	}
	return slices.Sorted(maps.Keys(files))
}

// proven returns the fix of a finding of s, or nil if there is none that
// mends it and harms no stack that reads the file.
func proven(ctx context.Context, opts Options, s *lint.Stack, f *lint.Finding, readers []*lint.Stack) *lint.Fix {
	file, err := opts.Tree.ReadFile(f.Change.At.File)
	if err != nil || len(readers) > maxShared {
		return nil
	}
	edits, ok := fix.Edits(file, f.Change)
	if !ok {
		return nil
	}
	edited, err := file.Apply(edits)
	if err != nil {
		return nil
	}
	opts.Tree = opts.Tree.With(edited)
	for _, r := range readers {
		mended := f
		if r != s {
			mended = nil
		}
		if !better(r, again(ctx, opts, r), mended) {
			return nil
		}
	}
	return &lint.Fix{Description: cmp.Or(f.Change.Does, f.Mend), Edits: edits}
}

// again returns the stack as the tree of the options now has it, or nil if it
// is no more.
func again(ctx context.Context, opts Options, s *lint.Stack) *lint.Stack {
	var loaded []*iac.Stack
	if s.Kind == "terraform" {
		loaded = terraform.LoadAll(ctx, opts.Tree, []string{s.Path}, opts.Terraform)
	} else {
		loaded = cloudformation.Load(ctx, opts.Tree, filesOf(s), opts.CloudFormation)
	}
	for _, l := range loaded {
		if l.Path == s.Path && l.Variant == s.Variant && l.Kind == s.Kind {
			return judge(ctx, l, opts.Rules)
		}
	}
	return nil
}

// better reports whether a stack is after a change what it was before without
// the finding, which is nil for one that the change is not for.
func better(before, after *lint.Stack, mended *lint.Finding) bool {
	if after == nil {
		return false
	}
	found := map[string]bool{}
	for _, f := range slices.Concat(before.Findings, accepted(before)) {
		found[f.Fingerprint()] = f != mended
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
