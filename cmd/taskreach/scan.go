package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/taskreach/taskreach/analyzer/assume"
	"github.com/taskreach/taskreach/analyzer/config"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/suppress"
	"github.com/taskreach/taskreach/rules"
)

// A scan is what the paths on the command line come to: a tree that holds them
// all, and their names in it.
type scan struct {
	dir   string // the working directory
	tree  *source.Tree
	paths []string
	scope string // the folder in the tree that holds all of the paths
	named bool   // the paths were given on the command line

	rules      []*lint.Rule                 // as the configuration has them
	problems   []iac.Problem                // of the configuration
	wiring     map[string]map[string]string // as cloudformation.Options has it
	ignored    []suppress.Ignore
	assumed    *assume.Set // nil if nothing is
	settings   []string    // the snapshots that the configuration names, in the tree
	whole      bool        // all that the configuration file holds for is scanned
	excludeDir string      // the folder in the tree that patterns of --exclude are seen from
}

// openScan opens the tree that the paths lie in. Its root is the repository
// that holds them: what they refer to, such as a module beside them, is in
// there too, and nothing outside is read. Without a repository it is the
// working directory, if that holds the paths, else the folder that does, or the
// nearest above that has a configuration file, below any that all may write to.
func openScan(paths []string) (*scan, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	dir = resolved(dir)
	named := len(paths) > 0
	if !named {
		paths = []string{"."}
	}
	absolute := make([]string, len(paths))
	for i, p := range paths {
		switch p {
		case "":
			return nil, fmt.Errorf("empty path")
		case "-":
			p = stdinName
		}
		if !filepath.IsAbs(p) {
			p = filepath.Join(dir, p)
		}
		absolute[i] = resolved(p)
	}
	holder := ancestor(absolute)
	tree, err := source.OpenTree(root(dir, holder))
	if err != nil {
		return nil, err
	}
	s := &scan{dir: dir, tree: tree, scope: ".", named: named, rules: rules.All()}
	for i, p := range absolute {
		name, err := s.name(p)
		if err != nil {
			return nil, err
		}
		if paths[i] == "-" && !tree.Holds(name) {
			if err := holdStdin(tree, name); err != nil {
				return nil, err
			}
		}
		s.paths = append(s.paths, name)
	}
	s.scope, err = s.name(holder)
	return s, err
}

// stdinName is what the path - is called in reports. It stands for a file in
// the working directory.
const stdinName = "<stdin>"

// holdStdin makes what is on stdin a file of the tree.
func holdStdin(tree *source.Tree, name string) error {
	b, err := io.ReadAll(io.LimitReader(os.Stdin, source.MaxFile+1))
	if err != nil {
		return fmt.Errorf("reading stdin: %w", err)
	}
	if len(b) > source.MaxFile {
		return fmt.Errorf("reading stdin: %w", source.ErrTooLarge)
	}
	tree.Hold(source.NewFile(name, b))
	return nil
}

// resolved returns the absolute path p without symbolic links as far as it
// exists; what does not, such as a pattern, stays as it is.
func resolved(p string) string {
	if real, err := filepath.EvalSymlinks(p); err == nil {
		return real
	}
	parent := filepath.Dir(p)
	if parent == p {
		return p
	}
	return filepath.Join(resolved(parent), filepath.Base(p))
}

// ancestor returns the deepest folder that holds all of the absolute paths.
func ancestor(paths []string) string {
	common := folder(paths[0])
	for _, p := range paths[1:] {
		for !below(common, folder(p)) {
			common = filepath.Dir(common)
		}
	}
	return common
}

// folder returns the deepest folder that exists at or above p.
func folder(p string) string {
	for {
		info, err := os.Stat(p)
		parent := filepath.Dir(p)
		if err == nil && info.IsDir() || parent == p {
			return p
		}
		p = parent
	}
}

// below reports whether p is dir or lies in it.
func below(dir, p string) bool {
	rel, err := filepath.Rel(dir, p)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// root returns the scan root for paths that holder holds.
func root(dir, holder string) string {
	for at := holder; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, ".git")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	if below(dir, holder) {
		holder = dir
	}
	for at := holder; at != filepath.Dir(at) && (at == holder || !shared(at)); at = filepath.Dir(at) {
		if _, err := os.Lstat(filepath.Join(at, config.Name)); err == nil {
			return at
		}
	}
	return holder
}

// shared reports whether anybody may write to a folder, such as that of
// temporary files: what is in it is not the user's.
func shared(dir string) bool {
	const writableByOthers = 0o002
	info, err := os.Stat(dir)
	return err != nil || info.Mode().Perm()&writableByOthers != 0 && runtime.GOOS != "windows"
}

// name returns the name in the tree of an absolute path.
func (s *scan) name(p string) (string, error) {
	rel, err := filepath.Rel(s.tree.Dir(), p)
	if err != nil {
		return "", fmt.Errorf("%s: %w", p, source.ErrOutside)
	}
	return filepath.ToSlash(rel), nil
}

// display returns a name in the tree as people see it: relative to the working
// directory, with slashes.
func (s *scan) display(name string) string {
	rel, err := filepath.Rel(s.dir, filepath.Join(s.tree.Dir(), filepath.FromSlash(name)))
	if err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}
