package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// VPCDNSHostnamesDisabled reports VPCs whose endpoints cannot have private
// names.
var VPCDNSHostnamesDisabled = &lint.Rule{
	ID:       "TR303",
	Name:     "vpc-dns-hostnames-disabled",
	Severity: lint.Error,
	Doc: `VPC without DNS hostnames, whose endpoints need private names

Private DNS of an endpoint needs both DNS attributes of the VPC, and DNS hostnames
are off unless asked for in both languages. The deployment is refused:

~~~text
Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true
~~~

Where the attribute is taken away later, names resolve to public addresses, and
the task stops with ResourceInitializationError or CannotPullContainerError. The
names of EFS file systems need both attributes too.

Terraform, before:

~~~hcl
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
~~~

After:

~~~hcl
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
~~~

CloudFormation, before:

~~~yaml
Vpc:
  Type: AWS::EC2::VPC
  Properties:
    CidrBlock: 10.0.0.0/16
~~~

After:

~~~yaml
Vpc:
  Type: AWS::EC2::VPC
  Properties:
    CidrBlock: 10.0.0.0/16
    EnableDnsHostnames: true
~~~`,
	Check: checkVPCDNSHostnamesDisabled,
}

func checkVPCDNSHostnamesDisabled(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.DNSHostnamesOff, reach.FileSystemNameOff) {
		f := finding.New(g, fmt.Sprintf("DNS hostnames are off in %s, and without them there is no %s", finding.VPCs(g), finding.Names(g.Causes, dependent)))
		f.Label = "DNS hostnames are off"
		f.Mend = "turn DNS hostnames on for " + finding.VPCs(g)
		f.Related = append(finding.EndpointPlaces(g, "has private DNS on"), finding.TaskPlaces(g.Proofs, "runs here")...)
		f.Identity = finding.VPCs(g)
		f.Change = lint.TurnOn(g.Cause.Subject.VPC.Resource, network.VPCDNSHostnames, g.Cause.Subject.VPC.DNSHostnames)
		pass.Report(f)
	}
}

// dependent says what needs the DNS hostnames of the VPC.
func dependent(c reach.Cause) string {
	if c.Subject.Endpoint != nil {
		return "private DNS of " + c.Subject.Endpoint.Address
	}
	return "the name of " + c.Subject.FileSystem.Address
}
