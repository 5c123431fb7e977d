package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A Reported is a finding as it is reported: once for all variants of a stack
// that have it. Its message says so where not all of them do.
type Reported struct {
	*Finding
	Stack *Stack // the first that has it
}

// Reported returns the findings of all stacks, each once for the variants of a
// stack, in the order of a report.
func (r *Result) Reported() []Reported {
	var all []Reported
	for rest := r.Stacks; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].isVariantOf(rest[0]) {
			n++
		}
		all = append(all, merged(rest[:n])...)
		rest = rest[n:]
	}
	return all
}

// isVariantOf reports whether both are one stack with different values.
func (s *Stack) isVariantOf(t *Stack) bool {
	return s.Variant != "" && t.Variant != "" && s.Path == t.Path && s.Kind == t.Kind
}

// An occurrence is a finding of one or more variants.
type occurrence struct {
	Reported
	among  []*Stack
	values bool // the messages differ in the values that they quote
	open   bool // it is not suppressed in all of them
}

// merged returns the findings of stacks that are variants of each other.
func merged(variants []*Stack) []Reported {
	var order []*occurrence
	index := map[string]*occurrence{}
	for _, s := range variants {
		count := map[string]int{}
		add := func(f *Finding, open bool) {
			key := fmt.Sprint(f.Fingerprint(), f.At.File, f.At.Start.Byte)
			count[key]++
			key += fmt.Sprint(" ", count[key])
			o := index[key]
			if o == nil {
				o = &occurrence{Reported: Reported{f, s}}
				index[key] = o
				order = append(order, o)
			}
			o.add(f, s, open)
		}
		for _, f := range s.Findings {
			add(f, true)
		}
		for _, f := range s.Suppressed {
			add(f.Finding, false)
		}
	}
	return reportedOf(order, variants)
}

// add notes that a variant has the finding, too.
func (o *occurrence) add(f *Finding, s *Stack, open bool) {
	o.among = append(o.among, s)
	o.values = o.values || f.Message != o.Message
	if open && !o.open {
		o.Reported = Reported{f, s}
	}
	o.open = o.open || open
}

func reportedOf(order []*occurrence, variants []*Stack) []Reported {
	stacks := map[*Finding]*Stack{}
	var fs []*Finding
	for _, o := range order {
		if !o.open {
			continue
		}
		f := *o.Finding
		if words := o.words(len(variants)); words != "" {
			f.Message += " (" + words + ")"
		}
		stacks[&f] = o.Stack
		fs = append(fs, &f)
	}
	if len(variants) > 1 {
		Sort(fs)
	}
	out := make([]Reported, len(fs))
	for i, f := range fs {
		out[i] = Reported{f, stacks[f]}
	}
	return out
}

// words says which variants have the finding where not all of the n do, and
// whose values its message has where they differ.
func (o *occurrence) words(n int) string {
	var words []string
	if len(o.among) < n {
		names := make([]string, len(o.among))
		for i, s := range o.among {
			names[i] = s.Variant
		}
		words = append(words, "only with "+List(names))
	}
	if o.values {
		words = append(words, "values of "+o.Stack.Variant)
	}
	return strings.Join(words, "; ")
}

// ReportedProblems returns the problems of a stack that no variant before it
// has.
func (r *Result) ReportedProblems(s *Stack) []iac.Problem {
	var earlier []iac.Problem
	for _, t := range r.Stacks {
		if t == s {
			break
		}
		if t.isVariantOf(s) {
			earlier = append(earlier, t.Problems...)
		}
	}
	if len(earlier) == 0 {
		return s.Problems
	}
	return slices.DeleteFunc(slices.Clone(s.Problems), func(p iac.Problem) bool { return slices.Contains(earlier, p) })
}

// Name returns what people call the stack: its path, as path has it, and its
// variant.
func (s *Stack) Name(path string) string {
	if s.Variant == "" {
		return path
	}
	return path + " with " + s.Variant
}
