package fix

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// add puts references into a list that is written out, or writes the list where
// there is none.
func (w *writer) add() ([]source.Edit, bool) {
	var items []string
	for _, r := range w.change.Add {
		item, ok := w.reference(r)
		if !ok {
			return nil, false
		}
		items = append(items, item)
	}
	switch {
	case strings.HasPrefix(w.text, "[") && strings.HasSuffix(w.text, "]"):
		return w.addInBrackets(items)
	case w.syntax == yamlSyntax && strings.HasPrefix(w.text, "- "):
		return w.addBelow(items)
	}
	return w.insert("[" + strings.Join(items, ", ") + "]")
}

// reference spells a reference as the changed resource would.
func (w *writer) reference(r lint.Reference) (string, bool) {
	module, name := cutModule(r.Resource)
	if from, _ := cutModule(w.change.Resource); from != module || r.Resource.Language != w.lang {
		return "", false
	}
	attr := r.Attr.In(w.lang)
	switch {
	case w.lang == iac.Terraform && w.syntax == jsonSyntax:
		return fmt.Sprintf(`"${%s.%s}"`, strings.ReplaceAll(name, `"`, `\"`), attr), true
	case w.lang == iac.Terraform:
		return name + "." + attr, true
	case w.syntax == jsonSyntax && attr == "":
		return fmt.Sprintf(`{"Ref": %q}`, name), true
	case w.syntax == jsonSyntax:
		return fmt.Sprintf(`{"Fn::GetAtt": [%q, %q]}`, name, attr), true
	case attr == "":
		return "!Ref " + name, true
	}
	return fmt.Sprintf("!GetAtt %s.%s", name, attr), true
}

var modulePath = regexp.MustCompile(`^(module\.[\w-]+(\[[^]]*\])?\.)*`)

// cutModule slices the address of a resource behind the stack and the modules
// that it is in. The key of an instance may have slashes, too.
func cutModule(r *iac.Resource) (module, name string) {
	if r.Language == iac.CloudFormation {
		n := strings.LastIndexByte(r.Address, '/') + 1
		return r.Address[:n], r.Address[n:]
	}
	head, _, _ := strings.Cut(r.Address, "[")
	n := strings.LastIndexByte(head, '/') + 1
	n += len(modulePath.FindString(r.Address[n:]))
	return r.Address[:n], r.Address[n:]
}

// What a list in brackets may not have: it is then no list of items, or the
// place behind its last item is not plain to see.
var notPlain = regexp.MustCompile(`^\[\s*for\b|#|//|/\*|\]\s*\[|<<`)

// addInBrackets writes the items behind the last, each on a line if those that
// are there are.
func (w *writer) addInBrackets(items []string) ([]source.Edit, bool) {
	if notPlain.MatchString(w.text) {
		return nil, false
	}
	inner := strings.TrimSpace(w.text[1 : len(w.text)-1])
	trailing := strings.HasSuffix(inner, ",")
	end := 1 + strings.Index(w.text[1:], inner) + len(inner)
	between := ", "
	if first := strings.IndexByte(w.text, '\n'); first >= 0 {
		blanks, _ := w.indent(w.change.At.Start.Byte + strings.Index(w.text, inner))
		between = "," + w.eol() + blanks
	}
	text := strings.Join(items, between)
	switch {
	case inner == "":
		return []source.Edit{w.replace(1, len(w.text)-1, strings.Join(items, ", "))}, true
	case trailing:
		text = strings.TrimPrefix(between, ",") + text + ","
	default:
		text = between + text
	}
	return []source.Edit{w.replace(end, end, text)}, true
}

// addBelow writes the items as further ones of a YAML list.
func (w *writer) addBelow(items []string) ([]source.Edit, bool) {
	blanks, alone := w.indent(w.change.At.Start.Byte)
	if !alone {
		return nil, false
	}
	return w.below(blanks + "- " + strings.Join(items, w.eol()+blanks+"- ")), true
}
