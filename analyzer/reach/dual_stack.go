package reach

import (
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// dualStack says whether an endpoint that answers for the names of its service
// answers for the dual-stack ones too: only if its own addresses are dual-stack
// (Amazon ECR user guide, "Making requests to Amazon ECR registries" and
// "Amazon ECR interface VPC endpoints").
func dualStack(ep *network.Endpoint) (Verdict, *iac.Unknown) {
	kind, known := ep.AddressType.Str()
	switch {
	case !known:
		return Unknown, firstOf(ep.AddressType.Unknowns()...)
	case kind == "dualstack":
		return Allowed, nil
	}
	return Blocked, nil
}
