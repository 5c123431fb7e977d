package discover

import (
	"io/fs"
	"path"
	"strings"
)

const ignoreName = ".gitignore"

// An ignoreFile is the rules of one .gitignore file and, through above, of
// those in the folders above it. The nil ignoreFile ignores nothing.
type ignoreFile struct {
	above *ignoreFile
	dir   string // the folder that holds the file
	rules []ignoreRule
}

// An ignoreRule is one line of a .gitignore file
// (https://git-scm.com/docs/gitignore).
type ignoreRule struct {
	negated    bool // a leading "!" takes back what an earlier rule ignores
	folderOnly bool // a trailing "/" matches folders alone
	anchored   bool // a "/" elsewhere ties the rule to the folder of its file
	glob       glob
}

// parseIgnore returns the rules in text, in order. Lines that can match
// nothing are left out.
func parseIgnore(text string) []ignoreRule {
	var rules []ignoreRule
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if r, ok := parseRule(trimBlanks(line)); ok {
			rules = append(rules, r)
		}
	}
	return rules
}

func parseRule(line string) (r ignoreRule, ok bool) {
	line, r.negated = strings.CutPrefix(line, "!")
	line, r.folderOnly = strings.CutSuffix(line, "/")
	r.anchored = strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return r, false
	}
	r.glob, ok = parseGlob(line)
	return r, ok
}

// trimBlanks cuts blanks off the end of line, up to one that a backslash
// quotes.
func trimBlanks(line string) string {
	end := 0
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\':
			i++
			end = min(i+1, len(line))
		case line[i] != ' ':
			end = i + 1
		}
	}
	return line[:end]
}

// ignores reports whether the rules exclude the file or folder called name,
// where nothing excludes the folders that it is in: git cannot take back a
// file whose folder is ignored. The last rule that matches decides, and the
// file nearest to name comes last.
func (f *ignoreFile) ignores(name string, folder bool) bool {
	for ; f != nil; f = f.above {
		below := name
		if f.dir != "." {
			var in bool
			if below, in = strings.CutPrefix(name, f.dir+"/"); !in {
				continue
			}
		}
		for i := len(f.rules) - 1; i >= 0; i-- {
			if f.rules[i].matches(below, folder) {
				return !f.rules[i].negated
			}
		}
	}
	return false
}

// matches reports whether the rule says something of the path below its
// file's folder.
func (r ignoreRule) matches(below string, folder bool) bool {
	if r.folderOnly && !folder {
		return false
	}
	if !r.anchored {
		below = path.Base(below)
	}
	return r.glob.matches(below)
}

// readRules returns the rules of the .gitignore file in the folder called dir
// on top of those above.
func (s *search) readRules(dir string, above *ignoreFile) *ignoreFile {
	name := path.Join(dir, ignoreName)
	f, err := s.tree.ReadFile(name)
	if err != nil {
		s.problems[name] = reason(err)
		return above
	}
	rules := parseIgnore(string(f.Bytes))
	if len(rules) == 0 {
		return above
	}
	return &ignoreFile{above: above, dir: dir, rules: rules}
}

// rulesAbove returns the rules of the folders above the folder called name. A
// folder that a user names is never ignored: where they exclude it, or a
// folder that it is in, they say nothing of what is below.
func (s *search) rulesAbove(name string) *ignoreFile {
	var rules *ignoreFile
	for i, c := range name + "/" {
		if c != '/' || name == "." {
			continue
		}
		folder := name[:i]
		info, err := fs.Lstat(s.tree.FS(), path.Join(path.Dir(folder), ignoreName))
		if err == nil && info.Mode().IsRegular() {
			rules = s.readRules(path.Dir(folder), rules)
		}
		if rules.ignores(folder, true) {
			rules = nil
		}
	}
	return rules
}
