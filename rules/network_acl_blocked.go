package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// NetworkACLBlocked reports network ACLs that drop what a task sends or the
// replies to it.
var NetworkACLBlocked = &lint.Rule{
	ID:       "TR411",
	Name:     "network-acl-blocked",
	Severity: lint.Error,
	Doc: `network ACL that drops the task's packets or their replies

A network ACL is stateless: what a security group lets through by itself, the
replies, needs an entry of its own, for the ephemeral ports that the task sends
from. Entries are tried by number, the first that matches decides, and what
matches none is denied. One that is declared without entries denies everything.
The task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Terraform, before: an entry for what goes out and none for what comes back. After,
with the other:

~~~hcl
resource "aws_network_acl_rule" "replies" {
  network_acl_id = aws_network_acl.private.id
  rule_number    = 110
  egress         = false
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
  from_port      = 1024
  to_port        = 65535
}
~~~

CloudFormation, after, with the other:

~~~yaml
Replies:
  Type: AWS::EC2::NetworkAclEntry
  Properties:
    NetworkAclId: !Ref PrivateAcl
    RuleNumber: 110
    Egress: false
    Protocol: 6
    RuleAction: allow
    CidrBlock: 0.0.0.0/0
    PortRange: {From: 1024, To: 65535}
~~~`,
	Check: checkNetworkACLBlocked,
}

func checkNetworkACLBlocked(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.ACLRefused) {
		acl := finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.ACL.Address })
		f := finding.New(g, firstReasons(g))
		f.Label = "drops the packets"
		f.Mend = fmt.Sprintf("allow %s out and the ephemeral ports back in %s", finding.Ports(g.Proofs), acl)
		f.Related = append(finding.SubnetPlaces(g.Proofs, "is where the task runs"), finding.TaskPlaces(g.Proofs, "is cut off")...)
		f.Identity = acl + " " + finding.Names(g.Causes, func(c reach.Cause) string { return string(c.Step.Hop) })
		pass.Report(f)
	}
}

// firstReasons says for each hop why it blocks, by the first flow that it does.
func firstReasons(g *lint.Group) string {
	seen := map[reach.Hop]bool{}
	return finding.Names(g.Causes, func(c reach.Cause) string {
		if seen[c.Step.Hop] {
			return ""
		}
		seen[c.Step.Hop] = true
		return c.Step.Why
	})
}
