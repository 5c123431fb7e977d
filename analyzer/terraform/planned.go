package terraform

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Planned is what a plan of the root module knows beyond its files, as JSON has
// it. Addresses are those of the plan.
type Planned struct {
	Variables map[string]any            // of the root, by name
	Keys      map[string][]any          // int, string or nil: of the instances of a resource or module, by its address without key
	Values    map[string]map[string]any // attributes that are known, by address
	Added     map[string]map[string]any // those that others add to and the files do not set
	Ids       map[string][2]string      // address and attribute of a managed resource, by its text

	instances map[string]*iac.Resource // by address
}

// Declared returns the addresses of the resources and modules that the root
// module in dir declares, sorted: aws_vpc.a, module.c.
func Declared(tree *source.Tree, dir string) []string {
	e := newEvaluator(context.Background(), tree, dir, Options{})
	m, err := e.parseModule(dir)
	if err != nil {
		return nil
	}
	var out []string
	for address, r := range m.resources {
		if !r.data && r.block.Type != "ephemeral" {
			out = append(out, address)
		}
	}
	for name := range m.calls {
		out = append(out, "module."+name)
	}
	slices.Sort(out)
	return out
}

// loadPlanned gives the variables of the root the values of the plan.
func (e *evaluator) loadPlanned(m *module) {
	if e.opts.Planned == nil {
		return
	}
	for name, v := range e.opts.Planned.Variables {
		if m.variables[name] != nil {
			e.inputs[name] = input{val: fromJSON(v)}
		}
	}
}

// fromJSON returns v, as encoding/json has it.
func fromJSON(v any) cty.Value {
	switch v := v.(type) {
	case string:
		return cty.StringVal(v)
	case bool:
		return cty.BoolVal(v)
	case json.Number:
		if n, err := cty.ParseNumberVal(v.String()); err == nil {
			return n
		}
		return cty.DynamicVal
	case float64:
		return cty.NumberFloatVal(v)
	case []any:
		items := make([]cty.Value, len(v))
		for i := range v {
			items[i] = fromJSON(v[i])
		}
		return cty.TupleVal(items)
	case map[string]any:
		fields := map[string]cty.Value{}
		for k, item := range v {
			fields[k] = fromJSON(item)
		}
		return cty.ObjectVal(fields)
	}
	return cty.NullVal(cty.DynamicPseudoType)
}

// expandPlanned returns ex, the expansion of the block with that address, with
// the instances that the plan has of it. What stands in for a module that is
// not on disk has addresses of its own.
func (s *scope) expandPlanned(address string, ex expansion) expansion {
	if s.e.opts.Planned == nil || s.modelled() || ex.mode == single || ex.diags.HasErrors() {
		return ex
	}
	keys, ok := s.e.opts.Planned.Keys[s.prefix+address]
	if !ok && (ex.why == nil || strings.HasPrefix(address, "module.") || strings.HasPrefix(address, "data.")) {
		return ex
	}
	var reps []*repetition
	for _, k := range keys {
		key := keyValue(k)
		if ex.mode == counted && key.Type() != cty.Number || ex.mode == keyed && key.Type() != cty.String {
			return ex
		}
		reps = append(reps, ex.repetitionOf(key))
	}
	if len(reps) == 0 {
		ex.ghost.why = ex.why
	}
	ex.reps, ex.why = reps, nil
	return ex
}

func keyValue(k any) cty.Value {
	switch k := k.(type) {
	case int:
		return cty.NumberIntVal(int64(k))
	case string:
		return cty.StringVal(k)
	}
	return cty.NullVal(cty.DynamicPseudoType)
}

// repetitionOf returns the repetition with that key, whose value is unknown
// where the expression does not say it.
func (ex *expansion) repetitionOf(key cty.Value) *repetition {
	for _, r := range ex.reps {
		if r.key.RawEquals(key) {
			return r
		}
	}
	r := &repetition{mode: ex.mode, key: key, from: ex.ghost.from, ctx: ex.ghost.ctx, why: ex.why}
	if ex.mode == keyed {
		r.value = cty.DynamicVal
	}
	return r
}

// planned returns what the plan knows of the attribute attr of i.
func (i *instance) planned(attr string) (any, bool) {
	p := i.scope.e.opts.Planned
	if p == nil || i.scope.modelled() {
		return nil, false
	}
	v, ok := p.Values[i.iac.Address][attr]
	return v, ok
}

// plannedData returns what the plan knows of the attribute attr of the data
// source i, save what the files themselves say with its references.
func (i *instance) plannedData(attr string) (cty.Value, bool) {
	switch i.res.kind {
	case "aws_iam_policy_document", "template_file", "local_file", "aws_prefix_list", "aws_ec2_managed_prefix_list":
		return cty.NilVal, false
	}
	v, ok := i.planned(attr)
	if !ok || !i.res.data {
		return cty.NilVal, false
	}
	return fromJSON(v), true
}

// settled returns v, the value of the attribute attr of i as its expression has
// it, or what is planned where that is not known, cannot be evaluated or is
// something else: files may have been edited since.
func (i *instance) settled(attr string, v cty.Value, diags hcl.Diagnostics) (cty.Value, hcl.Diagnostics) {
	p, ok := i.planned(attr)
	switch {
	case !ok:
		return v, diags
	case diags.HasErrors(), !v.IsWhollyKnown():
		return fromJSON(p), nil
	case i.scope.e.softIn(v) != nil && !isDocument(attr) && !i.scope.e.refersIn(v):
		return fromJSON(p), nil
	case !v.IsNull() && v.Type().IsPrimitiveType() && !isTokenText(v) && !isDocument(attr) && isOther(v, p):
		return fromJSON(p), nil
	}
	return v, diags
}

// refersIn reports whether a text in v refers to a resource.
func (e *evaluator) refersIn(v cty.Value) bool {
	return anyText(v, func(s string) bool {
		for _, r := range s {
			if t, ok := e.tokens.get(r); ok && t.part.Resource != nil {
				return true
			}
		}
		return false
	})
}

// isOther reports whether the primitive v is another than the planned p.
func isOther(v cty.Value, p any) bool {
	w := fromJSON(p)
	if !w.Type().IsPrimitiveType() {
		return false
	}
	return primitiveText(v) != primitiveText(w)
}

func primitiveText(v cty.Value) string {
	switch {
	case v.Type() == cty.Bool:
		return strconv.FormatBool(v.True())
	case v.Type() == cty.Number:
		return decimal(v.AsBigFloat())
	}
	return v.AsString()
}

// finish completes the body of i with what the plan knows and the files leave
// open.
func (i *instance) finish(fields []iac.Field) []iac.Field {
	e := i.scope.e
	if e.opts.Planned == nil || i.scope.modelled() {
		return fields
	}
	var settled []string
	for n := range fields {
		p, ok := i.planned(fields[n].Name)
		if !ok {
			continue
		}
		if i.iac.Ignores(iac.Named(fields[n].Name, "")) {
			// What is deployed is in the plan, whatever is written.
			fields[n].Value = e.plannedValue(p, fields[n].Name, fields[n].Value.Range)
			settled = append(settled, fields[n].Name)
			continue
		}
		fields[n].Value = e.completedBy(fields[n].Value, p, fields[n].Name)
	}
	i.iac.Ignored = unsettled(i.iac.Ignored, fields, settled)
	added := e.opts.Planned.Added[i.iac.Address]
	for _, name := range slices.Sorted(maps.Keys(added)) {
		if !slices.ContainsFunc(fields, func(f iac.Field) bool { return f.Name == name }) {
			at := i.iac.Header
			fields = append(fields, iac.Field{Name: name, Value: e.plannedValue(added[name], name, at), Range: at})
		}
	}
	return fields
}

// unsettled returns the paths among those ignored that are of none of the
// settled attributes; of all attributes, those of the fields that are not.
func unsettled(ignored []string, fields []iac.Field, settled []string) []string {
	if slices.Contains(ignored, "all") {
		ignored = nil
		for _, f := range fields {
			ignored = append(ignored, f.Name)
		}
	}
	var rest []string
	for _, path := range ignored {
		if top, _, _ := strings.Cut(path, "."); !slices.Contains(settled, top) {
			rest = append(rest, path)
		}
	}
	return rest
}

// completedBy returns v with what is planned in place of what is unknown.
func (e *evaluator) completedBy(v iac.Value, planned any, attr string) iac.Value {
	if v.Unknown() != nil {
		return e.plannedValue(planned, attr, v.Range)
	}
	switch p := planned.(type) {
	case []any:
		items, partial := v.Items()
		switch {
		case !v.IsList() || len(v.Unknowns()) == 0:
			return v
		case partial != nil || len(items) != 1 || len(p) != 1:
			return e.plannedValue(planned, attr, v.Range)
		}
		return iac.List([]iac.Value{e.completedBy(items[0], p[0], attr)}, nil, v.Range)
	case map[string]any:
		fields, partial := v.Fields()
		if !v.IsObject() || partial != nil {
			return v
		}
		fields = slices.Clone(fields)
		for n, f := range fields {
			if inner, ok := p[f.Name]; ok && inner != nil {
				fields[n].Value = e.completedBy(f.Value, inner, f.Name)
			}
		}
		return iac.Object(fields, nil, v.Range)
	}
	return v
}

// plannedValue returns what is planned for an attribute called attr. The
// provider has empty texts for what is not there.
func (e *evaluator) plannedValue(v any, attr string, at source.Range) iac.Value {
	switch v := v.(type) {
	case string:
		if v == "" {
			return iac.Absent(at)
		}
		if isDocument(attr) {
			return e.document(attr, cty.StringVal(v), place{rng: at})
		}
	case []any:
		items := make([]iac.Value, len(v))
		for i := range v {
			items[i] = e.plannedValue(v[i], attr, at)
		}
		return iac.List(items, nil, at)
	case map[string]any:
		var fields []iac.Field
		for _, k := range slices.Sorted(maps.Keys(v)) {
			fields = append(fields, iac.Field{Name: k, Value: e.plannedValue(v[k], k, at), Range: at})
		}
		return iac.Object(fields, nil, at)
	}
	return e.emit(fromJSON(v), place{rng: at})
}

// identified returns the reference to the resource that t is the id of, or t.
func (e *evaluator) identified(t iac.Text) iac.Text {
	if e.opts.Planned == nil {
		return t
	}
	s, literal := t.Literal()
	id, ok := e.opts.Planned.Ids[s]
	if !literal || !ok {
		return t
	}
	if r := e.opts.Planned.instances[id[0]]; r != nil {
		return iac.Text{{Resource: r, Attr: id[1]}}
	}
	return t
}

// mentioned is identified for a text in a document. Policies compare ARNs with
// others that are put together of their parts, so that they stay what they are.
func (e *evaluator) mentioned(t iac.Text) iac.Text {
	if s, _ := t.Literal(); strings.HasPrefix(s, "arn:") {
		return t
	}
	return e.identified(t)
}

// indexPlanned notes the resources that ids may be of.
func (e *evaluator) indexPlanned(all []*instance) {
	if e.opts.Planned == nil {
		return
	}
	p := *e.opts.Planned
	p.instances = map[string]*iac.Resource{}
	for _, i := range all {
		p.instances[i.iac.Address] = i.iac
	}
	e.opts.Planned = &p
}
