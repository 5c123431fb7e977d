package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// IPv4NameOnly reports images whose registry has IPv4 addresses alone in subnets
// without any.
var IPv4NameOnly = &lint.Rule{
	ID:       "TR307",
	Name:     "ipv4-name-only",
	Severity: lint.Error,
	Doc: `image by an IPv4 name in a subnet that has IPv6 alone

A task in a subnet of IPv6 addresses alone reaches only names that have such addresses.
The registries of ECR have them under names of their own; the usual name has IPv4
addresses. The task stops with:

~~~text
CannotPullContainerError: … dial tcp: lookup 123456789012.dkr.ecr.eu-west-1.amazonaws.com: no suitable address found
~~~

Terraform, before:

~~~hcl
image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.0"
~~~

After, by the dual-stack name:

~~~hcl
image = "123456789012.dkr-ecr.eu-west-1.on.aws/app:1.0"
~~~

CloudFormation, after:

~~~yaml
Image: !Sub ${AWS::AccountId}.dkr-ecr.${AWS::Region}.on.aws/app:1.0
~~~

DNS64 on the subnet and a route for 64:ff9b::/96 to a NAT gateway serve names of IPv4,
too.`,
	Check: checkIPv4NameOnly,
}

func checkIPv4NameOnly(pass *lint.Pass) {
	byTask := func(p *reach.Proof, _ reach.Cause) string { return finding.Place(p.Need.Range) }
	for _, g := range pass.Causes(byTask, reach.IPv4NameOnly) {
		f := finding.New(g, fmt.Sprintf("%s has IPv4 addresses alone, and %s has IPv6 alone", lint.Hosts(g.Proofs), finding.Subnets(g.Proofs)))
		f.At = finding.Within(g.Proofs[0].Need.Range, f.At)
		f.Label = "has IPv4 addresses alone"
		f.Mend = "name the image by the dual-stack name of its registry, dkr-ecr and on.aws, or turn on DNS64 and NAT64"
		f.Related = finding.SubnetPlaces(g.Proofs, "has IPv6 alone")
		f.Identity = lint.Hosts(g.Proofs)
		pass.Report(f)
	}
}
