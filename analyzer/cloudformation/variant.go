package cloudformation

import (
	"bytes"
	"cmp"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A parameterSet is what one file says of the deployment of a template.
type parameterSet struct {
	name     string // of the file, with the environment if it has several
	template string // which it is for, a name or a pattern; empty for any that takes the values
	values   map[string]string

	wires  map[string]wire // parameters that are outputs of other stacks
	action string          // that deploys the template, of a pipeline; empty for none

	stackName, region string // empty if it does not say

	// others are values that a parameter is known not to have.
	others map[string][]string
}

// What is searched for files of parameters, and how much of it.
const (
	maxParameterFiles = 100      // of one folder
	maxParameterFile  = 64 << 10 // bytes
)

// parameterFolders are what people call the folder of such files.
var parameterFolders = []string{".", "config", "configs", "env", "envs", "environments", "parameters", "params"}

// sets returns what to deploy the template with: the files beside it that give
// its parameters values, if it has parameters that nothing else gives one. A
// file is for a template if CloudFormation would take the two together: every
// value is of a parameter that there is, and none is missing.
func (l *loader) sets(t *template) []*parameterSet {
	var fit []*parameterSet
	if t.cdk == nil && l.mayVary(t) {
		dir := path.Dir(t.name)
		bases := []string{dir}
		if dir != "." {
			bases = append(bases, path.Dir(dir))
		}
		for _, base := range bases {
			for _, folder := range parameterFolders {
				if base == dir || folder != "." {
					fit = append(fit, l.fitting(t, path.Join(base, folder))...)
				}
			}
		}
	}
	fit = deployedBy(l.actions[t.name], fit)
	switch {
	case len(fit) == 0:
		return []*parameterSet{{}}
	case len(fit) > iac.MaxVariants:
		t.report(iac.UnknownInput, t.file.Range(0, 0), "more than %d files have parameters of the template: pass --parameters FILE", iac.MaxVariants)
		return []*parameterSet{{}}
	}
	return fit
}

// mayVary reports whether files of parameters make variants of the template.
func (l *loader) mayVary(t *template) bool {
	mode := l.opts.Variants
	return mode == iac.VariantsAll || mode != iac.VariantsNone && len(l.required(t)) > 0
}

// required returns the names of the parameters that must be given a value.
func (l *loader) required(t *template) []string {
	var names []string
	for _, e := range t.section("Parameters") {
		def, ok := e.value.get("Default").scalar()
		if !l.isGiven(t, e.key) && (!ok || refusal(e.value, def) != "") {
			names = append(names, e.key)
		}
	}
	return names
}

// fitting returns the sets of a folder that are for the template.
func (l *loader) fitting(t *template, dir string) []*parameterSet {
	sets, ok := l.folders[dir]
	if !ok {
		sets = l.setsIn(dir)
		l.folders[dir] = sets
	}
	var fit []*parameterSet
	for _, s := range sets {
		if s.isFor(t) && l.takes(t, s) {
			fit = append(fit, s)
		}
	}
	return fit
}

// isFor reports whether the set may be for the template, going by its name.
func (s *parameterSet) isFor(t *template) bool {
	if pattern, ok := strings.CutSuffix(s.template, ".*"); ok {
		return pattern == strings.TrimSuffix(t.name, path.Ext(t.name))
	}
	return s.template == "" || s.template == t.name
}

// takes reports whether CloudFormation would take the values of a set for the
// template. SAM hands over only those that the template declares
// (aws-sam-cli: samcli/commands/deploy/deploy_context.py, merge_parameters).
func (l *loader) takes(t *template, s *parameterSet) bool {
	for _, name := range l.required(t) {
		_, given := s.values[name]
		if _, wired := s.wires[name]; !given && !wired {
			return false
		}
	}
	for name := range s.wires {
		if _, ok := t.root.get("Parameters").entry(name); !ok {
			return false
		}
	}
	for name, value := range s.values {
		e, ok := t.root.get("Parameters").entry(name)
		if !ok && s.template == "" || ok && refusal(e.value, value) != "" {
			return false
		}
	}
	return true
}

// deployedBy returns the sets that actions of pipelines deploy a template with.
// What a single action leaves open is in the files.
func deployedBy(actions, files []*parameterSet) []*parameterSet {
	if len(actions) == 0 {
		return files
	}
	if len(actions) > 1 || len(files) == 0 {
		return actions
	}
	a := actions[0]
	merged := make([]*parameterSet, len(files))
	for i, f := range files {
		m := *f
		m.values = maps.Clone(f.values)
		maps.Copy(m.values, a.values)
		m.wires, m.action = map[string]wire{}, a.action
		maps.Copy(m.wires, f.wires)
		maps.DeleteFunc(m.wires, func(name string, _ wire) bool { _, given := a.values[name]; return given })
		maps.Copy(m.wires, a.wires)
		m.stackName, m.region = cmp.Or(a.stackName, f.stackName), cmp.Or(a.region, f.region)
		merged[i] = &m
	}
	return merged
}

// setsIn reads the files of parameters in a folder.
func (l *loader) setsIn(dir string) []*parameterSet {
	entries, err := fs.ReadDir(l.tree.FS(), dir)
	if err != nil {
		return nil
	}
	var sets []*parameterSet
	read := 0
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxParameterFile || l.templates[name] != nil || !mayHoldParameters(name) {
			continue
		}
		if read++; read > maxParameterFiles {
			return sets
		}
		if f, err := l.tree.ReadFile(name); err == nil {
			sets = append(sets, readSets(f)...)
		}
	}
	return sets
}

// mayHoldParameters reports whether a file may be one of parameters, going by
// its name.
func mayHoldParameters(name string) bool {
	switch path.Ext(name) {
	case ".json":
		return true
	case ".yaml", ".yml":
		return strings.Contains(strings.ToLower(name), "param") || isSAMConfig(name)
	}
	return isSAMConfig(name)
}

// readSets returns the sets that a file holds, none if it is a file of
// something else.
func readSets(f *source.File) []*parameterSet {
	if isSAMConfig(f.Name) {
		return samSets(f)
	}
	if !bytes.Contains(f.Bytes, []byte("ParameterKey")) && !bytes.Contains(f.Bytes, []byte("Parameters")) &&
		!strings.Contains(strings.ToLower(f.Name), "param") {
		return nil
	}
	values, kept, err := ParseParameters(f)
	if err != nil || len(values)+len(kept) == 0 {
		return nil
	}
	return []*parameterSet{{name: f.Name, values: values, wires: keptWires(kept)}}
}

// samSets returns the environments of a samconfig file.
func samSets(f *source.File) []*parameterSet {
	environments, err := readSAMConfig(f)
	if err != nil {
		return nil
	}
	var sets []*parameterSet
	for _, e := range environments {
		s := &parameterSet{name: f.Name, values: e.parameters, stackName: e.stackName, region: e.region}
		if len(environments) > 1 {
			s.name += " " + e.name
		}
		// What `sam build` makes of a template stands for the template.
		s.template = path.Join(path.Dir(f.Name), "template.*")
		if e.template != "" && !strings.Contains(e.template, ".aws-sam/build/") {
			s.template = path.Join(path.Dir(f.Name), e.template)
		}
		sets = append(sets, s)
	}
	return sets
}

// variant returns the names of the files that the roots are deployed with, as
// seen from the folder dir.
func variant(dir string, roots []*instance) string {
	var names []string
	for _, in := range roots {
		if name := seenFrom(dir, in.set.name); in.set.name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// seenFrom returns the name of a file in the tree as seen from a folder of it.
func seenFrom(dir, name string) string {
	rel, err := filepath.Rel(filepath.FromSlash(dir), filepath.FromSlash(name))
	if err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}
