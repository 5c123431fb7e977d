package cloudformation

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// isLookedUp reports whether a parameter, given by its declaration, is of a
// type whose values CloudFormation looks up in the account. It refuses what is
// not there, and with it the empty value.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
func isLookedUp(declaration *node) bool {
	kind := elementType(declaration)
	return strings.HasPrefix(kind, "AWS::EC2::") || strings.HasPrefix(kind, "AWS::Route53::")
}

// elementType returns the type of a parameter or, of a list, that of its items.
func elementType(declaration *node) string {
	kind, _ := declaration.get("Type").scalar()
	if item, ok := strings.CutPrefix(kind, "List<"); ok {
		return strings.TrimSuffix(item, ">")
	}
	return kind
}

// idPrefixes are how the ids start that a parameter of a type can hold.
//
// Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
var idPrefixes = map[string]string{
	"AWS::EC2::Image::Id":         "ami-",
	"AWS::EC2::Instance::Id":      "i-",
	"AWS::EC2::SecurityGroup::Id": "sg-",
	"AWS::EC2::Subnet::Id":        "subnet-",
	"AWS::EC2::VPC::Id":           "vpc-",
	"AWS::EC2::Volume::Id":        "vol-",
}

// mayBe reports whether u, if it is a parameter without a value, may be given
// the value s.
func (in *instance) mayBe(u *iac.Unknown, s string) bool {
	d := in.load.declarations[u]
	if d == nil {
		return true
	}
	if slices.Contains(d.owner.set.others[d.name], s) {
		return false
	}
	if isLookedUp(d.node) && (s == "" || !strings.HasPrefix(s, idPrefixes[elementType(d.node)])) {
		return false
	}
	kind, _ := d.node.get("Type").scalar()
	return isListType(kind) || violation(d.node, s) == ""
}

// violation says what a parameter's declaration has against the value s, or is
// empty. An AllowedPattern that only Java reads is not held against it.
func violation(declaration *node, s string) string {
	if kind, _ := declaration.get("Type").scalar(); kind == "Number" || kind == "List<Number>" {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return fmt.Sprintf("is a number, and `%s` is none", s)
		}
		if least, ok := declaration.number("MinValue"); ok && n < least {
			return fmt.Sprintf("takes no number as low as `%s`", s)
		}
		if most, ok := declaration.number("MaxValue"); ok && n > most {
			return fmt.Sprintf("takes no number as high as `%s`", s)
		}
	}
	allowed := declaration.get("AllowedValues")
	if allowed != nil && !slices.ContainsFunc(allowed.items, func(n *node) bool { return n.text == s }) {
		return fmt.Sprintf("does not allow `%s`", s)
	}
	length := float64(utf8.RuneCountInString(s))
	if least, ok := declaration.number("MinLength"); ok && length < least {
		return fmt.Sprintf("takes no text as short as `%s`", s)
	}
	if most, ok := declaration.number("MaxLength"); ok && length > most {
		return fmt.Sprintf("takes no text as long as `%s`", s)
	}
	if p, ok := declaration.get("AllowedPattern").scalar(); ok {
		pattern, err := regexp.Compile("^(?:" + p + ")$")
		if err == nil && !pattern.MatchString(s) {
			return fmt.Sprintf("does not allow `%s`: its pattern is `%s`", s, p)
		}
	}
	return ""
}

// number returns the number, given as such or as text, at a key of the mapping.
func (n *node) number(key string) (float64, bool) {
	s, ok := n.get(key).scalar()
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// refusal says what a parameter's declaration has against the value s, which is
// a list of values for a parameter of a list type, or is empty.
func refusal(declaration *node, s string) string {
	if strings.HasPrefix(elementType(declaration), "AWS::") {
		if s == "" && isLookedUp(declaration) {
			return "takes no empty value"
		}
		return ""
	}
	values := []string{s}
	if kind, _ := declaration.get("Type").scalar(); isListType(kind) {
		values = strings.Split(s, ",")
	}
	for _, value := range values {
		if v := violation(declaration, strings.TrimSpace(value)); v != "" {
			return v
		}
	}
	return ""
}

// checkParameters reports values given by --parameters, or by the stack that
// nests this one, that CloudFormation would refuse.
func (in *instance) checkParameters() {
	if in.parent != nil {
		in.checkArguments()
		return
	}
	for _, e := range in.tmpl.section("Parameters") {
		if s, ok := in.handed(e.key); ok {
			if why := refusal(e.value, s); why != "" {
				in.report(iac.EvaluationError, e.keyAt(in.tmpl.file), "parameter `%s` %s", e.key, why)
			}
		}
	}
}

// checkArguments reports what the stack that nests this one passes and
// CloudFormation would refuse: a value that a parameter does not take, and one
// for a parameter that is not there, unless a function stands in its place.
func (in *instance) checkArguments() {
	if exists, known := in.parent.exists(in.parent.byID[in.id]).Bool(); known && !exists {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(in.args)) {
		at := in.parent.at(in.args[name])
		e, declared := in.tmpl.root.get("Parameters").entry(name)
		switch {
		case declared:
			if s, known := in.parameter(e).Str(); known {
				if why := refusal(e.value, s); why != "" {
					in.parent.report(iac.EvaluationError, at, "parameter `%s` of stack `%s` %s", name, in.id, why)
				}
			}
		case in.unseen == nil && !strings.Contains(name, "::") && !in.parent.eval(in.args[name]).IsAbsent():
			in.parent.report(iac.EvaluationError, at, "stack `%s` is passed parameter `%s`, which `%s` does not declare", in.id, name, in.tmpl.name)
		}
	}
}
