package terraform

import (
	"errors"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// deciding returns the functions that look for a text or at a length, where
// tokens have to be weighed one by one.
func (e *evaluator) deciding() map[string]function.Function {
	list, value := anything("list"), anything("value")
	affix := func(f func(s, affix string) cty.Value) function.Function {
		return dynamicFunction([]function.Parameter{anything("str"), anything("affix")}, nil, onTexts(f))
	}
	return map[string]function.Function{
		"length":      dynamicFunction([]function.Parameter{value}, nil, lengthOf),
		"coalesce":    dynamicFunction(nil, &value, e.coalesce),
		"contains":    dynamicFunction([]function.Parameter{list, value}, nil, e.contains),
		"index":       dynamicFunction([]function.Parameter{list, value}, nil, e.indexOf),
		"lookup":      dynamicFunction([]function.Parameter{anything("map"), anything("key")}, &value, e.lookup),
		"slice":       dynamicFunction([]function.Parameter{list, anything("start"), anything("end")}, nil, e.slice),
		"matchkeys":   dynamicFunction([]function.Parameter{list, anything("keys"), anything("searchset")}, nil, e.matchKeys),
		"startswith":  affix(startsWith),
		"endswith":    affix(endsWith),
		"strcontains": affix(contains),
	}
}

func lengthOf(args []cty.Value) (cty.Value, error) {
	v := args[0]
	switch {
	case isTokenText(v) || v.Type() == cty.DynamicPseudoType && !v.IsKnown():
		return cty.UnknownVal(cty.Number), nil
	case v.IsKnown() && v.IsNull():
		return cty.UnknownVal(cty.Number), errors.New("argument must not be null")
	case v.Type() == cty.String:
		return stdlib.Strlen(v)
	case v.Type().IsTupleType():
		return cty.NumberIntVal(int64(v.Type().Length())), nil
	case v.Type().IsObjectType():
		return cty.NumberIntVal(int64(len(v.Type().AttributeTypes()))), nil
	case v.Type().IsCollectionType():
		return v.Length(), nil
	}
	return cty.UnknownVal(cty.Number), errors.New("argument must be a string, a collection type, or a structural type")
}

// coalesce returns the first argument that is neither null nor the empty
// string, as the type that all arguments have in common.
func (e *evaluator) coalesce(args []cty.Value) (cty.Value, error) {
	types := make([]cty.Type, len(args))
	for i, a := range args {
		types[i] = a.Type()
	}
	t, _ := convert.UnifyUnsafe(types)
	if t == cty.NilType {
		t = cty.DynamicPseudoType
	}
	for _, a := range args {
		switch {
		case !a.IsKnown():
			return cty.UnknownVal(t), nil
		case a.IsNull() || isString(a) && a.AsString() == "":
		case isTokenText(a) && (e.maybeNull(a) || e.maybeEmpty(a.AsString())):
			return cty.UnknownVal(t), nil
		default:
			return convertTokens(a, t)
		}
	}
	return cty.DynamicVal, errors.New("no non-null, non-empty-string arguments")
}

// elements returns the elements of a list, tuple or set.
func elements(v cty.Value) (items []cty.Value, known bool, err error) {
	if !v.IsKnown() || isLoneToken(v) {
		return nil, false, nil
	}
	t := v.Type()
	if v.IsNull() || !t.IsListType() && !t.IsTupleType() && !t.IsSetType() {
		return nil, true, function.NewArgErrorf(0, "argument must be list, tuple, or set")
	}
	for it := v.ElementIterator(); it.Next(); {
		_, item := it.Element()
		items = append(items, item)
	}
	return items, true, nil
}

func (e *evaluator) contains(args []cty.Value) (cty.Value, error) {
	items, known, err := elements(args[0])
	if err != nil || !known || !args[1].IsKnown() {
		return cty.UnknownVal(cty.Bool), err
	}
	if args[1].IsNull() {
		return cty.UnknownVal(cty.Bool), function.NewArgErrorf(1, "argument must not be null")
	}
	undecided := false
	for _, item := range items {
		eq, err := e.same(item, args[1])
		switch {
		case err != nil:
		case !eq.IsKnown():
			undecided = true
		case eq.True():
			return cty.True, nil
		}
	}
	if undecided {
		return cty.UnknownVal(cty.Bool), nil
	}
	return cty.False, nil
}

func (e *evaluator) indexOf(args []cty.Value) (cty.Value, error) {
	items, known, err := elements(args[0])
	if err == nil && args[0].Type().IsSetType() {
		err = function.NewArgErrorf(0, "argument must be a list or tuple")
	}
	if err != nil || !known || !args[1].IsKnown() {
		return cty.UnknownVal(cty.Number), err
	}
	for i, item := range items {
		eq, err := e.same(item, args[1])
		switch {
		case err != nil:
		case !eq.IsKnown():
			return cty.UnknownVal(cty.Number), nil
		case eq.True():
			return cty.NumberIntVal(int64(i)), nil
		}
	}
	return cty.UnknownVal(cty.Number), errors.New("item not found")
}

func (e *evaluator) lookup(args []cty.Value) (cty.Value, error) {
	m, key := args[0], args[1]
	if len(args) > 3 {
		return cty.DynamicVal, errors.New("lookup() takes two or three arguments")
	}
	if !m.IsKnown() || isLoneToken(m) || !key.IsKnown() || e.isSoft(key) {
		return cty.DynamicVal, nil
	}
	if m.IsNull() || !m.Type().IsMapType() && !m.Type().IsObjectType() {
		return cty.DynamicVal, function.NewArgErrorf(0, "lookup() requires a map as the first argument")
	}
	k, err := convert.Convert(key, cty.String)
	if err != nil || k.IsNull() {
		return cty.DynamicVal, function.NewArgErrorf(1, "the key must be a string")
	}
	undecided := isTokenText(k) && m.LengthInt() > 0
	for it := m.ElementIterator(); it.Next(); {
		have, v := it.Element()
		if have.RawEquals(k) {
			return v, nil
		}
		undecided = undecided || isTokenText(have)
	}
	switch {
	case undecided:
		return cty.DynamicVal, nil
	case len(args) == 3:
		return args[2], nil
	}
	return cty.DynamicVal, errors.New("the given map has no such key and there is no default")
}

// slice returns a part of a list. Of the zones of a region there are as many
// as are asked for.
func (e *evaluator) slice(args []cty.Value) (cty.Value, error) {
	for i, a := range args {
		if a.IsKnown() && a.IsNull() {
			return cty.DynamicVal, function.NewArgErrorf(i, "argument must not be null")
		}
		args[i] = a
		if isLoneToken(a) {
			args[i] = cty.DynamicVal
		}
	}
	list := args[0]
	if attr, r := e.zonesOf(list); r != nil {
		if n, ok := index(args[2]); ok && n > list.LengthInt() && n <= 16 {
			list = e.moreZones(r, attr, n)
		}
	}
	return callConverted(stdlib.SliceFunc, []cty.Value{list, args[1], args[2]})
}

func (e *evaluator) matchKeys(args []cty.Value) (cty.Value, error) {
	values, known, err := elements(args[0])
	keys, keysKnown, keysErr := elements(args[1])
	wanted, wantedKnown, wantedErr := elements(args[2])
	if err := errors.Join(err, keysErr, wantedErr); err != nil {
		return cty.DynamicVal, err
	}
	if !known || !keysKnown || !wantedKnown {
		return cty.DynamicVal, nil
	}
	if len(values) != len(keys) {
		return cty.DynamicVal, errors.New("length of keys and values should be equal")
	}
	list, listErr := convert.Convert(args[0], cty.List(cty.DynamicPseudoType))
	isList := listErr == nil && list.IsKnown() && list.Type().IsListType()
	if isList {
		values = list.AsValueSlice()
	}
	var out []cty.Value
	for i, k := range keys {
		in, err := e.contains([]cty.Value{cty.TupleVal(wanted), k})
		if err != nil || !in.IsKnown() {
			return cty.DynamicVal, err
		}
		if in.True() {
			out = append(out, values[i])
		}
	}
	switch {
	case !isList:
		return cty.TupleVal(out), nil // elements without a type in common
	case len(out) == 0:
		return cty.ListValEmpty(list.Type().ElementType()), nil
	}
	return cty.ListVal(out), nil
}

// onTexts returns the implementation of a function of two strings.
func onTexts(f func(a, b string) cty.Value) func([]cty.Value) (cty.Value, error) {
	return func(args []cty.Value) (cty.Value, error) {
		var texts [2]string
		for i, a := range args {
			v, err := convert.Convert(a, cty.String)
			if err != nil || v.IsKnown() && v.IsNull() {
				return cty.UnknownVal(cty.Bool), function.NewArgErrorf(i, "a string is required")
			}
			if !v.IsKnown() {
				return cty.UnknownVal(cty.Bool), nil
			}
			texts[i] = v.AsString()
		}
		return f(texts[0], texts[1]), nil
	}
}

// startsWith decides by what precedes the first token of s.
func startsWith(s, prefix string) cty.Value {
	if hasToken(prefix) {
		return cty.UnknownVal(cty.Bool)
	}
	head := s
	if i := strings.IndexFunc(s, isToken); i >= 0 {
		head = s[:i]
	}
	n := min(len(head), len(prefix))
	if head[:n] != prefix[:n] {
		return cty.False
	}
	if len(prefix) <= len(head) {
		return cty.True
	}
	if head != s {
		return cty.UnknownVal(cty.Bool)
	}
	return cty.False
}

func endsWith(s, suffix string) cty.Value { return startsWith(backwards(s), backwards(suffix)) }

func backwards(s string) string {
	rs := []rune(s)
	slices.Reverse(rs)
	return string(rs)
}

func contains(s, substr string) cty.Value {
	if strings.Contains(s, substr) && !hasToken(substr) {
		return cty.True
	}
	if hasToken(s) || hasToken(substr) {
		return cty.UnknownVal(cty.Bool)
	}
	return cty.False
}

func sameFunction() function.Function {
	return dynamicFunction([]function.Parameter{anything("value")}, nil, func(args []cty.Value) (cty.Value, error) {
		return args[0], nil
	})
}

func oneFunction() function.Function {
	return dynamicFunction([]function.Parameter{anything("list")}, nil, func(args []cty.Value) (cty.Value, error) {
		items, known, err := elements(args[0])
		switch {
		case err != nil || !known:
			return cty.DynamicVal, err
		case len(items) == 0:
			return cty.NullVal(cty.DynamicPseudoType), nil
		case len(items) == 1:
			return items[0], nil
		}
		return cty.DynamicVal, errors.New("must be a list, set, or tuple value with either zero or one elements")
	})
}

// everyFunction returns alltrue(), or anytrue() if all is false.
func everyFunction(all bool) function.Function {
	return dynamicFunction([]function.Parameter{anything("list")}, nil, func(args []cty.Value) (cty.Value, error) {
		items, known, err := elements(args[0])
		if err != nil || !known {
			return cty.UnknownVal(cty.Bool), err
		}
		undecided := false
		for _, item := range items {
			b, err := convert.Convert(item, cty.Bool)
			switch {
			case err != nil:
				return cty.UnknownVal(cty.Bool), function.NewArgErrorf(0, "a list of booleans is required")
			case !b.IsKnown():
				undecided = true
			case !b.IsNull() && b.True() != all, b.IsNull() && all:
				return cty.BoolVal(!all), nil
			}
		}
		if undecided {
			return cty.UnknownVal(cty.Bool), nil
		}
		return cty.BoolVal(all), nil
	})
}

func sumFunction() function.Function {
	return dynamicFunction([]function.Parameter{anything("list")}, nil, func(args []cty.Value) (cty.Value, error) {
		items, known, err := elements(args[0])
		if err != nil || !known {
			return cty.UnknownVal(cty.Number), err
		}
		if len(items) == 0 {
			return cty.UnknownVal(cty.Number), errors.New("cannot sum an empty list")
		}
		total := cty.Zero
		for _, item := range items {
			n, err := convert.Convert(item, cty.Number)
			if err != nil || n.IsKnown() && n.IsNull() {
				return cty.UnknownVal(cty.Number), function.NewArgErrorf(0, "argument must be list, set, or tuple of number values")
			}
			total = total.Add(n)
		}
		return total, nil
	})
}

// signumFunction returns signum(), which Terraform has for whole numbers only.
func signumFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "number", Type: cty.Number}},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if !args[0].AsBigFloat().IsInt() {
				return cty.UnknownVal(cty.Number), function.NewArgErrorf(0, "value must be a whole number")
			}
			return cty.NumberIntVal(int64(args[0].AsBigFloat().Sign())), nil
		},
	})
}

func transposeFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "values", Type: cty.Map(cty.List(cty.String))}},
		Type:   function.StaticReturnType(cty.Map(cty.List(cty.String))),
		Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
			if !args[0].IsWhollyKnown() {
				return cty.UnknownVal(t), nil
			}
			out := map[string][]cty.Value{}
			for it := args[0].ElementIterator(); it.Next(); {
				k, list := it.Element()
				if list.IsNull() {
					continue
				}
				for items := list.ElementIterator(); items.Next(); {
					_, item := items.Element()
					if item.IsNull() {
						return cty.UnknownVal(t), errors.New("input must not contain null string")
					}
					out[item.AsString()] = append(out[item.AsString()], k)
				}
			}
			if len(out) == 0 {
				return cty.MapValEmpty(cty.List(cty.String)), nil
			}
			fields := map[string]cty.Value{}
			for k, vs := range out {
				fields[k] = cty.ListVal(vs)
			}
			return cty.MapVal(fields), nil
		},
	})
}

// listFunction returns list(), which Terraform had up to version 0.14.
func listFunction() function.Function {
	item := anything("vals")
	return dynamicFunction(nil, &item, func(args []cty.Value) (cty.Value, error) {
		return cty.TupleVal(args), nil
	})
}

// mapFunction returns map(), of keys and values in turn, which Terraform had
// up to version 0.14.
func mapFunction() function.Function {
	item := anything("vals")
	return dynamicFunction(nil, &item, func(args []cty.Value) (cty.Value, error) {
		if len(args)%2 != 0 {
			return cty.DynamicVal, errors.New("map() takes an even number of arguments")
		}
		fields := map[string]cty.Value{}
		for i := 0; i < len(args); i += 2 {
			if !args[i].IsKnown() {
				return cty.DynamicVal, nil
			}
			if !isString(args[i]) {
				return cty.DynamicVal, function.NewArgErrorf(i, "the key must be a string")
			}
			fields[args[i].AsString()] = args[i+1]
		}
		return cty.ObjectVal(fields), nil
	})
}
