package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// GroupOfAnotherVPC reports interfaces that name a security group of another
// VPC.
var GroupOfAnotherVPC = &lint.Rule{
	ID:       "TR405",
	Name:     "group-of-another-vpc",
	Severity: lint.Error,
	Doc: `security group of another VPC than the interface

An interface can only have security groups of its own VPC, or such as are shared with
it by an association. An endpoint with any other is refused when it is created; a
service is created and never places a task:

~~~text
service api was unable to place a task: … Security group sg-… does not appear to belong to the same VPC as the input subnets
~~~

Terraform, before:

~~~hcl
network_configuration {
  subnets         = [aws_subnet.private.id]       # of aws_vpc.main
  security_groups = [aws_security_group.other.id] # of aws_vpc.other
}
~~~

After, with a group of the subnet's VPC, or the other one shared:

~~~hcl
resource "aws_vpc_security_group_vpc_association" "shared" {
  security_group_id = aws_security_group.other.id
  vpc_id            = aws_vpc.main.id
}
~~~

CloudFormation, after:

~~~yaml
Shared:
  Type: AWS::EC2::SecurityGroupVpcAssociation
  Properties:
    GroupId: !GetAtt OtherGroup.GroupId
    VpcId: !Ref Vpc
~~~`,
	Check: checkGroupOfAnotherVPC,
}

func checkGroupOfAnotherVPC(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.GroupInOtherVPC) {
		f := finding.New(g, finding.Reasons(g))
		group := finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.Group.Address })
		f.Label = "names a group of another VPC"
		f.Mend = fmt.Sprintf("name a group of %s, or share %s with it", finding.VPCs(g), group)
		f.Related = append(finding.At(g.Cause.Subject.Group.Range, group+" is declared here"), finding.TaskPlaces(g.Proofs, "cannot start")...)
		f.Identity = group + " " + finding.VPCs(g)
		pass.Report(f)
	}
}
