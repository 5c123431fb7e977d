package terraform_test

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/taskreach/taskreach/analyzer/bigtree"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// BenchmarkLoad holds a LoadAll against a floor: reading and parsing the same
// bytes and nothing else, which is what any tool that reads all of a tree must
// do. Both run in turn, one stack at a time, and the metric "floors" is how many
// times the floor a load takes. Trees come in two sizes, so that what is not
// linear shows.
func BenchmarkLoad(b *testing.B) {
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
	} {
		for _, n := range []int{tree.n, 2 * tree.n} {
			fsys := tree.make(n)
			b.Run(fmt.Sprintf("%s/%d", tree.name, n), func(b *testing.B) { againstFloor(b, fsys) })
		}
	}
}

// againstFloor measures a load of the tree on one processor, beside its floor.
func againstFloor(b *testing.B, fsys fstest.MapFS) {
	tree := source.NewTree(fsys)
	dirs := rootsOf(fsys)
	b.SetBytes(bigtree.Size(fsys))
	var floor, load time.Duration
	for b.Loop() {
		begin := time.Now()
		parseAll(b, tree, fsys)
		parsed := time.Now()
		for _, s := range terraform.LoadAll(context.Background(), tree, dirs, terraform.Options{}) {
			if len(s.Problems) > 0 {
				b.Fatal(s.Problems)
			}
		}
		floor += parsed.Sub(begin)
		load += time.Since(parsed)
	}
	b.ReportMetric(float64(load)/float64(floor), "floors")
	b.ReportMetric(float64(load.Microseconds())/1000/float64(b.N), "ms/load")
	b.ReportMetric(float64(load.Microseconds())/float64(b.N*len(dirs)), "µs/root")
}

// rootsOf returns the folders of the root modules in the tree.
func rootsOf(fsys fstest.MapFS) []string {
	dirs := map[string]bool{}
	for name := range fsys {
		if dir := path.Dir(name); !strings.HasPrefix(dir, "modules") {
			dirs[dir] = true
		}
	}
	return slices.Sorted(maps.Keys(dirs))
}

func parseAll(b *testing.B, tree *source.Tree, fsys fstest.MapFS) {
	for name := range fsys {
		f, err := tree.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		if _, diags := hclsyntax.ParseConfig(f.Bytes, name, hcl.InitialPos); diags.HasErrors() {
			b.Fatal(diags)
		}
	}
}
