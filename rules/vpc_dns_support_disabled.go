package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// VPCDNSSupportDisabled reports VPCs in which no name resolves.
var VPCDNSSupportDisabled = &lint.Rule{
	ID:       "TR302",
	Name:     "vpc-dns-support-disabled",
	Severity: lint.Error,
	Doc: `VPC without DNS support

DNS support is the VPC's own resolver. Without it, and without DNS servers of
one's own, no name resolves: neither the private names of endpoints nor public
ones. An endpoint with private DNS is refused by the deployment, and a task stops
with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp: lookup api.ecr.eu-west-1.amazonaws.com: no such host
~~~

Terraform, before:

~~~hcl
resource "aws_vpc" "main" {
  cidr_block         = "10.0.0.0/16"
  enable_dns_support = false
}
~~~

After:

~~~hcl
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}
~~~

CloudFormation, before:

~~~yaml
Vpc:
  Type: AWS::EC2::VPC
  Properties:
    CidrBlock: 10.0.0.0/16
    EnableDnsSupport: false
~~~

After:

~~~yaml
Vpc:
  Type: AWS::EC2::VPC
  Properties:
    CidrBlock: 10.0.0.0/16
    EnableDnsSupport: true
    EnableDnsHostnames: true
~~~`,
	Check: checkVPCDNSSupportDisabled,
}

func checkVPCDNSSupportDisabled(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.DNSSupportOff) {
		f := finding.New(g, fmt.Sprintf("DNS support is off in %s, so no name resolves, %s among them", finding.VPCs(g), lint.Hosts(g.Proofs)))
		f.Label = "DNS support is off"
		f.Mend = "turn DNS support on for " + finding.VPCs(g)
		f.Related = finding.TaskPlaces(g.Proofs, "runs here")
		f.Identity = finding.VPCs(g)
		f.Change = lint.TurnOn(g.Cause.Subject.VPC.Resource, network.VPCDNSSupport, g.Cause.Subject.VPC.DNSSupport)
		pass.Report(f)
	}
}
