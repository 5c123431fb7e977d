package cloudformation

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// A tomlTable is a table of a TOML file with its keys in their order.
type tomlTable struct {
	name   string
	values []tomlValue
}

// A tomlValue is a key with its value, as one text, or with those of its list.
type tomlValue struct {
	key    string
	values []string
}

// A tomlReader reads as much of TOML as configuration files of tools are made
// of: tables, and keys with strings, bare words and lists of them.
type tomlReader struct {
	s string
	i int
}

// readTOML returns the tables of a file. The first has no name and holds what
// stands before the others.
func readTOML(f *source.File) ([]tomlTable, error) {
	r := &tomlReader{s: string(f.Bytes)}
	tables := []tomlTable{{}}
	for r.skipBlank("\n"); r.i < len(r.s); r.skipBlank("\n") {
		start := r.i
		if r.s[r.i] == '[' {
			tables = append(tables, tomlTable{name: r.table()})
			continue
		}
		key, values, ok := r.pair()
		if !ok {
			line := 1 + strings.Count(r.s[:start], "\n")
			return nil, fmt.Errorf("%s:%d: neither a table nor KEY = VALUE", f.Name, line)
		}
		t := &tables[len(tables)-1]
		t.values = append(t.values, tomlValue{key, values})
	}
	return tables, nil
}

// skipBlank skips blanks, comments and the bytes in more.
func (r *tomlReader) skipBlank(more string) {
	for r.i < len(r.s) {
		switch c := r.s[r.i]; {
		case c == ' ', c == '\t', c == '\r', strings.IndexByte(more, c) >= 0:
			r.i++
		case c == '#':
			r.line()
		default:
			return
		}
	}
}

// line returns the rest of the line and steps to its end.
func (r *tomlReader) line() string {
	rest := r.s[r.i:]
	if n := strings.IndexByte(rest, '\n'); n >= 0 {
		rest = rest[:n]
	}
	r.i += len(rest)
	return rest
}

// table returns the name in the header of a table.
func (r *tomlReader) table() string {
	name, _, _ := strings.Cut(strings.TrimLeft(r.line(), "["), "]")
	return strings.NewReplacer(" ", "", `"`, "").Replace(name)
}

func (r *tomlReader) pair() (key string, values []string, ok bool) {
	n := strings.IndexAny(r.s[r.i:], "=\n")
	if n < 0 || r.s[r.i+n] == '\n' {
		return "", nil, false
	}
	key = strings.Trim(r.s[r.i:r.i+n], " \t\"")
	r.i += n + 1
	values, ok = r.value(0)
	return key, values, ok
}

// value returns a text as a list of itself, and a list with those that it
// holds in one row.
func (r *tomlReader) value(depth int) (values []string, ok bool) {
	r.skipBlank("")
	if r.i == len(r.s) || depth > maxDepth {
		return nil, false
	}
	switch c := r.s[r.i]; c {
	case '[':
		return r.list(depth)
	case '"', '\'':
		s, ok := r.quoted(c)
		return []string{s}, ok
	}
	n := strings.IndexAny(r.s[r.i:], ",]#\n")
	if n < 0 {
		n = len(r.s) - r.i
	}
	s := strings.TrimSpace(r.s[r.i : r.i+n])
	r.i += n
	return []string{s}, s != ""
}

func (r *tomlReader) list(depth int) (values []string, ok bool) {
	for r.i++; ; {
		r.skipBlank("\n,")
		if r.i == len(r.s) {
			return nil, false
		}
		if r.s[r.i] == ']' {
			r.i++
			return values, true
		}
		item, ok := r.value(depth + 1)
		if !ok {
			return nil, false
		}
		values = append(values, item...)
	}
}

// quoted returns a string in quotes, one or three at either end.
func (r *tomlReader) quoted(quote byte) (s string, ok bool) {
	end := string(quote)
	if three := strings.Repeat(end, 3); strings.HasPrefix(r.s[r.i:], three) {
		end = three
	}
	r.i += len(end)
	start := r.i
	for r.i < len(r.s) {
		switch {
		case strings.HasPrefix(r.s[r.i:], end):
			s = r.s[start:r.i]
			r.i += len(end)
			if quote == '"' {
				s = unescape(s)
			}
			return s, true
		case r.s[r.i] == '\n' && len(end) == 1:
			return "", false
		case r.s[r.i] == '\\' && quote == '"':
			r.i++
		}
		r.i++
	}
	return "", false
}

// unescape returns s with its escapes resolved, or as it is if one of them is
// none.
func unescape(s string) string {
	// A line of a long string may end in a backslash, which joins it to the next.
	joined := strings.NewReplacer("\\\n", " ", "\n", `\n`).Replace(s)
	if u, err := strconv.Unquote(`"` + joined + `"`); err == nil {
		return u
	}
	return s
}
