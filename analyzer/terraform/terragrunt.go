package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A unit is a folder in which Terragrunt runs Terraform.
// https://terragrunt.gruntwork.io/docs/reference/hcl/
type unit struct {
	e       *evaluator
	dir     string
	own     *config
	files   []string           // configuration files that were read
	reading []string           // those that are being read, outermost first
	configs int                // how many were read, each for every time
	missing *iac.Unknown       // why the module is not there, if so
	hidden  *iac.Unknown       // why it is not known what Terraform is handed, if so
	others  map[string]*config // configurations that are only read, by file
	values  *config            // what a stack gives the unit, once it is asked for
	broken  map[string]bool    // dependencies, by folder, that lead back to the unit
	depends []dependency       // once known
	known   bool
	settled bool // the inputs are known to the evaluator
}

// newUnit returns the unit in the folder of the evaluator, or nil where there is
// none.
func (e *evaluator) newUnit() *unit {
	name, ok := unitFile(e.tree, e.root)
	if !ok {
		return nil
	}
	u := &unit{e: e, dir: e.root, others: map[string]*config{}, broken: map[string]bool{}}
	e.unit = u // the functions of its configuration ask for it
	u.own = u.read(name, e.root, nil)
	return u
}

// unitAt returns the unit in the folder dir, or nil where there is none. The
// evaluator is good for the configuration alone, and for other units after that.
func (e *evaluator) unitAt(dir string) *unit {
	e.root, e.unit = dir, nil
	return e.newUnit()
}

// read returns the configuration in the file called name as it is for the
// folder dir: that of the unit, or of the file where another only reads it.
// Through is how it is included, if it is.
func (u *unit) read(name, dir string, through *inclusion) *config {
	c := u.newConfig(name, dir, through)
	u.configs++
	u.reading = append(u.reading, name)
	defer func() { u.reading = u.reading[:len(u.reading)-1] }()
	if !slices.Contains(u.files, name) {
		u.files = append(u.files, name)
	}
	before := len(u.e.problems.list)
	body := u.e.parseFile(name, configShape(), nil)
	c.failed = len(u.e.problems.list) > before
	if body == nil {
		return c
	}
	rewriter{e: u.e, config: c}.body(body)
	c.index(body)
	for _, i := range c.includes {
		c.open(i)
	}
	return c
}

// sourceAttr returns the attribute that says which module the unit runs, and the
// configuration that it stands in. It is nil where the unit runs what is in its
// own folder.
func (u *unit) sourceAttr() (*hclsyntax.Attribute, *config) {
	for _, c := range u.own.chain() {
		for _, b := range slices.Backward(c.terraform) {
			a, ok := b.Body.Attributes["source"]
			if !ok {
				continue
			}
			if v, _ := a.Expr.Value(c.ctx); !v.IsNull() {
				return a, c
			}
		}
	}
	return nil, nil
}

// call returns the module that the unit runs as a call of it, with a source
// that a module block could have; it is not ok, after a problem, if that is not
// known.
func (u *unit) call() (c *call, ok bool) {
	a, in := u.sourceAttr()
	if a == nil {
		return &call{name: "unit", block: u.block(hcl.Range{Filename: u.own.file}), source: "."}, true
	}
	v, diags := a.Expr.Value(in.ctx)
	u.e.problems.diagnostics(iac.EvaluationError, diags)
	c = &call{name: path.Base(u.dir), block: u.block(a.SrcRange)}
	if diags.HasErrors() || !isString(v) || hasToken(v.AsString()) {
		why := "the source of `" + u.dir + "` is not known"
		if isString(v) {
			if t := u.e.softIn(v); t != nil {
				why += ": " + t.Why
			}
		}
		u.missing = &iac.Unknown{Name: "module of " + u.dir, Why: why, Range: rangeOf(a.SrcRange)}
		u.e.problems.add(iac.UnknownInput, rangeOf(a.SrcRange), "%s", why)
		return c, false
	}
	c.source = v.AsString()
	u.locate(c, in)
	return c, true
}

// block returns a module block that stands at r.
func (u *unit) block(r hcl.Range) *hclsyntax.Block {
	return &hclsyntax.Block{
		Type: "module", TypeRange: r, OpenBraceRange: r, CloseBraceRange: r,
		Body: &hclsyntax.Body{Attributes: hclsyntax.Attributes{}, SrcRange: r, EndRange: r},
	}
}

// locate puts the source of c as a module block has it, in which a local path is
// seen from the folder of the unit, and a version is an argument of its own.
func (u *unit) locate(c *call, in *config) {
	if rest, ok := strings.CutPrefix(c.source, "tfr://"); ok {
		name, query, _ := strings.Cut(rest, "?")
		c.source = strings.TrimPrefix(name, "/")
		if version, ok := strings.CutPrefix(query, "version="); ok {
			r := c.block.TypeRange
			c.block.Body.Attributes["version"] = &hclsyntax.Attribute{
				Name: "version", SrcRange: r, NameRange: r, Expr: &hclsyntax.LiteralValueExpr{Val: cty.StringVal(version), SrcRange: r},
			}
		}
		return
	}
	name := strings.TrimPrefix(c.source, "file://")
	if !strings.HasPrefix(name, "/") && !isLocalSource(name) {
		if strings.Contains(name, "::") || strings.Contains(name, "@") || strings.Contains(strings.Split(name, "/")[0], ".") {
			return
		}
	}
	if dir, ok := u.within(name); ok && u.isModule(dir) {
		c.source = local(u.dir, dir)
		return
	}
	if dir, err := source.Join(path.Dir(in.file), path.Clean(name)); err == nil && u.isModule(dir) {
		c.source = local(u.dir, dir)
		return
	}
	if dir, ok := u.within(name); ok {
		c.source = local(u.dir, dir)
	}
}

// local returns the folder to as a source that is seen from the folder from.
func local(from, to string) string {
	rel := relative(from, to)
	if rel != ".." && !strings.HasPrefix(rel, "../") {
		rel = "./" + rel
	}
	return rel
}

// within returns the name in the tree of a path as the unit sees it.
func (u *unit) within(name string) (string, bool) {
	name = path.Clean(name) // the double slash has no meaning here
	dir := u.dir
	if rest, absolute := strings.CutPrefix(name, "/"); absolute {
		dir, name = ".", rest
	}
	full, err := source.Join(dir, name)
	return full, err == nil
}

func (u *unit) isModule(dir string) bool {
	names, err := configFiles(u.e.tree, dir)
	return err == nil && len(names) > 0
}

// isReal reports whether Terragrunt can run in the folder: there is a module to
// run, be it in the folder itself.
func (u *unit) isReal() bool {
	if u.own.failed {
		return true
	}
	if a, _ := u.sourceAttr(); a != nil {
		return true
	}
	return u.isModule(u.dir)
}

// moduleDir returns the folder of the module that the unit runs, if that is in
// the tree.
func (u *unit) moduleDir() (string, bool) {
	muted := u.e.problems
	defer func() { u.e.problems = muted }()
	c, ok := u.call()
	if !ok || !isLocalSource(c.source) {
		return "", false
	}
	dir, err := source.Join(u.dir, c.source)
	return dir, err == nil
}

// runBy notes that a unit runs the module of the root as c says. What is not the
// user's to edit is found there.
func (s *scope) runBy(c *call) {
	s.call = c
	if s.downloaded = !isLocalSource(c.source); s.downloaded {
		s.caller = c.sourceRange()
		s.calls = []source.Range{s.caller}
	}
}

// beginUnit parses the module that the unit runs, with the files that Terragrunt
// writes for it. The module is empty where that is not there.
func (e *evaluator) beginUnit() (*module, *call) {
	u := e.unit
	c, ok := u.call()
	if !ok {
		return newModule(u.dir), c
	}
	dir, _, ok := e.moduleDir(c, u.dir, "")
	if names, err := configFiles(e.treeOf(dir), dir); ok && err == nil && len(names) > 0 {
		e.generated = append(u.copied(dir), u.generated(dir)...)
		if m, err := e.parseModule(dir); err == nil {
			return m, c
		}
	}
	u.notThere(c, dir)
	return newModule(u.dir), c
}

// copied returns the Terraform files of the unit's own folder, which Terragrunt
// copies over those of the module in the folder dir. A model has not the files of
// its module.
func (u *unit) copied(dir string) []*hclsyntax.Body {
	names, err := configFiles(u.e.tree, u.dir)
	if _, model := modelPlace(dir); err != nil || dir == u.dir || model {
		return nil
	}
	var bodies []*hclsyntax.Body
	for _, name := range names {
		if body := u.e.parseFile(name, rootShape(), nil); body != nil {
			bodies = append(bodies, body)
			u.e.replaced[path.Join(dir, path.Base(name))] = true
		}
	}
	return bodies
}

// notThere reports that the module of the unit cannot be read.
func (u *unit) notThere(c *call, dir string) {
	u.missing = &iac.Unknown{Name: "module of " + u.dir, Range: c.sourceRange()}
	kind := iac.MissingModule
	switch {
	case isLocalSource(c.source) && dir == "":
		u.missing.Why = "the module of `" + u.dir + "` is not read: its source leads out of the scan root"
	case isLocalSource(c.source):
		u.missing.Why = "the module of `" + u.dir + "` is not there: " + dir + " has no Terraform files"
	default:
		kind = iac.UnknownInput
		u.missing.Why = "the module of `" + u.dir + "` (" + c.source + ") is not on disk: check it out and point `source` at it"
	}
	if !u.own.failed {
		u.e.problems.add(kind, u.missing.Range, "%s", u.missing.Why)
	}
}

// opaque returns the module of the unit that is not there as a resource that
// shows what it is given.
func (u *unit) opaque(c *call) *iac.Resource {
	at := c.sourceRange()
	r := &iac.Resource{
		Address: "module." + c.name, Type: "module", Language: iac.Terraform, Data: true, Inert: c.inert(),
		Exists: iac.Bool(true, at), Range: at, Header: at,
	}
	var fields []iac.Field
	for _, name := range u.names() {
		x := u.reference(name)
		v, diags := x.Value(u.own.ctx)
		a := &hclsyntax.Attribute{Name: name, Expr: x, SrcRange: x.Range()}
		fields = append(fields, u.e.field(a, v, diags, u.own.ctx))
	}
	r.Body = iac.Object(fields, nil, at)
	return r
}
