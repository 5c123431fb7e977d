package iam

import (
	"slices"
	"unicode"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A glyph is one piece of a pattern, or of the text it is matched against.
type glyph struct {
	kind glyphKind
	char rune     // of a letter
	part iac.Part // of a symbol: a reference or an unknown
}

type glyphKind uint8

const (
	letter    glyphKind = iota
	one                 // ?: any one character
	many                // *: any number of characters
	symbol              // text that the files do not tell
	colonless           // any number of characters, none of them a colon
)

// maxCells bounds the work of one match. AWS takes documents of up to 20,480
// characters (endpoint policies; others less), and a pattern is a small part
// of one.
const maxCells = 1 << 22

// Match reports whether pattern, in which * stands for any number of
// characters and ? for one, matches s, and whether that is known at all. A
// reference stands for any text that is not empty, an unknown for any text, and
// either can hold wildcards where it is part of the pattern; the same part is
// the same text on both sides.
func Match(pattern, s iac.Text) (match, known bool) {
	t := matchGlob(glyphs(pattern, true), glyphs(s, false))
	return t == yes, t != maybe
}

// glyphs returns t in pieces; wild says whether * and ? are wildcards.
func glyphs(t iac.Text, wild bool) []glyph {
	var out []glyph
	for _, p := range t {
		if p.Resource != nil || p.Unknown != nil {
			out = append(out, glyph{kind: symbol, part: p})
			continue
		}
		for _, r := range p.Literal {
			out = append(out, glyphOf(r, wild))
		}
	}
	return out
}

func glyphOf(r rune, wild bool) glyph {
	switch {
	case wild && r == '*':
		return glyph{kind: many}
	case wild && r == '?':
		return glyph{kind: one}
	}
	return glyph{kind: letter, char: r}
}

// fold returns p with its letters in one case.
func fold(p []glyph) []glyph {
	out := slices.Clone(p)
	for i := range out {
		out[i].char = unicode.ToLower(out[i].char)
	}
	return out
}

// matchGlob matches a pattern against a text. What the pattern's symbols stand
// for is part of the pattern, wildcards included.
func matchGlob(pattern, s []glyph) truth {
	for len(pattern) > 0 && len(s) > 0 && pattern[0].kind == letter && s[0].kind == letter {
		if pattern[0].char != s[0].char {
			return no
		}
		pattern, s = pattern[1:], s[1:]
	}
	if len(pattern) == 1 && len(s) == 1 && distinct(pattern[0], s[0]) {
		return no
	}
	if (2*len(pattern)+1)*(2*len(s)+1) > maxCells {
		return maybe
	}
	pattern = normalize(pattern)
	switch {
	case !canMatch(widen(pattern, false), widenText(s)):
		return no
	case mustMatch(pattern, s):
		return yes
	}
	return maybe
}

// matchExact compares two texts that hold no wildcards.
func matchExact(a, b []glyph) truth {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a) == 0 && len(b) == 0:
		return yes
	case len(a) == 1 && len(b) == 1 && distinct(a[0], b[0]):
		return no
	case (2*len(a)+1)*(2*len(b)+1) > maxCells:
		return maybe
	case !canMatch(widen(a, true), widen(b, true)):
		return no
	}
	return maybe
}

// matchAny matches one text that is known in several forms: what one form
// decides is decided.
func matchAny(forms []iac.Text, match func(form []glyph) truth) truth {
	for _, form := range forms {
		if t := match(glyphs(form, false)); t != maybe {
			return t
		}
	}
	return maybe
}

// normalize brings each run of wildcards into one order: *? admits what ?*
// does, and the latter can be read from left to right.
func normalize(pattern []glyph) []glyph {
	out := make([]glyph, 0, len(pattern))
	star := false
	for _, g := range pattern {
		switch {
		case g.kind == many:
			star = true
			continue
		case star && g.kind != one:
			out = append(out, glyph{kind: many})
			star = false
		}
		out = append(out, g)
	}
	if star {
		out = append(out, glyph{kind: many})
	}
	return out
}

// widen replaces symbols by wildcards: all that they can turn out to be. A
// reference to plain text has at least one character; what may hold wildcards
// can match the empty text.
func widen(s []glyph, plain bool) []glyph {
	out := make([]glyph, 0, len(s))
	for _, g := range s {
		switch {
		case g.kind != symbol:
			out = append(out, g)
		case plain && g.part.Resource != nil:
			out = append(out, glyph{kind: one}, glyph{kind: many})
		default:
			out = append(out, glyph{kind: many})
		}
	}
	return out
}

// widenText is widen for the text that a pattern is matched against, of which
// more may be known.
func widenText(s []glyph) []glyph {
	var out []glyph
	for _, g := range s {
		if g.kind == symbol && g.part.Unknown != nil && g.part.Unknown.InName {
			out = append(out, glyph{kind: colonless})
			continue
		}
		out = append(out, widen([]glyph{g}, true)...)
	}
	return out
}

// canMatch reports whether two patterns without symbols admit a common text.
func canMatch(a, b []glyph) bool {
	cells := newGrid(len(a), len(b))
	for i := range len(a) + 1 {
		for j := range len(b) + 1 {
			if !cells.get(i, j) {
				continue
			}
			if i < len(a) && a[i].kind == many {
				cells.set(i+1, j)
			}
			if j < len(b) && (b[j].kind == many || b[j].kind == colonless) {
				cells.set(i, j+1)
			}
			if i == len(a) || j == len(b) {
				continue
			}
			switch x, y := a[i], b[j]; {
			case x.kind == many:
				cells.set(i, j+1)
			case y.kind == many, y.kind == colonless && (x.kind != letter || x.char != ':'):
				cells.set(i+1, j)
			case y.kind == colonless: // no more of it
			case x.kind == one || y.kind == one || x.char == y.char:
				cells.set(i+1, j+1)
			}
		}
	}
	return cells.get(len(a), len(b))
}

// mustMatch reports whether the pattern matches the text whatever the symbols
// turn out to be. It looks for one way of matching that suits all of them, and
// so can miss one; it never finds one that is not there.
func mustMatch(pattern, s []glyph) bool {
	s = split(s)
	cells := newGrid(len(pattern), len(s))
	for i := range len(pattern) + 1 {
		for j := range len(s) + 1 {
			if !cells.get(i, j) || i == len(pattern) {
				continue
			}
			if pattern[i].kind == many {
				cells.set(i+1, j)
				cells.set(i, j+1)
				continue
			}
			if j == len(s) {
				continue
			}
			switch x, y := pattern[i], s[j]; {
			case x.kind == symbol && y == x: // and the rest that split put behind it
				cells.set(i+1, j+2)
			case x.kind == one && y.isFilled(), x.kind == letter && y == x:
				cells.set(i+1, j+1)
			}
		}
	}
	return cells.get(len(pattern), len(s))
}

// isFilled reports whether g surely has a first character.
func (g glyph) isFilled() bool {
	return g.kind == letter || g.kind == symbol && g.part.Resource != nil
}

// split puts a many behind each symbol: the symbol then stands for its first
// character, if it has one, and the many for the rest.
func split(s []glyph) []glyph {
	out := make([]glyph, 0, len(s))
	for _, g := range s {
		out = append(out, g)
		if g.kind == symbol {
			out = append(out, glyph{kind: many})
		}
	}
	return out
}

// A grid marks which prefixes of two texts can belong together.
type grid struct {
	cells []bool
	rows  int
	width int
}

func newGrid(a, b int) *grid {
	g := &grid{cells: make([]bool, (a+1)*(b+1)), rows: a + 1, width: b + 1}
	g.set(0, 0)
	return g
}

func (g *grid) get(i, j int) bool { return g.cells[i*g.width+j] }

func (g *grid) set(i, j int) {
	if i < g.rows && j < g.width {
		g.cells[i*g.width+j] = true
	}
}
