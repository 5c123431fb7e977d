package cloudformation

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// routerImages is what the names of the public parameters begin with that hold
// images of AWS for Fluent Bit: the rest is the tag. Each is in a private
// repository of the region, of an account that differs from region to region.
//
// Source: https://github.com/aws/aws-for-fluent-bit#using-ssm-to-find-available-versions
const routerImages = "/aws/service/aws-for-fluent-bit/"

// publicParameter returns what a public parameter of AWS holds, if that is
// known.
func (in *instance) publicParameter(name string, at source.Range) (iac.Text, bool) {
	tag, ok := strings.CutPrefix(name, routerImages)
	if !ok || tag == "" || strings.ContainsAny(tag, "/:$ ") {
		return nil, false
	}
	facts := in.load.facts
	account := facts.dynamic[routerImages]
	if account == nil {
		account = &iac.Unknown{
			Name: "account of aws-for-fluent-bit", Why: "which account of AWS has the image depends on the region", Range: at,
		}
		facts.dynamic[routerImages] = account
	}
	d := in.deployment
	return textOf(account, ".dkr.ecr.", d.region, ".", d.suffix, "/aws-for-fluent-bit:"+tag), true
}
