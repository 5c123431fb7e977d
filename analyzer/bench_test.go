package analyzer_test

import (
	"context"
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/bigtree"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules"
)

// BenchmarkCheck analyses whole trees, from finding the stacks to the findings.
// Trees come in two sizes, so that what is not linear shows: the time for a
// byte is the same in both.
func BenchmarkCheck(b *testing.B) {
	for _, tree := range []struct {
		name string
		make func(n int) fstest.MapFS
		n    int
	}{
		{"roots", bigtree.Roots, 50},
		{"serving", bigtree.Serving, 50},
		{"sparse", bigtree.Sparse, 250},
		{"dense", bigtree.Dense, 100},
		{"shared", bigtree.Shared, 100},
		{"joined", bigtree.Joined, 75},
		{"paired", bigtree.Paired, 50},
		{"units", bigtree.Units, 100},
	} {
		for _, n := range []int{tree.n, 2 * tree.n} {
			fsys := tree.make(n)
			b.Run(fmt.Sprintf("%s/%d", tree.name, n), func(b *testing.B) { check(b, fsys) })
		}
	}
}

func check(b *testing.B, fsys fstest.MapFS) {
	b.SetBytes(bigtree.Size(fsys))
	b.ReportAllocs()
	for b.Loop() {
		opts := analyzer.Options{Tree: source.NewTree(fsys), Rules: rules.All()}
		if _, err := analyzer.Analyze(context.Background(), opts); err != nil {
			b.Fatal(err)
		}
	}
}
