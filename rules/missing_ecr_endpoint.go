package rules

import (
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/rules/finding"
)

// MissingECREndpoint reports VPCs whose tasks pull from ECR and find no endpoint
// for it.
var MissingECREndpoint = &lint.Rule{
	ID:       "TR201",
	Name:     "missing-ecr-endpoint",
	Severity: lint.Error,
	Doc: `no endpoint for ECR where the task has no other way

A pull from ECR asks two services: ecr.api for the token, ecr.dkr for the
manifest. In a VPC without a way to the internet each needs an interface endpoint
with private DNS; the layers come from S3 and need a third. The task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: … dial tcp …:443: i/o timeout
CannotPullContainerError: pull image manifest has been retried 5 time(s): … dial tcp …:443: i/o timeout
~~~

Terraform, after, one of the two:

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

CloudFormation, after, one of the two:

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
~~~

An endpoint that is declared and whose count, for_each or condition keeps it from
being created is reported at the endpoint.`,
	Check: func(pass *lint.Pass) { finding.ReportMissing(pass, finding.IsECR, finding.InterfaceMend) },
}
