package cloudformation

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A check walks the properties of one resource along the struct of its type.
type check struct {
	in   *instance
	kind string // AWS::ECS::Service
}

// conform returns the properties of a resource as its type has them: texts
// that are numbers or booleans become those, and the other way round, and a
// lone item becomes a list, as CloudFormation does it too. A name that is
// nearly a property's is reported. Types that are not in the schema, SAM's
// above all, stay as they are.
func (in *instance) conform(kind string, body iac.Value) iac.Value {
	t, ok := schema[kind]
	if !ok {
		return body
	}
	return check{in, kind}.value(body, t, "")
}

// report reports a wrong property. A macro may give meaning to what
// CloudFormation itself refuses.
func (c check) report(at source.Range, format string, args ...any) {
	if !c.in.hasMacro() {
		c.in.report(iac.WrongProperty, at, format, args...)
	}
}

func (c check) value(v iac.Value, t reflect.Type, path string) iac.Value {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if v.IsAbsent() || v.Unknown() != nil {
		return v
	}
	switch t.Kind() {
	case reflect.String:
		return c.text(v)
	case reflect.Bool:
		return c.boolean(v, path)
	case reflect.Int, reflect.Int64, reflect.Float64:
		return c.number(v, path)
	case reflect.Slice:
		return c.list(v, t.Elem(), path)
	case reflect.Map:
		return c.entries(v, t.Elem(), path)
	case reflect.Struct:
		return c.object(v, t, path)
	case reflect.Interface:
		return c.in.document(v)
	default:
		return v
	}
}

func (c check) text(v iac.Value) iac.Value {
	t, ok := v.Text()
	if !ok || v.IsString() {
		return v
	}
	return like(iac.TextValue(t, v.Range), v)
}

// like returns v with the trail of another.
func like(v, other iac.Value) iac.Value {
	v.Trail = other.Trail
	return v
}

func (c check) boolean(v iac.Value, path string) iac.Value {
	if b, known := v.Bool(); known {
		return like(iac.Bool(b, v.Range), v)
	}
	if s, known := v.Str(); known {
		c.report(v.Range, "%s of %s is true or false, not `%s`", path, c.kind, s)
	}
	return v
}

func (c check) number(v iac.Value, path string) iac.Value {
	s, known := v.Str()
	if !known {
		return v
	}
	if _, err := strconv.ParseFloat(s, 64); err != nil {
		c.report(v.Range, "%s of %s is a number, not `%s`", path, c.kind, s)
		return v
	}
	return like(iac.NumberValue(iac.Number(s), v.Range), v)
}

func (c check) list(v iac.Value, elem reflect.Type, path string) iac.Value {
	items, partial := v.Items()
	out := make([]iac.Value, len(items))
	for i, item := range items {
		out[i] = c.value(item, elem, path)
	}
	return like(iac.List(out, partial, v.Range), v)
}

func (c check) entries(v iac.Value, elem reflect.Type, path string) iac.Value {
	if !v.IsObject() {
		return v
	}
	fields, partial := v.Fields()
	out := make([]iac.Field, len(fields))
	for i, f := range fields {
		f.Value = c.value(f.Value, elem, path)
		out[i] = f
	}
	return like(iac.Object(out, partial, v.Range), v)
}

func (c check) object(v iac.Value, t reflect.Type, path string) iac.Value {
	if !v.IsObject() {
		return v
	}
	known := c.in.load.propertiesOf(t)
	fields, partial := v.Fields()
	out := make([]iac.Field, len(fields))
	for i, f := range fields {
		if p, ok := known[f.Name]; ok {
			f.Value = c.value(f.Value, p, join(path, f.Name))
		} else if right := nearly(f.Name, known); right != "" {
			c.report(f.Range, "`%s` is not a property of %s: write `%s`",
				f.Name, strings.TrimSpace(c.kind+" "+path), right)
		}
		out[i] = f
	}
	return like(iac.Object(out, partial, v.Range), v)
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// propertiesOf returns the types of the properties that a struct has by their
// JSON names, those newer than the struct included.
func (l *loader) propertiesOf(t reflect.Type) map[string]reflect.Type {
	if m, ok := l.properties[t]; ok {
		return m
	}
	m := map[string]reflect.Type{}
	for _, t := range []reflect.Type{t, newer[t]} {
		if t == nil {
			continue
		}
		for i := range t.NumField() {
			f := t.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name != "" && name != "-" {
				m[name] = f.Type
			}
		}
	}
	l.properties[t] = m
	return m
}

// nearly returns the property that name is a misspelling of: wrong in case
// only, or one letter off. Anything else may be newer than the schema.
func nearly(name string, known map[string]reflect.Type) string {
	best := ""
	for right := range known {
		switch {
		case strings.EqualFold(name, right):
			return right
		case oneLetterOff(name, right) && (best == "" || right < best):
			best = right
		}
	}
	return best
}

// oneLetterOff reports whether one letter put in, left out or replaced makes b
// of a. Digits do not count: Ipv4 and Ipv6 are both right somewhere.
func oneLetterOff(a, b string) bool {
	if len(a) < 4 || len(a) > len(b)+1 || len(b) > len(a)+1 {
		return false
	}
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) > len(b):
		return a[i+1:] == b[i:] && isLetter(a[i])
	case len(a) < len(b):
		return a[i:] == b[i+1:] && isLetter(b[i])
	}
	return i < len(a) && a[i+1:] == b[i+1:] && isLetter(a[i]) && isLetter(b[i])
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
