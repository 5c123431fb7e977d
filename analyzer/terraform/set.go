package terraform

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"golang.org/x/sync/errgroup"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A set is the roots that are loaded together: what one publishes another can
// read.
type set struct {
	roots []*evaluator
	units map[string]int // those of Terragrunt, by folder
	shelf *shelf

	associations []*iac.Resource // of route tables with subnets, as of the last relation

	// While circles are evaluated at once, a root looks at no other than those of
	// its own.
	circles [][]int            // roots, by their number, that may read each other
	deploys map[[2]string]bool // roots by folder and the environments that their files of values are for

	makesMain bool // one of the roots that are evaluated makes a route table the main one of a VPC
}

// LoadAll returns the stacks of the root modules in the folders dirs, in their
// order: of each one for every file of values that it is deployed with, or one
// alone. Each is as Load returns it, but that it has what it reads of the states
// of the others, and what its data sources find in the others or in the stacks
// of other languages beside them. It returns nothing once ctx is done.
func LoadAll(ctx context.Context, tree *source.Tree, dirs []string, opts Options) []*iac.Stack {
	s := &set{shelf: newShelf()}
	apart := !s.mayRead(ctx, tree, dirs)
	begun, built := make([][]*evaluator, len(dirs)), make([][]*iac.Stack, len(dirs))
	s.each(ctx, len(dirs), func(n int) {
		begun[n] = s.beginAll(ctx, tree, dirs[n], opts)
		if apart {
			built[n] = stacksOf(begun[n])
		}
	})
	s.roots = slices.Concat(begun...)
	if ctx.Err() != nil {
		return nil
	}
	s.index()
	stacks := slices.Concat(built...)
	if apart {
		s.enclose(singles(len(s.roots)))
	} else {
		stacks = s.evaluate(ctx)
	}
	var others []*iac.Stack
	if opts.Beside != nil {
		others = opts.Beside()
	}
	for round := 0; ctx.Err() == nil; round++ {
		changed := s.relate(others)
		if len(changed) == 0 || round == joinRounds {
			break
		}
		s.evaluateAgain(ctx, changed, stacks)
	}
	if ctx.Err() != nil {
		return nil
	}
	return stacks
}

// evaluate returns the stacks of the roots, of which some may read others.
func (s *set) evaluate(ctx context.Context) []*iac.Stack {
	stacks := make([]*iac.Stack, len(s.roots))
	for n := range s.roots {
		s.breakCycles(n)
	}
	s.enclose(s.connected())
	s.each(ctx, len(s.circles), func(n int) { s.evaluateCircle(s.circles[n], stacks) })
	return stacks
}

// index notes what the roots know of each other.
func (s *set) index() {
	s.units, s.deploys = map[string]int{}, map[[2]string]bool{}
	for n, e := range s.roots {
		if e.unit != nil {
			s.units[e.unit.dir] = n
		}
		if e.variant != "" {
			s.deploys[[2]string{e.root, e.environment()}] = true
		}
	}
}

// enclose notes which roots may read each other.
func (s *set) enclose(circles [][]int) {
	s.circles = circles
	for n, circle := range circles {
		for _, k := range circle {
			s.roots[k].circle = n
		}
	}
}

// singles returns n circles of one root each.
func singles(n int) [][]int {
	out := make([][]int, n)
	for k := range out {
		out[k] = []int{k}
	}
	return out
}

// evaluateCircle puts the stacks of the roots of that number in their places.
func (s *set) evaluateCircle(circle []int, stacks []*iac.Stack) {
	roots := make([]*evaluator, len(circle))
	for n, k := range circle {
		roots[n] = s.roots[k]
	}
	for n, stack := range stacksOf(roots) {
		stacks[circle[n]] = stack
	}
}

// stacksOf evaluates roots that only each other may read.
func stacksOf(roots []*evaluator) []*iac.Stack {
	stacks := make([]*iac.Stack, len(roots))
	for n, e := range roots {
		stacks[n] = e.stackOf()
	}
	for _, e := range roots {
		e.drop()
	}
	return stacks
}

// drop lets go of what only evaluation needs, the syntax trees above all: what is
// joined has left the evaluator. One that is to evaluate again is renewed.
func (e *evaluator) drop() {
	kept := &evaluator{
		ctx: e.ctx, tree: e.tree, root: e.root, opts: e.opts,
		set: e.set, backend: e.backend, circle: e.circle, variant: e.variant,
		problems: e.problems, accounts: e.accounts, emitted: e.emitted,
		answers: e.answers, made: e.made, joins: e.joins,
		facts: map[*iac.Resource][]*iac.Unknown{},
	}
	for key, u := range e.unknowns {
		if key.res != nil && key.res.Data {
			kept.facts[key.res] = append(kept.facts[key.res], u)
		}
	}
	*e = *kept
}

// evaluateAgain evaluates the roots that changed, and those that may read them,
// with the answers that they have now.
func (s *set) evaluateAgain(ctx context.Context, changed []*evaluator, stacks []*iac.Stack) {
	again := map[int]bool{}
	for _, e := range changed {
		again[e.circle] = true
	}
	circles := slices.Sorted(maps.Keys(again))
	for _, n := range circles {
		for _, k := range s.circles[n] {
			s.roots[k] = s.roots[k].renewed()
		}
	}
	s.each(ctx, len(circles), func(n int) {
		circle := s.circles[circles[n]]
		for _, k := range circle {
			s.roots[k].begin()
		}
		for _, k := range circle {
			s.breakCycles(k)
		}
		s.evaluateCircle(circle, stacks)
	})
}

// renewed returns an evaluator of the same stack that has the answers of e and
// has yet to begin.
func (e *evaluator) renewed() *evaluator {
	fresh := newEvaluator(e.ctx, e.tree, e.root, e.opts)
	fresh.set, fresh.circle = e.set, e.circle
	fresh.variant, fresh.beneath = e.variant, e.beneath
	fresh.answers, fresh.old = e.answers, e.made
	return fresh
}

// each runs f for every number below n, several at once.
func (s *set) each(ctx context.Context, n int, f func(n int)) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for k := range n {
		group.Go(func() error {
			if ctx.Err() == nil {
				f(k)
			}
			return nil
		})
	}
	_ = group.Wait() // f returns no error
}

// connected returns the roots, by their number, that may read each other. Those
// of one circle are evaluated one after the other, always in the same order:
// which of them asks first shows in what becomes of the values.
func (s *set) connected() [][]int {
	leader := make([]int, len(s.roots))
	for n := range leader {
		leader[n] = n
	}
	find := func(n int) int {
		for leader[n] != n {
			n = leader[n]
		}
		return n
	}
	join := func(n, k int) {
		a, b := find(n), find(k)
		leader[max(a, b)] = min(a, b)
	}
	kept := make([]keptState, len(s.roots))
	for n, e := range s.roots {
		kept[n] = e.keptState()
	}
	for n, e := range s.roots {
		for _, dir := range e.unit.targets() {
			if k := s.unitIn(dir); k >= 0 {
				join(n, k)
			}
		}
		for _, r := range e.stateReaders() {
			asked := askedState(r)
			for k := range kept {
				if k != n && kept[k].may(asked) {
					join(n, k)
				}
			}
		}
	}
	byLeader := make([][]int, len(s.roots))
	for n := range s.roots {
		byLeader[find(n)] = append(byLeader[find(n)], n)
	}
	return slices.DeleteFunc(byLeader, func(ns []int) bool { return len(ns) == 0 })
}

// mates returns the other roots that e may read.
func (e *evaluator) mates() []*evaluator {
	var out []*evaluator
	if e.circle < len(e.set.circles) {
		for _, k := range e.set.circles[e.circle] {
			if r := e.set.roots[k]; r != e {
				out = append(out, r)
			}
		}
	}
	return out
}

// stateReaders returns the data sources of states in the root and in the
// modules that it calls.
func (e *evaluator) stateReaders() []*resource {
	var out []*resource
	for _, dir := range slices.Sorted(maps.Keys(e.modules)) {
		for _, r := range e.modules[dir].resourceOrder {
			if r.data && readsState(r.kind) {
				out = append(out, r)
			}
		}
	}
	return out
}

// A keptState is where a root keeps its state, as far as literals tell.
type keptState struct {
	none  bool // there is no root
	unit  bool // the backend is known whole, so that only its kind counts here
	cloud bool
	kind  string // empty for none that is declared
	name  string // of the state, as the backend of the kind names it
}

// keptState returns where the root may keep its state.
func (e *evaluator) keptState() keptState {
	switch {
	case e.main == nil:
		return keptState{none: true}
	case e.unit != nil:
		return keptState{unit: true, kind: e.backend.kind}
	}
	own := e.main.mod.backend
	switch {
	case own == nil:
		return keptState{kind: "local"}
	case own.Type == "cloud":
		return keptState{kind: "remote", cloud: true}
	}
	k := keptState{kind: own.Labels[0]}
	if a, ok := own.Body.Attributes[firstOf(settingsOf(k.kind))]; ok {
		k.name = literalString(a.Expr)
	}
	return k
}

// askedState returns what the data source r of a state asks for.
func askedState(r *resource) keptState {
	var asked keptState
	if r.kind == "tfe_outputs" {
		return keptState{kind: "remote"}
	}
	attrs := r.block.Body.Attributes
	if a, ok := attrs["backend"]; ok {
		asked.kind = literalString(a.Expr)
	}
	if config, ok := attrs["config"]; ok {
		asked.name = literalIn(config.Expr, firstOf(settingsOf(asked.kind)))
	}
	return asked
}

// may reports whether the state may be the one that is asked for: no two
// literals that name it differ.
func (k keptState) may(asked keptState) bool {
	switch {
	case k.none:
		return false
	case asked.kind == "":
		return true
	case asked.kind != k.kind:
		return false
	case k.unit || k.cloud || k.kind == "local":
		return true
	}
	return asked.name == "" || k.name == "" || strings.HasSuffix(asked.name, k.name) // after env:/workspace/
}

func firstOf(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	return keys[0]
}

// literalIn returns the literal text at key of the object that x spells, or the
// empty string.
func literalIn(x hclsyntax.Expression, key string) string {
	o, ok := bare(x).(*hclsyntax.ObjectConsExpr)
	if !ok {
		return ""
	}
	for _, item := range o.Items {
		inner := item.KeyExpr
		if k, ok := inner.(*hclsyntax.ObjectConsKeyExpr); ok {
			inner = k.Wrapped
		}
		if keyword(inner) == key {
			return literalString(item.ValueExpr)
		}
	}
	return ""
}
