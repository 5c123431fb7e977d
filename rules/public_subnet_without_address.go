package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules/finding"
)

// PublicSubnetWithoutAddress reports tasks in public subnets that get no public
// address.
var PublicSubnetWithoutAddress = &lint.Rule{
	ID:       "TR101",
	Name:     "public-subnet-without-address",
	Severity: lint.Error,
	Doc: `task in a public subnet without a public address

The default route of the task's subnet leads to an internet gateway, which only
translates addresses that are public, and the task has a private one alone. No
packet comes back, and the task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

On Fargate the service decides on the address. That the subnet maps public
addresses on launch is for EC2 instances and changes nothing.

Terraform, before:

~~~hcl
network_configuration {
  subnets          = [aws_subnet.public.id]
  assign_public_ip = false
}
~~~

After: a public address, or a subnet whose default route leads to a NAT gateway.

~~~hcl
network_configuration {
  subnets          = [aws_subnet.public.id]
  assign_public_ip = true
}
~~~

CloudFormation, before:

~~~yaml
AwsvpcConfiguration:
  Subnets: [!Ref PublicSubnet]
  AssignPublicIp: DISABLED
~~~

After:

~~~yaml
AwsvpcConfiguration:
  Subnets: [!Ref PublicSubnet]
  AssignPublicIp: ENABLED
~~~`,
	Check: checkPublicSubnetWithoutAddress,
}

func checkPublicSubnetWithoutAddress(pass *lint.Pass) {
	key := func(p *reach.Proof, _ reach.Cause) string { return finding.Place(publicAddressAt(p)) }
	for _, g := range pass.Causes(key, reach.NoPublicAddress) {
		f := finding.New(g, fmt.Sprintf("%s in %s", g.Cause.Step.Why, finding.Subnets(g.Proofs)))
		f.At = publicAddressAt(g.Proofs[0])
		f.Label = "no public address"
		f.Mend = "assign a public address, or place the task in subnets behind a NAT gateway"
		f.Related = append(finding.At(g.Cause.At, "the default route leads to the internet gateway"), finding.SubnetPlaces(g.Proofs, "is a public subnet")...)
		f.Identity = finding.Names(g.Proofs, func(p *reach.Proof) string { return p.Task.Address })
		f.Change = assignAddress(g.Proofs[0])
		pass.Report(f)
	}
}

// publicAddressAt returns where it is decided that the interface gets no
// public address.
func publicAddressAt(p *reach.Proof) source.Range {
	return finding.Within(p.ENI.PublicIP.Range, finding.Within(p.ENI.SubnetsAt, p.Task.Resource.Range))
}

// assignAddress returns the change that gives the task's own interface a public
// address; that of a container instance is for its launch template.
func assignAddress(p *reach.Proof) *lint.Change {
	if p.ENI != p.Task.ENI {
		return nil
	}
	return &lint.Change{
		Resource: p.Task.Resource, Attr: p.Task.PublicIPAttr, At: p.ENI.PublicIP.Range,
		On: iac.Named("true", "ENABLED"),
	}
}
