package terraform

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A syntaxFile is one configuration file in native syntax, whichever it was
// written in.
type syntaxFile struct {
	name     string
	override bool
	body     *hclsyntax.Body
}

// configFiles returns the configuration files of the folder dir in the order
// in which Terraform loads them: overrides last.
// https://developer.hashicorp.com/terraform/language/files/override
func configFiles(tree *source.Tree, dir string) ([]string, error) {
	entries, err := tree.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for _, e := range entries {
		have[e.Name()] = true
	}
	var names, overrides []string
	for _, e := range entries {
		base, ok := cutConfigExt(e.Name())
		if e.IsDir() || !ok || shadowed(e.Name(), have) {
			continue
		}
		name := path.Join(dir, e.Name())
		if isOverride(base) {
			overrides = append(overrides, name)
		} else {
			names = append(names, name)
		}
	}
	return append(names, overrides...), nil
}

func isOverride(base string) bool {
	return base == "override" || strings.HasSuffix(base, "_override")
}

// shadowed reports whether name is a Terraform file with an OpenTofu one of
// the same name beside it, which OpenTofu loads in its place.
func shadowed(name string, have map[string]bool) bool {
	if base, ok := strings.CutSuffix(name, ".tf"); ok {
		return have[base+".tofu"]
	}
	if base, ok := strings.CutSuffix(name, ".tf.json"); ok {
		return have[base+".tofu.json"]
	}
	return false
}

// cutConfigExt returns name without the ending of a configuration file and
// whether it has one. Editors' backups and hidden files have none.
func cutConfigExt(name string) (base string, ok bool) {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") {
		return name, false
	}
	for _, ext := range []string{".tf", ".tf.json", ".tofu", ".tofu.json"} {
		if base, ok = strings.CutSuffix(name, ext); ok {
			return base, true
		}
	}
	return name, false
}

// shelved returns the file called name: that of all roots, unless it is this
// root's alone.
func (e *evaluator) shelved(name string) *text {
	if path.Dir(name) == e.root && e.variant == "" {
		return e.set.shelf.taken(e.treeOf(name), name)
	}
	return e.set.shelf.file(e.treeOf(name), name)
}

// fit returns a file that the parser may see, or nil after a problem.
func (e *evaluator) fit(name string, t *text) *source.File {
	f, err := t.read()
	at := source.Range{File: name}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.problems.add(iac.MissingFile, at, "%s is not there", name)
		return nil
	case errors.Is(err, source.ErrTooLarge):
		e.problems.add(iac.LimitExceeded, at, "%s", err)
		return nil
	case err != nil:
		e.problems.add(iac.ParseError, at, "%s", err)
		return nil
	}
	if why := t.unfit(); why != "" {
		e.problems.add(iac.ParseError, at, "%s is not read: %s", name, why)
		return nil
	}
	return f
}

// unfit says why text cannot be taken as it is, and is empty where it can: the
// code points that stand for computed attributes must not be in it.
func unfit(b []byte) string {
	// In UTF-8 they begin with one of two bytes, which are as good as never there.
	if (bytes.IndexByte(b, 0xF3) >= 0 || bytes.IndexByte(b, 0xF4) >= 0) && bytes.IndexFunc(b, isToken) >= 0 {
		return "it holds a private-use code point of planes 15 or 16, which are reserved"
	}
	return ""
}

// parseFile returns the body of one file, without what is not valid in it, or
// nil. Of a file in native syntax only what is kept has to be parsed.
func (e *evaluator) parseFile(name string, shape *blockShape, keep keeper) *hclsyntax.Body {
	t := e.shelved(name)
	f := e.fit(name, t)
	if f == nil {
		return nil
	}
	if strings.HasSuffix(name, ".json") {
		return e.parseJSONFile(f, shape)
	}
	if body := e.parseKept(f, t, keep); body != nil {
		return body
	}
	all := t.whole()
	if all.deep != "" {
		e.problems.add(iac.LimitExceeded, rangeOf(all.at), "%s is not read: %s", name, all.deep)
		return nil
	}
	e.problems.diagnostics(iac.ParseError, all.diags)
	if t.private {
		return all.body
	}
	return copied(all.body)
}

// parseModule returns the module in the folder dir. The error is that of
// reading the folder.
func (e *evaluator) parseModule(dir string) (*module, error) {
	if m, ok := e.modules[dir]; ok {
		return m, nil
	}
	names, err := configFiles(e.treeOf(dir), dir)
	if err != nil {
		return nil, err
	}
	m := newModule(dir)
	e.modules[dir] = m
	for _, name := range names {
		if e.replaced[name] {
			continue // a unit writes another in its place
		}
		base, _ := cutConfigExt(path.Base(name))
		if body := e.parseFile(name, rootShape(), e.keeper(isOverride(base))); body != nil {
			(&syntaxFile{name, isOverride(base), body}).addTo(m, e)
		}
	}
	if len(e.modules) == 1 { // the root
		for _, body := range e.generated {
			(&syntaxFile{body: body}).addTo(m, e)
		}
	}
	m.finish(e)
	return m, nil
}

// parseTemplate returns text as a template expression whose first byte stands
// at start, with its problems as diagnostics.
func (e *evaluator) parseTemplate(text, file string, start hcl.Pos) (hclsyntax.Expression, hcl.Diagnostics) {
	at := hcl.Range{Filename: file, Start: start, End: start}
	if why := tooDeep([]byte(text), true); why != "" {
		return nil, failure(iac.LimitExceeded, at, "template is not read: %s", why)
	}
	x, diags := hclsyntax.ParseTemplate([]byte(text), file, start)
	if diags.HasErrors() {
		return nil, diags
	}
	return x, nil
}

// attributes returns the attributes of a body in the order of the files.
func attributes(b *hclsyntax.Body) []*hclsyntax.Attribute {
	out := make([]*hclsyntax.Attribute, 0, len(b.Attributes))
	for _, a := range b.Attributes {
		if a.Expr != nil {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b *hclsyntax.Attribute) int {
		if c := strings.Compare(a.SrcRange.Filename, b.SrcRange.Filename); c != 0 {
			return c
		}
		if c := a.SrcRange.Start.Byte - b.SrcRange.Start.Byte; c != 0 {
			return c
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}
