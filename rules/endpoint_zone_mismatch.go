package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// EndpointZoneMismatch reports interface endpoints that tasks can only reach in
// another availability zone.
var EndpointZoneMismatch = &lint.Rule{
	ID:       "TR213",
	Name:     "endpoint-zone-mismatch",
	Severity: lint.Warning,
	Doc: `endpoint without an interface in the zone of the task

The task reaches the endpoint, and every packet crosses to another availability
zone: that costs data transfer both ways, and when the other zone fails, tasks in
this one cannot start either. Where it does, they stop with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Give the endpoint one subnet in each zone that tasks run in.

Terraform, before:

~~~hcl
resource "aws_vpc_endpoint" "ecr_api" {
  subnet_ids = [aws_subnet.private_a.id]
  # …
}
~~~

After:

~~~hcl
resource "aws_vpc_endpoint" "ecr_api" {
  subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id]
  # …
}
~~~

CloudFormation, before:

~~~yaml
    SubnetIds: [!Ref PrivateSubnetA]
~~~

After:

~~~yaml
    SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
~~~`,
	Check: checkEndpointZoneMismatch,
}

func checkEndpointZoneMismatch(pass *lint.Pass) {
	for _, g := range crossings(pass.Proofs) {
		ep := g.Cause.Subject.Endpoint
		pass.Report(&lint.Finding{
			At: g.Cause.At,
			Message: fmt.Sprintf("%s in %s reaches %s through %s in another zone: the endpoint has interfaces in %s only, so traffic crosses zones",
				lint.Subject(g.Proofs), zones(finding.ProofSubnets(g.Proofs)), finding.Services(g.Proofs), finding.Endpoints(g), zones(ep.Subnets)),
			Label:    "no subnet in " + zones(finding.ProofSubnets(g.Proofs)),
			Mend:     fmt.Sprintf("add a subnet in %s to %s", zones(finding.ProofSubnets(g.Proofs)), finding.Endpoints(g)),
			Related:  finding.SubnetPlaces(g.Proofs, "is in a zone without an interface of the endpoint"),
			Proofs:   g.Proofs,
			Identity: finding.Endpoints(g),
		})
	}
}

// crossings returns the flows that arrive through an interface endpoint in
// another zone than theirs, grouped by where the endpoint's subnets are named.
func crossings(proofs []*reach.Proof) []*lint.Group {
	var causes []finding.Caused
	for _, p := range proofs {
		ep := p.Through
		if p.Verdict != reach.Allowed || ep == nil || ep.Type != network.InterfaceEndpoint || !apart(p.Subnet, ep) {
			continue
		}
		at := finding.Within(ep.SubnetsRange, ep.Range)
		causes = append(causes, finding.Caused{Proof: p, Cause: reach.Cause{Subject: reach.Subject{Endpoint: ep}, At: at}})
	}
	return finding.Grouped(causes)
}

// apart reports whether it is known that none of the endpoint's subnets is in
// the zone of s.
func apart(s *network.Subnet, ep *network.Endpoint) bool {
	if s == nil || ep.SubnetsMore != nil || len(ep.Subnets) == 0 {
		return false
	}
	for _, t := range ep.Subnets {
		if same, known := s.SameZone(t); same || !known {
			return false
		}
	}
	return true
}

// zones names the subnets with their zones.
func zones(subnets []*network.Subnet) string {
	return finding.Names(subnets, func(s *network.Subnet) string {
		if zone, known := s.Zone.Literal(); known && zone != "" {
			return fmt.Sprintf("%s (%s)", s.Address, zone)
		}
		return s.Address
	})
}
