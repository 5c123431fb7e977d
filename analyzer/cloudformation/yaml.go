package cloudformation

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

var utf8BOM = []byte("\xef\xbb\xbf")

// A yamlReader turns the nodes of the YAML library, which know where they
// start in lines and code points, into nodes that know their bytes.
type yamlReader struct {
	places     *places
	file       *source.File
	duplicates []duplicate
	shared     map[*yaml.Node]*node // anchored nodes
	open       map[*yaml.Node]bool  // anchored nodes that are being read
	size       int                  // nodes with aliases expanded
	sizes      map[*node]int        // of anchored nodes
	spare      arena
}

// parseYAML returns the tree of a YAML file and its duplicate keys; nil for an
// empty file. The error is a *syntaxError.
func parseYAML(f *source.File) (*node, []duplicate, error) {
	return parseYAMLIn(f, nil)
}

// parseTemplateYAML is parseYAML for a template, of which it leaves out what
// cannot matter.
func parseTemplateYAML(f *source.File) (*node, []duplicate, error) {
	if spans, ok := cut(f.Bytes); ok {
		// An error may be of the cut's making, such as an alias of what is left out.
		if n, duplicates, err := parseYAMLIn(f, spans); err == nil {
			return n, duplicates, nil
		}
	}
	return parseYAML(f)
}

// parseYAMLIn is parseYAML for some of the lines of a file, or for all of it.
func parseYAMLIn(f *source.File, spans []span) (*node, []duplicate, error) {
	r := &yamlReader{
		places: newPlaces(f.Bytes, spans), file: f,
		shared: map[*yaml.Node]*node{}, open: map[*yaml.Node]bool{}, sizes: map[*node]int{},
	}
	if !utf8.Valid(f.Bytes) {
		return nil, nil, &syntaxError{iac.ParseError, "the file is not UTF-8 text", f.Range(0, 0)}
	}
	text := bytes.TrimPrefix(f.Bytes, utf8BOM)
	if spans != nil {
		text = nil
		for _, s := range spans {
			text = append(text, f.Bytes[s.start:s.end]...)
		}
	}
	loader, err := yaml.NewLoader(bytes.NewReader(text))
	if err != nil {
		return nil, nil, r.wrap(err)
	}
	var document, second yaml.Node
	if err := loader.Load(&document); errors.Is(err, io.EOF) {
		return nil, nil, nil
	} else if err != nil {
		return nil, nil, r.wrap(err)
	}
	if document.Kind != yaml.DocumentNode || len(document.Content) != 1 {
		return nil, nil, nil
	}
	n, err := r.node(document.Content[0], 0)
	if err != nil {
		return nil, nil, err
	}
	// A document with nothing in it is but a mark at the end.
	if err := loader.Load(&second); err == nil && len(second.Content) > 0 && second.Content[0].Tag != "!!null" {
		return nil, nil, r.fail(&second, "more than one YAML document in a template")
	} else if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, r.wrap(err)
	}
	return n, r.duplicates, nil
}

func (r *yamlReader) fail(n *yaml.Node, format string, args ...any) error {
	start := r.places.offset(n.Line, n.Column)
	return &syntaxError{iac.ParseError, fmt.Sprintf(format, args...), r.file.Range(start, start)}
}

func (r *yamlReader) limit(n *yaml.Node, message string) error {
	start := r.places.offset(n.Line, n.Column)
	return &syntaxError{iac.LimitExceeded, message, r.file.Range(start, start)}
}

// wrap gives an error of the YAML library its place.
func (r *yamlReader) wrap(err error) error {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return &syntaxError{iac.ParseError, "invalid YAML: " + err.Error(), r.file.Range(0, 0)}
	}
	message := "invalid YAML: " + load.Message
	if load.ContextMsg != "" {
		message += " " + load.ContextMsg
	}
	start := r.places.offset(max(1, load.Mark.Line), max(1, load.Mark.Column))
	return &syntaxError{iac.ParseError, message, r.file.Range(start, start)}
}

func (r *yamlReader) node(y *yaml.Node, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, r.limit(y, tooDeep)
	}
	if y.Kind == yaml.AliasNode {
		return r.alias(y)
	}
	before := r.size
	if r.size++; r.size > maxNodes {
		return nil, r.limit(y, tooMany)
	}
	if y.Anchor != "" {
		r.open[y] = true
		defer delete(r.open, y)
	}
	n, err := r.untagged(y, depth)
	if err != nil {
		return nil, err
	}
	n = r.shortForm(y, n)
	if y.Anchor != "" {
		r.shared[y], r.sizes[n] = n, r.size-before
	}
	return n, nil
}

// alias returns the node that y stands for. It is shared, not copied, and yet
// counted, since whoever walks the tree meets it again.
func (r *yamlReader) alias(y *yaml.Node) (*node, error) {
	if r.open[y.Alias] {
		return nil, r.fail(y, "alias `*%s` lies within what it stands for", y.Value)
	}
	n := r.shared[y.Alias]
	if n == nil {
		return nil, r.fail(y, "alias `*%s` stands for nothing", y.Value)
	}
	if r.size += r.sizes[n]; r.size > maxNodes {
		return nil, r.limit(y, tooMany)
	}
	return n, nil
}

func (r *yamlReader) untagged(y *yaml.Node, depth int) (*node, error) {
	n := r.spare.node(node{start: r.places.offset(y.Line, y.Column)})
	content := r.places.skipProperties(n.start)
	switch y.Kind {
	case yaml.SequenceNode:
		return n, r.items(n, y, content, depth)
	case yaml.MappingNode:
		return n, r.fields(n, y, content, depth)
	case yaml.ScalarNode:
		n.kind, n.text = scalarOf(y)
		n.end = r.places.scalarEnd(n.start, content, y)
		return n, nil
	default:
		return nil, r.fail(y, "invalid YAML: unexpected node")
	}
}

func (r *yamlReader) items(n *node, y *yaml.Node, content, depth int) error {
	n.kind, n.end = sequence, content
	n.items = make([]*node, 0, len(y.Content))
	for _, c := range y.Content {
		item, err := r.node(c, depth+1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
		n.end = max(n.end, r.endOf(c, item))
	}
	if y.Style&yaml.FlowStyle != 0 {
		n.end = r.places.closing(max(n.end, content+1), ']')
	}
	return nil
}

func (r *yamlReader) fields(n *node, y *yaml.Node, content, depth int) error {
	n.kind, n.end = mapping, content
	n.entries = r.spare.entries(len(y.Content) / 2)
	var seen keySet
	for i := 0; i+1 < len(y.Content); i += 2 {
		k, v := y.Content[i], y.Content[i+1]
		e, err := r.key(k)
		if err != nil {
			return err
		}
		if e.value, err = r.node(v, depth+1); err != nil {
			return err
		}
		n.end = max(n.end, e.end, r.endOf(v, e.value))
		if k.Value == "<<" && k.Style == 0 {
			mergeInto(n, e.value)
			continue
		}
		if seen.add(e.key) {
			r.duplicates = append(r.duplicates, duplicate{e.key, e.keyAt(r.file)})
		}
		n.entries = append(n.entries, e)
	}
	n.close()
	if y.Style&yaml.FlowStyle != 0 {
		n.end = r.places.closing(max(n.end, content+1), '}')
	}
	return nil
}

// key returns an entry with the key k.
func (r *yamlReader) key(k *yaml.Node) (entry, error) {
	if k.Kind == yaml.AliasNode && k.Alias != nil && k.Alias.Kind == yaml.ScalarNode {
		k = &yaml.Node{Kind: yaml.ScalarNode, Value: k.Alias.Value, Line: k.Line, Column: k.Column}
	}
	if k.Kind != yaml.ScalarNode {
		return entry{}, r.fail(k, "a key is not a string")
	}
	start := r.places.offset(k.Line, k.Column)
	content := r.places.skipProperties(start)
	return entry{key: k.Value, start: start, end: r.places.scalarEnd(start, content, k)}, nil
}

// endOf returns where the child that y became ends. An alias ends with its
// name, wherever its node is.
func (r *yamlReader) endOf(y *yaml.Node, n *node) int {
	if y.Kind == yaml.AliasNode {
		return r.places.offset(y.Line, y.Column) + 1 + len(y.Value)
	}
	return n.end
}

// mergeInto adds the entries that `<<: value` brings and n does not have.
// CloudFormation refuses merge keys, but `aws cloudformation package` expands
// them before it uploads.
func mergeInto(n, value *node) {
	if value.kind == sequence {
		for _, item := range value.items {
			mergeInto(n, item)
		}
		return
	}
	// n's own entries stand behind these and so win, in whatever order the
	// author wrote them.
	n.entries = append(slices.Clone(value.entries), n.entries...)
}

// shortForm wraps n in its long form if y carries a tag such as !Sub.
func (r *yamlReader) shortForm(y *yaml.Node, n *node) *node {
	name, ok := strings.CutPrefix(y.Tag, "!")
	if !ok || name == "" || strings.HasPrefix(name, "!") || y.Style&yaml.TaggedStyle == 0 {
		return n
	}
	if n.kind == null || n.kind == number || n.kind == boolean {
		n.kind, n.text = text, y.Value
	}
	if name != "Ref" && name != "Condition" {
		name = "Fn::" + strings.TrimPrefix(name, "Fn::")
	}
	// The tag has no bytes of a key: the entry starts and ends with the value.
	e := entry{key: name, start: n.start, end: n.start, value: n}
	return r.spare.node(node{kind: mapping, entries: append(r.spare.entries(1), e), start: n.start, end: n.end})
}

// isNumber reports whether a plain scalar is a decimal number.
func isNumber(s string) bool {
	whole, rest := digits(unsigned(s))
	fraction := ""
	if strings.HasPrefix(rest, ".") {
		fraction, rest = digits(rest[1:])
	}
	if whole == "" && fraction == "" {
		return false
	}
	if rest == "" {
		return true
	}
	e := rest[0]
	exponent, rest := digits(unsigned(rest[1:]))
	return (e == 'e' || e == 'E') && exponent != "" && rest == ""
}

// unsigned returns a number without its sign.
func unsigned(s string) string {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return s[1:]
	}
	return s
}

// digits returns the digits that s begins with, and what follows them.
func digits(s string) (ds, rest string) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return s[:i], s[i:]
}

// scalarOf returns what a YAML scalar is. CloudFormation reads YAML 1.1, in
// which a bare yes is a boolean; timestamps it leaves alone.
func scalarOf(y *yaml.Node) (kind, string) {
	quoted := yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	if y.Style&quoted != 0 || y.Tag == "!!str" && y.Style&yaml.TaggedStyle != 0 {
		return text, y.Value
	}
	switch y.Value {
	case "", "~", "null", "Null", "NULL":
		return null, ""
	case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON",
		"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF":
		return boolean, y.Value
	}
	if isNumber(y.Value) {
		return number, y.Value
	}
	return text, y.Value
}
