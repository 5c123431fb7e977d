package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/taskreach/taskreach/analyzer/assume"
	"github.com/taskreach/taskreach/analyzer/config"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/snapshot"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/suppress"
)

// envPrefix is what the environment variables of flags begin with.
const envPrefix = "TASKREACH_"

// A configuration is a configuration file with where its paths are seen from.
type configuration struct {
	*config.Config
	scan    *scan
	dir     string // of the file, as an absolute path
	trusted bool   // the user has named it, so that it may name files anywhere
}

// configuredScan opens the tree that the paths lie in, reads its configuration
// file, and gives each flag that the command line does not set the value of the
// environment or else of the file. What is wrong with the file is among the
// problems of the scan; an error is about the command line or the environment.
func configuredScan(flags *pflag.FlagSet, paths []string) (*scan, error) {
	s, err := openScan(paths)
	if err != nil {
		return nil, err
	}
	c, err := s.readConfig(flags)
	if err != nil {
		return nil, err
	}
	if s.excludeDir, err = s.name(s.dir); err != nil || !fs.ValidPath(s.excludeDir) {
		s.excludeDir = "."
	}
	for _, name := range config.Flags() {
		if f := flags.Lookup(name); f != nil {
			if err := c.set(f); err != nil {
				return nil, err
			}
		}
	}
	c.applyAssume()
	c.applyWiring()
	c.applyPaths()
	c.applyRules()
	s.whole, s.ignored = c.covered(), c.Ignore
	if f := flags.Lookup("changed"); f != nil && f.Value.String() == "true" && s.named {
		c.widen(f)
	}
	return s, nil
}

// widen has all be checked that the configuration holds for if it is among what
// changed.
func (c *configuration) widen(changed *pflag.Flag) {
	if c.File == "" || !slices.ContainsFunc(c.scan.paths, c.isSetting) {
		return
	}
	c.scan.paths, c.scan.scope = []string{path.Dir(c.File)}, path.Dir(c.File)
	c.scan.whole = true
	_ = changed.Value.Set("false") // it takes that word
}

// isSetting reports whether the file called name is part of the configuration.
func (c *configuration) isSetting(name string) bool {
	return name == c.File || slices.ContainsFunc(c.scan.settings, func(s string) bool {
		return name == s || strings.HasPrefix(name, s+"/")
	})
}

// ignores returns what the configuration ignores, given whether only what
// changed is looked at.
func (s *scan) ignores(changed bool) []suppress.Ignore {
	all := slices.Clone(s.ignored)
	for i := range all {
		all[i].Partial = changed || !s.whole
	}
	return all
}

// covered reports whether the paths hold all of the folder that the
// configuration file is in.
func (c *configuration) covered() bool {
	return c.File != "" && slices.ContainsFunc(c.scan.paths, func(p string) bool {
		return below(filepath.Join(c.scan.tree.Dir(), filepath.FromSlash(p)), c.dir)
	})
}

// unused returns as problems what is assumed and none of the stacks refers to.
func unused(set *assume.Set, result *lint.Result) []iac.Problem {
	if set == nil {
		return nil
	}
	stacks := make([]*iac.Stack, len(result.Stacks))
	for i, s := range result.Stacks {
		stacks[i] = s.Stack
	}
	var problems []iac.Problem
	for _, a := range set.Unused(stacks) {
		problems = append(problems, iac.Problem{
			Kind: iac.UnusedInput, Range: a.Range,
			Message: fmt.Sprintf("nothing that was scanned refers to `%s`, of which something is assumed", a.Name),
		})
	}
	return problems
}

// readConfig returns the configuration of the scan: the file that --config or
// the environment names, else the nearest one at or above the paths.
func (s *scan) readConfig(flags *pflag.FlagSet) (*configuration, error) {
	name := config.Find(s.tree, s.scope)
	c := &configuration{scan: s}
	given := os.Getenv(envPrefix + "CONFIG")
	if f := flags.Lookup("config"); f != nil && f.Changed {
		given = f.Value.String()
	}
	if given != "" {
		c.trusted = true
		var err error
		if name, err = s.include(given); err != nil {
			return nil, fmt.Errorf("--config %s: %w", given, err)
		}
	}
	if name == "" {
		c.Config = &config.Config{}
		return c, nil
	}
	c.Config, s.problems = config.Read(s.tree, name)
	c.dir = filepath.Join(s.tree.Dir(), filepath.FromSlash(path.Dir(name)))
	return c, nil
}

// include returns the name in the tree of a file that the user names, which
// becomes readable there wherever it is.
func (s *scan) include(file string) (string, error) {
	if !filepath.IsAbs(file) {
		file = filepath.Join(s.dir, file)
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return "", fs.ErrNotExist
	}
	file = resolved(file)
	if below(s.tree.Dir(), file) {
		return s.name(file)
	}
	return s.tree.Include(file)
}

// set gives a flag what the environment and the file say, as far as the
// command line leaves it open.
func (c *configuration) set(f *pflag.Flag) error {
	fromFile := c.values(f.Name)
	fromEnv, err := environment(f.Name)
	if err != nil {
		return err
	}
	if config.Merges(f.Name) {
		return merge(f, fromFile, fromEnv)
	}
	values := fromEnv
	switch {
	case f.Changed:
		return nil
	case len(fromEnv) == 0:
		values = fromFile
		if f.Name == "exclude" && len(fromFile) > 0 {
			c.scan.excludeDir = path.Dir(c.File)
		}
	}
	if list, ok := f.Value.(pflag.SliceValue); ok && len(values) > 0 {
		return list.Replace(values)
	}
	for _, v := range values {
		if err := f.Value.Set(v); err != nil {
			return fmt.Errorf("%s: invalid value %q", variable(f.Name), v)
		}
	}
	return nil
}

// merge puts the values of a flag behind those of the environment and of the
// file: of one name, later ones win.
func merge(f *pflag.Flag, fromFile, fromEnv []string) error {
	list, ok := f.Value.(pflag.SliceValue)
	if !ok {
		return nil
	}
	all := append(fromFile, fromEnv...)
	if f.Changed {
		all = append(all, list.GetSlice()...)
	}
	return list.Replace(all)
}

// variable returns the name of the environment variable of a flag.
func variable(flag string) string {
	return envPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// environment returns the values that the environment gives a flag: one a line
// and, unless they are names with values, separated by commas.
func environment(flag string) ([]string, error) {
	text := os.Getenv(variable(flag))
	separators := "\n"
	if !config.Merges(flag) {
		separators = "\n,"
	}
	var values []string
	for _, v := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	if config.Merges(flag) {
		if _, err := pairs(variable(flag), values); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// values returns what the file says of a flag, the files that it names as
// absolute paths. What a flag does not take is a problem.
func (c *configuration) values(flag string) []string {
	var values []string
	for _, s := range c.Settings {
		if s.Flag != flag {
			continue
		}
		for _, t := range s.Values {
			v, err := c.value(flag, t.Value)
			if err != nil {
				c.fail(t.At, fmt.Sprintf("`%s`: %s", flag, err))
				continue
			}
			values = append(values, v)
		}
	}
	return values
}

func (c *configuration) fail(at source.Range, message string) {
	c.scan.problems = append(c.scan.problems, iac.Problem{Kind: iac.InvalidConfig, Message: message, Range: at})
}

// value returns a value of the file as the flag takes it.
func (c *configuration) value(flag, v string) (string, error) {
	switch flag {
	case "format":
		if _, err := parseOutputs([]string{v}); err != nil {
			return "", err
		}
		name, file, named := strings.Cut(v, "=")
		if !named {
			return v, nil
		}
		file, err := c.place(file)
		return name + "=" + file, err
	case "baseline", "var-file", "parameters":
		return c.existing(v)
	case "stack-name":
		template, name, _ := strings.Cut(v, "=")
		template, err := c.existing(template)
		return template + "=" + name, err
	}
	return v, nil
}

// place returns a path of the file as an absolute one. It stays within the
// scan root unless the user has named the file: whoever can change what is
// scanned is not to choose what is read and written elsewhere.
func (c *configuration) place(p string) (string, error) {
	if !filepath.IsAbs(p) {
		p = filepath.Join(c.dir, filepath.FromSlash(p))
	}
	p = resolved(p)
	if !c.trusted && !below(c.scan.tree.Dir(), p) {
		return "", source.ErrOutside
	}
	return p, nil
}

func (c *configuration) existing(p string) (string, error) {
	file, err := c.place(p)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(file); err != nil {
		return "", fmt.Errorf("%s: %w", p, fs.ErrNotExist)
	}
	return file, nil
}

// applyPaths has the paths of the file stand for those that the command line
// does not name.
func (c *configuration) applyPaths() {
	if c.scan.named || len(c.Paths) == 0 {
		return
	}
	var names, absolute []string
	for _, t := range c.Paths {
		p, err := c.place(t.Value)
		if err != nil {
			c.fail(t.At, "`paths`: "+t.Value+": "+err.Error())
			continue
		}
		name, err := c.scan.name(p)
		if err != nil || !fs.ValidPath(name) {
			c.fail(t.At, "`paths`: "+t.Value+": "+source.ErrOutside.Error())
			continue
		}
		names, absolute = append(names, name), append(absolute, p)
	}
	if len(names) == 0 {
		return
	}
	c.scan.paths = names
	if scope, err := c.scan.name(ancestor(absolute)); err == nil {
		c.scan.scope = scope
	}
}

// applyAssume has the scan know what the file assumes, and the snapshots that it
// names. What is in both is a problem: which of the two holds is not known.
func (c *configuration) applyAssume() {
	if c.Assume.IsZero() && len(c.Snapshot) == 0 {
		return
	}
	set := assume.NewSet(c.Assume)
	c.scan.assumed = set
	var names []string
	for _, t := range c.Snapshot {
		p, err := c.existing(t.Value)
		var name string
		if err == nil {
			name, err = c.scan.include(p)
		}
		if err != nil {
			c.fail(t.At, "`snapshot`: "+err.Error())
			continue
		}
		names = append(names, name)
	}
	c.scan.settings = names
	networks, problems := snapshot.Load(c.scan.tree, names)
	c.scan.problems = append(c.scan.problems, problems...)
	for _, n := range networks {
		twice := func(r *iac.Resource) bool { return r.ID != "" && set.Has(r.ID) }
		if i := slices.IndexFunc(n.Resources, twice); i >= 0 {
			c.fail(n.Resources[i].Range, fmt.Sprintf("`%s` is assumed and in the snapshot, too: leave one of them out", n.Resources[i].ID))
			continue
		}
		set.Add(iac.Assumption{Name: n.Name, Says: n.Says, Range: n.Range}, n.Resources)
		if n.Listed {
			set.List(n.Name)
		}
	}
}

// applyWiring notes the wires between the templates that the file names.
func (c *configuration) applyWiring() {
	c.scan.wiring = map[string]map[string]string{}
	for _, w := range c.Wiring {
		i := strings.LastIndexByte(w.Output.Value, '.')
		from, to := w.Template, w.Output
		to.Value = to.Value[:i]
		template, ok := c.template(from)
		other, found := c.template(to)
		if !ok || !found {
			continue
		}
		if c.scan.wiring[template] == nil {
			c.scan.wiring[template] = map[string]string{}
		}
		c.scan.wiring[template][w.Parameter.Value] = other + w.Output.Value[i:]
	}
}

// template returns the name in the tree of a template that the wiring names.
func (c *configuration) template(t source.Text) (string, bool) {
	p, err := c.existing(t.Value)
	if err == nil {
		if name, err := c.scan.name(p); err == nil && fs.ValidPath(name) {
			return name, true
		}
		err = source.ErrOutside
	}
	if err != nil {
		c.fail(t.At, "`wiring`: "+err.Error())
	}
	return "", false
}

// applyRules gives rules the severities that the file has for them.
func (c *configuration) applyRules() {
	var problems []iac.Problem
	c.scan.rules, problems = c.Adjust(c.scan.rules)
	c.scan.problems = append(c.scan.problems, problems...)
}
