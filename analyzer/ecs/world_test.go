package ecs_test

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A world is the resources of a test, written as in the JSON syntax of either
// language: {"aws_subnet": {"a": {…}}} with "${aws_subnet.a.id}", and
// {"A": {"Type": "AWS::EC2::Subnet", "Properties": {…}}} with {"Ref": "A"} and
// {"Fn::GetAtt": ["A", "Arn"]}. What is referred to and not declared is unknown.
type world struct {
	language  iac.Language
	region    string
	resources []*iac.Resource
	byName    map[string]*iac.Resource
	unknowns  map[string]*iac.Unknown // one name is one fact
}

var at = source.Range{File: "main", Start: source.Pos{Line: 1}}

// terraform returns the world of documents in Terraform's JSON syntax, all of
// one region.
func terraform(t *testing.T, region string, documents ...string) *world {
	t.Helper()
	w := newWorld(iac.Terraform, region)
	var bodies []func()
	for _, document := range documents {
		for _, kind := range parse(t, document) {
			for _, r := range kind.value.([]member) {
				bodies = append(bodies, w.declare(kind.name+"."+r.name, kind.name, r.value))
			}
		}
	}
	return w.finish(bodies)
}

// cloudformation returns the world of the Resources of templates.
func cloudformation(t *testing.T, region string, documents ...string) *world {
	t.Helper()
	w := newWorld(iac.CloudFormation, region)
	var bodies []func()
	for _, document := range documents {
		for _, r := range parse(t, document) {
			kind, properties := "", any([]member{})
			for _, m := range r.value.([]member) {
				switch m.name {
				case "Type":
					kind = m.value.(string)
				case "Properties":
					properties = m.value
				}
			}
			bodies = append(bodies, w.declare(r.name, kind, properties))
		}
	}
	return w.finish(bodies)
}

func newWorld(l iac.Language, region string) *world {
	return &world{language: l, region: region, byName: map[string]*iac.Resource{}, unknowns: map[string]*iac.Unknown{}}
}

// declare adds a resource and returns what gives it its body, once all that it
// can refer to is declared.
func (w *world) declare(name, kind string, body any) func() {
	r := &iac.Resource{
		Address: name, Type: kind, Language: w.language, Exists: iac.Bool(true, at),
		Region: iac.String(w.region, at), Account: iac.String("123456789012", at), Range: at, Header: at,
	}
	if data, ok := strings.CutPrefix(kind, "data."); ok {
		r.Type, r.Data = data, true
	}
	w.byName[name] = r
	w.resources = append(w.resources, r)
	return func() { r.Body = w.value(body) }
}

func (w *world) finish(bodies []func()) *world {
	for _, f := range bodies {
		f()
	}
	return w
}

// tasks returns the tasks that the world starts.
func (w *world) tasks() []*ecs.Task { return ecs.Tasks(w.resources, network.Build(w.resources)) }

// A member is a field of a JSON object, in its place.
type member struct {
	name  string
	value any
}

func parse(t *testing.T, document string) []member {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(document))
	d.UseNumber()
	v, err := decode(d)
	if err != nil {
		t.Fatalf("%v in %s", err, document)
	}
	if _, err := d.Token(); err != io.EOF {
		t.Fatalf("text after the end of %s", document)
	}
	return v.([]member)
}

func decode(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		object := []member{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := decode(d)
			if err != nil {
				return nil, err
			}
			object = append(object, member{fmt.Sprint(name), v})
		}
		_, err = d.Token()
		return object, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := decode(d)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = d.Token()
		return list, err
	}
	return token, nil
}

func (w *world) value(x any) iac.Value {
	switch x := x.(type) {
	case bool:
		return iac.Bool(x, at)
	case json.Number:
		return iac.NumberValue(iac.Number(x.String()), at)
	case string:
		return iac.TextValue(w.text(x), at)
	case []any:
		items := make([]iac.Value, len(x))
		for i, item := range x {
			items[i] = w.value(item)
		}
		return iac.List(items, nil, at)
	case []member:
		return w.object(x)
	}
	return iac.Absent(at)
}

func (w *world) object(members []member) iac.Value {
	if len(members) == 1 && w.language == iac.CloudFormation {
		switch name, v := members[0].name, members[0].value; name {
		case "Ref":
			return iac.TextValue(iac.Text{w.reference(v.(string), "Ref")}, at)
		case "Fn::GetAtt":
			path := v.([]any)
			return iac.TextValue(iac.Text{w.reference(path[0].(string), path[1].(string))}, at)
		}
	}
	fields := make([]iac.Field, len(members))
	for i, m := range members {
		fields[i] = iac.Field{Name: m.name, Value: w.value(m.value), Range: at}
	}
	return iac.Object(fields, nil, at)
}

var interpolation = regexp.MustCompile(`\$\{([^}]*)\}`)

// text reads a string with interpolations. CloudFormation has them in Fn::Sub
// alone, which a test may leave out.
func (w *world) text(s string) iac.Text {
	var t iac.Text
	for {
		m := interpolation.FindStringSubmatchIndex(s)
		if m == nil {
			return iac.Concat(t, s)
		}
		name := s[m[2]:m[3]]
		resource, attr := name, "Ref"
		if i := strings.LastIndex(name, "."); i >= 0 {
			resource, attr = name[:i], name[i+1:]
		}
		if w.language == iac.CloudFormation && w.byName[resource] == nil {
			return iac.Concat(t, s) // a substitution of another kind
		}
		t = append(iac.Concat(t, s[:m[0]]), w.reference(resource, attr))
		s = s[m[1]:]
	}
}

func (w *world) reference(name, attr string) iac.Part {
	if r := w.byName[name]; r != nil {
		return iac.Part{Resource: r, Attr: attr}
	}
	name += "." + attr
	if w.unknowns[name] == nil {
		w.unknowns[name] = &iac.Unknown{Name: name, Why: "`" + name + "` has no value"}
	}
	return iac.Part{Unknown: w.unknowns[name]}
}

// pascal returns a container definition, or a list of them, with the capitals
// that CloudFormation has. The names of options and the like are data.
func pascal(t *testing.T, document string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(document), &v); err != nil {
		t.Fatalf("%v in %s", err, document)
	}
	out, err := json.Marshal(capitals(v))
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func capitals(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = capitals(v[i])
		}
	case map[string]any:
		out := map[string]any{}
		for name, x := range v {
			if name != "options" {
				x = capitals(x)
			}
			out[string(unicode.ToUpper(rune(name[0])))+name[1:]] = x
		}
		return out
	}
	return v
}
