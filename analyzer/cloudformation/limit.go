package cloudformation

import "github.com/taskreach/taskreach/analyzer/iac"

// What evaluating a stack may take: input can be made to double with every
// reference. A template of CloudFormation's own limit, 1 MB, has 100,000 nodes
// and takes about as many steps.
const (
	maxSteps     = 3_000_000 // nodes evaluated, items and 16 bytes of text copied
	maxRecursion = 10_000    // evaluations within each other
)

const tooMuch = "evaluating the stack takes more steps than are allowed"

// spend uses up steps of what the stack and those that it nests may take, and
// reports whether there are any left.
func (in *instance) spend(n *node, steps int) bool {
	in.top.steps += steps
	if in.top.steps <= maxSteps {
		return true
	}
	if in.top.first(tooMuch) {
		in.report(iac.LimitExceeded, in.at(n), tooMuch)
	}
	return false
}

// enter reports whether one more evaluation may begin; leave ends it.
func (in *instance) enter(n *node) bool {
	if !in.spend(n, 1) {
		return false
	}
	if in.load.depth >= maxRecursion {
		if in.top.first("recursion") {
			in.report(iac.LimitExceeded, in.at(n), "a chain of more than %d references", maxRecursion)
		}
		return false
	}
	in.load.depth++
	return true
}

func (in *instance) leave() { in.load.depth-- }

// exhausted returns the value of a node for which there are no steps left.
func (in *instance) exhausted(n *node) iac.Value { return in.unknown(n, "the value", tooMuch) }

// isFlat reports whether v is a text or a list of texts, which is what
// parameters and outputs can be.
func isFlat(v iac.Value) bool {
	if v.IsObject() {
		return false
	}
	items, _ := v.Items()
	for _, item := range items {
		if item.IsList() || item.IsObject() {
			return false
		}
	}
	return true
}
