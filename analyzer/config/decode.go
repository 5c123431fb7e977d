package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// maxNesting is how deep the values of a configuration file may be nested.
const maxNesting = 20

// A decoder reads one file. What does not belong there is a problem, and the
// rest is read.
type decoder struct {
	file     *source.File
	problems []iac.Problem
}

func (d *decoder) fail(at source.Range, message string) {
	d.problems = append(d.problems, iac.Problem{Kind: iac.InvalidConfig, Message: message, Range: at})
}

func (d *decoder) failAt(n *yaml.Node, format string, args ...any) {
	d.fail(d.at(n), fmt.Sprintf(format, args...))
}

// document returns the root of the file, or nil where it is empty or not YAML.
func (d *decoder) document() *yaml.Node {
	if !utf8.Valid(d.file.Bytes) {
		d.fail(d.file.Range(0, 0), "the configuration file is not UTF-8 text")
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(d.file.Bytes))
	if err != nil {
		d.invalid(err)
		return nil
	}
	var document, second yaml.Node
	if err := loader.Load(&document); errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		d.invalid(err)
		return nil
	}
	if document.Kind != yaml.DocumentNode || len(document.Content) != 1 {
		return nil
	}
	switch err := loader.Load(&second); {
	case err == nil:
		d.fail(d.file.Range(0, 0), "more than one YAML document in a configuration file")
	case !errors.Is(err, io.EOF):
		d.invalid(err)
	}
	root := document.Content[0]
	if isNull(root) || !d.plain(root, 0) {
		return nil
	}
	return root
}

// invalid notes an error of the YAML library at its place.
func (d *decoder) invalid(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		d.fail(d.file.Range(0, 0), "invalid YAML: "+err.Error())
		return
	}
	message := "invalid YAML: " + load.Message
	if load.ContextMsg != "" {
		message += " " + load.ContextMsg
	}
	start := d.offset(load.Mark.Line, load.Mark.Column)
	d.fail(d.file.Range(start, start), message)
}

// plain reports whether a value is nested no deeper than values are read, and
// without aliases, which can make little text stand for very much.
func (d *decoder) plain(n *yaml.Node, depth int) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		d.failAt(n, "aliases such as `*%s` are not read in a configuration file: write the value out", n.Value)
		return false
	case depth > maxNesting:
		d.failAt(n, "values are nested deeper than %d levels", maxNesting)
		return false
	}
	for _, c := range n.Content {
		if !d.plain(c, depth+1) {
			return false
		}
	}
	return true
}

// at returns where a node is: a scalar as it is written, anything else by its
// first byte.
func (d *decoder) at(n *yaml.Node) source.Range {
	start := d.offset(n.Line, n.Column)
	end := start
	if n.Kind == yaml.ScalarNode && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		end += len(n.Value)
		if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			end += 2
		}
	}
	return d.file.Range(start, end)
}

// offset returns the byte at a line and a column of the YAML library, which
// counts code points.
func (d *decoder) offset(line, column int) int {
	at := d.file.LineStart(line)
	for ; column > 1 && at < len(d.file.Bytes) && d.file.Bytes[at] != '\n'; column-- {
		_, size := utf8.DecodeRune(d.file.Bytes[at:])
		at += size
	}
	return at
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// A key is one of an object with what reads its value.
type key struct {
	name string
	read func(*yaml.Node)
}

// object reads the keys of n, each once. A key without a value says nothing.
func (d *decoder) object(n *yaml.Node, keys []key) {
	if n.Kind != yaml.MappingNode {
		d.failAt(n, "keys belong here, such as `%s:`", keys[0].name)
		return
	}
	d.entries(n, func(name source.Text, v *yaml.Node) {
		for _, k := range keys {
			if k.name == name.Value {
				k.read(v)
				return
			}
		}
		names := make([]string, len(keys))
		for i, k := range keys {
			names[i] = k.name
		}
		d.fail(name.At, fmt.Sprintf("unknown key `%s`: %s", name.Value, suggestion(name.Value, names)))
	})
}

// entries calls read with each entry of n that has a value.
func (d *decoder) entries(n *yaml.Node, read func(name source.Text, v *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		d.failAt(n, "names with values belong here, as in `NAME: VALUE`")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case k.Kind != yaml.ScalarNode:
			d.failAt(k, "a key is not a text")
		case seen[k.Value]:
			d.failAt(k, "key `%s` is given twice", k.Value)
		case !isNull(v):
			read(source.Text{Value: k.Value, At: d.at(k)}, v)
		}
		seen[k.Value] = true
	}
}

// items calls read with each item of a list, of which a lone value is one.
func (d *decoder) items(n *yaml.Node, read func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		read(n)
		return
	}
	for _, item := range n.Content {
		read(item)
	}
}

// scalar returns the text of n, which is a text, a number or a boolean as it
// is written.
func (d *decoder) scalar(n *yaml.Node) (source.Text, bool) {
	if n.Kind != yaml.ScalarNode || isNull(n) {
		d.failAt(n, "a text belongs here, not %s", kindOf(n))
		return source.Text{}, false
	}
	return source.Text{Value: n.Value, At: d.at(n)}, true
}

func (d *decoder) plainText(n *yaml.Node) (string, bool) {
	t, ok := d.scalar(n)
	return t.Value, ok
}

func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys and values"
	case yaml.SequenceNode:
		return "a list"
	default:
		return "nothing"
	}
}

// text returns what reads a text.
func (d *decoder) text(dst *source.Text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if t, ok := d.scalar(n); ok {
			*dst = t
		}
	}
}

// texts returns what reads a text or a list of them.
func (d *decoder) texts(dst *[]source.Text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		d.items(n, func(item *yaml.Node) {
			if t, ok := d.scalar(item); ok {
				*dst = append(*dst, t)
			}
		})
	}
}

// word returns what reads one of the words.
func (d *decoder) word(dst *string, words ...string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		t, ok := d.scalar(n)
		if !ok {
			return
		}
		for _, w := range words {
			if t.Value == w {
				*dst = w
				return
			}
		}
		d.fail(t.At, fmt.Sprintf("unknown value `%s`: %s", t.Value, suggestion(t.Value, words)))
	}
}

// boolean returns what reads true or false.
func (d *decoder) boolean(dst *bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var word string
		d.word(&word, "true", "false")(n)
		if word != "" {
			*dst = word == "true"
		}
	}
}

// written returns a value as the command line takes it: a text as it is, a
// list or an object as JSON, which Terraform reads as an expression.
func (d *decoder) written(n *yaml.Node) (string, bool) {
	if n.Kind == yaml.ScalarNode {
		t, ok := d.scalar(n)
		return t.Value, ok
	}
	var v any
	if err := n.Decode(&v); err != nil {
		d.failAt(n, "the value is not read: %s", strings.TrimSpace(err.Error()))
		return "", false
	}
	b, err := json.Marshal(v)
	if err != nil {
		d.failAt(n, "the value is not read: its keys are not texts")
		return "", false
	}
	return string(b), true
}
