// Package iac holds resources and values as their author wrote them, after
// evaluation and before meaning: every attribute is known, absent or unknown,
// and references keep the identity of what they refer to. It knows that there
// are two languages and how their names differ; it knows nothing of networks.
package iac

import (
	"slices"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// An Unknown is one fact that the files do not decide. Values that share a
// pointer to an Unknown are the same value, whatever it turns out to be.
type Unknown struct {
	Name  string       // as its author calls it: var.vpc_id, parameter SubnetIds
	Why   string       // what is missing and what would decide it, in one clause
	Range source.Range // where it is declared

	// InName says that the text, whatever it is, holds no colon: it is part of a
	// name within an ARN.
	InName bool

	// Input says that it is a variable or parameter as it is given from outside,
	// which cannot be anything that the same files declare.
	Input bool

	// Choice says that the value may be something that the same files declare:
	// what is not known is which of several.
	Choice bool

	// May are resources of other stacks that the value may refer to.
	May []*Resource

	// List is shared by the unknown elements of one list whose elements differ
	// from each other, such as the availability zones of a region.
	List *Unknown
}

// A Value is one attribute: known, absent, or unknown. The zero Value is
// absent.
//
// Unknown means that static evaluation could not settle it (an input without a
// default, a data source). Read a Value through a comma-ok accessor: a
// predicate would have to answer no to both "is true" and "is not true", and a
// rule built on it would pass what it never saw.
type Value struct {
	Range source.Range // where it stands in the files
	Trail []Origin     // through what it came, nearest first

	v any // nil (absent), bool, Number, Text, list, object or *Unknown
}

// An Origin is a variable, local, output or parameter that a value came
// through on its way to the attribute.
type Origin struct {
	Name  string // local.subnets, var.cidr, parameter VpcCidr
	Range source.Range
}

// A Number is a number as decimal text.
type Number string

type list struct {
	items   []Value
	partial *Unknown
}

type object struct {
	fields  []Field
	partial *Unknown
}

// A Field is one attribute of an object.
type Field struct {
	Name  string
	Value Value
	Range source.Range // of the whole entry, its name included
}

// Absent returns the value of an attribute that is not there or is null.
func Absent(at source.Range) Value { return Value{Range: at} }

// Bool returns a known boolean.
func Bool(b bool, at source.Range) Value { return Value{Range: at, v: b} }

// NumberValue returns a known number, given as decimal text.
func NumberValue(n Number, at source.Range) Value { return Value{Range: at, v: n} }

// String returns a known literal string.
func String(s string, at source.Range) Value {
	return Value{Range: at, v: Text{{Literal: s}}}
}

// TextValue returns a string made of parts. A text that is one unknown part is
// that unknown value.
func TextValue(t Text, at source.Range) Value {
	t = t.compact()
	if len(t) == 1 && t[0].Unknown != nil {
		return Value{Range: at, v: t[0].Unknown}
	}
	return Value{Range: at, v: t}
}

// List returns a list of the items. A non-nil partial says why there may be
// more than these.
func List(items []Value, partial *Unknown, at source.Range) Value {
	return Value{Range: at, v: list{items, partial}}
}

// Object returns an object with the fields in their order. A non-nil partial
// says why there may be more than these.
func Object(fields []Field, partial *Unknown, at source.Range) Value {
	return Value{Range: at, v: object{fields, partial}}
}

// UnknownValue returns a value of which only the reason of its being unknown
// is known.
func UnknownValue(u *Unknown, at source.Range) Value { return Value{Range: at, v: u} }

// IsAbsent reports whether the value is known not to be there. An unknown
// value is not absent.
func (v Value) IsAbsent() bool { return v.v == nil }

// Unknown returns what the value waits for, or nil if it is known or absent.
// The items of a known list may be unknown all the same.
func (v Value) Unknown() *Unknown {
	u, _ := v.v.(*Unknown)
	return u
}

// Bool returns the value and whether it is a known boolean. Both languages
// take the strings "true" and "false" for booleans.
func (v Value) Bool() (b, known bool) {
	switch x := v.v.(type) {
	case bool:
		return x, true
	case Text:
		s, ok := x.Literal()
		if !ok {
			return false, false
		}
		b, err := strconv.ParseBool(strings.ToLower(s))
		return b, err == nil
	}
	return false, false
}

// Int returns the value and whether it is a known whole number. Both languages
// take strings of digits for numbers.
func (v Value) Int() (n int, known bool) {
	s := ""
	switch x := v.v.(type) {
	case Number:
		s = string(x)
	case Text:
		s, _ = x.Literal()
	default:
		return 0, false
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		f, ferr := strconv.ParseFloat(s, 64)
		if ferr != nil || f != float64(int(f)) {
			return 0, false
		}
		return int(f), true
	}
	return n, true
}

// Text returns the value as a string and whether it is one. Numbers and
// booleans read as their text; a wholly unknown value is a text of one unknown
// part.
func (v Value) Text() (Text, bool) {
	switch x := v.v.(type) {
	case Text:
		return x, true
	case Number:
		return Text{{Literal: string(x)}}, true
	case bool:
		return Text{{Literal: strconv.FormatBool(x)}}, true
	case *Unknown:
		return Text{{Unknown: x}}, true
	}
	return nil, false
}

// Str returns the value and whether it is a known string without symbolic
// parts.
func (v Value) Str() (s string, known bool) {
	t, ok := v.Text()
	if !ok {
		return "", false
	}
	return t.Literal()
}

// Items returns the items of a list; partial says why there may be more, and
// is nil where the list is complete. An absent value has no items; a lone
// scalar or object reads as a list of itself, as CloudFormation has it; an
// unknown value has no items that are known.
func (v Value) Items() (items []Value, partial *Unknown) {
	switch x := v.v.(type) {
	case nil:
		return nil, nil
	case list:
		return x.items, x.partial
	case *Unknown:
		return nil, x
	}
	return []Value{v}, nil
}

// Fields returns the fields of an object in their order; partial is as for
// Items. A value that is no object has no fields.
func (v Value) Fields() (fields []Field, partial *Unknown) {
	switch x := v.v.(type) {
	case object:
		return x.fields, x.partial
	case *Unknown:
		return nil, x
	}
	return nil, nil
}

// IsObject reports whether the value is a known object.
func (v Value) IsObject() bool {
	_, ok := v.v.(object)
	return ok
}

// IsList reports whether the value is a known list.
func (v Value) IsList() bool {
	_, ok := v.v.(list)
	return ok
}

// IsString reports whether the value is a known string, with or without
// symbolic parts. Numbers and booleans, which read as text too, are none.
func (v Value) IsString() bool {
	_, ok := v.v.(Text)
	return ok
}

// Get returns the value at a path of names separated by dots. A list of one
// item on the way is stepped through, since a block that can stand once is a
// list of one in Terraform. A value from elsewhere stands where it is taken.
// What is below an unknown value is that unknown;
// what is not there is absent, placed where its parent stands.
func (v Value) Get(path string) Value {
	for name := range strings.SplitSeq(path, ".") {
		v = v.field(name)
	}
	return v
}

func (v Value) field(name string) Value {
	switch x := v.v.(type) {
	case *Unknown:
		return v
	case list:
		if len(x.items) == 0 && x.partial != nil {
			return UnknownValue(x.partial, v.Range)
		}
		if len(x.items) == 1 {
			return x.items[0].field(name)
		}
	case object:
		for _, f := range x.fields {
			if f.Name == name {
				return v.placed(f)
			}
		}
		if x.partial != nil {
			return UnknownValue(x.partial, v.Range)
		}
	}
	return Absent(v.Range)
}

// placed returns the value of the field f of v. A value that comes from
// elsewhere, such as the default of a variable, stands where the object takes
// it: that is what its author knows it by. Its trail says where from.
func (v Value) placed(f Field) Value {
	if v.Range.Contains(f.Range) && !v.Range.Contains(f.Value.Range) {
		f.Value.Range = f.Range
	}
	return f.Value
}

// Or returns the value, or the default def (a bool, an int or a string) at the
// same place if it is absent.
func (v Value) Or(def any) Value {
	if !v.IsAbsent() {
		return v
	}
	switch d := def.(type) {
	case bool:
		return Bool(d, v.Range)
	case int:
		return NumberValue(Number(strconv.Itoa(d)), v.Range)
	case string:
		return String(d, v.Range)
	}
	return v
}

// Ref returns the resource that the value is a bare reference to, and the
// attribute; the resource is nil if it is anything else.
func (v Value) Ref() (r *Resource, attr string) {
	t, _ := v.v.(Text)
	if len(t) != 1 {
		return nil, ""
	}
	return t[0].Resource, t[0].Attr
}

// Unknowns returns each fact that the value or anything in it waits for, once,
// in the order of their first use.
func (v Value) Unknowns() []*Unknown {
	var us []*Unknown
	v.walk(func(w Value) {
		add := func(u *Unknown) {
			if u != nil && !slices.Contains(us, u) {
				us = append(us, u)
			}
		}
		switch x := w.v.(type) {
		case *Unknown:
			add(x)
		case Text:
			for _, p := range x {
				add(p.Unknown)
			}
		case list:
			add(x.partial)
		case object:
			add(x.partial)
		}
	})
	return us
}

// Refs returns each resource that the value or anything in it refers to, once,
// in the order of their first use.
func (v Value) Refs() []*Resource {
	var rs []*Resource
	v.walk(func(w Value) {
		t, _ := w.v.(Text)
		for _, p := range t {
			if p.Resource != nil && !slices.Contains(rs, p.Resource) {
				rs = append(rs, p.Resource)
			}
		}
	})
	return rs
}

// Mapped returns v with each text in it, v itself included, as f has it.
func (v Value) Mapped(f func(Text) Text) Value {
	switch x := v.v.(type) {
	case Text:
		v.v = f(x).compact()
	case list:
		items := make([]Value, len(x.items))
		for i, item := range x.items {
			items[i] = item.Mapped(f)
		}
		v.v = list{items, x.partial}
	case object:
		fields := slices.Clone(x.fields)
		for i := range fields {
			fields[i].Value = fields[i].Value.Mapped(f)
		}
		v.v = object{fields, x.partial}
	}
	return v
}

func (v Value) walk(visit func(Value)) {
	visit(v)
	switch x := v.v.(type) {
	case list:
		for _, item := range x.items {
			item.walk(visit)
		}
	case object:
		for _, f := range x.fields {
			f.Value.walk(visit)
		}
	}
}

// String returns the value as it is shown in messages.
func (v Value) String() string {
	switch x := v.v.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(x)
	case Number:
		return string(x)
	case Text:
		return x.String()
	case *Unknown:
		return x.Name
	case list:
		parts := make([]string, len(x.items), len(x.items)+1)
		for i, item := range x.items {
			parts[i] = item.String()
		}
		if x.partial != nil {
			parts = append(parts, "…")
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return "{…}"
}

// GetFold is Get without regard to case, for documents that two languages
// spell alike but for their capitals, such as container definitions.
func (v Value) GetFold(path string) Value {
	for name := range strings.SplitSeq(path, ".") {
		v = v.fieldFold(name)
	}
	return v
}

func (v Value) fieldFold(name string) Value {
	if l, ok := v.v.(list); ok && len(l.items) == 1 {
		return l.items[0].fieldFold(name)
	}
	fields, _ := v.Fields()
	for _, f := range fields {
		if strings.EqualFold(f.Name, name) {
			return v.placed(f)
		}
	}
	return v.field(name)
}
