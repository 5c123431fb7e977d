package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// same returns whether a and b are equal as far as tokens tell: true, false or
// unknown.
func (e *evaluator) same(a, b cty.Value) (cty.Value, error) {
	if !anyText(a, hasToken) && !anyText(b, hasToken) {
		return stdlib.Equal(a, b)
	}
	unknown := cty.UnknownVal(cty.Bool)
	soft := func(s string) bool { return e.tokens.soft(s, true) }
	switch {
	case !a.IsKnown() || !b.IsKnown():
		return unknown, nil
	case a.IsNull() || b.IsNull():
		if e.maybeNull(a) || e.maybeNull(b) {
			return unknown, nil
		}
		return cty.False, nil
	case a.RawEquals(b):
		if anyText(a, soft) {
			return unknown, nil
		}
		return cty.True, nil
	case isString(a) && isString(b) && (a.AsString() == "" || b.AsString() == ""):
		if e.maybeEmpty(a.AsString() + b.AsString()) {
			return unknown, nil
		}
		return cty.False, nil
	case isString(a) && isString(b) && (e.cannotBe(a.AsString(), b.AsString()) || e.cannotBe(b.AsString(), a.AsString())):
		return cty.False, nil
	}
	return unknown, nil
}

// idPrefixes are what the ids of resources begin with, by their types
// (EC2 user guide, "Resource IDs").
var idPrefixes = map[string]string{
	"aws_security_group": "sg-", "aws_default_security_group": "sg-", "aws_vpc": "vpc-", "aws_default_vpc": "vpc-",
	"aws_subnet": "subnet-", "aws_default_subnet": "subnet-", "aws_route_table": "rtb-", "aws_default_route_table": "rtb-",
	"aws_internet_gateway": "igw-", "aws_nat_gateway": "nat-", "aws_vpc_endpoint": "vpce-", "aws_network_acl": "acl-",
	"aws_ec2_managed_prefix_list": "pl-", "aws_prefix_list": "pl-", "aws_ec2_transit_gateway": "tgw-",
}

// cannotBe reports whether s is an id or ARN that only apply knows and literal
// is text that begins otherwise, such as the word self.
func (e *evaluator) cannotBe(s, literal string) bool {
	t, ok := e.tokens.lone(s)
	if !ok || t.soft || t.part.Resource == nil || hasToken(literal) {
		return false
	}
	prefix := ""
	switch t.part.Attr {
	case "id":
		prefix = idPrefixes[t.part.Resource.Type]
	case "arn":
		prefix = "arn:"
	}
	return prefix != "" && !strings.HasPrefix(literal, prefix)
}

// maybeNull reports whether v, which is not null, stands for something that
// may turn out to be null.
func (e *evaluator) maybeNull(v cty.Value) bool {
	if !isTokenText(v) {
		return false
	}
	t, ok := e.tokens.lone(v.AsString())
	return ok && (t.weak || t.soft && !t.atomic)
}

// maybeEmpty reports whether the text s may turn out to be empty.
func (e *evaluator) maybeEmpty(s string) bool {
	for _, r := range s {
		t, ok := e.tokens.get(r)
		if !ok || !t.weak && (!t.soft || t.atomic) {
			return false
		}
	}
	return true
}

// equality returns the operator == or, negated, !=.
func (e *evaluator) equality(negate bool) *hclsyntax.Operation {
	operand := function.Parameter{
		Name: "operand", Type: cty.DynamicPseudoType,
		AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
	}
	impl := function.New(&function.Spec{
		Params: []function.Parameter{operand, operand},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v, err := e.same(args[0], args[1])
			if err != nil || !negate {
				return v, err
			}
			return v.Not(), nil
		},
	})
	return &hclsyntax.Operation{Impl: impl, Type: cty.Bool}
}
