package terraform

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// instances are those of one resource block in one module instance.
type instances struct {
	expansion
	live  []*instance
	ghost *instance // where none is live
}

// An instance is one resource instance.
type instance struct {
	scope *scope
	res   *resource
	rep   *repetition
	ctx   *hcl.EvalContext
	iac   *iac.Resource
	cells map[string]*cell

	region, account cty.Value
}

// meta are the arguments and blocks of a resource that Terraform itself reads.
func meta(name string) bool {
	switch name {
	case "count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection":
		return true
	}
	return false
}

// resource returns the instances of r.
func (s *scope) resource(r *resource, at hcl.Range) (*instances, hcl.Diagnostics) {
	if s.e.need(r.block) {
		r.ignored = ignoredBy(r.block)
	}
	address := r.address()
	in, ok := s.resources[address]
	if !ok {
		in = &instances{}
		s.resources[address] = in
	}
	_, diags := s.e.once(s.cell(address), s.prefix+address, at, func() (cty.Value, hcl.Diagnostics) {
		in.expansion = s.expandPlanned(address, s.e.expand(r.block.Body, r.block.DefRange(), s.ctx))
		for _, rep := range in.reps {
			in.live = append(in.live, s.instance(r, in, rep))
		}
		if len(in.live) == 0 {
			in.ghost = s.instance(r, in, in.expansion.ghost)
		}
		return cty.DynamicVal, in.diags
	})
	return in, diags
}

func (s *scope) instance(r *resource, in *instances, rep *repetition) *instance {
	i := &instance{scope: s, res: r, rep: rep, cells: map[string]*cell{}}
	i.ctx = (&frame{scope: s, rep: rep}).newContext(s.ctx)
	i.iac = s.e.make(iac.Resource{
		Address:    s.prefix + r.address() + rep.suffix(s.e.tokens),
		Type:       r.kind,
		Language:   iac.Terraform,
		Data:       r.data,
		Exists:     in.exists(s.exists),
		Range:      rangeOf(r.block.Range()),
		Header:     rangeOf(r.block.DefRange()),
		Calls:      s.calls,
		Downloaded: s.downloaded,
		Caller:     s.caller,
		Construct:  r.construct,
		Ignored:    r.ignored,
	})
	i.iac.Unseen = i.iac.Behind()
	return i
}

// make returns r: as the resource that it was when the root was evaluated
// before, since others may refer to that.
func (e *evaluator) make(r iac.Resource) *iac.Resource {
	before, ok := e.old[r.Address]
	if ok && before.Type == r.Type && before.Data == r.Data {
		delete(e.old, r.Address)
		r.Body, r.Region, r.Account = before.Body, before.Region, before.Account
		*before = r
		e.made[r.Address] = before
		return before
	}
	e.made[r.Address] = &r
	return &r
}

// resourceValue returns what the steps after a resource's address lead to.
func (s *scope) resourceValue(address string, steps hcl.Traversal, asked asked, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	r, ok := s.mod.resources[address]
	if !ok {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "reference to undeclared resource `%s`", address)
	}
	in, diags := s.resource(r, at)
	if diags.HasErrors() && in.ghost == nil {
		return cty.DynamicVal, diags
	}
	one, rest, whole, diags := pick(in.mode, in.live, in.ghost, in.why, in.keys(), steps, at)
	switch {
	case diags.HasErrors():
		return cty.DynamicVal, diags
	case one != nil && len(rest) == 0:
		return one.object(asked.only)
	case one != nil:
		return one.get(rest, asked.fields, at)
	case !whole:
		return cty.DynamicVal, nil
	}
	vals := make([]cty.Value, len(in.live))
	for i, one := range in.live {
		v, more := one.object(asked.only)
		vals[i] = v
		diags = append(diags, more...)
	}
	return assemble(in.mode, in.keys(), vals), diags
}

// get returns what steps, the first of which names an attribute, lead to; if
// that is blocks, with what they have of the fields.
func (i *instance) get(steps hcl.Traversal, fields []string, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	attr, ok := name(steps, 0)
	if !ok {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "`%s` has no instances to choose from", i.res.address())
	}
	if v, ok := i.computed(attr, steps[1:]); ok {
		return v, nil
	}
	v, written, diags := i.written(attr)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if written && (!v.IsKnown() || !v.IsNull()) {
		if hasBlock(i.res.block.Body, attr) {
			return i.inBlock(attr, v, steps[1:], fields)
		}
		return follow(v, steps[1:])
	}
	return i.unset(attr, steps[1:])
}

// inBlock returns what steps lead to in v, the blocks called attr. A block has
// attributes that only apply settles beside those that are written.
func (i *instance) inBlock(attr string, v cty.Value, steps hcl.Traversal, fields []string) (cty.Value, hcl.Diagnostics) {
	at := v
	for n := range steps {
		next, diags := follow(at, steps[n:n+1])
		_, isName := name(steps, n)
		switch {
		case diags.HasErrors() && isName && at.Type().IsObjectType():
			return i.unset(attr, steps)
		case diags.HasErrors():
			return cty.DynamicVal, diags
		}
		at = next
	}
	path, static := pathOf(steps)
	if !static || len(fields) == 0 {
		return at, nil
	}
	return i.completed(at, attr+pathText(i.scope.e.tokens, path), fields), nil
}

// completed returns the blocks at path with those of the fields that are not
// written.
func (i *instance) completed(v cty.Value, path string, fields []string) cty.Value {
	if !v.IsKnown() || v.IsNull() || !v.Type().IsTupleType() {
		return v
	}
	var items []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		k, item := it.Element()
		if !item.Type().IsObjectType() || !item.IsKnown() || item.IsNull() {
			return v
		}
		vals := item.AsValueMap()
		if vals == nil {
			vals = map[string]cty.Value{}
		}
		for _, n := range fields {
			if _, ok := vals[n]; !ok {
				vals[n], _ = i.unset(path+pathText(i.scope.e.tokens, []cty.Value{k})+"."+n, nil)
			}
		}
		items = append(items, cty.ObjectVal(vals))
	}
	return cty.TupleVal(items)
}

// written returns the value of an attribute or the blocks of that name, and
// whether there is such a thing in the configuration.
func (i *instance) written(attr string) (v cty.Value, ok bool, diags hcl.Diagnostics) {
	if meta(attr) {
		return cty.NilVal, false, nil
	}
	body := i.res.block.Body
	if a, ok := body.Attributes[attr]; ok {
		v, diags := i.once(attr, a.NameRange, func() (cty.Value, hcl.Diagnostics) {
			v, diags := a.Expr.Value(i.ctx)
			return i.settled(attr, v, diags)
		})
		return v, true, diags
	}
	if !hasBlock(body, attr) {
		return cty.NilVal, false, nil
	}
	v, diags = i.once(attr, i.res.block.DefRange(), func() (cty.Value, hcl.Diagnostics) {
		return i.scope.e.blockValues(body, attr, i.ctx)
	})
	return v, true, diags
}

func (i *instance) once(attr string, at hcl.Range, f func() (cty.Value, hcl.Diagnostics)) (cty.Value, hcl.Diagnostics) {
	c, ok := i.cells[attr]
	if !ok {
		c = &cell{}
		i.cells[attr] = c
	}
	return i.scope.e.once(c, i.iac.Address+"."+attr, at, f)
}

func hasBlock(body *hclsyntax.Body, kind string) bool {
	return slices.ContainsFunc(body.Blocks, func(b *hclsyntax.Block) bool { return contentType(b) == kind })
}

// blockValues returns the blocks of one type as a tuple of objects.
func (e *evaluator) blockValues(body *hclsyntax.Body, kind string, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	var vals []cty.Value
	blocks, partial, diags := e.blocksOf(body, kind, ctx)
	if partial != nil {
		return cty.DynamicVal, diags
	}
	for _, b := range blocks {
		v, more := e.bodyValue(b.body, b.ctx)
		vals = append(vals, v)
		diags = append(diags, more...)
	}
	return cty.TupleVal(vals), diags
}

func (e *evaluator) bodyValue(body *hclsyntax.Body, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	vals := map[string]cty.Value{}
	var diags hcl.Diagnostics
	for _, a := range attributes(body) {
		v, more := a.Expr.Value(ctx)
		vals[a.Name] = v
		diags = append(diags, more...)
	}
	for _, kind := range blockTypes(body) {
		v, more := e.blockValues(body, kind, ctx)
		vals[kind] = v
		diags = append(diags, more...)
	}
	return cty.ObjectVal(vals), diags
}

// blockTypes returns the types of the blocks in body, in their order.
func blockTypes(body *hclsyntax.Body) []string {
	var kinds []string
	for _, b := range body.Blocks {
		if k := contentType(b); !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// object returns the instance as a whole: the attribute called only or, if
// that is empty, every one that is asked of something somewhere.
func (i *instance) object(only string) (cty.Value, hcl.Diagnostics) {
	names := []string{only}
	if only == "" {
		names = names[:0]
		for n := range i.scope.e.vocabulary {
			names = append(names, n)
		}
		slices.Sort(names)
	}
	vals := map[string]cty.Value{}
	var diags hcl.Diagnostics
	for _, n := range names {
		v, more := i.get(hcl.Traversal{hcl.TraverseAttr{Name: n}}, nil, i.res.block.DefRange())
		vals[n] = v
		if only != "" {
			// What fails in an attribute that nobody may ever read is found
			// when the resource itself is evaluated.
			diags = more
		}
	}
	return cty.ObjectVal(vals), diags
}
