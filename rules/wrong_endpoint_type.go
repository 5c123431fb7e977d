package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// WrongEndpointType reports endpoints of a type that their service does not
// have.
var WrongEndpointType = &lint.Rule{
	ID:       "TR215",
	Name:     "wrong-endpoint-type",
	Severity: lint.Error,
	Doc: `endpoint of a type that its service does not have

Only S3 and DynamoDB have gateway endpoints; every other service needs one of the
type Interface. Both languages take an endpoint without a type for a gateway, so
the deployment is refused, and a task that depends on the endpoint would stop with
ResourceInitializationError or CannotPullContainerError:

~~~text
CannotPullContainerError: … dial tcp …:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_vpc_endpoint" "ecr_api" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.ecr.api"
}
~~~

After:

~~~hcl
resource "aws_vpc_endpoint" "ecr_api" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.ecr.api"
  subnet_ids          = [aws_subnet.private.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}
~~~

CloudFormation, before:

~~~yaml
EcrApi:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref Vpc
    ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.api
~~~

After:

~~~yaml
EcrApi:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref Vpc
    VpcEndpointType: Interface
    ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.api
    SubnetIds: [!Ref PrivateSubnet]
    SecurityGroupIds: [!Ref EndpointGroup]
    PrivateDnsEnabled: true
~~~`,
	Check: checkWrongEndpointType,
}

func checkWrongEndpointType(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.WrongEndpointType) {
		f := finding.New(g, fmt.Sprintf("the type of %s is %s, and only interface endpoints exist for %s", finding.Endpoints(g), typeOf(g.Cause.Subject.Endpoint), finding.Services(g.Proofs)))
		f.Label = "not of the type Interface"
		f.Mend = fmt.Sprintf("make %s an interface endpoint, with subnets, security groups and private DNS", finding.Endpoints(g))
		f.Related = finding.TaskPlaces(g.Proofs, "depends on it")
		f.Identity = finding.Endpoints(g)
		pass.Report(f)
	}
}

func typeOf(ep *network.Endpoint) string {
	if ep.Type == network.GatewayEndpoint {
		return "Gateway"
	}
	return "not Interface"
}
