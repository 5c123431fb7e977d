package terraform

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

const (
	// maxDeep is how many configurations may be read on behalf of one another.
	maxDeep = 16

	// maxConfigs is how many configurations may be read for a unit.
	maxConfigs = 200
)

// A config is one file in Terragrunt's language as it is for one unit.
type config struct {
	unit    *unit
	file    string
	dir     string     // what get_terragrunt_dir() says
	through *inclusion // nil unless another configuration includes it
	failed  bool       // it could not be read, or not all of it

	locals       map[string]*hclsyntax.Attribute
	features     map[string]*hclsyntax.Block
	dependencies map[string]*hclsyntax.Block
	terraform    []*hclsyntax.Block
	generate     []*hclsyntax.Block
	remoteState  *hclsyntax.Block
	exclude      *hclsyntax.Block
	skip         *hclsyntax.Attribute
	inputs       *hclsyntax.Attribute
	includes     []*inclusion

	ctx       *hcl.EvalContext
	cells     map[string]*cell
	functions map[string]function.Function // that are called somewhere
	calls     map[string]callable          // what those of Terragrunt do, once one is called
}

// An inclusion is an include block.
type inclusion struct {
	name     string // empty for a block without a label
	block    *hclsyntax.Block
	config   *config // nil if it cannot be read
	strategy string
}

func (u *unit) newConfig(name, dir string, through *inclusion) *config {
	c := &config{
		unit: u, file: name, dir: dir, through: through,
		locals: map[string]*hclsyntax.Attribute{}, features: map[string]*hclsyntax.Block{},
		dependencies: map[string]*hclsyntax.Block{}, cells: map[string]*cell{}, functions: map[string]function.Function{},
	}
	c.ctx = (&frame{config: c}).newContext(nil)
	return c
}

// index takes the blocks of the file that matter. Hooks, retries and the like
// change nothing of what is deployed.
func (c *config) index(body *hclsyntax.Body) {
	c.inputs, c.skip = body.Attributes["inputs"], body.Attributes["skip"]
	for _, b := range body.Blocks {
		label := strings.Join(b.Labels, ".")
		switch b.Type {
		case "locals":
			for _, a := range attributes(b.Body) {
				c.locals[a.Name] = a
			}
		case "feature":
			c.features[label] = b
		case "dependency":
			c.dependencies[label] = b
		case "terraform":
			c.terraform = append(c.terraform, b)
		case "generate":
			c.generate = append(c.generate, b)
		case "remote_state":
			c.remoteState = b
		case "exclude":
			c.exclude = b
		case "include":
			c.includes = append(c.includes, &inclusion{name: label, block: b})
		}
	}
}

// open reads what an include block includes. That it is not there, or includes
// what includes it, is a problem.
func (c *config) open(i *inclusion) {
	e := c.unit.e
	at := rangeOf(i.block.DefRange())
	i.strategy, _ = c.text(i.block, "merge_strategy")
	switch i.strategy {
	case "", "no_merge", "shallow", "deep", "deep_map_only":
	default:
		e.problems.add(iac.EvaluationError, at, "there is no merge_strategy %q: it is no_merge, shallow or deep", i.strategy)
	}
	a, ok := i.block.Body.Attributes["path"]
	if !ok {
		e.problems.add(iac.EvaluationError, at, "an include block has no `path`")
		return
	}
	v, diags := a.Expr.Value(c.ctx)
	e.problems.diagnostics(iac.EvaluationError, diags)
	if diags.HasErrors() {
		return
	}
	if !isString(v) || hasToken(v.AsString()) {
		e.problems.add(iac.EvaluationError, at, "the path of an include block is not known")
		return
	}
	name, ok := c.within(v.AsString())
	switch {
	case !ok:
		e.problems.add(iac.MissingFile, at, "%s leads out of the scan root", v.AsString())
	case slices.Contains(c.unit.reading, name):
		e.problems.add(iac.EvaluationError, at, "include cycle: %s", strings.Join(append(slices.Clone(c.unit.reading), name), " → "))
	case !c.unit.mayRead():
		e.problems.add(iac.LimitExceeded, at, "%s is not read: too many configurations include each other", name)
	case !c.isFile(name):
		e.problems.add(iac.MissingFile, at, "%s is not there", name)
	default:
		if c.through != nil && len(c.unit.reading) == 2 { // deeper ones follow from this
			e.problems.add(iac.EvaluationError, at, "%s is included and includes in turn, which Terragrunt refuses", c.file)
		}
		i.config = c.unit.read(name, c.dir, i)
	}
}

// mayRead reports whether the unit may read one more configuration.
func (u *unit) mayRead() bool { return len(u.reading) < maxDeep && u.configs < maxConfigs }

func (c *config) isFile(name string) bool {
	_, err := c.unit.e.tree.ReadFile(name)
	return err == nil
}

// text returns the text that an attribute of a block is.
func (c *config) text(b *hclsyntax.Block, name string) (string, bool) {
	a, ok := b.Body.Attributes[name]
	if !ok {
		return "", false
	}
	v, diags := a.Expr.Value(c.ctx)
	if diags.HasErrors() || !isString(v) || hasToken(v.AsString()) {
		return "", false
	}
	return v.AsString(), true
}

// merged returns the configurations that c includes and merges, those first that
// win: the last of them.
func (c *config) merged() []*config {
	var out []*config
	for _, i := range slices.Backward(c.includes) {
		if i.config != nil && i.strategy != "no_merge" {
			out = append(out, i.config)
		}
	}
	return out
}

// chain returns c and all that it includes and merges at any depth, those first
// that win.
func (c *config) chain() []*config {
	out := []*config{c}
	for _, m := range c.merged() {
		out = append(out, m.chain()...)
	}
	return out
}

// value returns what the reference t in the configuration refers to.
func (c *config) value(t hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	at := t.SourceRange()
	root := t.RootName()
	first, ok := name(t, 1)
	if !ok {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "`%s` alone is not a reference", root)
	}
	switch root {
	case "local":
		return withRest(t[2:])(c.local(first, at))
	case "include":
		return c.included(t, at)
	case "dependency":
		return c.dependencyValue(first, t[2:], at)
	case "feature":
		return c.feature(first, t[2:], at)
	case inputsRoot:
		v, _, diags := c.input(first)
		return v, diags
	case "values":
		return c.stackValue(first, t[2:], at)
	case "unit", "stack":
		return c.unread(root, unreadStack, rangeOf(at)), nil
	}
	return cty.DynamicVal, failure(iac.EvaluationError, at, "there is no `%s` to refer to", root)
}

// unread returns a value that is not known, and why.
func (c *config) unread(name, why string, at source.Range) cty.Value {
	e := c.unit.e
	return e.soft(e.unknown(unknownKey{name: "terragrunt " + at.String() + name}, func() iac.Unknown {
		return iac.Unknown{Name: name, Why: "`" + name + "` is not known: " + why, Range: at}
	}))
}

func (c *config) cell(name string) *cell {
	x, ok := c.cells[name]
	if !ok {
		x = &cell{}
		c.cells[name] = x
	}
	return x
}

// once returns the value of a named part of the configuration.
func (c *config) once(name string, at hcl.Range, f func() (cty.Value, hcl.Diagnostics)) (cty.Value, hcl.Diagnostics) {
	return c.unit.e.once(c.cell(name), c.file+" "+name, at, f)
}

func (c *config) local(name string, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	a, ok := c.locals[name]
	if !ok {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "reference to undeclared local `%s`", name)
	}
	return c.once("local."+name, at, func() (cty.Value, hcl.Diagnostics) { return a.Expr.Value(c.ctx) })
}

// feature returns feature.name.value: the default, as nobody sets another.
func (c *config) feature(label string, steps hcl.Traversal, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	for _, m := range c.chain() {
		if b, ok := m.features[label]; ok {
			a, ok := b.Body.Attributes["default"]
			if !ok {
				break
			}
			v, diags := a.Expr.Value(m.ctx)
			return withRest(steps)(cty.ObjectVal(map[string]cty.Value{"value": v}), diags)
		}
	}
	return cty.DynamicVal, failure(iac.EvaluationError, at, "reference to undeclared feature `%s`", label)
}

// included returns what the steps after include lead to: include.root.locals.x,
// or include.locals.x for the block without a label.
func (c *config) included(t hcl.Traversal, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	i, rest, ok := c.inclusion(t)
	switch {
	case !ok:
		return cty.DynamicVal, failure(iac.EvaluationError, at, "reference to undeclared include `%s`", traversalText(t[1:]))
	case i.config == nil:
		return c.unread("include."+i.name, "what it includes is not read", rangeOf(at)), nil
	}
	what, _ := name(rest, 0)
	key, one := name(rest, 1)
	if what == "locals" && one {
		return withRest(rest[2:])(i.config.local(key, at))
	}
	return withRest(rest)(i.config.object(), nil)
}

// inclusion returns the include block that the steps after include name, and
// the steps after that.
func (c *config) inclusion(t hcl.Traversal) (i *inclusion, rest hcl.Traversal, ok bool) {
	first, _ := name(t, 1)
	for _, i := range c.includes {
		switch i.name {
		case "":
			return i, t[1:], true
		case first:
			return i, t[2:], true
		}
	}
	return nil, nil, false
}

func traversalText(t hcl.Traversal) string {
	path, _ := pathOf(t)
	return strings.TrimPrefix(pathText(newTokens(), path), ".")
}

// object returns the configuration as read_terragrunt_config() has it, as far as
// people use that: what cannot be evaluated is unknown in it.
func (c *config) object() cty.Value {
	locals := map[string]cty.Value{}
	for name, a := range c.locals {
		v, diags := c.local(name, a.SrcRange)
		if diags.HasErrors() {
			v = c.unit.e.soft(c.unit.e.failed(a.Expr, c.ctx, diags))
		}
		locals[name] = v
	}
	inputs := map[string]cty.Value{}
	names, known := c.inputNames()
	for _, name := range names {
		v, _, diags := c.input(name)
		if diags.HasErrors() {
			v = c.unit.e.soft(c.unit.e.failed(c.inputs.Expr, c.ctx, diags))
		}
		inputs[name] = v
	}
	fields := map[string]cty.Value{"locals": cty.ObjectVal(locals), "inputs": cty.ObjectVal(inputs)}
	if !known {
		fields["inputs"] = c.unread("inputs", "some of them are only known by name to what they are merged from", source.Range{File: c.file})
	}
	for _, b := range c.terraform {
		if s, ok := c.text(b, "source"); ok {
			fields["terraform"] = cty.ObjectVal(map[string]cty.Value{"source": cty.StringVal(s)})
		}
	}
	return cty.ObjectVal(fields)
}

// generated returns the bodies of the Terraform files that Terragrunt writes
// into the folder of the module.
func (u *unit) generated(dir string) []*hclsyntax.Body {
	var bodies []*hclsyntax.Body
	seen := map[string]bool{}
	for _, c := range u.own.chain() {
		for _, b := range c.generate {
			label := strings.Join(b.Labels, ".")
			name, ok := c.text(b, "path")
			if _, config := cutConfigExt(path.Base(name)); seen[label] || !ok || !config || c.isTrue(b, "disable") {
				continue
			}
			seen[label] = true
			a, ok := b.Body.Attributes["contents"]
			keeps, _ := c.text(b, "if_exists")
			name = path.Join(dir, path.Base(name))
			if !ok || strings.HasSuffix(name, ".json") || keeps == "skip" && c.isFile(name) {
				continue
			}
			v, diags := a.Expr.Value(c.ctx)
			u.e.problems.diagnostics(iac.EvaluationError, diags)
			if body := u.parseGenerated(name, v, a.SrcRange); body != nil {
				bodies = append(bodies, body)
			}
		}
	}
	return bodies
}

// isTrue reports whether an attribute of a block is known to be true.
func (c *config) isTrue(b *hclsyntax.Block, name string) bool { return c.is(b, name, cty.True) }

// is reports whether an attribute of a block is known to have the value.
func (c *config) is(b *hclsyntax.Block, name string, want cty.Value) bool {
	a, ok := b.Body.Attributes[name]
	if !ok {
		return false
	}
	v, diags := a.Expr.Value(c.ctx)
	return !diags.HasErrors() && v.RawEquals(want)
}

// parseGenerated returns the body of a file that Terragrunt writes, in which
// what is unknown is a token.
func (u *unit) parseGenerated(name string, contents cty.Value, at hcl.Range) *hclsyntax.Body {
	if !isString(contents) || tooDeep([]byte(contents.AsString()), false) != "" {
		return nil
	}
	file, diags := hclsyntax.ParseConfig([]byte(contents.AsString()), name, hcl.InitialPos)
	if diags.HasErrors() {
		u.e.problems.add(iac.ParseError, rangeOf(at), "what is generated is not valid: %s", sentence(diags[0]))
	}
	if file == nil {
		return nil
	}
	body, _ := file.Body.(*hclsyntax.Body)
	u.e.written[name], u.e.replaced[name] = true, true
	return body
}

// backend returns where the unit keeps its state, if a configuration says so.
func (u *unit) backend() (b backend, ok bool) {
	for _, c := range u.own.chain() {
		if c.remoteState == nil {
			continue
		}
		kind, known := c.text(c.remoteState, "backend")
		a, set := c.remoteState.Body.Attributes["config"]
		if !known || !set {
			return backend{}, false
		}
		v, diags := a.Expr.Value(c.ctx)
		if diags.HasErrors() {
			return backend{}, false
		}
		return u.e.located(kind, u.e.softened(v, u.e.at(a.Expr, c.ctx)), ""), true
	}
	return backend{}, false
}

// String returns what messages call the configuration.
func (c *config) String() string { return fmt.Sprintf("`%s`", c.file) }
