package rules

import (
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/rules/finding"
)

// MissingLogsEndpoint reports VPCs whose tasks log to CloudWatch Logs and find
// no endpoint for it.
var MissingLogsEndpoint = &lint.Rule{
	ID:       "TR203",
	Name:     "missing-logs-endpoint",
	Severity: lint.Error,
	Doc: `no endpoint for CloudWatch Logs where the task has no other way

The awslogs driver opens the log stream before the container starts. In a VPC
without a way to the internet it needs an interface endpoint with private DNS. The
error speaks of a missing log group, which is not what is missing:

~~~text
ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. … : signal: killed
~~~

Terraform, after:

~~~hcl
resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.logs"
  subnet_ids          = [aws_subnet.private.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}
~~~

CloudFormation, after:

~~~yaml
Logs:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref Vpc
    VpcEndpointType: Interface
    ServiceName: !Sub com.amazonaws.${AWS::Region}.logs
    SubnetIds: [!Ref PrivateSubnet]
    SecurityGroupIds: [!Ref EndpointGroup]
    PrivateDnsEnabled: true
~~~

An endpoint that is declared and whose count, for_each or condition keeps it from
being created is reported at the endpoint.`,
	Check: func(pass *lint.Pass) {
		finding.ReportMissing(pass, func(service string) bool { return service == "logs" }, finding.InterfaceMend)
	},
}
