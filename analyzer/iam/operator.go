package iam

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An operator is a condition operator: StringNotLike, ForAllValues:ArnLike, …
type operator struct {
	negated  bool
	ifExists bool
	set      quantifier
	wild     bool // * and ? in the policy's values are wildcards
	text     bool // values are compared as text, not by what they mean

	// compare returns whether the policy's value stands for the request's; nil
	// for Null, which compares none.
	compare func(want, have []glyph) truth
}

type quantifier uint8

const (
	single quantifier = iota
	forAll
	forAny
)

// parseOperator returns the operator called name and whether there is one.
func parseOperator(name string) (operator, bool) {
	var o operator
	if base, ok := strings.CutPrefix(name, "ForAllValues:"); ok {
		o.set, name = forAll, base
	} else if base, ok := strings.CutPrefix(name, "ForAnyValue:"); ok {
		o.set, name = forAny, base
	}
	if name == "Null" {
		return o, true
	}
	if base, ok := strings.CutSuffix(name, "IfExists"); ok {
		o.ifExists, name = true, base
	}
	if strings.Contains(name, "Not") {
		o.negated, name = true, strings.Replace(name, "Not", "", 1)
	}
	o.compare = comparison(name)
	o.wild = name == "StringLike" || name == "ArnLike" || name == "ArnEquals"
	o.text = strings.HasPrefix(name, "String") || strings.HasPrefix(name, "Arn")
	return o, o.compare != nil
}

// comparison returns how the operator without its negation compares, or nil if
// there is no such operator.
func comparison(name string) func(want, have []glyph) truth {
	switch name {
	case "StringEquals", "BinaryEquals":
		return matchExact
	case "StringEqualsIgnoreCase":
		return func(want, have []glyph) truth { return matchExact(fold(want), fold(have)) }
	case "StringLike":
		return matchGlob
	case "ArnEquals", "ArnLike": // they behave identically
		return matchARN
	case "Bool":
		return compareBools
	case "IpAddress":
		return compareAddresses
	}
	if rest, ok := strings.CutPrefix(name, "Numeric"); ok {
		return ordered(rest, number)
	}
	if rest, ok := strings.CutPrefix(name, "Date"); ok {
		return ordered(rest, date)
	}
	return nil
}

// matchARN matches each of the six parts of an ARN on its own, so that a
// wildcard does not reach over a colon. The resource can hold colons.
func matchARN(want, have []glyph) truth {
	whole := matchGlob(want, have)
	if whole == no {
		return no
	}
	a, b := arnParts(want), arnParts(have)
	if a == nil || b == nil {
		if whole == yes && !hasWildcard(want) {
			return yes
		}
		return maybe
	}
	result := yes
	for i := range a {
		switch matchGlob(a[i], b[i]) {
		case no:
			// An unknown can hold the colon that its part seems to lack.
			if !hasUnknown(want) && !hasUnknown(have) {
				return no
			}
			result = maybe
		case maybe:
			result = maybe
		case yes:
		}
	}
	return result
}

// arnParts returns the six parts of an ARN, or nil if s does not show them.
func arnParts(s []glyph) [][]glyph {
	if len(s) == 0 || s[0].kind != letter {
		return nil
	}
	parts := make([][]glyph, 1, 6)
	for _, g := range s {
		if g.kind == letter && g.char == ':' && len(parts) < 6 {
			parts = append(parts, nil)
			continue
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], g)
	}
	if len(parts) < 6 {
		return nil
	}
	return parts
}

func hasWildcard(s []glyph) bool {
	return slices.ContainsFunc(s, func(g glyph) bool { return g.kind == one || g.kind == many })
}

func hasUnknown(s []glyph) bool {
	return slices.ContainsFunc(s, func(g glyph) bool { return g.part.Unknown != nil })
}

// plain returns s as a string and whether it has no symbols.
func plain(s []glyph) (string, bool) {
	var b strings.Builder
	for _, g := range s {
		if g.kind != letter {
			return "", false
		}
		b.WriteRune(g.char)
	}
	return b.String(), true
}

func compareBools(want, have []glyph) truth {
	a, aOK := plain(want)
	b, bOK := plain(have)
	if !aOK || !bOK {
		return maybe
	}
	return decided(strings.EqualFold(a, b)).truth
}

// compareAddresses compares an address or a range with the one that the
// request comes from; that can be a range where only its subnet is known.
func compareAddresses(want, have []glyph) truth {
	a, aOK := prefix(want)
	b, bOK := prefix(have)
	switch {
	case !aOK || !bOK:
		return maybe
	case !a.Overlaps(b):
		return no
	case a.Bits() <= b.Bits():
		return yes
	}
	return maybe
}

func prefix(s []glyph) (netip.Prefix, bool) {
	text, _ := plain(s)
	if p, err := netip.ParsePrefix(text); err == nil {
		return p.Masked(), true
	}
	a, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(a, a.BitLen()), true
}

// ordered returns the comparison of a Numeric or Date operator.
func ordered(name string, read func(string) (float64, bool)) func(want, have []glyph) truth {
	var holds func(have, want float64) bool
	switch name {
	case "Equals":
		holds = func(have, want float64) bool { return have == want }
	case "LessThan":
		holds = func(have, want float64) bool { return have < want }
	case "LessThanEquals":
		holds = func(have, want float64) bool { return have <= want }
	case "GreaterThan":
		holds = func(have, want float64) bool { return have > want }
	case "GreaterThanEquals":
		holds = func(have, want float64) bool { return have >= want }
	default:
		return nil
	}
	return func(want, have []glyph) truth {
		w, _ := plain(want)
		h, _ := plain(have)
		a, aOK := read(w)
		b, bOK := read(h)
		if !aOK || !bOK {
			return maybe
		}
		return decided(holds(b, a)).truth
	}
}

func number(s string) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// date reads a time as ISO 8601 or in seconds since 1970.
func date(s string) (float64, bool) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return float64(t.Unix()), true
		}
	}
	return number(s)
}
