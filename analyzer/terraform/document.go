package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// isDocument reports whether attributes of that name hold JSON as text.
func isDocument(attr string) bool {
	switch attr {
	case "container_definitions", "container_properties", "ecs_properties", "policy", "assume_role_policy", "definition":
		return true
	}
	return false
}

// document returns the JSON text v, which comes from p, decoded. Text that is
// no JSON at all is returned as it is, where an attribute of that name can be
// something else, too.
func (e *evaluator) document(attr string, v cty.Value, p place) iac.Value {
	if !isString(v) {
		return e.emit(v, p)
	}
	text := v.AsString()
	trimmed := strings.TrimSpace(text)
	must := attr == "container_definitions"
	if t, ok := e.tokens.lone(trimmed); ok && (!must || t.soft) || trimmed == "" && !must {
		return e.emit(v, p)
	}
	if !must && !strings.HasPrefix(trimmed, "{") && !strings.HasPrefix(trimmed, "[") {
		return e.emit(v, p)
	}
	root, err := parseJSON(text)
	if err != nil {
		return e.notJSON(attr, text, err, p)
	}
	d := docReader{e: e}
	if call, ok := p.expr.(*hclsyntax.FunctionCallExpr); ok && len(p.path) == 0 && call.Name == "jsonencode" && len(call.Args) == 1 {
		q := e.at(call.Args[0], p.ctx)
		q.trail = append(p.trail[:len(p.trail):len(p.trail)], q.trail...)
		d.structural = true
		return d.value(root, q)
	}
	if len(p.path) == 0 {
		d.segments = e.segmentsOf(p)
	}
	return d.value(root, p)
}

func (e *evaluator) notJSON(attr, text string, err error, p place) iac.Value {
	u := &iac.Unknown{Name: attr, Why: "`" + attr + "` cannot be decoded: " + err.Error(), Range: p.rng}
	if !hasToken(text) {
		u.Why = "`" + attr + "` is not valid JSON: " + err.Error()
		e.problems.add(iac.EvaluationError, p.rng, "%s", u.Why)
	}
	out := iac.UnknownValue(u, p.rng)
	out.Trail = p.trail
	return out
}

// A docReader turns JSON into values with their places.
type docReader struct {
	e          *evaluator
	structural bool // the places follow the expression that was encoded
	segments   []segment
}

// place returns p with the range of n, where the text of the document says it.
func (d docReader) place(n *jsonNode, p place) place {
	if r, ok := locate(d.segments, n.start, n.end); ok {
		p.rng = r
	}
	return p
}

func (d docReader) child(p place, key cty.Value) place {
	if d.structural {
		return d.e.child(p, key)
	}
	return p
}

func (d docReader) value(n *jsonNode, p place) iac.Value {
	out := d.bare(n, d.place(n, p))
	out.Trail = p.trail
	return out
}

func (d docReader) bare(n *jsonNode, p place) iac.Value {
	switch n.kind {
	case jsonBool:
		return iac.Bool(n.text == "true", p.rng)
	case jsonNumber:
		return iac.NumberValue(iac.Number(n.text), p.rng)
	case jsonString, jsonToken:
		return iac.TextValue(d.e.mentioned(d.e.tokens.text(n.text)), p.rng)
	case jsonArray:
		items := make([]iac.Value, len(n.items))
		for i, item := range n.items {
			items[i] = d.value(item, d.child(p, cty.NumberIntVal(int64(i))))
		}
		return iac.List(items, nil, p.rng)
	case jsonObject:
		fields := make([]iac.Field, len(n.fields))
		for i, f := range n.fields {
			key := cty.StringVal(f.key)
			q := d.child(p, key)
			fields[i] = iac.Field{Name: d.e.tokens.display(f.key), Value: d.value(f.value, q), Range: q.rng}
			if d.structural {
				fields[i].Range = d.e.entryRange(p, key, q.rng)
			} else if r, ok := locate(d.segments, f.start, f.value.end); ok {
				fields[i].Range = r
			}
		}
		return iac.Object(fields, nil, p.rng)
	default:
		return iac.Absent(p.rng)
	}
}

// A segment is a stretch of a text that stands in a file.
type segment struct {
	start, end int // in the text
	file       *source.File
	from, to   int // in the file
}

// locate returns where the stretch of a text from start to end stands.
func locate(segs []segment, start, end int) (source.Range, bool) {
	var r source.Range
	found := false
	for _, s := range segs {
		if s.end <= start || end <= s.start {
			continue
		}
		from := min(s.from+max(start-s.start, 0), s.to)
		to := min(s.from+min(end, s.end)-s.start, s.to)
		if !found {
			r, found = s.file.Range(from, to), true
		} else if s.file.Name == r.File {
			r.End = s.file.Pos(to)
		}
	}
	return r, found
}

// segmentsOf returns where the text that the expression at p makes stands:
// that of a string, a heredoc or file().
func (e *evaluator) segmentsOf(p place) []segment {
	switch x := p.expr.(type) {
	case *hclsyntax.TemplateExpr:
		return e.templateSegments(x, p)
	case *templateCall:
		return e.renderedSegments(x, p)
	case *hclsyntax.FunctionCallExpr:
		if x.Name == "file" && len(x.Args) == 1 {
			if f := e.named(x.Args[0], p); f != nil {
				return []segment{{0, len(f.Bytes), f, 0, len(f.Bytes)}}
			}
		}
	}
	return nil
}

// named returns the file that the expression x at p names, or nil.
func (e *evaluator) named(x hclsyntax.Expression, p place) *source.File {
	v, diags := x.Value(p.ctx)
	if diags.HasErrors() || !isString(v) {
		return nil
	}
	f, err := e.openText(v.AsString())
	if err != nil {
		return nil
	}
	return f
}

func (e *evaluator) renderedSegments(x *templateCall, p place) []segment {
	f := e.named(x.Args[0], p)
	if f == nil {
		return nil
	}
	t, ctx, err := e.templateOf(x, f, p)
	if err != nil {
		return nil
	}
	return e.templateSegments(t, place{expr: t, ctx: ctx})
}

func (e *evaluator) templateSegments(x *hclsyntax.TemplateExpr, p place) []segment {
	f := e.text(x.SrcRange.Filename)
	if f == nil {
		return nil
	}
	var out []segment
	n := 0
	for _, part := range x.Parts {
		v, diags := part.Value(p.ctx)
		text, err := convertTokens(v, cty.String)
		if diags.HasErrors() || err != nil || !isString(text) {
			return nil
		}
		r := part.Range()
		out = append(out, segment{n, n + len(text.AsString()), f, r.Start.Byte, r.End.Byte})
		n += len(text.AsString())
	}
	return out
}
