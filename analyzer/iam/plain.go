package iam

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A letterCase says whether two texts are the same that differ in capitals.
type letterCase uint8

const (
	sameCase letterCase = iota
	anyCase
)

// matchPlain is Match for what nearly all patterns and texts are: ASCII that is
// wholly known, short, and without policy variables where those stand for
// something. For any other it is not ok.
func matchPlain(pattern, text iac.Text, letters letterCase, variables bool) (match, ok bool) {
	p, known := pattern.Literal()
	s, too := text.Literal()
	if !known || !too || len(p)*len(s) > maxCells/16 || !isASCII(p) || !isASCII(s) || variables && strings.Contains(p, "${") {
		return false, false
	}
	return globs(p, s, letters), true
}

// globs reports whether the pattern matches all of s. At a mismatch it goes back
// to the last * and has that stand for one more character; no earlier one need
// be tried, since that could only leave less for the rest.
func globs(pattern, s string, letters letterCase) bool {
	p, star, from := 0, -1, 0
	for i := 0; i < len(s); {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
		case p < len(pattern) && (pattern[p] == '?' || same(pattern[p], s[i], letters)):
			p++
			i++
		case star >= 0:
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

func same(a, b byte, letters letterCase) bool {
	return a == b || letters == anyCase && lower(a) == lower(b)
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
