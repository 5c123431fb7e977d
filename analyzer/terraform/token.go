package terraform

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// Tokens are private-use code points inside strings that stand for what only
// apply settles. Planes 15 and 16 have 65,534 code points each.
const (
	tokenFirst = 0xF0000
	tokenLast  = 0x10FFFD
	planeSize  = 65534
)

// A token is what one code point stands for.
type token struct {
	part iac.Part

	// soft says that the text can be anything, the empty string and null among
	// it, so that it must never decide anything.
	soft bool

	// atomic says of a soft token that it is never empty and holds no
	// separators: a region, an account.
	atomic bool

	// weak says of a hard token that the attribute can be null or empty after
	// all: it is not in the table of those that never are.
	weak bool
}

// tokens hands out code points, one for each part.
type tokens struct {
	list  []token
	index map[iac.Part]int // in list
	joins map[iac.Part]iac.Text
}

func newTokens() *tokens { return &tokens{index: map[iac.Part]int{}, joins: map[iac.Part]iac.Text{}} }

// add returns the string of the one code point that stands for t, the same for
// the same part. Once all are handed out it returns an unknown string.
func (ts *tokens) add(t token) cty.Value {
	n, ok := ts.index[t.part]
	if !ok {
		n = len(ts.list)
		if n >= 2*planeSize {
			return cty.UnknownVal(cty.String)
		}
		ts.list = append(ts.list, t)
		ts.index[t.part] = n
	}
	if n >= planeSize {
		n += 0x10000 - planeSize
	}
	return cty.StringVal(string(rune(tokenFirst + n)))
}

// setAtomic records that p, which has a token, is a text without separators.
func (ts *tokens) setAtomic(p iac.Part) {
	if n, ok := ts.index[p]; ok {
		ts.list[n].atomic = true
	}
}

func isToken(r rune) bool { return r >= tokenFirst && r <= tokenLast }

// get returns what r stands for; ok is false for code points never handed out.
func (ts *tokens) get(r rune) (t token, ok bool) {
	if !isToken(r) {
		return token{}, false
	}
	n := int(r) - tokenFirst
	if n >= 0x10000 {
		n = n - 0x10000 + planeSize
	} else if n >= planeSize {
		return token{}, false
	}
	if n >= len(ts.list) {
		return token{}, false
	}
	return ts.list[n], true
}

// text returns s as a sequence of parts.
func (ts *tokens) text(s string) iac.Text {
	var out iac.Text
	start := 0
	for i, r := range s {
		t, ok := ts.get(r)
		if !ok {
			continue
		}
		if start < i {
			out = append(out, iac.Part{Literal: s[start:i]})
		}
		if joined, ok := ts.joins[t.part]; ok {
			out = append(out, joined...)
		} else {
			out = append(out, t.part)
		}
		start = i + len(string(r))
	}
	if start < len(s) || len(out) == 0 {
		out = append(out, iac.Part{Literal: s[start:]})
	}
	return out
}

// display returns s with tokens by the names of what they stand for.
func (ts *tokens) display(s string) string {
	if !hasToken(s) {
		return s
	}
	return ts.text(s).String()
}

func hasToken(s string) bool {
	// In UTF-8 they begin with one of two bytes, which are as good as never there.
	return (strings.IndexByte(s, 0xF3) >= 0 || strings.IndexByte(s, 0xF4) >= 0) && strings.IndexFunc(s, isToken) >= 0
}

// lone returns the token that s consists of.
func (ts *tokens) lone(s string) (t token, ok bool) {
	rs := []rune(s)
	if len(rs) != 1 {
		return token{}, false
	}
	return ts.get(rs[0])
}

// soft reports whether s holds a soft token; atomic ones do not count where
// what is asked cannot depend on them.
func (ts *tokens) soft(s string, countAtomic bool) bool {
	for _, r := range s {
		if t, ok := ts.get(r); ok && t.soft && (countAtomic || !t.atomic) {
			return true
		}
	}
	return false
}

// isString reports whether v is a known string that can be read.
func isString(v cty.Value) bool {
	return v.Type() == cty.String && v.IsKnown() && !v.IsNull()
}

// isTokenText reports whether v is a string that holds a token.
func isTokenText(v cty.Value) bool { return isString(v) && hasToken(v.AsString()) }

// isLoneToken reports whether v is a string of one token: it can turn out to
// be of another type than string.
func isLoneToken(v cty.Value) bool {
	if !isTokenText(v) {
		return false
	}
	return len([]rune(v.AsString())) == 1
}

// anyText reports whether a string anywhere in v, keys and names of attributes
// included, meets f.
func anyText(v cty.Value, f func(string) bool) bool {
	switch {
	case !v.IsKnown() || v.IsNull():
		return false
	case v.Type() == cty.String:
		return f(v.AsString())
	case v.CanIterateElements():
		for it := v.ElementIterator(); it.Next(); {
			k, e := it.Element()
			if isKeyed(v.Type()) && anyText(k, f) || anyText(e, f) {
				return true
			}
		}
	}
	return false
}

// replaceText returns v with every string that meets f replaced by unknown,
// which is of no type where the string is one token. Collections become tuples
// and objects; an object with such a key becomes unknown as a whole.
func replaceText(v cty.Value, f func(string) bool) cty.Value {
	if !anyText(v, f) {
		return v
	}
	if v.Type() == cty.String {
		if isLoneToken(v) {
			return cty.DynamicVal
		}
		return cty.UnknownVal(cty.String)
	}
	if isKeyed(v.Type()) {
		fields := map[string]cty.Value{}
		for it := v.ElementIterator(); it.Next(); {
			k, e := it.Element()
			if f(k.AsString()) {
				return cty.DynamicVal
			}
			fields[k.AsString()] = replaceText(e, f)
		}
		return cty.ObjectVal(fields)
	}
	if v.Type().IsSetType() {
		return cty.UnknownVal(v.Type())
	}
	var items []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		_, e := it.Element()
		items = append(items, replaceText(e, f))
	}
	return cty.TupleVal(items)
}

func isKeyed(t cty.Type) bool { return t.IsMapType() || t.IsObjectType() }
