package terraform

import (
	"context"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// varFolders are what people call the folder of files with values of variables,
// which may hold a folder for each environment.
var varFolders = []string{
	"config", "configs", "env", "envs", "environment", "environments", "params", "stages", "tfvars", "variables", "vars",
}

// maxVarFiles is how many files of values are looked at for one root module.
const maxVarFiles = 100

// beginAll returns the evaluators of the stacks of the root module in the folder
// dir: one for each file of values found beside it that Terraform does not load
// by itself, or one alone where there are none, or where every variable has a
// value as it is.
func (s *set) beginAll(ctx context.Context, tree *source.Tree, dir string, opts Options) []*evaluator {
	e := newEvaluator(ctx, tree, dir, opts)
	e.set = s
	e.begin()
	if e.main == nil {
		return []*evaluator{e}
	}
	beneath, names := e.variants(e.main.mod)
	if len(names) == 0 {
		return []*evaluator{e}
	}
	all := make([]*evaluator, len(names))
	for i, name := range names {
		e := newEvaluator(ctx, tree, dir, opts)
		e.set, e.variant, e.beneath = s, name, beneath
		e.begin()
		all[i] = e
	}
	return all
}

// variantName returns the names of the files of values as seen from the root,
// in the order of their loading, or the empty string if there is none.
func (e *evaluator) variantName() string {
	if e.variant == "" {
		return ""
	}
	var names []string
	for _, name := range append(slices.Clone(e.beneath), e.variant) {
		names = append(names, path.Join(relative(e.root, path.Dir(name)), path.Base(name)))
	}
	return strings.Join(names, "+")
}

// environment returns what the file of values is for, going by its name, or by
// that of its folder where that is what tells it from others.
func (e *evaluator) environment() string {
	base, _, _ := strings.Cut(path.Base(e.variant), ".")
	if base == "terraform" {
		return path.Base(path.Dir(e.variant))
	}
	return base
}

// pairs reports whether e and r may be deployed together: r is no variant of a
// root of which another is for the environment of e.
func (e *evaluator) pairs(r *evaluator) bool {
	if e.variant == "" || r.variant == "" || r.environment() == e.environment() {
		return true
	}
	return !e.set.deploys[[2]string{r.root, e.environment()}]
}

// variants returns the files of values that each make a stack of the module,
// and those that all of these stacks are given beneath their own.
func (e *evaluator) variants(m *module) (beneath, names []string) {
	if e.opts.Variants == iac.VariantsNone {
		return nil, nil
	}
	around := varFilesAround(e.tree, e.root, e.set.shelf)
	if len(around) == 0 {
		return nil, nil
	}
	required := e.unset(m)
	wanted := required
	switch {
	case e.opts.Variants == iac.VariantsAll, e.unit != nil && e.unit.mayBeHidden():
		wanted = slices.Sorted(maps.Keys(m.variables))
	case len(wanted) == 0:
		return nil, nil
	}
	var fit []varFile
	for _, c := range around {
		if e.fits(m, &c, wanted) {
			fit = append(fit, c)
		}
	}
	if len(fit) > iac.MaxVariants {
		e.problems.add(iac.UnknownInput, rangeOf(m.variables[wanted[0]].rng),
			"more than %d files have values of the module's variables: pass --var-file", iac.MaxVariants)
		return nil, nil
	}
	return layers(fit, required)
}

// unset returns the names of the variables that have to be given a value and
// have none.
func (e *evaluator) unset(m *module) []string {
	has := func(string) bool { return false }
	if e.unit != nil {
		// The inputs may ask for other units, which are not there yet, and are not
		// asked twice.
		apart := newEvaluator(e.ctx, e.tree, e.root, e.opts)
		apart.set = &set{shelf: e.set.shelf}
		apart.begin()
		has = apart.unit.own.hasInput
	}
	var names []string
	for name, v := range m.variables {
		if _, given := e.inputs[name]; !given && v.def == nil && !has(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// A varFile is a file with values of variables that may be for a module.
type varFile struct {
	name string
	own  bool // it lies in the folder of the module
	sets []string
}

// fits notes which variables the file gives a value, and reports whether one of
// the wanted ones is among them. A file that lies elsewhere may be for another
// module, so that it must not have values of variables that this one has not.
// One of the module's own that is not valid counts, and is complained about.
func (e *evaluator) fits(m *module, f *varFile, wanted []string) bool {
	reader := newEvaluator(e.ctx, e.tree, e.root, Options{})
	reader.set.shelf = e.set.shelf
	body := reader.parseFile(f.name, plainShape, nil)
	if body == nil {
		return f.own
	}
	fits := f.own && len(reader.problems.list) > 0
	for _, a := range attributes(body) {
		if m.variables[a.Name] == nil && !f.own {
			return false
		}
		f.sets = append(f.sets, a.Name)
		fits = fits || slices.Contains(wanted, a.Name)
	}
	return fits
}

// varFilesAround returns the files of values in the folder dir of a root
// module and where people keep them for it, but for those that Terraform loads
// by itself.
func varFilesAround(tree *source.Tree, dir string, shelf *shelf) []varFile {
	s := varSearch{tree: tree, shelf: shelf}
	s.files(dir, true, func(name string) bool { return !isAutoFile(name) })
	s.folders(dir, true)
	if dir != "." {
		s.folders(path.Dir(dir), false)
	}
	return s.found
}

// A varSearch collects files of values.
type varSearch struct {
	tree  *source.Tree
	shelf *shelf
	found []varFile
}

// files adds the files of values in a folder.
func (s *varSearch) files(dir string, own bool, wanted func(name string) bool) {
	for _, e := range s.entries(dir) {
		if e.Type().IsRegular() && IsVarFile(e.Name()) && wanted(e.Name()) && len(s.found) < maxVarFiles {
			s.found = append(s.found, varFile{name: path.Join(dir, e.Name()), own: own})
		}
	}
}

// folders adds the files in the folders of base that are called so and in the
// folders in these. What is a module itself keeps its files for itself.
func (s *varSearch) folders(base string, own bool) {
	for _, e := range s.entries(base) {
		if !e.IsDir() || !slices.Contains(varFolders, strings.ToLower(e.Name())) {
			continue
		}
		dir := path.Join(base, e.Name())
		s.files(dir, own, s.lent(dir))
		for _, sub := range s.entries(dir) {
			if sub.IsDir() {
				s.files(path.Join(dir, sub.Name()), own, s.lent(path.Join(dir, sub.Name())))
			}
		}
	}
}

// lent returns what selects all files of a folder unless that is a module.
func (s *varSearch) lent(dir string) func(string) bool {
	config, err := configFiles(s.tree, dir)
	return func(string) bool { return err == nil && len(config) == 0 }
}

func (s *varSearch) entries(dir string) []fs.DirEntry {
	return s.shelf.folder(s.tree, dir)
}

// IsVarFile reports whether a file of that name holds values of variables.
func IsVarFile(name string) bool {
	return strings.HasSuffix(name, ".tfvars") || strings.HasSuffix(name, ".tfvars.json")
}

// isAutoFile reports whether Terraform loads a file of that name by itself from
// the folder of the root module.
func isAutoFile(name string) bool {
	return name == "terraform.tfvars" || name == "terraform.tfvars.json" ||
		strings.HasSuffix(name, ".auto.tfvars") || strings.HasSuffix(name, ".auto.tfvars.json")
}

// Takers returns those of the root modules in the folders dirs that the file of
// values called name may make a variant of.
func Takers(tree *source.Tree, dirs []string, name string) []string {
	var out []string
	shelf := newShelf()
	for _, dir := range dirs {
		if slices.ContainsFunc(varFilesAround(tree, dir, shelf), func(f varFile) bool { return f.name == name }) {
			out = append(out, dir)
		}
	}
	return out
}
