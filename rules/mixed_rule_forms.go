package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/rules/finding"
)

// MixedRuleForms reports security groups, network ACLs and route tables whose
// rules are written inline and as resources of their own, which undo each other.
var MixedRuleForms = &lint.Rule{
	ID:       "TR406",
	Name:     "mixed-rule-forms",
	Severity: lint.Note,
	Doc: `rules of one group, network ACL or route table in two forms that undo each other

In Terraform, inline rules are the whole truth: each apply removes what was added
otherwise, and the next one adds it again (provider documentation of aws_security_group,
aws_network_acl and aws_route_table). A task that starts between the two applies lacks
the rule:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp 10.0.1.17:443: i/o timeout
~~~

The two types of rule resource are not for one group either: where an
aws_security_group_rule and an aws_vpc_security_group_ingress_rule are the same rule,
the second is refused as InvalidPermission.Duplicate.

In CloudFormation both forms add up, with one exception: when an egress rule of its
own is added to a group, the rule that lets everything out goes, even where the group
lists it (aws-cdk issues 987 and 3355).

Terraform, before:

~~~hcl
resource "aws_security_group" "tasks" {
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_vpc_security_group_egress_rule" "database" {
  security_group_id = aws_security_group.tasks.id
  # …
}
~~~

After, all in one form:

~~~hcl
resource "aws_vpc_security_group_egress_rule" "endpoints" {
  security_group_id = aws_security_group.tasks.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.0.0.0/16"
}

resource "aws_vpc_security_group_egress_rule" "database" {
  security_group_id = aws_security_group.tasks.id
  # …
}
~~~

CloudFormation, before: a group that lists a rule for 0.0.0.0/0 and all protocols, and

~~~yaml
ToDatabase:
  Type: AWS::EC2::SecurityGroupEgress
  Properties:
    GroupId: !GetAtt TaskGroup.GroupId
    # …
~~~

After: the group lists every rule under SecurityGroupEgress.`,
	Check: checkMixedRuleForms,
}

func checkMixedRuleForms(pass *lint.Pass) {
	seen := map[string]bool{}
	for _, m := range pass.Network.Mixtures {
		at := finding.Within(m.Inline, m.Of.Range)
		if key := fmt.Sprintf("%s %s %t", finding.Place(at), m.What, m.Twice); m.Of.Maybe != nil || seen[key] {
			continue
		} else {
			seen[key] = true
		}
		pass.Report(aboutMixture(m))
	}
}

func aboutMixture(m *network.Mixture) *lint.Finding {
	own := finding.Names(m.Own, func(r *iac.Resource) string { return r.Address })
	f := &lint.Finding{
		At: finding.Within(m.Inline, m.Of.Range),
		Message: fmt.Sprintf("%s takes its %s inline, beside %s: each apply removes what the other has added (documentation of %s)",
			m.Of.Address, m.What, own, m.Of.Resource.Type),
		Label:    fmt.Sprintf("inline %s", m.What),
		Mend:     fmt.Sprintf("write all %s of %s in one form", m.What, m.Of.Address),
		Identity: m.Of.Address + " " + m.What,
	}
	if m.Twice {
		f.Message = fmt.Sprintf("%s are one of the %s of %s in two forms, and the second is refused (documentation of %s)", own, m.What, m.Of.Address, m.Own[0].Type)
		f.Label, f.Mend, f.Identity = "one rule in two forms", "remove "+m.Own[1].Address, f.Identity+" "+own
	}
	if m.Revoked {
		f.Message = fmt.Sprintf("%s lets everything out by an inline rule, which may be revoked for the egress rules of their own: %s", m.Of.Address, own)
	}
	for _, r := range m.Own {
		f.Related = append(f.Related, finding.At(finding.Within(r.Header, r.Range), r.Address+" is one of its own")...)
	}
	return f
}
