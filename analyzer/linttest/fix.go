package linttest

import (
	"io/fs"
	"testing"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Mend analyses the folder dir, makes the edits of each fix on their own and
// analyses what comes of it. It reports as test errors a finding that is still
// there after its own fix, and one that was not there before. It returns the
// findings that have a fix.
func Mend(t testing.TB, dir string, rules []*lint.Rule) []*lint.Finding {
	t.Helper()
	tree := openTree(t, dir)
	before := findings(Analyze(t, tree, rules))
	var mended []*lint.Finding
	for _, f := range before {
		if f.Fix == nil {
			continue
		}
		mended = append(mended, f)
		after := findings(Analyze(t, edited(t, tree, f.Fix.Edits), rules))
		for id, left := range after {
			if _, was := before[id]; !was || id == f.Fingerprint() {
				t.Errorf("%s: after %q there is: %s", f.At, f.Fix.Description, left.Message)
			}
		}
	}
	return mended
}

func findings(r *lint.Result) map[string]*lint.Finding {
	m := map[string]*lint.Finding{}
	for _, s := range r.Stacks {
		for _, f := range s.Findings {
			m[f.Fingerprint()] = f
		}
	}
	return m
}

// edited returns a tree of the files as they are after the edits of one of
// them.
func edited(t testing.TB, tree *source.Tree, edits []source.Edit) *source.Tree {
	t.Helper()
	before, err := tree.ReadFile(edits[0].Range.File)
	if err != nil {
		t.Fatal(err)
	}
	after, err := before.Apply(edits)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(tree.FS(), after.Name); err != nil {
		t.Fatal(err)
	}
	return tree.With(after)
}
