package cloudformation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// parameter returns the value of a declared parameter: what the parent stack
// or --parameters gives, else its default.
func (in *instance) parameter(e entry) iac.Value {
	return in.once("parameter `"+e.key+"`", e.keyAt(in.tmpl.file), func() iac.Value {
		kind, _ := e.value.get("Type").scalar()
		if strings.HasPrefix(kind, "AWS::SSM::Parameter::Value<") {
			if v, ok := in.assumedParameter(e); ok {
				return in.typed(v, strings.TrimSuffix(strings.TrimPrefix(kind, "AWS::SSM::Parameter::Value<"), ">"))
			}
			return in.storedParameter(e)
		}
		v, ok := in.argument(e)
		if w, wired := in.wire(e.key); wired && !in.isHanded(e.key) {
			v, ok = in.wired(e, w), true
		}
		if !ok {
			return iac.UnknownValue(in.noValue(e), in.given(e))
		}
		return in.typed(v, kind)
	})
}

// argument returns the value that a parameter is given, as it is given.
func (in *instance) argument(e entry) (iac.Value, bool) {
	if arg := in.args[e.key]; arg != nil {
		if v := in.parent.eval(arg); !v.IsAbsent() {
			return v, true
		}
	}
	if s, ok := in.handed(e.key); ok {
		return iac.String(s, e.at(in.tmpl.file)), true
	}
	if v, ok := in.assumedParameter(e); ok {
		return v, true
	}
	if def := e.value.get("Default"); def != nil && def.kind != null {
		v := in.eval(def)
		s, known := v.Str()
		return v, !v.IsAbsent() && (!known || refusal(e.value, s) == "")
	}
	return iac.Value{}, false
}

// assumedParameter returns the value that is assumed for a parameter that whoever
// deploys the stack gives one. A list is one text, as it is handed over.
func (in *instance) assumedParameter(e entry) (iac.Value, bool) {
	if in.parent != nil {
		return iac.Value{}, false
	}
	v, ok := in.supposed("Parameter " + e.key)
	if !ok {
		return iac.Value{}, false
	}
	kind, _ := e.value.get("Type").scalar()
	if items, some := v.Items(); some != nil && len(items) > 0 && !strings.Contains(kind, "List<") && kind != "CommaDelimitedList" {
		v = items[0] // it stands for one, where nobody says for how many
	}
	return iac.String(strings.Join(textsOf(v), ","), e.at(in.tmpl.file)), true
}

// textsOf returns the texts that an assumed value holds.
func textsOf(v iac.Value) []string {
	var out []string
	items, _ := v.Items()
	for _, item := range items {
		if s, ok := item.Str(); ok {
			out = append(out, s)
		}
	}
	return out
}

// supposed returns the value that is assumed for an input, and notes that it is
// asked for.
func (in *instance) supposed(name string) (iac.Value, bool) {
	v, ok := in.load.opts.Assumed[name]
	if ok && !slices.Contains(in.top.asked, name) {
		in.top.asked = append(in.top.asked, name)
	}
	return v, ok
}

// handed returns the value that whoever deploys the stack gives a parameter.
func (in *instance) handed(name string) (string, bool) {
	if in.parent != nil {
		return "", false
	}
	if s, ok := in.load.opts.Parameters[name]; ok {
		return s, true
	}
	s, ok := in.set.values[name]
	return s, ok
}

// isHanded reports whether the options give a parameter its value, which comes
// before any wiring.
func (in *instance) isHanded(name string) bool {
	_, ok := in.load.opts.Parameters[name]
	return ok && in.parent == nil
}

// given returns where a parameter gets its value: the parent's argument, its
// default or, failing both, its declaration.
func (in *instance) given(e entry) source.Range {
	if arg := in.args[e.key]; arg != nil {
		return in.parent.at(arg)
	}
	if _, ok := in.handed(e.key); ok {
		return e.at(in.tmpl.file)
	}
	if def, ok := e.value.entry("Default"); ok {
		return def.at(in.tmpl.file)
	}
	return e.at(in.tmpl.file)
}

// noValue returns the value of a parameter that nobody gives one.
func (in *instance) noValue(e entry) *iac.Unknown {
	if u := in.unset[e.key]; u != nil {
		return u
	}
	lacks := "has no default"
	if def := e.value.get("Default"); def != nil {
		lacks = "has a default that it does not take"
		if s, _ := in.eval(def).Str(); refusal(e.value, s) != "" {
			lacks += ", as it " + refusal(e.value, s)
		}
	}
	why := fmt.Sprintf("parameter `%s` %s: pass --parameters FILE", e.key, lacks)
	if in.parent != nil {
		why = fmt.Sprintf("parameter `%s` %s, and stack `%s` does not pass it", e.key, lacks, in.id)
	}
	u := &iac.Unknown{Name: "parameter " + e.key, Why: why, Range: e.at(in.tmpl.file), Input: true}
	in.unset[e.key] = u
	in.load.declarations[u] = &declaration{node: e.value, name: e.key, owner: in}
	return u
}

// storedParameter returns the value of a parameter that names an SSM
// parameter, whose value only the account knows.
func (in *instance) storedParameter(e entry) iac.Value {
	why := fmt.Sprintf("parameter `%s` is read from the SSM parameter store at deploy", e.key)
	if v, ok := in.argument(e); ok {
		if name, known := v.Str(); known {
			why = fmt.Sprintf("parameter `%s` is read from SSM parameter `%s` at deploy", e.key, name)
			if t, public := in.publicParameter(name, e.at(in.tmpl.file)); public {
				return iac.TextValue(t, in.given(e))
			}
		}
	}
	return iac.UnknownValue(&iac.Unknown{Name: "parameter " + e.key, Why: why, Range: e.at(in.tmpl.file)}, in.given(e))
}

// typed returns v as a value of a parameter type. A list is given as one text,
// comma-separated.
func (in *instance) typed(v iac.Value, kind string) iac.Value {
	if !isFlat(v) {
		return iac.UnknownValue(&iac.Unknown{Name: "the parameter", Why: "its value is not a string", Range: v.Range}, v.Range)
	}
	if !isListType(kind) {
		return v
	}
	if v.IsList() || v.Unknown() != nil {
		return v
	}
	t, ok := v.Text()
	if !ok {
		return v
	}
	items, partial := in.splitText(t, ",", v.Range, v.Trail).Items()
	for i, item := range items {
		part, _ := item.Text()
		items[i] = like(iac.TextValue(part.TrimSpace(), v.Range), item)
	}
	list := iac.List(items, partial, v.Range)
	list.Trail = v.Trail
	return list
}

func isListType(kind string) bool {
	return kind == "CommaDelimitedList" || strings.HasPrefix(kind, "List<")
}
