package discover

import "strings"

// A glob is a gitignore pattern, cut at its slashes: what each folder or file
// name on a path must look like. "**" stands for any number of names. Git
// matches bytes and not characters, so a "?" is half an umlaut.
type glob []string

// parseGlob returns the pattern p, or false where p is malformed: git lets an
// unclosed bracket, an unknown class or a lone backslash match nothing.
func parseGlob(p string) (glob, bool) {
	var g glob
	start := 0
	for i := 0; i < len(p); {
		n, slash := matchAtom(p[i:], '/')
		if n == 0 {
			return nil, false
		}
		if slash && (p[i] == '/' || p[i] == '\\') {
			g = append(g, p[start:i])
			start = i + n
		}
		i += n
	}
	return append(g, p[start:]), true
}

// matches reports whether the pattern matches all of the slash-separated path.
// It goes back to the last "**" alone, as matchName does to the last star, so
// that its cost is the product of the two lengths however hostile the pattern.
func (g glob) matches(path string) bool {
	names := strings.Split(path, "/")
	gi, ni := 0, 0
	back, from := -1, 0
	for ni < len(names) {
		switch {
		case gi < len(g) && isAnyDepth(g[gi]):
			if gi == len(g)-1 {
				return true // what is in the folder, not the folder itself
			}
			back, from = gi, ni
			gi++
		case gi < len(g) && matchName(g[gi], names[ni]):
			gi++
			ni++
		case back >= 0:
			from++
			gi, ni = back+1, from
		default:
			return false
		}
	}
	return gi == len(g)
}

// isAnyDepth reports whether a segment of a pattern stands for any number of
// names. Git reads more than two stars like two.
func isAnyDepth(segment string) bool {
	return len(segment) > 1 && strings.Trim(segment, "*") == ""
}

// matchName reports whether the pattern p, which holds no slash, matches all
// of name.
func matchName(p, name string) bool {
	pi, i := 0, 0
	back, from := -1, 0
	for i < len(name) {
		if pi < len(p) && p[pi] == '*' {
			pi++
			back, from = pi, i
			continue
		}
		if pi < len(p) {
			if n, ok := matchAtom(p[pi:], name[i]); ok {
				pi += n
				i++
				continue
			}
		}
		if back < 0 {
			return false
		}
		from++
		pi, i = back, from
	}
	return strings.Trim(p[pi:], "*") == ""
}

// matchAtom returns the length of the atom at the start of p, 0 where it is
// malformed, and whether it matches the byte b. A star is an atom that
// matches none.
func matchAtom(p string, b byte) (n int, ok bool) {
	switch p[0] {
	case '*':
		return 1, false
	case '?':
		return 1, true
	case '[':
		return matchBracket(p, b)
	}
	c, n := unquote(p)
	return n, n > 0 && c == b
}

// matchBracket is matchAtom for a bracket expression: members, ranges and
// classes such as [:digit:], all but those after a "!" or "^". A "]" that
// comes first is a member.
func matchBracket(p string, b byte) (n int, ok bool) {
	i, negated, in := 1, false, false
	if i < len(p) && (p[i] == '!' || p[i] == '^') {
		i, negated = i+1, true
	}
	for first := i; i < len(p); {
		if p[i] == ']' && i > first {
			return i + 1, in != negated
		}
		n, ok := matchMember(p[i:], b)
		if n == 0 {
			return 0, false
		}
		i += n
		in = in || ok
	}
	return 0, false
}

// matchMember is matchAtom for what a bracket expression holds.
func matchMember(p string, b byte) (n int, ok bool) {
	if strings.HasPrefix(p, "[:") {
		return matchClass(p, b)
	}
	low, n := unquote(p)
	if n == 0 {
		return 0, false
	}
	if len(p) < n+2 || p[n] != '-' || p[n+1] == ']' {
		return n, b == low
	}
	high, m := unquote(p[n+1:])
	if m == 0 {
		return 0, false
	}
	return n + 1 + m, b == low || low < b && b <= high
}

// matchClass is matchAtom for a class. A "[:" that no ":]" closes is a
// bracket that is a member.
func matchClass(p string, b byte) (n int, ok bool) {
	end := strings.IndexByte(p, ']')
	if end < 3 || p[end-1] != ':' {
		return 1, b == '['
	}
	in, known := inClass(p[2:end-1], b)
	if !known {
		return 0, false
	}
	return end + 1, in
}

// inClass reports whether b is of the POSIX class called name in the C locale,
// in which git matches, and whether there is such a class.
func inClass(name string, b byte) (in, known bool) {
	letter := 'a' <= b|0x20 && b|0x20 <= 'z'
	digit := '0' <= b && b <= '9'
	graph := ' ' < b && b < 0x7f
	switch name {
	case "alnum":
		return letter || digit, true
	case "alpha":
		return letter, true
	case "blank":
		return b == ' ' || b == '\t', true
	case "cntrl":
		return b < ' ' || b == 0x7f, true
	case "digit":
		return digit, true
	case "graph":
		return graph, true
	case "lower":
		return letter && b >= 'a', true
	case "print":
		return graph || b == ' ', true
	case "punct":
		return graph && !letter && !digit, true
	case "space":
		return b == ' ' || '\t' <= b && b <= '\r', true
	case "upper":
		return letter && b <= 'Z', true
	case "xdigit":
		return digit || letter && b|0x20 <= 'f', true
	}
	return false, false
}

// unquote returns the byte that p starts with, which a backslash may quote,
// and the length of its text: 0 for a backslash that quotes nothing.
func unquote(p string) (b byte, n int) {
	if p[0] != '\\' {
		return p[0], 1
	}
	if len(p) < 2 {
		return 0, 0
	}
	return p[1], 2
}
