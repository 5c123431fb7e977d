package terraform_test

import (
	"context"
	"runtime"
	"testing"

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
	heap := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
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
