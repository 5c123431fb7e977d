package cloudformation

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

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
		if _, err := strconv.ParseFloat(s, 64); err != nil {
			return fmt.Sprintf("is a number, and `%s` is none", s)
		}
	}
	allowed := declaration.get("AllowedValues")
	if allowed != nil && !slices.ContainsFunc(allowed.items, func(n *node) bool { return n.text == s }) {
		return fmt.Sprintf("does not allow `%s`", s)
	}
	if least, ok := declaration.get("MinLength").scalar(); ok {
		if n, err := strconv.Atoi(least); err == nil && len(s) < n {
			return fmt.Sprintf("takes no text as short as `%s`", s)
		}
	}
	if p, ok := declaration.get("AllowedPattern").scalar(); ok {
		pattern, err := regexp.Compile("^(?:" + p + ")$")
		if err == nil && !pattern.MatchString(s) {
			return fmt.Sprintf("does not allow `%s`: its pattern is `%s`", s, p)
		}
	}
	return ""
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

// checkParameters reports values given by --parameters that CloudFormation
// would refuse.
func (in *instance) checkParameters() {
	if in.parent != nil {
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
