package rules

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules/finding"
)

// InertEndpoint reports endpoints that carry nothing of the tasks that they
// could serve, which go past them by another way.
var InertEndpoint = &lint.Rule{
	ID:       "TR219",
	Name:     "inert-endpoint",
	Severity: lint.Note,
	Doc: `endpoint that carries nothing, since tasks go past it by another way

Nobody resolves to an interface endpoint without private DNS, and a gateway endpoint
on no route table is no route. Where a NAT gateway or an internet gateway carries the
flow instead, the tasks start, and nothing shows that the endpoint is unused: it costs
its hours, and each image pull the NAT gateway's price per gigabyte. When the other
way is closed one day, because everything is thought to go through the endpoint, the
tasks stop:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp 52.…:443: i/o timeout
~~~

An endpoint is left alone where a resource refers to it, such as a record of a private
hosted zone, and where the files do not prove that the tasks go another way.

Terraform, before: a private subnet with a route to a NAT gateway, and

~~~hcl
resource "aws_vpc_endpoint" "ecr_dkr" {
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-west-1.ecr.dkr"
  # …
}
~~~

After, with private DNS, or without the endpoint:

~~~hcl
resource "aws_vpc_endpoint" "ecr_dkr" {
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.ecr.dkr"
  private_dns_enabled = true
  # …
}
~~~

CloudFormation, after:

~~~yaml
EcrDkr:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcEndpointType: Interface
    ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.dkr
    PrivateDnsEnabled: true
~~~`,
	Check: checkInertEndpoint,
}

func checkInertEndpoint(pass *lint.Pass) {
	var all []finding.Caused
	for _, ep := range pass.Network.Endpoints {
		if !inert(ep) || referred(pass, ep) {
			continue
		}
		cause := reach.Cause{Subject: reach.Subject{Endpoint: ep, VPC: ep.VPC}, At: inertAt(ep)}
		for _, p := range pastEndpoint(pass.Proofs, ep) {
			all = append(all, finding.Caused{Proof: p, Cause: cause})
		}
	}
	for _, g := range finding.Grouped(all) {
		pass.Report(aboutInert(g))
	}
}

func aboutInert(g *lint.Group) *lint.Finding {
	names := finding.Endpoints(g)
	why, label, mend := "private DNS is off for "+names, "private DNS is off", fmt.Sprintf("turn private DNS on for %s, or remove it", names)
	if g.Cause.Subject.Endpoint.Type == network.GatewayEndpoint {
		why, label = names+" is on no route table", "on no route table"
		mend = fmt.Sprintf("associate %s with the route tables of %s, or remove it", names, finding.Subnets(g.Proofs))
	}
	return &lint.Finding{
		At: g.Cause.At,
		Message: fmt.Sprintf("%s, and %s reaches %s through %s: the endpoint carries nothing of it",
			why, lint.Subject(g.Proofs), finding.Services(g.Proofs), finding.Names(g.Proofs, func(p *reach.Proof) string { return p.Via })),
		Label:    label,
		Mend:     mend,
		Related:  finding.TaskPlaces(g.Proofs, "goes past the endpoint"),
		Proofs:   g.Proofs,
		Identity: names,
	}
}

// inertAt is where the endpoint says that it is for nobody: the whole endpoint
// where it does by leaving an attribute out.
func inertAt(ep *network.Endpoint) source.Range {
	at := ep.PrivateDNS.Range
	if ep.Type == network.GatewayEndpoint {
		at = ep.RouteTablesAt
	}
	if ep.Resource != nil && at == ep.Resource.Body.Range {
		return ep.Range
	}
	return finding.Within(at, ep.Range)
}

// inert reports whether nothing leads to the endpoint by itself: no name, or no
// route. An interface endpoint of S3 or DynamoDB is left alone: clients on
// premises are given its own names.
func inert(ep *network.Endpoint) bool {
	if ep.Missing || ep.Maybe != nil || ep.Service == "" || ep.VPC == nil || ep.VPC.External != nil || len(ep.VPC.Open) > 0 {
		return false
	}
	listed := ep.Service == "s3" || ep.Service == "dynamodb"
	switch ep.Type {
	case network.InterfaceEndpoint:
		on, known := ep.PrivateDNS.Bool()
		return known && !on && !listed
	case network.GatewayEndpoint:
		return listed && len(ep.RouteTables) == 0 && ep.TablesMore == nil
	default:
		return false
	}
}

// referred reports whether a resource refers to the interface endpoint for another
// end than to be a part of it: it may give the endpoint's own names to somebody.
func referred(pass *lint.Pass, ep *network.Endpoint) bool {
	return ep.Type == network.InterfaceEndpoint && slices.ContainsFunc(pass.Stack.All(), func(r *iac.Resource) bool {
		return !network.PartOfEndpoint(r.Type) && slices.Contains(r.Body.Refs(), ep.Resource)
	})
}

// pastEndpoint returns the flows to the service of the endpoint from its VPC, if
// all of them arrive by another way and one is needed to start.
func pastEndpoint(proofs []*reach.Proof, ep *network.Endpoint) []*reach.Proof {
	var past []*reach.Proof
	atStart := false
	for _, p := range proofs {
		if p.Need.Service != ep.Service || p.ENI != nil && p.ENI.VPC(p.Subnet) != ep.VPC && p.ENI.VPC(p.Subnet) != nil {
			continue
		}
		switch same, known := p.Need.Region.Equal(ep.Region); {
		case known && !same:
		case !known, p.Verdict != reach.Allowed, p.Through != nil, p.Via == "":
			return nil
		default:
			past = append(past, p)
			atStart = atStart || p.Need.AtStart
		}
	}
	if !atStart {
		return nil
	}
	return past
}
