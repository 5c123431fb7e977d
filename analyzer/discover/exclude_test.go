package discover_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/discover"
	"github.com/taskreach/taskreach/analyzer/source"
)

// What the user excludes is not searched, unless a path names it.
func TestExclude(t *testing.T) {
	tree := fstest.MapFS{}
	for _, name := range []string{"app/main.tf", "app/examples/main.tf", "examples/a/main.tf", "other/app/main.tf"} {
		tree[name] = &fstest.MapFile{}
	}
	tree[".gitignore"] = &fstest.MapFile{Data: []byte("!examples/\n")}
	tests := []struct {
		name    string
		paths   []string
		exclude []discover.Exclusion
		want    []string
	}{
		{"nothing", nil, nil, []string{"app", "app/examples", "examples/a", "other/app"}},
		{"a folder of any depth", nil, []discover.Exclusion{{Dir: ".", Patterns: []string{"examples/"}}}, []string{"app", "other/app"}},
		{"a folder at the top", nil, []discover.Exclusion{{Dir: ".", Patterns: []string{"/app"}}}, []string{"examples/a", "other/app"}},
		{"seen from a folder", nil, []discover.Exclusion{{Dir: "other", Patterns: []string{"app/"}}}, []string{"app", "app/examples", "examples/a"}},
		{"a file of a folder", nil, []discover.Exclusion{{Dir: "app", Patterns: []string{"/*.tf"}}}, []string{"app/examples", "examples/a", "other/app"}},
		{"all but one", nil, []discover.Exclusion{{Dir: ".", Patterns: []string{"/*", "!/other"}}}, []string{"other/app"}},
		{"what a path names", []string{"examples/a"}, []discover.Exclusion{{Dir: ".", Patterns: []string{"examples/"}}}, []string{"examples/a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, err := discover.Find(source.NewTree(tree), tt.paths, tt.exclude...)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(found.ModuleDirs, tt.want) {
				t.Errorf("found %v, want %v", found.ModuleDirs, tt.want)
			}
		})
	}
}
