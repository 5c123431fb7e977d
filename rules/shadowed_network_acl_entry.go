package rules

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/rules/finding"
)

// ShadowedNetworkACLEntry reports entries of network ACLs that never decide, since
// an earlier one that does the opposite matches all that they match.
var ShadowedNetworkACLEntry = &lint.Rule{
	ID:       "TR412",
	Name:     "shadowed-network-acl-entry",
	Severity: lint.Note,
	Doc: `network ACL entry that an earlier one of the opposite action covers

The entries of a network ACL are tried by number, and the first that matches decides.
One whose traffic a lower number matches as a whole never gets a turn: what it was
written to let in stays out, or what it was written to keep out comes in. An allow
that is too late shows when a task needs what it was for:

~~~text
CannotPullContainerError: … dial tcp 10.0.1.17:443: i/o timeout
~~~

Terraform, before:

~~~hcl
ingress {
  rule_no    = 100
  action     = "deny"
  protocol   = "-1"
  cidr_block = "10.0.0.0/8"
  from_port  = 0
  to_port    = 0
}

ingress {
  rule_no    = 200
  action     = "allow"
  protocol   = "tcp"
  cidr_block = "10.0.1.0/24"
  from_port  = 443
  to_port    = 443
}
~~~

After: the narrower entry has the lower number, 90.

CloudFormation, before:

~~~yaml
AllowEndpoints:
  Type: AWS::EC2::NetworkAclEntry
  Properties:
    NetworkAclId: !Ref PrivateAcl
    RuleNumber: 200 # entry 100 denies 10.0.0.0/8
    RuleAction: allow
    Protocol: 6
    CidrBlock: 10.0.1.0/24
    PortRange: {From: 443, To: 443}
~~~

After:

~~~yaml
    RuleNumber: 90
~~~`,
	Check: checkShadowedNetworkACLEntry,
}

func checkShadowedNetworkACLEntry(pass *lint.Pass) {
	seen := map[string]bool{}
	for _, acl := range networkACLs(pass.Network) {
		for i, e := range acl.Entries {
			by := shadow(acl.Entries[:i], e)
			key := fmt.Sprintf("%s %d", finding.Place(e.Range), e.Number)
			if by == nil || seen[key] {
				continue
			}
			seen[key] = true
			pass.Report(aboutShadowed(acl, e, by))
		}
	}
}

func aboutShadowed(acl *network.ACL, e network.ACLEntry, by *network.ACLEntry) *lint.Finding {
	direction := "ingress"
	if e.Egress {
		direction = "egress"
	}
	return &lint.Finding{
		At: finding.Within(e.Range, acl.Range),
		Message: fmt.Sprintf("%s entry %d of %s %s, and never decides: entry %d comes first and %s",
			direction, e.Number, acl.Address, does(e), by.Number, does(*by)),
		Label:    fmt.Sprintf("entry %d decides first", by.Number),
		Mend:     fmt.Sprintf("give entry %d a number below %d, or remove it", e.Number, by.Number),
		Related:  finding.At(by.Range, fmt.Sprintf("entry %d decides for both", by.Number)),
		Identity: fmt.Sprintf("%s %s %d", acl.Address, direction, e.Number),
	}
}

// does says what an entry does: allows tcp/443 from 10.0.0.0/16.
func does(e network.ACLEntry) string {
	verb, preposition := "denies", "from"
	if e.Allow {
		verb = "allows"
	}
	if e.Egress {
		preposition = "to"
	}
	return fmt.Sprintf("%s %s %s %s", verb, e.Traffic(), preposition, e.Block)
}

// shadow returns the first of the earlier entries that decides the opposite for
// all that e matches, or nil.
func shadow(earlier []network.ACLEntry, e network.ACLEntry) *network.ACLEntry {
	if e.Maybe != nil {
		return nil
	}
	for i := range earlier {
		by := &earlier[i]
		if by.Maybe == nil && by.Number < e.Number && by.Allow != e.Allow && by.Covers(e) {
			return by
		}
	}
	return nil
}

// networkACLs returns the network ACLs of the graph, and the default ones whose
// own entries are among those of the files.
func networkACLs(g *network.Graph) []*network.ACL {
	all := slices.Clone(g.NetworkACLs)
	for _, v := range g.VPCs {
		if a := v.DefaultACL; a != nil && v.External == nil && v.Maybe == nil && !slices.Contains(all, a) {
			all = append(all, a)
		}
	}
	return all
}
