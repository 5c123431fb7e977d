package rules

import (
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/rules/finding"
)

// MissingServiceEndpoint reports VPCs whose tasks need a further service and
// find no endpoint for it.
var MissingServiceEndpoint = &lint.Rule{
	ID:       "TR204",
	Name:     "missing-service-endpoint",
	Severity: lint.Error,
	Doc: `no endpoint for a service that the task needs to start

Secrets and parameters are fetched before the container starts, by the task's own
interface. In a VPC without a way to the internet their services need interface
endpoints with private DNS as ECR does. The task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: … context deadline exceeded
~~~

On EC2 capacity the agent of the container instance needs ecs, ecs-agent and
ecs-telemetry too, or no task is ever placed.

Terraform, after:

~~~hcl
resource "aws_vpc_endpoint" "secretsmanager" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.secretsmanager"
  subnet_ids          = [aws_subnet.private.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}
~~~

CloudFormation, after:

~~~yaml
SecretsManager:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref Vpc
    VpcEndpointType: Interface
    ServiceName: !Sub com.amazonaws.${AWS::Region}.secretsmanager
    SubnetIds: [!Ref PrivateSubnet]
    SecurityGroupIds: [!Ref EndpointGroup]
    PrivateDnsEnabled: true
~~~

An endpoint that is declared and whose count, for_each or condition keeps it from
being created is reported at the endpoint.`,
	Check: func(pass *lint.Pass) { finding.ReportMissing(pass, isFurtherService, finding.InterfaceMend) },
}

// isFurtherService reports whether the service has no rule of its own.
func isFurtherService(service string) bool {
	return service != "" && service != "s3" && service != "logs" && !finding.IsECR(service)
}
