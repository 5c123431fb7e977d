package terraform

import (
	"bytes"
	"context"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// localPath is a text that may be the source of a local module.
var localPath = regexp.MustCompile(`"(\.\.?(?:/[^"\n]*)?)"`)

// mayRead reports whether a root in the folders dirs may read outputs of another:
// it is a unit, or it or a module that it calls asks for a state. Texts alone
// tell, before anything is parsed: where no root can, each is evaluated and its
// syntax trees dropped before the next is parsed.
func (s *set) mayRead(ctx context.Context, tree *source.Tree, dirs []string) bool {
	if len(dirs) < 2 {
		return false
	}
	glances := make([]glance, len(dirs))
	s.each(ctx, len(dirs), func(n int) {
		dir := path.Clean(dirs[n])
		if _, unit := unitFile(tree, dir); unit {
			glances[n].reads = true
			return
		}
		glances[n] = glanceAt(tree, dir, s.shelf.lay)
		glances[n].calls = slices.AppendSeq(glances[n].calls, maps.Values(newEvaluator(ctx, tree, dir, Options{}).readDownloads()))
	})
	seen := map[string]bool{}
	for n := 0; n < len(glances); n++ {
		if glances[n].reads {
			return true
		}
		for _, dir := range glances[n].calls {
			if !seen[dir] {
				seen[dir] = true
				glances = append(glances, glanceAt(tree, dir, s.shelf.file))
			}
		}
	}
	return false
}

// A glance is what the texts of a module say without being parsed.
type glance struct {
	reads bool     // it may ask for a state
	calls []string // folders of the local modules that it may call
}

// glanceAt returns what the module in the folder dir says, whose files open
// returns.
func glanceAt(tree *source.Tree, dir string, open func(*source.Tree, string) *text) glance {
	var g glance
	names, err := configFiles(tree, dir)
	if err != nil {
		return g
	}
	for _, name := range names {
		f, err := open(tree, name).read()
		if err != nil {
			continue
		}
		asks := func(kind string) bool { return bytes.Contains(f.Bytes, []byte(kind)) }
		// In JSON, a path can be spelled in many ways.
		if slices.ContainsFunc(stateKinds, asks) || strings.HasSuffix(name, ".json") && asks(`"module"`) {
			g.reads = true
		}
		for _, m := range localPath.FindAllSubmatch(f.Bytes, -1) {
			if called, err := source.Join(dir, string(m[1])); err == nil {
				g.calls = append(g.calls, called)
			}
		}
	}
	return g
}
