package analyzer

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/discover"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// changed is what there is to analyse of the stacks that files are part of.
type changed struct {
	*discover.Found

	// templates and roots are those of which something changed. All others are
	// read with them, since any of them may read what another publishes. They
	// are nil where everything that is found counts.
	templates, roots map[string]bool

	// unasked are units that are read only because others may depend on them, and
	// kept says which of them were asked for and are not deployed.
	unasked map[string]bool
	kept    []iac.Problem
}

// findChanged returns what there is to analyse where the files called names, or
// the folders, changed; they may be gone by now. A file is part of the module whose folder
// it is in or below, and of the modules and templates that mention it by its
// name; the stacks of a module are those that call it.
func findChanged(opts Options, names []string) (changed, error) {
	tree := opts.Tree
	found, err := discover.Find(tree, []string{"."}, opts.Exclude...)
	if err != nil {
		return changed{}, err
	}
	c := changed{Found: &discover.Found{}, templates: map[string]bool{}, roots: map[string]bool{}}
	var modules []string
	for _, name := range names {
		modules = append(modules, c.add(tree, found, name)...)
	}
	if len(modules) > 0 {
		for _, dir := range terraform.Callers(tree, found.ModuleDirs, modules, found.Units...) {
			c.roots[dir] = true
		}
	}
	_, left := terraform.Dependencies(tree, slices.Sorted(maps.Keys(c.roots)))
	for _, x := range left {
		delete(c.roots, x.Dir)
		c.kept = append(c.kept, x.Problem())
	}
	if len(c.templates)+len(c.roots) > 0 {
		c.ModuleDirs, c.Units, c.Templates = found.ModuleDirs, found.Units, found.Templates
	}
	for _, p := range found.Problems {
		if slices.Contains(names, p.Path) {
			c.Problems = append(c.Problems, p)
		}
	}
	return c, nil
}

// add notes the templates that the file or folder called name is part of, and
// returns the modules.
func (c changed) add(tree *source.Tree, found *discover.Found, name string) (modules []string) {
	itself := false
	for _, t := range found.Templates {
		if within(name, t) {
			itself = true
			c.template(tree, found, t)
		}
	}
	for _, dir := range slices.Concat(found.ModuleDirs, found.Units) {
		if within(name, dir) {
			itself = true
			modules = append(modules, dir)
		}
	}
	if itself {
		return modules
	}
	if dir, ok := moduleOf(name, slices.Concat(found.ModuleDirs, found.Units)); ok {
		modules = append(modules, dir)
	}
	modules = append(modules, terraform.Readers(tree, found.Units, name)...)
	if terraform.IsVarFile(name) {
		modules = append(modules, terraform.Takers(tree, terraform.Roots(tree, found.ModuleDirs), name)...)
	}
	if !isModuleFile(name) {
		c.mentioning(tree, found, name)
		modules = append(modules, mentioning(tree, found.ModuleDirs, path.Base(name))...)
	}
	return modules
}

// template notes a template that changed, and those that may nest or include
// it.
func (c changed) template(tree *source.Tree, found *discover.Found, name string) {
	if !c.templates[name] {
		c.templates[name] = true
		c.mentioning(tree, found, name)
	}
}

// mentioning notes the templates that mention the file called name.
func (c changed) mentioning(tree *source.Tree, found *discover.Found, name string) {
	for _, t := range found.Templates {
		if c.templates[t] {
			continue
		}
		if f, err := tree.ReadFile(t); err == nil && bytes.Contains(f.Bytes, []byte(path.Base(name))) {
			c.template(tree, found, t)
		}
	}
}

// within reports whether a name is that of a file or folder or of what is below
// it.
func within(folder, name string) bool {
	return folder == "." || name == folder || strings.HasPrefix(name, folder+"/")
}

// moduleOf returns the innermost of the folders that the file called name is
// in or below.
func moduleOf(name string, dirs []string) (string, bool) {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		if slices.Contains(dirs, dir) {
			return dir, true
		}
		if dir == "." || dir == "/" {
			return "", false
		}
	}
}

// isModuleFile reports whether Terraform reads a file of that name for the
// folder that it is in, and no other by its name.
func isModuleFile(name string) bool {
	return slices.ContainsFunc([]string{".tf", ".tofu", ".tf.json", ".tofu.json"}, func(ext string) bool { return strings.HasSuffix(name, ext) })
}

// mentioning returns the folders with a Terraform file that holds the text.
func mentioning(tree *source.Tree, dirs []string, text string) []string {
	var out []string
	for _, dir := range dirs {
		entries, err := tree.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if !isModuleFile(e.Name()) {
				continue
			}
			if f, err := tree.ReadFile(path.Join(dir, e.Name())); err == nil && bytes.Contains(f.Bytes, []byte(text)) {
				out = append(out, dir)
				break
			}
		}
	}
	return out
}

// affected returns those of the stacks that something changed of: of them, or
// of the stacks with the indexes in sources, which their neighbours are from.
func (c changed) affected(stacks []*iac.Stack, sources [][]int) []*iac.Stack {
	if c.templates == nil {
		return slices.DeleteFunc(stacks, func(s *iac.Stack) bool { return c.unasked[s.Path] })
	}
	var out []*iac.Stack
	for i, s := range stacks {
		if c.isPartOf(s) || slices.ContainsFunc(sources[i], func(k int) bool { return c.isPartOf(stacks[k]) }) {
			out = append(out, s)
		}
	}
	return out
}

// isPartOf reports whether something that changed is part of the stack.
func (c changed) isPartOf(s *iac.Stack) bool {
	if s.Kind == "terraform" {
		return c.roots[s.Path]
	}
	return c.templates[s.Path] ||
		slices.ContainsFunc(s.Resources, func(r *iac.Resource) bool { return c.templates[r.Range.File] }) ||
		slices.ContainsFunc(s.Problems, func(p iac.Problem) bool { return c.templates[p.Range.File] })
}
