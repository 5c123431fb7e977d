package terraform

import (
	"slices"

	ctyyaml "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A textPolicy says what a function makes of tokens in its arguments.
type textPolicy uint8

const (
	// opaque functions answer by the text itself: any token makes the answer
	// unknown.
	opaque textPolicy = iota

	// careful functions would have to look into what a soft token stands for;
	// computed attributes pass.
	careful

	// transparent functions move text about and never look into it.
	transparent
)

// A kindError is the error of a function that is a problem of a kind of its
// own.
type kindError struct {
	kind iac.ProblemKind
	text string
}

func (e *kindError) Error() string { return e.text }

func opaqueFunctions() map[string]function.Function {
	return map[string]function.Function{
		"abs": stdlib.AbsoluteFunc, "ceil": stdlib.CeilFunc, "floor": stdlib.FloorFunc, "log": stdlib.LogFunc,
		"max": stdlib.MaxFunc, "min": stdlib.MinFunc, "pow": stdlib.PowFunc, "signum": signumFunction(),
		"parseint": stdlib.ParseIntFunc, "range": stdlib.RangeFunc, "sum": sumFunction(),
		"strrev": stdlib.ReverseFunc, "substr": stdlib.SubstrFunc, "title": stdlib.TitleFunc,
		"upper": stdlib.UpperFunc, "lower": stdlib.LowerFunc,
		"regex": stdlib.RegexFunc, "regexall": stdlib.RegexAllFunc,
		"formatdate": stdlib.FormatDateFunc, "timeadd": stdlib.TimeAddFunc, "timecmp": timeCompareFunction(),
		"alltrue": everyFunction(true), "anytrue": everyFunction(false),
		"base64encode": textFunction(encodeBase64), "base64decode": textFunction(decodeBase64),
		"base64gzip": textFunction(gzipBase64), "base64sha256": textFunction(base64SHA256), "base64sha512": textFunction(base64SHA512),
		"md5": textFunction(hexMD5), "sha1": textFunction(hexSHA1), "sha256": textFunction(hexSHA256), "sha512": textFunction(hexSHA512),
		"urlencode": textFunction(encodeURL), "urldecode": textFunction(decodeURL),
		"basename": textFunction(baseName), "dirname": textFunction(dirName), "pathexpand": textFunction(cleanPath),
		"uuidv5": uuidFunction(), "textencodebase64": encodeTextFunction(), "textdecodebase64": decodeTextFunction(),
		"cidrhost": cidrHostFunction(), "cidrnetmask": textFunction(cidrNetmask),
		"cidrsubnet": cidrSubnetFunction(), "cidrsubnets": cidrSubnetsFunction(), "cidrcontains": cidrContainsFunction(),
		"base64gunzip": textFunction(gunzipBase64), "rsadecrypt": decryptFunction(),
	}
}

func carefulFunctions() map[string]function.Function {
	return map[string]function.Function{
		"compact": stdlib.CompactFunc, "distinct": stdlib.DistinctFunc,
		"replace": replaceFunction(), "split": stdlib.SplitFunc, "trim": stdlib.TrimFunc,
		"trimprefix": stdlib.TrimPrefixFunc, "trimsuffix": stdlib.TrimSuffixFunc,
		"setintersection": stdlib.SetIntersectionFunc, "setsubtract": stdlib.SetSubtractFunc,
		"transpose": transposeFunction(), "csvdecode": stdlib.CSVDecodeFunc, "yamldecode": yamlDecodeFunction(),
	}
}

func transparentFunctions() map[string]function.Function {
	return map[string]function.Function{
		"chomp": stdlib.ChompFunc, "chunklist": stdlib.ChunklistFunc, "coalescelist": stdlib.CoalesceListFunc,
		"concat": stdlib.ConcatFunc, "element": stdlib.ElementFunc, "flatten": stdlib.FlattenFunc,
		"format": stdlib.FormatFunc, "formatlist": stdlib.FormatListFunc, "indent": stdlib.IndentFunc,
		"join": stdlib.JoinFunc, "jsondecode": stdlib.JSONDecodeFunc, "jsonencode": encodeJSONFunction(),
		"keys": stdlib.KeysFunc, "merge": stdlib.MergeFunc, "one": oneFunction(), "reverse": stdlib.ReverseListFunc,
		"setproduct": stdlib.SetProductFunc, "setunion": stdlib.SetUnionFunc, "sort": stdlib.SortFunc,
		"trimspace": stdlib.TrimSpaceFunc, "values": stdlib.ValuesFunc, "yamlencode": ctyyaml.YAMLEncodeFunc,
		"zipmap": stdlib.ZipmapFunc, "tostring": stdlib.MakeToFunc(cty.String), "tonumber": stdlib.MakeToFunc(cty.Number),
		"tobool": stdlib.MakeToFunc(cty.Bool), "tolist": stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType)),
		"toset": stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType)), "tomap": stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType)),
		"sensitive": sameFunction(), "nonsensitive": sameFunction(), "ephemeralasnull": sameFunction(),
		"list": listFunction(), "map": mapFunction(),
	}
}

// anything is a parameter that takes every value there is. No value is marked
// here, and cty looks for marks in all of one unless they are allowed.
func anything(name string) function.Parameter {
	return function.Parameter{
		Name: name, Type: cty.DynamicPseudoType,
		AllowNull: true, AllowUnknown: true, AllowDynamicType: true, AllowMarked: true,
	}
}

// dynamic returns a function whose type is that of its result.
func dynamicFunction(params []function.Parameter, variadic *function.Parameter, impl func(args []cty.Value) (cty.Value, error)) function.Function {
	return function.New(&function.Spec{
		Params: params, VarParam: variadic,
		Type: function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return impl(args) },
	})
}

// guarded returns f with tokens in its arguments treated by policy and with
// limits on the size of its result.
func (e *evaluator) guarded(name string, f function.Function, policy textPolicy) function.Function {
	var params []function.Parameter
	for _, p := range f.Params() {
		params = append(params, anything(p.Name))
	}
	var variadic *function.Parameter
	if p := f.VarParam(); p != nil {
		v := anything(p.Name)
		variadic = &v
	}
	hides := hasToken
	switch policy {
	case opaque:
	case transparent:
		hides = nil
	case careful:
		hides = func(s string) bool { return e.tokens.soft(s, false) }
	}
	return dynamicFunction(params, variadic, func(args []cty.Value) (cty.Value, error) {
		if err := affordable(name, args); err != nil {
			return cty.DynamicVal, err
		}
		plain := slices.Clone(args)
		for i, a := range args {
			if hides != nil {
				plain[i] = replaceText(a, hides)
			}
		}
		v, err := callConverted(f, plain)
		if err != nil && anyText(cty.TupleVal(plain), hasToken) {
			for i, a := range plain {
				plain[i] = replaceText(a, hasToken)
			}
			if v, err = callConverted(f, plain); err == nil && v.IsWhollyKnown() && name != "length" {
				v = cty.UnknownVal(v.Type())
			}
		}
		if err != nil {
			return cty.DynamicVal, err
		}
		return e.checked(v, args)
	})
}

// callConverted calls f with args as its parameters have them.
func callConverted(f function.Function, args []cty.Value) (cty.Value, error) {
	params := f.Params()
	for i, a := range args {
		p := f.VarParam()
		if i < len(params) {
			p = &params[i]
		}
		v, err := convertTokens(a, p.Type)
		if err != nil {
			return cty.DynamicVal, function.NewArgError(i, err)
		}
		args[i] = v
	}
	return f.Call(args)
}

// checked returns v, the result of a function called with args. A text that
// spells a token which no argument holds was made to look like one.
func (e *evaluator) checked(v cty.Value, args []cty.Value) (cty.Value, error) {
	if size(v) >= maxText || count(v, maxValue) >= maxValue {
		return cty.DynamicVal, tooLarge()
	}
	if anyText(v, hasToken) && isForged(v, args) {
		return cty.DynamicVal, &kindError{iac.EvaluationError, "the result holds a private-use code point of planes 15 or 16, which are reserved"}
	}
	return v, nil
}

// isForged reports whether a text in v spells a token which no argument holds.
func isForged(v cty.Value, args []cty.Value) bool {
	given := map[rune]bool{}
	for _, a := range args {
		anyText(a, func(s string) bool {
			for _, r := range s {
				given[r] = true
			}
			return false
		})
	}
	return anyText(v, func(s string) bool {
		for _, r := range s {
			if isToken(r) && !given[r] {
				return true
			}
		}
		return false
	})
}

func tooLarge() error {
	return &kindError{iac.LimitExceeded, "the result is larger than what is analysed"}
}

// size returns the number of bytes of text in v, up to maxText.
func size(v cty.Value) int {
	n := 0
	anyText(v, func(s string) bool {
		n += len(s)
		return n >= maxText
	})
	return min(n, maxText)
}

// affordable returns an error where the result would be too large to make.
func affordable(name string, args []cty.Value) error {
	n := 1
	switch name {
	case "setproduct":
		for _, a := range args {
			if a.IsKnown() && !a.IsNull() && a.CanIterateElements() {
				n *= max(a.LengthInt(), 1)
			}
			if n > maxValue {
				return tooLarge()
			}
		}
	case "indent":
		if spaces, ok := index(args[0]); ok && spaces > 1000 {
			return tooLarge()
		}
	case "replace", "join":
		for _, a := range args {
			n *= 1 + size(a)
			if n > maxText*16 {
				return tooLarge()
			}
		}
	case "format", "formatlist":
		if len(args) > 0 && isString(args[0]) && wideVerb(args[0].AsString()) {
			return tooLarge()
		}
	case "yamldecode":
		if len(args) > 0 && isString(args[0]) && aliasBomb(args[0].AsString()) {
			return tooLarge()
		}
	}
	for _, a := range args {
		if size(a) >= maxText {
			return tooLarge()
		}
	}
	return nil
}
