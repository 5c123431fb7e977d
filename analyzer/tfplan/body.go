package tfplan

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A leaf is a place in the body of a resource: what is read there, and under
// which attribute.
type leaf struct {
	in   *instance
	attr string // the innermost name
	at   source.Range
	refs []string // what the expression refers to
	open bool     // the expression is not in the plan: a dynamic block

	// shared says that the references are those of several blocks: which of
	// them refers to what is not in the plan.
	shared bool

	document string // the attribute that holds the document that the leaf is in
}

// body returns the attributes of the instance.
func (b *builder) body(in *instance) iac.Value {
	attrs := map[string]bool{}
	for name := range in.values {
		attrs[name] = true
	}
	for name := range in.unknown {
		attrs[name] = true
	}
	spot := b.doc.layout.spot(in.Address)
	var fields []iac.Field
	for _, name := range slices.Sorted(maps.Keys(attrs)) {
		v := b.attribute(in, name, spot.at(name))
		if !v.IsAbsent() {
			fields = append(fields, iac.Field{Name: name, Value: v, Range: v.Range})
		}
	}
	return iac.Object(fields, nil, in.Range)
}

// attribute returns the attribute of in called name.
func (b *builder) attribute(in *instance, name string, at source.Range) iac.Value {
	l := leaf{in: in, attr: name, at: at}
	x := in.expression(name)
	value, unknown := in.values[name], in.unknown[name]
	if isTrue(in.marks[name]) && !isDocument(name) {
		return iac.UnknownValue(sensitive(in, name, at), at)
	}
	if x == nil {
		if isTrue(unknown) {
			// Left out: what AWS makes of that is the default of whoever asks.
			return iac.Absent(at)
		}
		value = b.unmirrored(in, name)
		l.open = true
	}
	return b.value(l, value, unknown, in.marks[name], x)
}

// expression returns the expression of the configuration for the attribute
// called name, or nil if it has none.
func (in *instance) expression(name string) *tfjson.Expression {
	if in.config == nil {
		return nil
	}
	x := in.config.Expressions[name]
	if x == nil || x.ExpressionData == nil {
		return nil
	}
	return x
}

func isTrue(v any) bool { b, _ := v.(bool); return b }

// sensitive returns the fact that an attribute is, whose value is not to be
// shown.
func sensitive(in *instance, name string, at source.Range) *iac.Unknown {
	return &iac.Unknown{Name: in.Address + "." + name, Why: "`" + name + "` is marked as sensitive", Range: at}
}

// value returns v at the leaf l. Unknown and marks have the shape of v, and
// true for what only apply knows and what is sensitive; x is the expression, if
// there is one.
func (b *builder) value(l leaf, v, unknown, marks any, x *tfjson.Expression) iac.Value {
	if x != nil {
		l.refs, l.open = x.References, false
	}
	switch {
	case isTrue(unknown):
		return b.resolve(l)
	case isTrue(marks) && !isDocument(l.attr):
		return iac.UnknownValue(sensitive(l.in, l.attr, l.at), l.at)
	}
	switch v := v.(type) {
	case string:
		return b.text(l, v, isTrue(marks))
	case bool:
		return iac.Bool(v, l.at)
	case json.Number:
		return iac.NumberValue(iac.Number(v.String()), l.at)
	case float64:
		return iac.NumberValue(iac.Number(strconv.FormatFloat(v, 'f', -1, 64)), l.at)
	case []any:
		return b.list(l, v, unknown, marks, x)
	case map[string]any:
		return b.object(l, v, unknown, marks, nil)
	}
	if m, ok := unknown.(map[string]any); ok && len(m) > 0 {
		return b.object(l, nil, m, marks, nil)
	}
	return iac.Absent(l.at)
}

// list returns a list or the blocks of one type.
func (b *builder) list(l leaf, v []any, unknown, marks any, x *tfjson.Expression) iac.Value {
	us, _ := unknown.([]any)
	ms, _ := marks.([]any)
	var blocks []map[string]*tfjson.Expression
	if x != nil {
		blocks = x.NestedBlocks
	}
	block := merged(blocks)
	l.shared = l.shared || len(v) > 1 && isObjects(v)
	items := make([]iac.Value, len(v))
	for i := range v {
		if o, ok := v[i].(map[string]any); ok {
			items[i] = b.object(l, o, at(us, i), at(ms, i), block)
		} else {
			items[i] = b.value(l, v[i], at(us, i), at(ms, i), nil)
		}
	}
	return iac.List(items, nil, l.at)
}

// isObjects reports whether the items of a list are objects, as blocks are.
func isObjects(items []any) bool {
	return slices.ContainsFunc(items, func(v any) bool { _, ok := v.(map[string]any); return ok })
}

func at(items []any, i int) any {
	if i < len(items) {
		return items[i]
	}
	return nil
}

// merged returns the expressions of all blocks of one type as those of one
// block: a set of blocks is in another order than the configuration.
func merged(blocks []map[string]*tfjson.Expression) map[string]*tfjson.Expression {
	if len(blocks) == 0 {
		return nil
	}
	all := map[string]*tfjson.Expression{}
	for _, block := range blocks {
		for _, name := range slices.Sorted(maps.Keys(block)) {
			x := block[name]
			if x == nil || x.ExpressionData == nil {
				continue
			}
			if all[name] == nil {
				all[name] = &tfjson.Expression{ExpressionData: &tfjson.ExpressionData{}}
			}
			all[name].References = append(all[name].References, x.References...)
			all[name].NestedBlocks = append(all[name].NestedBlocks, x.NestedBlocks...)
		}
	}
	return all
}

// object returns an object or block; block is what the configuration has of
// it, if that is known.
func (b *builder) object(l leaf, v map[string]any, unknown, marks any, block map[string]*tfjson.Expression) iac.Value {
	us, _ := unknown.(map[string]any)
	ms, _ := marks.(map[string]any)
	keys := map[string]bool{}
	for k := range v {
		keys[k] = true
	}
	for k := range us {
		keys[k] = true
	}
	var fields []iac.Field
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		inner := l
		inner.attr = k
		var x *tfjson.Expression
		if block != nil {
			if x = block[k]; x == nil && isTrue(us[k]) {
				continue // left out
			}
		}
		if value := b.value(inner, v[k], us[k], ms[k], x); !value.IsAbsent() {
			fields = append(fields, iac.Field{Name: k, Value: value, Range: l.at})
		}
	}
	return iac.Object(fields, nil, l.at)
}

// text returns a string: the resource that it identifies, the document that it
// holds, or itself. The provider has the empty string for what is not there.
func (b *builder) text(l leaf, s string, secret bool) iac.Value {
	if s == "" {
		return iac.Absent(l.at)
	}
	if isDocument(l.attr) && isDocumentText(s) {
		return b.document(l, s, secret)
	}
	if secret {
		return iac.UnknownValue(sensitive(l.in, l.attr, l.at), l.at)
	}
	if p, ok := b.identities.part(s, l.in); ok {
		return iac.TextValue(iac.Text{p}, l.at)
	}
	if p, ok := b.names.part(l.attr, s, l.in); ok {
		return iac.TextValue(iac.Text{p}, l.at)
	}
	return iac.String(s, l.at)
}

// isDocument reports whether attributes of that name hold JSON as text.
func isDocument(attr string) bool {
	switch attr {
	case "container_definitions", "container_properties", "ecs_properties", "policy", "assume_role_policy", "definition", "json":
		return true
	}
	return false
}

func isDocumentText(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, "{") || strings.HasPrefix(s, "[")
}

// document returns the JSON in the text s.
func (b *builder) document(l leaf, s string, secret bool) iac.Value {
	decoder := json.NewDecoder(strings.NewReader(s))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		why := fmt.Sprintf("`%s` is not valid JSON: %s", l.attr, err)
		b.doc.problems = append(b.doc.problems, iac.Problem{Kind: iac.EvaluationError, Message: why, Range: l.at})
		return iac.UnknownValue(&iac.Unknown{Name: l.attr, Why: why, Range: l.at}, l.at)
	}
	l.document = l.attr
	return b.content(l, v, secret)
}

// content returns v, which a document at l holds, without what is sensitive. A
// document is marked as a whole where one text in it is sensitive, nearly always
// the value of an environment variable. Of one so marked only those texts are
// taken that flows depend on, and none that is known to be the sensitive one.
func (b *builder) content(l leaf, v any, secret bool) iac.Value {
	switch v := v.(type) {
	case string:
		if secret && (!isPlain(l.attr) || b.doc.secrets.in(v)) {
			return iac.UnknownValue(sensitive(l.in, l.attr, l.at), l.at)
		}
		return b.mention(l, v)
	case bool:
		return iac.Bool(v, l.at)
	case json.Number:
		return iac.NumberValue(iac.Number(v.String()), l.at)
	case []any:
		items := make([]iac.Value, len(v))
		for i := range v {
			items[i] = b.content(l, v[i], secret)
		}
		return iac.List(items, nil, l.at)
	case map[string]any:
		var fields []iac.Field
		for _, k := range slices.Sorted(maps.Keys(v)) {
			inner := l
			if inner.attr = k; secret && strings.EqualFold(k, "environment") {
				continue
			}
			fields = append(fields, iac.Field{Name: k, Value: b.content(inner, v[k], secret), Range: l.at})
		}
		return iac.Object(fields, nil, l.at)
	}
	return iac.Absent(l.at)
}

// mention returns a text in a document: the resource that it identifies, or
// itself. ARNs are left as they are but in state machines: policies compare
// them with ARNs that are put together of their parts.
func (b *builder) mention(l leaf, s string) iac.Value {
	if !strings.HasPrefix(s, "arn:") || l.document == "definition" {
		if p, ok := b.identities.part(s, l.in); ok {
			return iac.TextValue(iac.Text{p}, l.at)
		}
	}
	return iac.String(s, l.at)
}

// isPlain reports whether a member of container definitions of that name holds
// a text that flows depend on: where images, logs and secrets are, not what is
// in them.
func isPlain(name string) bool {
	switch strings.ToLower(name) {
	case "name", "image", "logdriver", "awslogs-group", "awslogs-region", "awslogs-endpoint", "valuefrom",
		"credentialsparameter", "type", "essential", "protocol":
		return true
	}
	return false
}
