package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// count returns n with the noun in the number it asks for.
func count(n int, noun string) string { return strconv.Itoa(n) + " " + inNumber(n, noun) }

// inNumber returns the noun in the number that n asks for.
func inNumber(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// several returns the names as briefly as they can be told apart from others:
// a name, a run of indexes like a[0..2], or the first and how many more.
func several(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	if s, ok := indexes(names); ok {
		return s
	}
	return fmt.Sprintf("%s (+%d more)", names[0], len(names)-1)
}

// indexes returns names that differ in consecutive indexes only as one.
func indexes(names []string) (string, bool) {
	var base string
	var ns []int
	for i, name := range names {
		b, n, ok := index(name)
		if !ok || i > 0 && b != base {
			return "", false
		}
		base = b
		ns = append(ns, n)
	}
	slices.Sort(ns)
	for i, n := range ns {
		if n != ns[0]+i {
			return "", false
		}
	}
	return fmt.Sprintf("%s[%d..%d]", base, ns[0], ns[len(ns)-1]), true
}

// index cuts name[n] apart.
func index(name string) (base string, n int, ok bool) {
	open := strings.LastIndexByte(name, '[')
	if open < 0 || !strings.HasSuffix(name, "]") {
		return "", 0, false
	}
	n, err := strconv.Atoi(name[open+1 : len(name)-1])
	return name[:open], n, err == nil
}

// atMost returns the names as a list of at most n, and how many more there
// are.
func atMost(n int, names []string) string {
	if len(names) <= n {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s (+%d more)", strings.Join(names[:n], ", "), len(names)-n)
}

// distinct returns the names without repetitions, in their order.
func distinct(names []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
