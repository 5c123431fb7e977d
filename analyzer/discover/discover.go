// Package discover finds what there is to analyse below the paths that a user
// names: folders with Terraform files, CloudFormation templates, and plans and
// states of Terraform. It tells them by name and by a look at the text; it
// parses none, and it does not know which folder another one calls as a module.
package discover

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/taskreach/taskreach/analyzer/source"
)

// Found is what there is to analyse, every list sorted and without duplicates.
type Found struct {
	ModuleDirs []string // folders with Terraform files
	Units      []string // folders with a terragrunt.hcl or terragrunt.hcl.json
	StackFiles []string // files that Terragrunt generates units from
	Templates  []string // CloudFormation templates
	AppSpecs   []string // files of CodeDeploy, which look like templates
	Plans      []string // plans and states of Terraform as JSON, which count only where they are named
	Problems   []Problem
}

// A Problem is a file or folder that could not be read, so that what it holds
// is not among the things found.
type Problem struct {
	Path string
	Err  error
}

// ErrNothing is returned for a path that names nothing to analyse: a file that
// is neither Terraform nor a template, a pattern that matches no file.
var ErrNothing = errors.New("nothing to analyse")

// An Exclusion is what is left out of the search: patterns as in a .gitignore
// file in the folder Dir of the tree. What a path names itself stays.
type Exclusion struct {
	Dir      string
	Patterns []string
}

// Find returns what there is to analyse at paths, slash-separated and seen from
// the root of tree: folders, which are searched; files, where a Terraform file
// stands for its folder, and which alone can be plans and states: one that lies
// in a folder may be of any age; and patterns such as "stacks/**/*.yaml". No path at
// all means the whole tree.
//
// What .gitignore files exclude is left out, save what a path names itself and
// what `cdk synth` has made; so are the folders in which tools keep copies, like .terraform. Symbolic
// links to folders are not followed: inside the tree their target is found
// under its own name.
//
// Errors name each path that does not exist (fs.ErrNotExist), leads out of the
// tree (source.ErrOutside), is a malformed pattern (path.ErrBadPattern) or
// names nothing to analyse (ErrNothing).
func Find(tree *source.Tree, paths []string, exclude ...Exclusion) (*Found, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	s := &search{
		tree:      tree,
		modules:   map[string]bool{},
		units:     map[string]bool{},
		stacks:    map[string]bool{},
		templates: map[string]bool{},
		appSpecs:  map[string]bool{},
		plans:     map[string]bool{},
		problems:  map[string]error{},
		looked:    map[string]bool{},
		head:      make([]byte, headSize),
	}
	for _, e := range exclude {
		s.excluded = &ignoreFile{above: s.excluded, dir: e.Dir, rules: parseIgnore(strings.Join(e.Patterns, "\n"))}
	}
	var errs []error
	for _, p := range paths {
		if err := s.path(p); err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return s.found(), nil
}

// A search gathers what the paths lead to.
type search struct {
	tree      *source.Tree
	modules   map[string]bool
	units     map[string]bool
	stacks    map[string]bool
	templates map[string]bool
	appSpecs  map[string]bool
	plans     map[string]bool
	problems  map[string]error
	looked    map[string]bool // files whose text was looked at
	head      []byte          // buffer for the first look
	excluded  *ignoreFile     // what the user leaves out
}

func (s *search) found() *Found {
	f := &Found{
		ModuleDirs: slices.Sorted(maps.Keys(s.modules)),
		Units:      slices.Sorted(maps.Keys(s.units)),
		StackFiles: slices.Sorted(maps.Keys(s.stacks)),
		Templates:  slices.Sorted(maps.Keys(s.templates)),
		AppSpecs:   slices.Sorted(maps.Keys(s.appSpecs)),
		Plans:      slices.Sorted(maps.Keys(s.plans)),
	}
	for _, name := range slices.Sorted(maps.Keys(s.problems)) {
		f.Problems = append(f.Problems, Problem{Path: name, Err: s.problems[name]})
	}
	return f
}

// path adds what p names. A file whose name happens to look like a pattern is
// still that file.
func (s *search) path(p string) error {
	name, err := source.Join(".", p)
	if err != nil {
		return err
	}
	if s.tree.Holds(name) {
		return s.file(name)
	}
	info, err := fs.Stat(s.tree.FS(), name)
	switch {
	case err == nil && info.IsDir():
		s.folder(name, s.rulesAbove(name), everything)
		return nil
	case err == nil && !info.Mode().IsRegular():
		return fmt.Errorf("%s: not a regular file", p)
	case err == nil:
		return s.file(name)
	case strings.ContainsAny(name, "*?[{"):
		return s.pattern(name)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", p, fs.ErrNotExist)
	}
	return fmt.Errorf("%s: %w", p, reason(err))
}

// file adds the file called name, whatever its extension.
func (s *search) file(name string) error {
	if s.terraform(name) {
		return nil
	}
	f, err := s.tree.ReadFile(name)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", name, reason(errors.Unwrap(err)))
	case isPlan(f.Bytes):
		s.plans[name] = true
		return nil
	case lookAt(f.Bytes) == template:
		s.looked[name] = true
		s.templates[name] = true
		return nil
	case lookAt(f.Bytes) == appSpec:
		s.appSpecs[name] = true
		return nil
	case isBinaryPlan(f.Bytes):
		return fmt.Errorf("%s: %w: a plan is read as JSON: pass what `terraform show -json` prints of it", name, ErrNothing)
	}
	return fmt.Errorf("%s: %w: neither a Terraform file nor a CloudFormation template nor the JSON of a plan or state", name, ErrNothing)
}

// pattern adds the files that match pattern and the folders that do, with all
// that is in them.
func (s *search) pattern(pattern string) error {
	if !doublestar.ValidatePattern(pattern) {
		return fmt.Errorf("%s: %w", pattern, path.ErrBadPattern)
	}
	base, _ := doublestar.SplitPattern(pattern)
	if _, err := fs.Stat(s.tree.FS(), base); err != nil {
		return fmt.Errorf("%s: %s: %w", pattern, base, reason(err))
	}
	matched := false
	s.folder(base, s.rulesAbove(base), func(name string) bool {
		ok := doublestar.MatchUnvalidated(pattern, name)
		matched = matched || ok
		return ok
	})
	if !matched {
		return fmt.Errorf("%s: %w: no file or folder matches", pattern, ErrNothing)
	}
	return nil
}

// reason returns the cause of err without the path and the system call, which
// the operating system's own text repeats.
func reason(err error) error {
	if strings.Contains(err.Error(), "path escapes") {
		return source.ErrOutside
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
