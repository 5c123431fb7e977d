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
