package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// PublicAccessBlocked reports VPC Block Public Access where tasks depend on the
// internet.
var PublicAccessBlocked = &lint.Rule{
	ID:       "TR107",
	Name:     "public-access-blocked",
	Severity: lint.Error,
	Doc: `VPC Block Public Access closes the task's way out

VPC Block Public Access is a setting of the account in a region, and it overrides
routes, security groups and network ACLs. In the mode block-bidirectional nothing
passes an internet gateway, NAT gateways included; in the mode block-ingress a
NAT gateway works and a public address of the task's own does not. The task stops
with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Use endpoints, which are not affected, or exclude the VPC or the subnet.

Terraform, before:

~~~hcl
resource "aws_vpc_block_public_access_options" "account" {
  internet_gateway_block_mode = "block-bidirectional"
}
~~~

After, with an exclusion:

~~~hcl
resource "aws_vpc_block_public_access_exclusion" "apps" {
  vpc_id                          = aws_vpc.apps.id
  internet_gateway_exclusion_mode = "allow-egress"
}
~~~

CloudFormation, before:

~~~yaml
Options:
  Type: AWS::EC2::VPCBlockPublicAccessOptions
  Properties:
    InternetGatewayBlockMode: block-bidirectional
~~~

After:

~~~yaml
Exclusion:
  Type: AWS::EC2::VPCBlockPublicAccessExclusion
  Properties:
    VpcId: !Ref Vpc
    InternetGatewayExclusionMode: allow-egress
~~~`,
	Check: checkPublicAccessBlocked,
}

func checkPublicAccessBlocked(pass *lint.Pass) {
	key := func(_ *reach.Proof, c reach.Cause) string { return finding.Place(c.Subject.VPC.PublicAccess.Range) }
	for _, g := range pass.Causes(key, reach.PublicBlocked) {
		mode := g.Cause.Subject.VPC.PublicAccess
		f := finding.New(g, fmt.Sprintf("the way of %s to the internet is closed by VPC Block Public Access in the mode %s", finding.Subnets(g.Proofs), mode))
		f.At = finding.Within(mode.Range, f.At)
		f.Label = "closes the way to the internet"
		f.Mend = fmt.Sprintf("add endpoints for what the tasks need, or exclude %s from VPC Block Public Access", finding.VPCs(g))
		f.Related = finding.At(g.Cause.At, "this default route is closed")
		f.Identity = finding.VPCs(g)
		pass.Report(f)
	}
}
