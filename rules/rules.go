// Package rules holds the rules, one file each. It reads proofs and the graph;
// it knows neither language.
package rules

import "github.com/taskreach/taskreach/analyzer/lint"

// All returns every rule, in the order of their ids.
func All() []*lint.Rule {
	return []*lint.Rule{
		PrivateDNSDisabled,
	}
}
