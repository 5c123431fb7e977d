package iam

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// expand returns t in pieces, with the values of its policy variables.
//
// Source: IAM user guide, "IAM policy elements: Variables and tags".
func (e *evaluator) expand(t iac.Text, wild bool, at source.Range) []glyph {
	var out []glyph
	for _, p := range t {
		if p.Resource != nil || p.Unknown != nil || e.variables == no {
			out = append(out, glyphs(iac.Text{p}, wild)...)
			continue
		}
		rest := p.Literal
		for {
			before, after, found := strings.Cut(rest, "${")
			out = append(out, glyphs(literal(before), wild)...)
			if !found {
				break
			}
			name, tail, closed := strings.Cut(after, "}")
			if !closed {
				out = append(out, opaque("${"+after, "a policy variable that is not closed", at))
				break
			}
			out = append(out, e.variable(name, at)...)
			rest = tail
		}
	}
	return out
}

// variable returns the value of the policy variable called name, which can
// carry a default: aws:PrincipalTag/team, 'none'. Wildcards in a value are
// plain characters.
func (e *evaluator) variable(name string, at source.Range) []glyph {
	whole := "${" + name + "}"
	if e.variables == maybe {
		return []glyph{opaque(whole, "the policy's `Version` is not known, which decides whether `"+whole+"` is a variable", at)}
	}
	switch name {
	case "*", "?", "$":
		return glyphs(literal(name), false)
	}
	key, fallback, hasDefault := strings.Cut(name, ",")
	f := e.fact(strings.TrimSpace(key))
	if f.presence == present && len(f.values) == 1 {
		return glyphs(f.values[0][len(f.values[0])-1], false)
	}
	if f.presence == missing && hasDefault {
		return glyphs(literal(strings.Trim(strings.TrimSpace(fallback), "'")), false)
	}
	return []glyph{opaque(whole, "the files do not tell `"+strings.TrimSpace(key)+"` of the request", at)}
}

// opaque returns a symbol of its own for text that cannot be told.
func opaque(name, why string, at source.Range) glyph {
	return glyph{kind: symbol, part: iac.Part{Unknown: &iac.Unknown{Name: name, Why: why, Range: at}}}
}
