package terraform

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An input is a value for a variable of the root module: an expression in a
// file, text from the command line or environment, or what was planned.
type input struct {
	expr hclsyntax.Expression
	ctx  *hcl.EvalContext // of the expression; nil if it refers to nothing
	text string
	val  cty.Value // of a plan, if not nil
}

// loadInputs collects the values of the root's variables. Later sources win.
// https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
func (e *evaluator) loadInputs(m *module) {
	defer e.loadAssumed(m)
	for name, text := range e.opts.Env {
		e.inputs[name] = input{text: text}
	}
	for _, dir := range e.folders(m) {
		for _, name := range e.varFiles(dir) {
			e.loadVarFile(name)
		}
	}
	if e.unit != nil {
		e.unit.handOver(m)
	}
	for _, name := range e.beneath {
		e.loadVarFile(name)
	}
	if e.variant != "" {
		e.loadVarFile(e.variant)
	}
	for _, g := range e.opts.Given {
		e.loadGiven(m, g)
	}
}

// loadGiven takes a value or file of the command line. Terraform stops at a value
// for an undeclared name; here one of the stacks has to declare it, which is not
// known before all are loaded.
func (e *evaluator) loadGiven(m *module, g Given) {
	switch {
	case g.File == "":
		if v := m.variables[g.Name]; v != nil {
			e.inputs[g.Name] = input{text: g.Text}
			_, diags := inputText(v, g.Text) // though nothing may ask for it
			e.problems.diagnostics(iac.ParseError, diags)
		}
	case g.InStack:
		name, err := source.Join(e.root, g.File)
		if err != nil {
			return
		}
		if _, err := fs.Stat(e.tree.FS(), name); err == nil {
			e.loadVarFile(name)
		}
	default:
		e.loadVarFile(g.File)
	}
}

// declares returns a function that reports whether the root may declare a
// variable: of a module that is not whole that is not known.
func (e *evaluator) declares() func(name string) bool {
	m := e.main.mod
	names := make(map[string]bool, len(m.variables))
	for name := range m.variables {
		names[name] = true
	}
	broken := e.unit != nil && e.unit.missing != nil || slices.ContainsFunc(e.problems.list, func(p iac.Problem) bool {
		return p.Kind == iac.ParseError && path.Dir(p.Range.File) == m.dir
	})
	return func(name string) bool { return broken || names[name] }
}

// loadAssumed has assumed values stand for the variables that nothing gives a
// value. They go before defaults: who states a value means it.
func (e *evaluator) loadAssumed(m *module) {
	for _, name := range slices.Sorted(maps.Keys(m.variables)) {
		if _, given := e.inputs[name]; given {
			continue
		}
		if in, ok := e.assumedInput(m.variables[name]); ok {
			e.inputs[name] = in
			e.asks("var." + name)
		}
	}
}

// folders returns the folders whose files Terraform has where it runs the root
// module m: that of the module, over which Terragrunt copies the unit's.
func (e *evaluator) folders(m *module) []string {
	if e.unit != nil && m.dir != e.root {
		return []string{m.dir, e.root}
	}
	return []string{e.root}
}

// varFiles returns the files of a folder that Terraform loads by itself, in its
// order.
func (e *evaluator) varFiles(dir string) []string {
	entries, err := e.tree.ReadDir(dir)
	if err != nil {
		return nil
	}
	var fixed, auto []string
	for _, entry := range entries {
		switch n := entry.Name(); {
		case !isAutoFile(n):
		case strings.HasPrefix(n, "terraform.tfvars") && !strings.Contains(n, ".auto."):
			fixed = append(fixed, path.Join(dir, n))
		default:
			auto = append(auto, path.Join(dir, n))
		}
	}
	slices.Sort(fixed) // terraform.tfvars before terraform.tfvars.json
	return append(fixed, auto...)
}

func (e *evaluator) loadVarFile(name string) {
	body := e.parseFile(name, plainShape, nil)
	e.doubt(name)
	if body == nil {
		return
	}
	rewriteBody(e, body)
	for _, a := range attributes(body) {
		e.inputs[a.Name] = input{expr: a.Expr}
	}
}

// doubt notes a file of values of which some could not be read. Values that were
// given before, and that it may replace, are no longer known.
func (e *evaluator) doubt(name string) {
	if !slices.ContainsFunc(e.problems.list, func(p iac.Problem) bool {
		return p.Range.File == name && (p.Kind == iac.ParseError || p.Kind == iac.LimitExceeded)
	}) {
		return
	}
	f, err := e.shelved(name).read()
	if err != nil {
		return
	}
	e.halfRead = append(e.halfRead, f)
	maps.DeleteFunc(e.inputs, func(name string, _ input) bool { return mentions(f, name) })
}

// doubtful returns the file of values that may give the variable of the root
// its value, in a part that could not be read, or nil.
func (e *evaluator) doubtful(name string) *source.File {
	for _, f := range e.halfRead {
		if mentions(f, name) {
			return f
		}
	}
	return nil
}

// mentions reports whether the name may stand in the file. In JSON it can be
// spelled with escapes.
func mentions(f *source.File, name string) bool {
	return bytes.Contains(f.Bytes, []byte(name)) || strings.HasSuffix(f.Name, ".json") && bytes.Contains(f.Bytes, []byte(`\u`))
}

// variable returns the value of a variable: what the caller gives, else its
// default. A variable without either is unknown.
func (s *scope) variable(name string, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	v, ok := s.mod.variables[name]
	if !ok {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "reference to undeclared variable `%s`", name)
	}
	return s.e.once(s.cell("var."+name), s.prefix+"var."+name, at, func() (cty.Value, hcl.Diagnostics) {
		val, diags := s.given(v)
		if diags.HasErrors() {
			return cty.DynamicVal, diags
		}
		val, diags = s.e.converted(v, val, s.givenAt(v))
		if !val.IsKnown() && val.Type() == cty.String {
			val = s.e.soft(s.e.why(s.varPlace(v)))
		}
		return val, diags
	})
}

// given returns the value for v before conversion.
func (s *scope) given(v *variable) (cty.Value, hcl.Diagnostics) {
	x, ctx := s.varSource(v)
	if x != nil {
		return x.Value(ctx)
	}
	if s.parent == nil {
		if in, ok := s.e.inputs[v.name]; ok {
			if in.val != cty.NilVal {
				return in.val, nil
			}
			return inputText(v, in.text)
		}
		return cty.UnknownVal(v.typ), nil
	}
	return cty.DynamicVal, failure(iac.EvaluationError, s.call.block.DefRange(), "module `%s` needs a value for its variable `%s`", s.call.name, v.name)
}

// varSource returns the expression that gives v its value, or nil if that is
// text or nothing.
func (s *scope) varSource(v *variable) (hclsyntax.Expression, *hcl.EvalContext) {
	if s.parent != nil {
		if a, ok := s.call.block.Body.Attributes[v.name]; ok {
			if v.nullable || v.def == nil {
				return a.Expr, s.callCtx
			}
			if val, diags := a.Expr.Value(s.callCtx); diags.HasErrors() || !val.IsNull() {
				return a.Expr, s.callCtx
			}
		}
	} else if in, ok := s.e.inputs[v.name]; ok {
		if in.expr == nil {
			return nil, nil
		}
		if in.ctx != nil {
			return in.expr, in.ctx
		}
		return in.expr, &hcl.EvalContext{}
	} else if s.e.doubtful(v.name) != nil {
		return nil, nil
	}
	return v.def, &hcl.EvalContext{}
}

// inputText returns text from the command line as a value: literally for
// primitive types, else as an expression.
func inputText(v *variable, text string) (cty.Value, hcl.Diagnostics) {
	if !v.typed || v.typ.IsPrimitiveType() {
		return cty.StringVal(text), nil
	}
	at := v.rng
	if why := tooDeep([]byte(text), false); why != "" {
		return cty.DynamicVal, failure(iac.LimitExceeded, at, "the value of variable `%s` is not read: %s", v.name, why)
	}
	x, diags := hclsyntax.ParseExpression([]byte(text), "", hcl.InitialPos)
	if !diags.HasErrors() {
		var val cty.Value
		val, diags = x.Value(nil)
		if !diags.HasErrors() {
			return val, nil
		}
	}
	return cty.DynamicVal, failure(iac.ParseError, at, "the value of variable `%s` is not a valid expression: %s", v.name, sentence(diags[0]))
}

// givenAt returns where v is given its value: the argument of the module block,
// or else its declaration.
func (s *scope) givenAt(v *variable) hcl.Range {
	if s.parent != nil {
		if a, ok := s.call.block.Body.Attributes[v.name]; ok {
			return a.SrcRange
		}
	}
	return v.rng
}

// converted returns val, which is given at a place, as the declared type of v
// has it.
func (e *evaluator) converted(v *variable, val cty.Value, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	if val.IsNull() && !v.nullable && v.def != nil {
		def, diags := v.def.Value(nil)
		if diags.HasErrors() {
			return cty.DynamicVal, diags
		}
		val = def
	}
	if v.defaults != nil && !val.IsNull() {
		val = v.defaults.Apply(val)
	}
	out, err := convertTokens(val, v.typ)
	if err != nil {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "the value of variable `%s` is not of its type: %s", v.name, err)
	}
	return out, nil
}

// convertTokens converts v to the type t. A token can turn out to be of any
// type, so where it is in the way the result has unknowns for tokens.
func convertTokens(v cty.Value, t cty.Type) (cty.Value, error) {
	out, err := convert.Convert(v, t)
	if err == nil || !anyText(v, hasToken) {
		return out, err
	}
	out, again := convert.Convert(replaceText(v, hasToken), t)
	if again != nil {
		return cty.UnknownVal(t.WithoutOptionalAttributesDeep()), err
	}
	return out, nil
}

// varPlace returns the place that gives v its value.
func (s *scope) varPlace(v *variable) place {
	x, ctx := s.varSource(v)
	if x == nil {
		return place{rng: rangeOf(v.rng), unknown: s.e.noValue(s, v)}
	}
	p := s.e.at(x, ctx)
	if p.rng.File == "" {
		p.rng = rangeOf(v.rng)
	}
	return p
}

// noValue returns the fact that the variable v of s has no value.
func (e *evaluator) noValue(s *scope, v *variable) *iac.Unknown {
	return e.unknown(unknownKey{scope: s, name: "var." + v.name}, func() iac.Unknown {
		why := "variable `" + v.name + "` has no value: pass --var or --var-file"
		if f := e.doubtful(v.name); s.parent == nil && f != nil {
			why = "variable `" + v.name + "` may have its value in " + f.Name + ", of which not all can be read: mend it, or pass --var"
		}
		return iac.Unknown{
			Name:  "var." + v.name,
			Why:   why,
			Range: rangeOf(v.rng),
			Input: true,
		}
	})
}

// leftAtNull returns the fact that a variable of the root has no value, where
// p is its default of null; else nil.
func (e *evaluator) leftAtNull(p place) *iac.Unknown {
	if len(p.trail) == 0 || len(p.path) > 0 || e.main == nil {
		return nil
	}
	m := e.main.mod
	last := p.trail[len(p.trail)-1]
	for _, name := range slices.Sorted(maps.Keys(m.variables)) {
		v := m.variables[name]
		if _, given := e.inputs[name]; given || v.origin() != last || peel(v.def) != p.expr {
			continue
		}
		return e.unknown(unknownKey{name: "null var." + name}, func() iac.Unknown {
			return iac.Unknown{
				Name:  "var." + name,
				Why:   "variable `" + name + "` is left at null: pass --var or --var-file",
				Range: rangeOf(v.rng),
			}
		})
	}
	return nil
}

// origin returns the variable as a station of a value's way.
func (v *variable) origin() iac.Origin {
	return iac.Origin{Name: "var." + v.name, Range: rangeOf(v.rng)}
}
