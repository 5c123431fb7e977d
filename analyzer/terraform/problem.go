package terraform

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// problems collects what went wrong, each once.
type problems struct {
	list []iac.Problem
	seen map[iac.Problem]bool

	// muted is above zero while resources that may not be created are
	// evaluated: what fails there may never run.
	muted int
}

// on runs f on behalf of something that is certain to run, or else without
// taking note of what goes wrong.
func (p *problems) on(certain bool, f func()) {
	if !certain {
		p.muted++
		defer func() { p.muted-- }()
	}
	f()
}

// always runs f and takes note of what goes wrong, whatever it is on behalf of.
func (p *problems) always(f func()) {
	muted := p.muted
	p.muted = 0
	defer func() { p.muted = muted }()
	f()
}

func (p *problems) add(kind iac.ProblemKind, at source.Range, format string, args ...any) {
	q := iac.Problem{Kind: kind, Message: fmt.Sprintf(format, args...), Range: at}
	if p.muted > 0 || p.seen[q] {
		return
	}
	if p.seen == nil {
		p.seen = map[iac.Problem]bool{}
	}
	p.seen[q] = true
	p.list = append(p.list, q)
}

// diagnostics adds the errors among ds, as kind where they do not say better.
func (p *problems) diagnostics(kind iac.ProblemKind, ds hcl.Diagnostics) {
	for _, d := range ds {
		if d.Severity != hcl.DiagError {
			continue
		}
		k := kind
		if own, ok := d.Extra.(iac.ProblemKind); ok {
			k = own
		} else if err := callError(d); err != nil {
			k = err.kind
		}
		var at source.Range
		if d.Subject != nil {
			at = rangeOf(*d.Subject)
		}
		p.add(k, at, "%s", sentence(d))
	}
}

// failure returns one error diagnostic of the given kind.
func failure(kind iac.ProblemKind, at hcl.Range, format string, args ...any) hcl.Diagnostics {
	return hcl.Diagnostics{{
		Severity: hcl.DiagError,
		Summary:  fmt.Sprintf(format, args...),
		Subject:  &at,
		Extra:    kind,
	}}
}

// callError returns the error of a function that is behind d and of a kind of
// its own, or nil.
func callError(d *hcl.Diagnostic) *kindError {
	extra, ok := hcl.DiagnosticExtra[hclsyntax.FunctionCallDiagExtra](d)
	if !ok {
		return nil
	}
	var err *kindError
	if errors.As(extra.FunctionCallError(), &err) {
		return err
	}
	return nil
}

// sentence returns what d says in the words of a problem: one clause without
// capital and full stop.
func sentence(d *hcl.Diagnostic) string {
	if err := callError(d); err != nil {
		return err.text
	}
	s := d.Detail
	if _, own := d.Extra.(iac.ProblemKind); own || s == "" {
		s = d.Summary
	}
	const long = 120
	first, rest, _ := strings.Cut(strings.Join(strings.Fields(s), " "), ". ")
	out := uncapped(first)
	if second, _, _ := strings.Cut(rest, ". "); second != "" && len(out)+len(second) < long {
		out += ": " + uncapped(second)
	}
	return out
}

// uncapped returns a sentence as a clause.
func uncapped(s string) string {
	s = strings.TrimRight(s, ".:")
	r, size := utf8.DecodeRuneInString(s)
	if next, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsUpper(r) && !unicode.IsUpper(next) {
		s = string(unicode.ToLower(r)) + s[size:]
	}
	return s
}

func rangeOf(r hcl.Range) source.Range {
	return source.Range{
		File:  r.Filename,
		Start: source.Pos{Line: r.Start.Line, Byte: r.Start.Byte},
		End:   source.Pos{Line: r.End.Line, Byte: r.End.Byte},
	}
}
