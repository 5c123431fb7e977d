package terraform

import (
	"bytes"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

const (
	// maxOperators is how many operators may be chained: each adds one level
	// to the syntax tree.
	maxOperators = 1000

	// maxHeredoc is the number of lines of one template: the parser is
	// quadratic in them.
	maxHeredoc = 20000
)

// tooDeep says why the parser must not see b, and is empty where it may: the
// parser and the evaluator of hclsyntax recurse, and their stack overflows at
// some tens of thousands of levels, which no program survives.
func tooDeep(b []byte, template bool) string {
	why, _ := tooDeepAt(b, template)
	return why
}

// tooDeepAt returns where that begins, too.
func tooDeepAt(b []byte, template bool) (why string, at hcl.Range) {
	if !suspicious(b) {
		return "", at
	}
	lex := hclsyntax.LexConfig
	if template {
		lex = hclsyntax.LexTemplate
	}
	toks, _ := lex(b, "", hcl.InitialPos)
	var d depth
	for i, t := range toks {
		var next hclsyntax.Token
		if i+1 < len(toks) {
			next = toks[i+1]
		}
		if why := d.token(t, next); why != "" {
			return why, t.Range
		}
	}
	return "", at
}

// suspicious reports whether b has enough brackets, operators or lines to be
// too deep at all, so that most files are not scanned twice.
func suspicious(b []byte) bool {
	brackets, operators := 0, 0
	for _, c := range b {
		switch c {
		case '(', '[', '{':
			brackets++
		case '+', '-', '*', '/', '%', '&', '|', '=', '<', '>', '!', '?', ']':
			operators++
		}
	}
	return brackets > maxNesting || operators > maxOperators || bytes.Count(b, []byte("\n")) > maxHeredoc
}

// depth follows how deep a syntax tree gets, token by token.
type depth struct {
	open      []hclsyntax.TokenType
	chains    []int // operators in the current chain at each bracket level
	operators int   // sum of chains
	controls  int   // if and for sequences of templates
	lines     int   // of the current template
}

func (d *depth) token(t, next hclsyntax.Token) string {
	if len(d.chains) == 0 {
		d.chains = []int{0}
	}
	switch t.Type {
	case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenTemplateInterp, hclsyntax.TokenOQuote:
		d.push(t.Type)
	case hclsyntax.TokenTemplateControl:
		d.push(t.Type)
		switch string(next.Bytes) {
		case "if", "for":
			d.controls++
		case "endif", "endfor":
			d.controls--
		}
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenTemplateSeqEnd, hclsyntax.TokenCQuote:
		d.pop()
		if t.Type == hclsyntax.TokenCBrack && next.Type == hclsyntax.TokenOBrack {
			d.operator()
		}
	case hclsyntax.TokenOHeredoc:
		d.lines = 0
	case hclsyntax.TokenStringLit:
		d.lines++
	case hclsyntax.TokenComma:
		d.reset()
	case hclsyntax.TokenNewline:
		if n := len(d.open); n == 0 || d.open[n-1] == hclsyntax.TokenOBrace {
			d.reset()
		}
	case hclsyntax.TokenPlus, hclsyntax.TokenMinus, hclsyntax.TokenStar, hclsyntax.TokenSlash, hclsyntax.TokenPercent,
		hclsyntax.TokenAnd, hclsyntax.TokenOr, hclsyntax.TokenBang, hclsyntax.TokenQuestion,
		hclsyntax.TokenEqualOp, hclsyntax.TokenNotEqual, hclsyntax.TokenLessThan, hclsyntax.TokenLessThanEq,
		hclsyntax.TokenGreaterThan, hclsyntax.TokenGreaterThanEq:
		d.operator()
	default:
	}
	return d.verdict()
}

func (d *depth) verdict() string {
	switch {
	case len(d.open) > maxNesting || d.controls > maxNesting:
		return "brackets nest deeper than 500 levels"
	case d.operators > maxOperators:
		return "an expression chains more than 1,000 operators"
	case d.lines > maxHeredoc:
		return "a template is longer than 20,000 lines"
	}
	return ""
}

func (d *depth) push(t hclsyntax.TokenType) {
	d.open = append(d.open, t)
	d.chains = append(d.chains, 0)
}

func (d *depth) pop() {
	if len(d.open) > 0 {
		d.reset()
		d.open = d.open[:len(d.open)-1]
		d.chains = d.chains[:len(d.chains)-1]
	}
}

func (d *depth) operator() {
	d.chains[len(d.chains)-1]++
	d.operators++
}

// reset ends the chain at the innermost bracket.
func (d *depth) reset() {
	d.operators -= d.chains[len(d.chains)-1]
	d.chains[len(d.chains)-1] = 0
}
