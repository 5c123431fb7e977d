package rules

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/rules/finding"
)

// EndpointIngressBlocked reports endpoints whose security groups do not admit
// the task.
var EndpointIngressBlocked = &lint.Rule{
	ID:       "TR401",
	Name:     "endpoint-ingress-blocked",
	Severity: lint.Error,
	Doc: `endpoint whose security group does not admit the task

The task resolves the service to the endpoint, and the endpoint's security group
has no ingress rule for the task's port and addresses: it admits another group,
another CIDR block, or, being the default group of the VPC, only itself. The
packets are dropped, and the task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp 10.…:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.1.0/24"]
  }
}
~~~

After:

~~~hcl
resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.tasks.id]
  }
}
~~~

CloudFormation, before:

~~~yaml
    SecurityGroupIngress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.1.0/24}
~~~

After:

~~~yaml
    SecurityGroupIngress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref TaskGroup}
~~~`,
	Check: checkEndpointIngressBlocked,
}

func checkEndpointIngressBlocked(pass *lint.Pass) {
	for _, g := range finding.RefusedIn(pass) {
		if finding.Captured(g) {
			continue
		}
		f := finding.New(g, finding.AdmittedIn(g))
		f.Label = "does not admit the task"
		f.Mend = fmt.Sprintf("allow %s from %s in %s", finding.Ports(g.Proofs), finding.TaskGroups(g.Proofs), finding.Doors(g))
		f.Related = append(finding.EndpointPlaces(g, "has these security groups"), finding.TaskPlaces(g.Proofs, "is not admitted")...)
		f.Identity = finding.Doors(g)
		f.Change = admit(g)
		pass.Report(f)
	}
}

// admit returns the change that adds the blocks of the tasks' subnets to an
// inline rule of the endpoint's group. A reference to the tasks' group may close
// a circle, since that group often refers to this one.
func admit(g *lint.Group) *lint.Change {
	ep := g.Cause.Subject.Endpoint
	if len(ep.Groups) != 1 {
		return nil
	}
	group := ep.Groups[0]
	attr, list, ok := group.IngressBlocks(g.Proofs[0].Need.Port)
	if !ok {
		return nil
	}
	c := &lint.Change{Resource: group.Resource, Attr: attr, At: list.Range}
	for _, p := range g.Proofs {
		if p.Subnet == nil || p.Subnet.Resource == nil {
			return nil
		}
		ref := lint.Reference{Resource: p.Subnet.Resource, Attr: network.CIDRBlock}
		if !slices.Contains(c.Add, ref) {
			c.Add = append(c.Add, ref)
		}
	}
	c.Does = fmt.Sprintf("admit %s from %s in %s", finding.Ports(g.Proofs), finding.Subnets(g.Proofs), group.Address)
	return c
}
