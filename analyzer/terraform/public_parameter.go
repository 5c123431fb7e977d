package terraform

import (
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// routerImages is what the names of the public parameters begin with that hold
// images of AWS for Fluent Bit: the rest is the tag. Each is in a private
// repository of the region, of an account that differs from region to region.
// https://github.com/aws/aws-for-fluent-bit#using-ssm-to-find-available-versions
const routerImages = "/aws/service/aws-for-fluent-bit/"

// publicParameter returns what a public parameter of AWS holds, if that is
// known.
func (i *instance) publicParameter(suffix string) (cty.Value, bool) {
	name, ok, diags := i.written("name")
	if !ok || diags.HasErrors() || !isString(name) || !isString(i.region) {
		return cty.NilVal, false
	}
	tag, ok := strings.CutPrefix(name.AsString(), routerImages)
	if !ok || tag == "" || hasToken(tag) || strings.ContainsAny(tag, "/: ") {
		return cty.NilVal, false
	}
	e := i.scope.e
	account := e.soft(e.unknown(unknownKey{name: routerImages}, func() iac.Unknown {
		return iac.Unknown{Name: "account of aws-for-fluent-bit", Why: "which account of AWS has the image depends on the region", Range: i.iac.Header}
	}))
	if !isString(account) {
		return cty.NilVal, false
	}
	return cty.StringVal(account.AsString() + ".dkr.ecr." + i.region.AsString() + "." + suffix + "/aws-for-fluent-bit:" + tag), true
}
