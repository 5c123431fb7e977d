package rules

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// PrivateDNSDisabled reports interface endpoints that tasks resolve past.
var PrivateDNSDisabled = &lint.Rule{
	ID:       "TR301",
	Name:     "private-dns-disabled",
	Severity: lint.Error,
	Doc: `interface endpoint without private DNS

The task looks up the public name of the service. Without private DNS that name
resolves to public addresses and the endpoint is never used; from a subnet
without a way to the internet nothing answers. Both languages leave private DNS
off unless it is asked for. The task stops with ResourceInitializationError or
CannotPullContainerError, and the address in the message is a public one:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp 52.…:443: i/o timeout
~~~

Terraform, before: the attribute is false or missing. After:

~~~hcl
resource "aws_vpc_endpoint" "ecr_dkr" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.ecr.dkr"
  subnet_ids          = [aws_subnet.private.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}
~~~

CloudFormation, after:

~~~yaml
EcrDkr:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref Vpc
    VpcEndpointType: Interface
    ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.dkr
    SubnetIds: [!Ref PrivateSubnet]
    SecurityGroupIds: [!Ref EndpointGroup]
    PrivateDnsEnabled: true
~~~`,
	Check: checkPrivateDNSDisabled,
}

func checkPrivateDNSDisabled(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.PrivateDNSOff) {
		f := finding.New(g, fmt.Sprintf("private DNS is off for %s, so public addresses answer for %s, and no way leads there from %s",
			finding.Endpoints(g), lint.Hosts(g.Proofs), finding.Subnets(g.Proofs)))
		records := recordsOf(pass.Network, g.Cause.Subject.Endpoint)
		if len(records) > 0 {
			f.Message += fmt.Sprintf("; the record for %s, which leads to the endpoint, is for another name", finding.Names(records, recordName))
		}
		f.Label = "private DNS is off"
		f.Mend = "turn private DNS on for " + finding.Endpoints(g)
		f.Related = finding.TaskPlaces(g.Proofs, "resolves past the endpoint")
		for _, r := range records {
			f.Related = append(f.Related, finding.At(r.Range, "this record is for "+recordName(r))...)
		}
		f.Identity = finding.Endpoints(g)
		f.Change = lint.TurnOn(g.Cause.Subject.Endpoint.Resource, network.EndpointPrivateDNS, g.Cause.Subject.Endpoint.PrivateDNS)
		pass.Report(f)
	}
}

// recordsOf returns the records of private zones that lead to the endpoint: where
// its service is looked up by another name, they have the wrong one.
func recordsOf(g *network.Graph, ep *network.Endpoint) []network.Record {
	var all []network.Record
	for _, z := range g.Zones {
		for _, r := range z.Records {
			if r.Endpoint == ep && slices.Contains(z.VPCs, ep.VPC) && r.Maybe == nil {
				all = append(all, r)
			}
		}
	}
	return all
}

func recordName(r network.Record) string { return fmt.Sprintf("`%s`", r.Name) }
