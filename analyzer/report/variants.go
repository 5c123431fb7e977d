package report

import (
	"github.com/taskreach/taskreach/analyzer/lint"
)

// variants says which files of values the tasks were checked with: what is
// proven is proven of these.
func (t *textWriter) variants() {
	var paths []string
	names := map[string][]string{}
	for _, s := range t.run.Result.Stacks {
		if s.Variant == "" || len(s.Tasks) == 0 {
			continue
		}
		if names[s.Path] == nil {
			paths = append(paths, s.Path)
		}
		names[s.Path] = append(names[s.Path], s.Variant)
	}
	for _, path := range paths {
		t.line(plain(t.run.path(path) + " is checked with " + lint.List(names[path])))
	}
	if len(paths) > 0 {
		t.line()
	}
}
