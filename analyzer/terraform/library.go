package terraform

import (
	"maps"
	"strings"

	"github.com/zclconf/go-cty/cty/function"
)

// A standardFunction needs nothing of the evaluator that calls it, but that its
// arguments are treated by the policy.
type standardFunction struct {
	function.Function
	policy textPolicy
}

// standardFunctions returns the functions that are the same for all evaluators,
// by name.
func standardFunctions() map[string]standardFunction {
	out := map[string]standardFunction{}
	for policy, fs := range map[textPolicy]map[string]function.Function{
		opaque: opaqueFunctions(), careful: carefulFunctions(), transparent: transparentFunctions(),
	} {
		for name, f := range fs {
			out[name] = standardFunction{f, policy}
		}
	}
	return out
}

// ownFunctions returns the functions that need the evaluator, by name.
func (e *evaluator) ownFunctions() map[string]function.Function {
	if e.own == nil {
		e.own = e.deciding()
		maps.Copy(e.own, e.fileFunctions())
		maps.Copy(e.own, e.providerFunctions())
		e.own["try"], e.own["can"] = e.tryFunction(), e.canFunction()
	}
	return e.own
}

// provides reports whether there is a function called name, and makes it: of
// some 130 most roots call a few, and contexts share the map of those. Where
// there is none, the others are made for hclsyntax to suggest one of.
// https://developer.hashicorp.com/terraform/language/functions
func (e *evaluator) provides(name string) bool {
	if _, ok := e.functions[name]; ok {
		return true
	}
	f, ok := e.newFunction(name)
	if !ok {
		e.library()
		return false
	}
	e.functions[name] = f
	return true
}

// newFunction returns the function called name, which may be that in the
// namespace of Terraform's own ones.
func (e *evaluator) newFunction(name string) (f function.Function, ok bool) {
	plain, core := strings.CutPrefix(name, "core::")
	if core && strings.HasPrefix(plain, providerNamespace) {
		return f, false
	}
	if s, ok := e.set.shelf.functions()[plain]; ok {
		return e.guarded(plain, s.Function, s.policy), true
	}
	f, ok = e.ownFunctions()[plain]
	return f, ok
}

// library returns all functions of Terraform 1.11, by name.
func (e *evaluator) library() map[string]function.Function {
	if e.complete {
		return e.functions
	}
	e.complete = true
	for name := range e.set.shelf.functions() {
		e.provides(name)
		e.provides("core::" + name)
	}
	for name := range e.ownFunctions() {
		e.provides(name)
		if !strings.HasPrefix(name, providerNamespace) {
			e.provides("core::" + name)
		}
	}
	return e.functions
}
