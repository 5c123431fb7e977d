package authz

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A parameter of Systems Manager. It has no policy but for the accounts that it
// is shared with; it can be encrypted with a key that has one.
var parameterKind = &guardKind{
	service: "ssm",
	types:   []string{"aws_ssm_parameter", "AWS::SSM::Parameter"},
	name:    iac.Named("name", "Name"),
	key:     iac.Named("key_id", ""),
	prefix:  "parameter/",
}

// withoutSlash returns the name of a parameter as it follows the slash in an
// ARN.
func withoutSlash(name iac.Text) iac.Text {
	if len(name) == 0 || !strings.HasPrefix(name[0].Literal, "/") {
		return name
	}
	out := append(iac.Text{}, name...)
	out[0].Literal = strings.TrimPrefix(out[0].Literal, "/")
	return out
}

// parameterARN returns the ARN of the parameter that t refers to by the name
// that Ref gives; any other reference is returned as it is.
func parameterARN(t iac.Text) iac.Text {
	r := t[0].Resource
	name, ok := r.Attr(parameterKind.name).Text()
	if r.Type != "AWS::SSM::Parameter" || t[0].Attr != "Ref" {
		return t
	}
	if !ok {
		name = t
	}
	region, _ := r.Region.Text()
	account, _ := r.Account.Text()
	return iac.Concat("arn:"+partitionOf(region)+":ssm:", region, ":", account, ":parameter/", withoutSlash(name))
}
