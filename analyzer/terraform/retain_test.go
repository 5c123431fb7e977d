package terraform_test

import (
	"context"
	"runtime"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/bigtree"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// TestTreesAreDropped holds on to the stacks of a large root of which all is
// parsed: its syntax trees, which take some forty times the bytes of the text,
// are gone once the stack is built.
func TestTreesAreDropped(t *testing.T) {
	fsys := bigtree.Sparse(300)
	load := func() []*iac.Stack {
		return terraform.LoadAll(context.Background(), source.NewTree(fsys), []string{"."}, terraform.Options{Strict: true})
	}
	load() // what the package itself builds at its first use
	before := heap()
	stacks := load()
	retained := heap() - before
	if len(stacks) != 1 || len(stacks[0].Resources) < 20 {
		t.Fatal("the root has no resources")
	}
	if size := bigtree.Size(fsys); retained > size {
		t.Errorf("stacks of %d bytes of text retain %d bytes", size, retained)
	}
	runtime.KeepAlive(stacks)
}

// TestTreesAreDroppedOnTheWay looks at the heap when all roots are evaluated and
// none is joined yet: the syntax trees of those that are done are gone by then,
// whether the roots can read each other or not.
func TestTreesAreDroppedOnTheWay(t *testing.T) {
	for _, tt := range []struct {
		name string
		fsys fstest.MapFS
	}{
		{"roots", bigtree.Roots(100)},
		{"a module that all call", bigtree.Shared(100)},
		{"states and lookups", bigtree.Joined(100)},
		{"units", bigtree.Units(100)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dirs := rootsOf(tt.fsys)
			var between int64
			load := func() []*iac.Stack {
				return terraform.LoadAll(context.Background(), source.NewTree(tt.fsys), dirs, terraform.Options{
					Beside: func() []*iac.Stack { between = heap(); return nil },
				})
			}
			load() // what the package itself builds at its first use
			before := heap()
			stacks := load()
			if len(stacks) != len(dirs) {
				t.Fatalf("%d stacks of %d roots", len(stacks), len(dirs))
			}
			// What is left then is what is left in the end, and what joins ask for.
			if after := heap() - before; between-before > after+after/2 {
				t.Errorf("%d bytes are alive before the joins, and %d after all", between-before, after)
			}
			runtime.KeepAlive(stacks)
		})
	}
}

// heap returns how many bytes are alive.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
