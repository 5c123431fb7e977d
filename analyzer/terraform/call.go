package terraform

import (
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// maxModuleDepth is how deep modules may call each other.
const maxModuleDepth = 32

// children are the instances of a called module.
type children struct {
	expansion
	mod       *module // nil if it is not there
	live      []*scope
	ghost     *scope
	unmodeled *iac.Unknown // why the outputs are unknown, for a module that is not there
}

// moduleDir returns the folder of the module that c, in the folder dir and of
// the module with the given key, calls. Downloaded is whether it was fetched
// by terraform init, or is a model of what that would fetch.
func (e *evaluator) moduleDir(c *call, dir, key string) (target string, downloaded, ok bool) {
	if isLocalSource(c.source) {
		target, err := source.Join(dir, c.source)
		return target, false, err == nil
	}
	if e.downloads == nil {
		e.downloads = e.readDownloads()
	}
	if target, ok = e.downloads[joinKey(key, c.name)]; ok {
		return target, true, true
	}
	target, ok = modelDir(c, e.root, key)
	return target, true, ok
}

func isLocalSource(s string) bool {
	return strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../") || s == "." || s == ".."
}

func joinKey(key, name string) string {
	if key == "" {
		return name
	}
	return key + "." + name
}

// readDownloads returns the folders of the modules that terraform init has
// fetched, by their key, of those that are in the tree.
func (e *evaluator) readDownloads() map[string]string {
	out := map[string]string{}
	f, err := e.tree.ReadFile(path.Join(e.root, ".terraform/modules/modules.json"))
	if err != nil {
		return out
	}
	var manifest struct {
		Modules []struct{ Key, Dir string }
	}
	if _, err := parseJSON(string(f.Bytes)); err != nil {
		e.problems.add(iac.ParseError, f.Range(jsonOffset(err), jsonOffset(err)+1), "not valid JSON: %s", err)
		return out
	}
	if err := json.Unmarshal(f.Bytes, &manifest); err != nil {
		e.problems.add(iac.ParseError, f.Range(0, 0), "not a list of modules")
		return out
	}
	for _, m := range manifest.Modules {
		dir, err := source.Join(e.root, m.Dir)
		if err != nil {
			continue
		}
		if entries, err := e.tree.ReadDir(dir); err == nil && len(entries) > 0 {
			out[m.Key] = dir
		}
	}
	return out
}

// parseCalls parses the modules below m that are on disk, so that every
// reference is seen before the first is evaluated.
func (e *evaluator) parseCalls(m *module, seen map[string]bool) {
	e.parseCallsBelow(m, "", seen, 0)
}

func (e *evaluator) parseCallsBelow(m *module, key string, seen map[string]bool, depth int) {
	if seen[key+" "+m.dir] || depth > maxModuleDepth {
		return
	}
	seen[key+" "+m.dir] = true
	for _, c := range m.callOrder {
		dir, _, ok := e.moduleDir(c, m.dir, key)
		if !ok {
			continue
		}
		if child, err := e.parseModule(dir); err == nil {
			e.parseCallsBelow(child, joinKey(key, c.name), seen, depth+1)
		}
	}
}

// moduleCall returns the instances of the module called name.
func (s *scope) moduleCall(name string, at hcl.Range) (*children, hcl.Diagnostics) {
	c, ok := s.mod.calls[name]
	if !ok {
		return nil, failure(iac.EvaluationError, at, "reference to undeclared module `%s`", name)
	}
	ch, ok := s.children[name]
	if !ok {
		ch = &children{}
		s.children[name] = ch
	}
	_, diags := s.e.once(s.cell("module."+name), s.prefix+"module."+name, at, func() (cty.Value, hcl.Diagnostics) {
		ch.expansion = s.expandPlanned("module."+name, s.e.expand(c.block.Body, c.block.DefRange(), s.ctx))
		s.instantiate(c, ch)
		return cty.DynamicVal, ch.diags
	})
	return ch, diags
}

func (s *scope) instantiate(c *call, ch *children) {
	c = s.sourced(c)
	dir, downloaded, ok := s.e.moduleDir(c, s.mod.dir, s.key)
	if !ok {
		s.notOnDisk(c, ch)
		return
	}
	m, err := s.e.parseModule(dir)
	if err != nil || len(m.resourceOrder)+len(m.callOrder)+len(m.variables)+len(m.outputs)+len(m.locals) == 0 {
		s.missing(c, ch, dir, downloaded)
		return
	}
	if why := s.recursion(dir); why != "" {
		s.e.problems.add(iac.LimitExceeded, rangeOf(c.block.DefRange()), "module `%s` is not analysed: %s", c.name, why)
		ch.unmodeled = s.unmodeled(c, why)
		return
	}
	ch.mod = m
	for _, rep := range ch.reps {
		ch.live = append(ch.live, s.child(c, ch, rep, downloaded))
	}
	if len(ch.live) == 0 {
		ch.ghost = s.child(c, ch, ch.expansion.ghost, downloaded)
	}
}

// sourced returns c with the source that its expression has in s. OpenTofu
// takes variables and locals there.
// https://opentofu.org/docs/language/modules/sources/#support-for-variable-and-local-evaluation
func (s *scope) sourced(c *call) *call {
	a, ok := c.block.Body.Attributes["source"]
	if !ok || c.source != "" {
		return c
	}
	v, diags := a.Expr.Value(s.ctx)
	if diags.HasErrors() || !isString(v) || hasToken(v.AsString()) {
		return c
	}
	c = new(*c)
	c.source = v.AsString()
	return c
}

// recursion says why the module in dir cannot be called from s.
func (s *scope) recursion(dir string) string {
	depth := 0
	for p := s; p != nil; p = p.parent {
		if p.mod.dir == dir {
			return "it calls itself"
		}
		depth++
	}
	if depth >= maxModuleDepth {
		return "modules call each other more than 32 levels deep"
	}
	return ""
}

func (s *scope) child(c *call, ch *children, rep *repetition, downloaded bool) *scope {
	t := s.e.newScope(ch.mod)
	t.parent, t.call = s, c
	t.prefix = s.prefix + "module." + c.name + rep.suffix(s.e.tokens) + "."
	t.key = joinKey(s.key, c.name)
	t.callCtx = (&frame{scope: s, rep: rep}).newContext(s.ctx)
	t.exists = ch.exists(s.exists)
	t.calls = append(slices.Clone(s.calls), rangeOf(c.block.Range()))
	t.downloaded = downloaded || s.downloaded
	t.caller = s.caller
	if downloaded && !s.downloaded {
		t.caller = rangeOf(c.block.Range())
	}
	return t
}

// sourceRange returns the range of the call's source argument, or of its
// header if it has none.
func (c *call) sourceRange() source.Range {
	if a, ok := c.block.Body.Attributes["source"]; ok {
		return rangeOf(a.SrcRange)
	}
	return rangeOf(c.block.DefRange())
}

// missing reports a module whose folder is not there or is empty.
func (s *scope) missing(c *call, ch *children, dir string, downloaded bool) {
	if downloaded {
		s.notOnDisk(c, ch)
		return
	}
	s.e.problems.add(iac.MissingModule, c.sourceRange(), "module `%s` is not there: %s has no Terraform files", c.name, dir)
	ch.unmodeled = s.unmodeled(c, dir+" has no Terraform files")
}

// notOnDisk reports a module that has not been downloaded or is out of reach.
func (s *scope) notOnDisk(c *call, ch *children) {
	at := c.sourceRange()
	wrong := c.misaddressed()
	switch {
	case wrong != "":
		s.e.problems.add(iac.EvaluationError, at, "module `%s` %s", c.name, wrong)
		ch.unmodeled = s.unmodeled(c, "it "+wrong)
	case isLocalSource(c.source):
		s.e.problems.add(iac.MissingModule, at, "module `%s` is not read: %s leads out of the scan root", c.name, c.source)
		ch.unmodeled = s.unmodeled(c, c.source+" leads out of the scan root")
	default:
		ch.unmodeled = s.unmodeled(c, "run `terraform init` or vendor it")
		ch.unmodeled.Why = "module `" + c.name + "` (" + c.source + ") is not on disk: run `terraform init` or vendor it"
		s.e.problems.add(iac.UnknownInput, at, "%s", ch.unmodeled.Why)
	}
}

func (s *scope) unmodeled(c *call, why string) *iac.Unknown {
	return s.e.unknown(unknownKey{scope: s, name: "module." + c.name}, func() iac.Unknown {
		return iac.Unknown{
			Name:  "module." + c.name,
			Why:   "module `" + c.name + "` is not analysed: " + why,
			Range: rangeOf(c.block.DefRange()),
		}
	})
}

// unmodeledOutput returns the fact that an output of a module that is not
// there would be.
func (s *scope) unmodeledOutput(ch *children, path string) *iac.Unknown {
	return s.e.unknown(unknownKey{scope: s, name: ch.unmodeled.Name + path}, func() iac.Unknown {
		return iac.Unknown{Name: ch.unmodeled.Name + path, Why: ch.unmodeled.Why, Range: ch.unmodeled.Range}
	})
}

// moduleValue returns what the steps after module.name lead to.
func (s *scope) moduleValue(name string, steps hcl.Traversal, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	ch, diags := s.moduleCall(name, at)
	if ch == nil || ch.unmodeled != nil {
		if v, ok := s.e.assumedBelow(s.prefix+"module."+name, steps); ok {
			return v, diags
		}
		return cty.DynamicVal, diags
	}
	t, rest, whole, diags := pick(ch.mode, ch.live, ch.ghost, ch.why, ch.keys(), steps, at)
	switch {
	case diags.HasErrors():
		return cty.DynamicVal, diags
	case t != nil:
		return t.outputs(rest, at)
	case whole:
		return s.allOutputs(ch, at)
	}
	return cty.DynamicVal, nil
}

// outputs returns what the steps after a module instance lead to.
func (s *scope) outputs(steps hcl.Traversal, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	if out, ok := name(steps, 0); ok {
		return withRest(steps[1:])(s.output(out, at))
	}
	names := make([]string, 0, len(s.mod.outputs))
	for n := range s.mod.outputs {
		names = append(names, n)
	}
	slices.Sort(names)
	vals := map[string]cty.Value{}
	var diags hcl.Diagnostics
	for _, n := range names {
		v, more := s.output(n, at)
		vals[n] = v
		diags = append(diags, more...)
	}
	return cty.ObjectVal(vals), diags
}

func (s *scope) allOutputs(ch *children, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	vals := make([]cty.Value, len(ch.live))
	for i, t := range ch.live {
		v, more := t.outputs(nil, at)
		vals[i] = v
		diags = append(diags, more...)
	}
	return assemble(ch.mode, ch.keys(), vals), diags
}

// keys returns the instance keys of ex in order.
func (ex *expansion) keys() []cty.Value {
	out := make([]cty.Value, len(ex.reps))
	for i, r := range ex.reps {
		out[i] = r.key
	}
	return out
}

// assemble returns the values of all instances as a reference to the whole
// block has them.
func assemble(mode repeatMode, keys, vals []cty.Value) cty.Value {
	if mode == single && len(vals) == 0 {
		return cty.NullVal(cty.DynamicPseudoType) // of a block that is not enabled
	}
	if mode != keyed {
		return cty.TupleVal(vals)
	}
	fields := map[string]cty.Value{}
	for i, k := range keys {
		fields[k.AsString()] = vals[i]
	}
	return cty.ObjectVal(fields)
}

// pick returns the instance that the first of steps selects and the steps
// after it; whole says that all instances together are meant. Neither is so
// where that is unknown.
func pick[T any](mode repeatMode, live []*T, ghost *T, why *iac.Unknown, keys []cty.Value, steps hcl.Traversal, at hcl.Range) (one *T, rest hcl.Traversal, whole bool, diags hcl.Diagnostics) {
	switch {
	case mode == single && len(live) == 1:
		return live[0], steps, false, nil
	case len(steps) == 0:
		return nil, nil, why == nil, nil
	case mode == single && why != nil:
		return ghost, steps, false, nil
	case mode == single:
		return nil, nil, false, failure(iac.EvaluationError, at, "the block that is referred to is not enabled")
	}
	key, ok := stepKey(steps[0])
	if mode == counted && key.Type() != cty.Number || mode == keyed && key.Type() != cty.String || !ok {
		return nil, nil, false, failure(iac.EvaluationError, at, "a block with `count` or `for_each` is referred to without an instance key")
	}
	if why != nil {
		return ghost, steps[1:], false, nil
	}
	for i, k := range keys {
		if k.RawEquals(key) {
			return live[i], steps[1:], false, nil
		}
	}
	return nil, nil, false, failure(iac.EvaluationError, at, "the instance that is referred to does not exist")
}

// stepKey returns the instance key that a step of a traversal spells. Maps of
// instances can be stepped through by attribute, too.
func stepKey(step hcl.Traverser) (key cty.Value, ok bool) {
	switch s := step.(type) {
	case hcl.TraverseIndex:
		return s.Key, s.Key.IsKnown() && !s.Key.IsNull()
	case hcl.TraverseAttr:
		return cty.StringVal(s.Name), true
	}
	return cty.DynamicVal, false
}
