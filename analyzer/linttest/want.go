package linttest

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// marker begins a want in the comments of HCL and YAML.
const marker = "# want "

// wantsOfComments adds the wants in the comments of f.
func wantsOfComments(f *source.File, wants map[string][]*want) error {
	for n := 1; n <= f.Lines(); n++ {
		_, rest, found := strings.Cut(f.Line(n), marker)
		if !found {
			continue
		}
		key := fmt.Sprintf("%s:%d", f.Name, n)
		patterns, err := quoted(rest)
		if err != nil {
			return fmt.Errorf("%s: reading want: %w", key, err)
		}
		for _, p := range patterns {
			if err := add(wants, key, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// quoted returns the strings that s quotes one after the other.
func quoted(s string) ([]string, error) {
	var all []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		q, err := strconv.QuotedPrefix(s)
		if err != nil {
			return nil, fmt.Errorf("%q is not a quoted pattern", s)
		}
		s = s[len(q):]
		pattern, err := strconv.Unquote(q)
		if err != nil {
			return nil, fmt.Errorf("unquoting %s: %w", q, err)
		}
		all = append(all, pattern)
	}
	return all, nil
}

// wantsOfList adds the wants that the want.txt f lists, which name files by
// their path from its folder.
func wantsOfList(f *source.File, wants map[string][]*want) error {
	for n := 1; n <= f.Lines(); n++ {
		text := f.Line(n)
		if text == "" {
			continue
		}
		place, pattern, found := strings.Cut(text, ": ")
		if !found {
			return fmt.Errorf("%s:%d: not of the form file:line: pattern", f.Name, n)
		}
		if err := add(wants, path.Join(path.Dir(f.Name), place), pattern); err != nil {
			return err
		}
	}
	return nil
}

func add(wants map[string][]*want, key, pattern string) error {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return fmt.Errorf("%s: reading want: %w", key, err)
	}
	wants[key] = append(wants[key], &want{pattern: re})
	return nil
}
