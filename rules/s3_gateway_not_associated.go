package rules

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// S3GatewayNotAssociated reports S3 gateway endpoints that are no route of the
// tasks' route tables.
var S3GatewayNotAssociated = &lint.Rule{
	ID:       "TR214",
	Name:     "s3-gateway-not-associated",
	Severity: lint.Error,
	Doc: `S3 gateway endpoint not associated with the task's route table

A gateway endpoint is a route to the prefix list of S3, in the route tables that
it is associated with and in no other. From a subnet with another table S3 stays
at its public addresses, and the pull hangs at the image layers:

~~~text
CannotPullContainerError: … failed to copy: httpReadSeeker: failed open: … Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/…": dial tcp …:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.public.id]
}
~~~

After:

~~~hcl
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.public.id, aws_route_table.private.id]
}
~~~

CloudFormation, before:

~~~yaml
    RouteTableIds: [!Ref PublicRouteTable]
~~~

After:

~~~yaml
    RouteTableIds: [!Ref PublicRouteTable, !Ref PrivateRouteTable]
~~~`,
	Check: checkS3GatewayNotAssociated,
}

func checkS3GatewayNotAssociated(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.GatewayNotAssociated) {
		ep := g.Cause.Subject.Endpoint
		f := finding.New(g, fmt.Sprintf("%s is associated with %s, and not with %s of %s", finding.Endpoints(g), associated(ep), finding.Tables(g), finding.Subnets(g.Proofs)))
		f.Label = "not associated with " + finding.Tables(g)
		f.Mend = fmt.Sprintf("associate %s with %s", finding.Endpoints(g), finding.Tables(g))
		f.Related = append(finding.At(g.Cause.Step.At, finding.Tables(g)+" has no route to S3"), finding.SubnetPlaces(g.Proofs, "uses that route table")...)
		f.Identity = finding.Endpoints(g)
		f.Change = associate(g)
		pass.Report(f)
	}
}

// associated names the route tables of a gateway endpoint.
func associated(ep *network.Endpoint) string {
	if s := finding.Names(ep.RouteTables, func(t *network.RouteTable) string { return t.Address }); s != "" {
		return s
	}
	return "no route table"
}

// associate returns the change that lists the tables at the endpoint of the
// causes. Where there are several endpoints, or tables that AWS makes or that
// are associated by resources of their own, there is more than one way.
func associate(g *lint.Group) *lint.Change {
	ep := g.Cause.Subject.Endpoint
	at := ep.Resource.Attr(network.EndpointTables)
	c := &lint.Change{Resource: ep.Resource, Attr: network.EndpointTables, At: at.Range}
	if at.IsAbsent() && len(ep.RouteTables) > 0 {
		return nil
	}
	for _, cause := range g.Causes {
		table := cause.Subject.Table
		if cause.Subject.Endpoint != ep || table.Resource == nil {
			return nil
		}
		ref := lint.Reference{Resource: table.Resource, Attr: iac.Named("id", "")}
		if !slices.Contains(c.Add, ref) {
			c.Add = append(c.Add, ref)
		}
	}
	return c
}
