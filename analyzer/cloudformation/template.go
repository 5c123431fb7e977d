package cloudformation

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A template is one file, read once and shared by every stack made of it.
type template struct {
	name     string
	file     *source.File // nil if it cannot be read
	root     *node        // nil if it cannot be parsed
	problems []iac.Problem
	cdk      *assembly // of the cdk.out it lies in, or nil
}

// readTemplate returns the template called name, of which what cannot matter is
// parsed only if strict. What is wrong with it is in its problems.
func readTemplate(tree *source.Tree, name string, strict bool) *template {
	t := &template{name: name}
	f, err := tree.ReadFile(name)
	if err != nil {
		kind := iac.ParseError
		switch {
		case errors.Is(err, fs.ErrNotExist):
			kind = iac.MissingFile
		case errors.Is(err, source.ErrTooLarge):
			kind = iac.LimitExceeded
		}
		t.report(kind, source.Range{File: name}, "%s", err.Error())
		return t
	}
	t.file = f
	t.read(tree, f, strict)
	return t
}

// read takes the content of a file, which is that of the template or as long.
func (t *template) read(tree *source.Tree, f *source.File, strict bool) {
	root, duplicates, err := parseTemplate(f, strict)
	for _, d := range duplicates {
		// CloudFormation takes the last one without a word, and so does the analysis:
		// nothing of what is deployed is left out, but the author should know.
		t.report(iac.DuplicateKey, d.at, "key `%s` is given twice: the last one counts", d.key)
	}
	if err != nil {
		t.syntax(err)
		return
	}
	t.check(expandIncludes(tree, f, root))
}

func (t *template) report(kind iac.ProblemKind, at source.Range, format string, args ...any) {
	t.problems = append(t.problems, iac.Problem{Kind: kind, Message: fmt.Sprintf(format, args...), Range: at})
}

// parseTemplate returns the tree of a template, without what cannot matter
// unless strict.
func parseTemplate(f *source.File, strict bool) (*node, []duplicate, error) {
	if strict {
		return parse(f)
	}
	if !isJSON(f) {
		return parseTemplateYAML(f)
	}
	if n, duplicates, err := parseTemplateJSON(f); err == nil {
		return n, duplicates, nil
	}
	return parse(f)
}

func isJSON(f *source.File) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(f.Bytes, utf8BOM), " \t\r\n"), []byte("{"))
}

// parse returns the tree of a file in whichever of the two languages it is. A
// file that starts with a brace is JSON, unless only YAML can read it.
func parse(f *source.File) (*node, []duplicate, error) {
	if !isJSON(f) {
		return parseYAML(f)
	}
	n, duplicates, err := parseJSON(f)
	if err == nil || strings.EqualFold(path.Ext(f.Name), ".json") {
		return n, duplicates, err
	}
	if y, duplicates, yamlErr := parseYAML(f); yamlErr == nil {
		return y, duplicates, nil
	}
	return nil, nil, err
}

// foreign returns the place of the first mark of Go and Jinja templates, which
// make templates of templates, or -1. CloudFormation's own {{resolve:…}} is
// none.
func foreign(b []byte) int {
	for i := 0; i+1 < len(b); i++ {
		if b[i] == '{' && (b[i+1] == '%' || b[i+1] == '{' && !bytes.HasPrefix(b[i+2:], []byte("resolve:"))) {
			return i
		}
	}
	return -1
}

// syntax reports err, a *syntaxError. A file that another tool has yet to fill
// in is said to be one: its syntax error would lead its author astray.
func (t *template) syntax(err error) {
	var s *syntaxError
	if !errors.As(err, &s) {
		t.report(iac.ParseError, t.file.Range(0, 0), "%s", err.Error())
		return
	}
	if i := foreign(t.file.Bytes); i >= 0 && s.kind == iac.ParseError {
		t.report(iac.ParseError, t.file.Range(i, i+2),
			"the file is a template of another tool (`%s`): render it first", t.file.Bytes[i:i+2])
		return
	}
	t.report(s.kind, s.at, "%s", s.message)
}

// check keeps root if it is a template and reports sections of a wrong kind.
func (t *template) check(root *node) {
	if root == nil || root.kind != mapping {
		t.report(iac.ParseError, t.file.Range(0, 0), "the file is not a CloudFormation template: it is no mapping with `Resources`")
		return
	}
	t.root = root
	for _, name := range []string{"Parameters", "Mappings", "Conditions", "Resources", "Outputs"} {
		e, ok := root.entry(name)
		if !ok || e.value.kind == mapping {
			continue
		}
		t.report(iac.ParseError, e.at(t.file), "`%s` is not a mapping of names to their declarations", name)
	}
	if root.get("Resources") == nil {
		t.report(iac.ParseError, t.file.Range(0, 0), "the template has no `Resources`")
	}
}

// section returns the entries of a section: none if it is not there.
func (t *template) section(name string) []entry {
	if s := t.root.get(name); s != nil && s.kind == mapping {
		return s.entries
	}
	return nil
}

// base returns the name of the template without folder and extension: that is
// what its resources are called by where there are several templates.
func (t *template) base() string {
	base := path.Base(t.name)
	for _, ext := range []string{path.Ext(base), ".template"} {
		base = strings.TrimSuffix(base, ext)
	}
	return base
}
