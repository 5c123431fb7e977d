package terraform

import (
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A scope is one instance of a module: its names and their values.
type scope struct {
	e      *evaluator
	mod    *module
	prefix string // of addresses: module.net["a"].
	key    string // of the module in .terraform/modules: net.sub
	ctx    *hcl.EvalContext

	parent  *scope // nil for the root
	call    *call
	callCtx *hcl.EvalContext // in which the call's arguments are evaluated

	exists     iac.Value // unless it is true, nothing in the scope exists for certain
	calls      []source.Range
	downloaded bool
	caller     source.Range // where downloaded, the module block that is the user's

	cells     map[string]*cell
	resources map[string]*instances
	children  map[string]*children
	providers map[string]*provider
}

func (e *evaluator) newScope(m *module) *scope {
	s := &scope{
		e: e, mod: m,
		cells:     map[string]*cell{},
		resources: map[string]*instances{},
		children:  map[string]*children{},
		providers: map[string]*provider{},
	}
	s.ctx = (&frame{scope: s}).newContext(nil)
	return s
}

func (e *evaluator) rootScope(m *module) *scope {
	s := e.newScope(m)
	s.exists = iac.Bool(true, source.Range{File: m.dir})
	return s
}

func (s *scope) cell(name string) *cell {
	c, ok := s.cells[name]
	if !ok {
		c = &cell{}
		s.cells[name] = c
	}
	return c
}

// local returns the value of a local.
func (s *scope) local(name string, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	a, ok := s.mod.locals[name]
	if !ok {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "reference to undeclared local `%s`", name)
	}
	return s.e.once(s.cell("local."+name), s.prefix+"local."+name, at, func() (cty.Value, hcl.Diagnostics) {
		return a.Expr.Value(s.ctx)
	})
}

// output returns the value of an output.
func (s *scope) output(name string, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	x := s.outputExpr(name)
	switch {
	case x == nil && s.modelled():
		return cty.DynamicVal, nil
	case x == nil:
		return cty.DynamicVal, failure(iac.EvaluationError, at, "module `%s` has no output `%s`", s.call.name, name)
	}
	return s.e.once(s.cell("output."+name), s.prefix+"output."+name, at, func() (cty.Value, hcl.Diagnostics) {
		return x.Value(s.ctx)
	})
}

func (s *scope) outputExpr(name string) hclsyntax.Expression {
	b, ok := s.mod.outputs[name]
	if !ok {
		return nil
	}
	s.e.need(b)
	if a, ok := b.Body.Attributes["value"]; ok {
		return a.Expr
	}
	return nil
}

// named returns path.module and the like. They are relative to the root
// module, but for the absolute path.cwd, as Terraform has them where it is run
// there.
func (s *scope) named(root, attr string, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	switch root + "." + attr {
	case "path.module":
		return cty.StringVal(relative(s.e.root, s.mod.dir)), nil
	case "path.root":
		return cty.StringVal("."), nil
	case "path.cwd":
		return cty.StringVal(s.e.absolute(".")), nil
	case "terraform.workspace", "tofu.workspace":
		if s.e.opts.Workspace == "" {
			return cty.StringVal("default"), nil
		}
		return cty.StringVal(s.e.opts.Workspace), nil
	case "terraform.applying", "tofu.applying":
		return cty.UnknownVal(cty.Bool), nil
	}
	return cty.DynamicVal, failure(iac.EvaluationError, at, "there is no `%s.%s`", root, attr)
}

// isWorkspace reports whether p is terraform.workspace, and the user does not
// say which that is.
func (e *evaluator) isWorkspace(p place) bool {
	r, ok := p.expr.(*refExpr)
	if !ok || e.opts.Workspace != "" {
		return false
	}
	attr, _ := name(r.trav, 1)
	root := r.trav.RootName()
	return attr == "workspace" && (root == "terraform" || root == "tofu")
}

// noWorkspace returns the fact that the workspace is: one that is made for
// others has no values for the default one.
func (e *evaluator) noWorkspace() *iac.Unknown {
	return e.unknown(unknownKey{name: "workspace"}, func() iac.Unknown {
		return iac.Unknown{
			Name:  "terraform.workspace",
			Why:   "there is nothing for the workspace `default`: pass --workspace",
			Range: source.Range{File: e.root},
		}
	})
}

// relative returns the folder to as seen from the folder from; both are
// relative to the root of the tree.
func relative(from, to string) string {
	from, to = path.Clean(from), path.Clean(to)
	if from == to {
		return "."
	}
	f, t := segments(from), segments(to)
	for len(f) > 0 && len(t) > 0 && f[0] == t[0] {
		f, t = f[1:], t[1:]
	}
	return path.Join(strings.Repeat("../", len(f)), path.Join(t...))
}

func segments(dir string) []string {
	if dir == "." {
		return nil
	}
	return strings.Split(dir, "/")
}
