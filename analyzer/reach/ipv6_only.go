package reach

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/network"
)

// unaddressed returns the step of a name that has IPv4 addresses alone, looked up
// from a subnet without any: the registry of an image whose reference is not the
// dual-stack one. DNS64 would make up addresses for it, and an endpoint with IPv6
// addresses answers with those (Amazon ECS developer guide, "Using a VPC in
// IPv6-only mode"; Amazon ECR user guide, "Making requests to Amazon ECR
// registries").
func (f *flow) unaddressed() (Step, bool) {
	s := f.subnet
	if s == nil || s.External != nil || f.vpc.External != nil || len(f.vpc.Open) > 0 || f.resolvingElsewhere() != nil {
		return Step{}, false
	}
	only, _ := s.IPv6Only.Bool()
	dns64, known := s.DNS64.Bool()
	if !only || !known || dns64 || f.need.Service != "ecr.dkr" || f.need.DualStack || !strings.Contains(f.need.Host.String(), ".dkr.ecr.") {
		return Step{}, false
	}
	if zone, _ := f.owningZone(); zone != nil || slices.ContainsFunc(f.graph.Endpoints, f.mayHaveIPv6) {
		return Step{}, false
	}
	return Step{
		Hop: DNS, Verdict: Blocked, Fault: IPv4NameOnly, At: attribute(s.IPv6Only.Range, s.Node), Subject: Subject{VPC: f.vpc},
		Why: fmt.Sprintf("`%s` has IPv4 addresses alone, and %s has none to reach them from", f.need.Host, s.Address),
	}, true
}

// mayHaveIPv6 reports whether the endpoint may answer for the name with IPv6
// addresses.
func (f *flow) mayHaveIPv6(ep *network.Endpoint) bool {
	address, _ := ep.AddressType.Str()
	record, _ := ep.RecordType.Or("ipv4").Str()
	return ep.VPC == f.vpc && !ep.Missing && (ep.Service == f.need.Service || ep.Service == "") && (address != "ipv4" || record != "ipv4")
}
