package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A module is the configuration in one folder, before any evaluation. One
// module can be called many times.
type module struct {
	dir       string
	variables map[string]*variable
	locals    map[string]*hclsyntax.Attribute
	outputs   map[string]*hclsyntax.Block
	resources map[string]*resource // by aws_vpc.main, data.aws_vpc.main
	calls     map[string]*call
	providers map[string]*hclsyntax.Block // by aws, aws.west

	backend *hclsyntax.Block // where the state is kept, if that is said

	resourceOrder []*resource
	callOrder     []*call
	blocks        []*hclsyntax.Block
}

// A variable is a declared input.
type variable struct {
	name     string
	rng      hcl.Range
	def      hclsyntax.Expression // nil if it has to be given
	typ      cty.Type
	defaults *typeexpr.Defaults
	typed    bool // a type is declared
	nullable bool
}

// A resource is a resource or data block.
type resource struct {
	kind, name string
	data       bool
	block      *hclsyntax.Block
	ignored    []string
	construct  string // of CDK for Terraform, that wrote the block
}

// address returns the resource's address within its module.
func (r *resource) address() string {
	if r.data {
		return "data." + r.kind + "." + r.name
	}
	return r.kind + "." + r.name
}

// A call is a module block.
type call struct {
	name   string
	block  *hclsyntax.Block
	source string
}

func newModule(dir string) *module {
	return &module{
		dir:       dir,
		variables: map[string]*variable{},
		locals:    map[string]*hclsyntax.Attribute{},
		outputs:   map[string]*hclsyntax.Block{},
		resources: map[string]*resource{},
		calls:     map[string]*call{},
		providers: map[string]*hclsyntax.Block{},
	}
}

// blockLabels are how many labels the blocks that matter have.
var blockLabels = map[string]int{
	"variable": 1, "output": 1, "locals": 0, "module": 1, "provider": 1, "resource": 2, "data": 2, "ephemeral": 2,
	"terraform": 0,
}

// addTo adds the blocks of the file to m: all but those of override files,
// which are merged into what is there.
func (f *syntaxFile) addTo(m *module, e *evaluator) {
	for _, a := range attributes(f.body) {
		e.problems.add(iac.ParseError, rangeOf(a.NameRange), "an argument named %q is not expected here", a.Name)
	}
	for _, b := range f.body.Blocks {
		n, ok := blockLabels[b.Type]
		if !ok {
			continue
		}
		if len(b.Labels) != n {
			e.problems.add(iac.ParseError, rangeOf(b.DefRange()), "a %s block has %d labels, not %d", b.Type, n, len(b.Labels))
			continue
		}
		if f.override && m.override(e, b) {
			continue
		}
		m.blocks = append(m.blocks, b)
	}
}

// override merges b into the block of m that it names.
func (m *module) override(e *evaluator, b *hclsyntax.Block) bool {
	if b.Type == "locals" {
		m.overrideLocals(b)
		return false
	}
	for i, have := range m.blocks {
		if blockKey(have) == blockKey(b) {
			e.fill(have)
			e.fill(b)
			m.blocks[i] = merged(have, b)
			return true
		}
	}
	return false
}

// overrideLocals puts the locals of b in place of those of the same name and
// takes them out of b.
func (m *module) overrideLocals(b *hclsyntax.Block) {
	for _, have := range m.blocks {
		if have.Type != "locals" {
			continue
		}
		for name, a := range b.Body.Attributes {
			if _, ok := have.Body.Attributes[name]; ok {
				have.Body.Attributes[name] = a
				delete(b.Body.Attributes, name)
			}
		}
	}
}

func blockKey(b *hclsyntax.Block) string {
	key := b.Type + " " + strings.Join(b.Labels, ".")
	if a, ok := b.Body.Attributes["alias"]; ok && b.Type == "provider" {
		key += "." + keyword(a.Expr)
	}
	return key
}

// merged returns base with the arguments of over in place of its own; nested
// blocks of one type replace all of that type.
func merged(base, over *hclsyntax.Block) *hclsyntax.Block {
	body := *base.Body
	body.Attributes = hclsyntax.Attributes{}
	for name, a := range base.Body.Attributes {
		body.Attributes[name] = a
	}
	for name, a := range over.Body.Attributes {
		body.Attributes[name] = a
	}
	replaced := map[string]bool{}
	for _, b := range over.Body.Blocks {
		replaced[contentType(b)] = true
	}
	body.Blocks = nil
	for _, b := range base.Body.Blocks {
		if !replaced[contentType(b)] {
			body.Blocks = append(body.Blocks, b)
		}
	}
	body.Blocks = append(body.Blocks, over.Body.Blocks...)
	out := *base
	out.Body = &body
	return &out
}

// contentType returns the type of block that b is or, if dynamic, produces.
func contentType(b *hclsyntax.Block) string {
	if b.Type == "dynamic" && len(b.Labels) == 1 {
		return b.Labels[0]
	}
	return b.Type
}

// finish indexes the blocks once all files are there.
func (m *module) finish(e *evaluator) {
	seen := map[string]bool{}
	for _, b := range m.blocks {
		e.prepare(b)
		key := blockKey(b)
		if b.Type != "locals" && b.Type != "terraform" && seen[key] {
			e.problems.add(iac.EvaluationError, rangeOf(b.DefRange()), "duplicate declaration of %s", describeBlock(b))
			continue
		}
		seen[key] = true
		m.index(e, b)
	}
	m.blocks = nil
}

func describeBlock(b *hclsyntax.Block) string {
	return strings.TrimSpace(b.Type + " `" + strings.Join(b.Labels, ".") + "`")
}

func (m *module) index(e *evaluator, b *hclsyntax.Block) {
	switch b.Type {
	case "variable":
		m.variables[b.Labels[0]] = newVariable(e, b)
	case "output":
		m.outputs[b.Labels[0]] = b
	case "locals":
		for _, a := range attributes(b.Body) {
			if _, ok := m.locals[a.Name]; ok {
				e.problems.add(iac.EvaluationError, rangeOf(a.NameRange), "duplicate declaration of local `%s`", a.Name)
				continue
			}
			m.locals[a.Name] = a
		}
	case "terraform":
		for _, inner := range b.Body.Blocks {
			if inner.Type == "backend" && len(inner.Labels) == 1 || inner.Type == "cloud" {
				m.backend = inner
			}
		}
	case "provider":
		m.providers[strings.TrimPrefix(blockKey(b), "provider ")] = b
	case "module":
		c := &call{name: b.Labels[0], block: b}
		if a, ok := b.Body.Attributes["source"]; ok {
			c.source = literalString(a.Expr)
		}
		m.calls[c.name] = c
		m.callOrder = append(m.callOrder, c)
	case "resource", "data":
		r := &resource{kind: b.Labels[0], name: b.Labels[1], data: b.Type == "data", block: b, ignored: ignoredBy(b), construct: e.constructs[b.TypeRange]}
		m.resources[r.address()] = r
		m.resourceOrder = append(m.resourceOrder, r)
	}
}

func newVariable(e *evaluator, b *hclsyntax.Block) *variable {
	v := &variable{name: b.Labels[0], rng: b.DefRange(), typ: cty.DynamicPseudoType, nullable: true}
	if a, ok := b.Body.Attributes["default"]; ok {
		v.def = rewriter{e: e}.expr(a.Expr)
	}
	if a, ok := b.Body.Attributes["nullable"]; ok {
		if n, diags := (rewriter{e: e}).expr(a.Expr).Value(nil); !diags.HasErrors() && n.RawEquals(cty.False) {
			v.nullable = false
		}
	}
	if a, ok := b.Body.Attributes["sensitive"]; ok {
		s, _ := a.Expr.Value(nil)
		e.marks = e.marks || !s.RawEquals(cty.False)
	}
	a, ok := b.Body.Attributes["type"]
	if !ok {
		return v
	}
	typ, defaults, diags := typeexpr.TypeConstraintWithDefaults(e.typeExpression(a.Expr))
	if diags.HasErrors() {
		e.problems.diagnostics(iac.ParseError, diags)
		return v
	}
	v.typ, v.defaults, v.typed = typ, defaults, true
	return v
}

// typeExpression returns a type constraint without the quotes that JSON syntax
// and Terraform 0.11 put around it, where "list" and "map" had no element type.
// Only 0.12 to 0.14 still took those three of 0.11; no release took others.
// https://developer.hashicorp.com/terraform/language/v1.1.x/upgrade-guides/0-15
func (e *evaluator) typeExpression(x hclsyntax.Expression) hcl.Expression {
	x = bare(x)
	s := literalString(x)
	if s != "" && !strings.HasSuffix(x.Range().Filename, ".json") {
		switch s {
		case "string", "list", "map":
			e.outdated(x.Range())
		default:
			e.problems.add(iac.ParseError, rangeOf(x.Range()), "the type constraint `%s` stands in quotes: remove them", s)
		}
	}
	if s == "" {
		if name := keyword(x); name == "list" || name == "map" {
			s = name
		} else {
			return x
		}
	}
	switch s {
	case "list", "map":
		s += "(any)"
	}
	if inner, diags := hclsyntax.ParseExpression([]byte(s), x.Range().Filename, x.Range().Start); !diags.HasErrors() {
		return inner
	}
	return x
}

// ignoredBy returns the paths under lifecycle.ignore_changes.
func ignoredBy(b *hclsyntax.Block) []string {
	var names []string
	for _, l := range b.Body.Blocks {
		a, ok := l.Body.Attributes["ignore_changes"]
		if l.Type != "lifecycle" || !ok {
			continue
		}
		if t, ok := tupleOf(a.Expr); ok {
			for _, x := range t.Exprs {
				names = append(names, ignoredPath(x))
			}
		} else {
			names = append(names, keyword(a.Expr))
		}
	}
	return names
}

// ignoredPath returns the path that x names, quoted or not, without its
// indices.
func ignoredPath(x hclsyntax.Expression) string {
	x = bare(x)
	if text := literalString(x); text != "" {
		parts := strings.FieldsFunc(text, func(r rune) bool { return r == '.' || r == '[' || r == ']' })
		return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return !hclsyntax.ValidIdentifier(s) }), ".")
	}
	steps, _ := hcl.AbsTraversalForExpr(x)
	var names []string
	for _, step := range steps {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			names = append(names, step.Name)
		case hcl.TraverseAttr:
			names = append(names, step.Name)
		}
	}
	return strings.Join(names, ".")
}

// tupleOf returns the list constructor that x is.
func tupleOf(x hclsyntax.Expression) (*hclsyntax.TupleConsExpr, bool) {
	switch x := bare(x).(type) {
	case *hclsyntax.TupleConsExpr:
		return x, true
	case *legacyTuple:
		return x.TupleConsExpr, true
	}
	return nil, false
}

// keyword returns the name that x is, quoted or not, or the first step of a
// traversal: aws for aws.west, as attribute names are used.
func keyword(x hclsyntax.Expression) string {
	x = bare(x)
	if s := literalString(x); s != "" {
		return s
	}
	if t, ok := x.(*hclsyntax.ScopeTraversalExpr); ok {
		return t.Traversal.RootName()
	}
	return ""
}

// literalString returns the text of a string without interpolation.
func literalString(x hclsyntax.Expression) string {
	switch x := bare(x).(type) {
	case *hclsyntax.TemplateExpr:
		if v, diags := x.Value(nil); x.IsStringLiteral() && !diags.HasErrors() && isString(v) {
			return v.AsString()
		}
	case *hclsyntax.LiteralValueExpr:
		if isString(x.Val) {
			return x.Val.AsString()
		}
	}
	return ""
}
