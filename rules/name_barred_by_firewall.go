package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// NameBarredByFirewall reports rules of DNS Firewall that block names which
// tasks look up.
var NameBarredByFirewall = &lint.Rule{
	ID:       "TR306",
	Name:     "name-barred-by-firewall",
	Severity: lint.Error,
	Doc: `rule of DNS Firewall that blocks a name which the task looks up

DNS Firewall filters what the resolver of the VPC is asked, private names of
endpoints among them. The first rule that is for a name decides; a list that begins
with an asterisk is for all names below. A walled garden that leaves out a service
stops every task that needs it with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp: lookup api.ecr.eu-west-1.amazonaws.com: no such host
~~~

Terraform, before: a rule that blocks "*." behind one that allows the company's own
domain. After, with AWS's names allowed first:

~~~hcl
resource "aws_route53_resolver_firewall_domain_list" "aws" {
  name    = "aws"
  domains = ["*.amazonaws.com."]
}

resource "aws_route53_resolver_firewall_rule" "aws" {
  name                    = "aws"
  action                  = "ALLOW"
  priority                = 10
  firewall_domain_list_id = aws_route53_resolver_firewall_domain_list.aws.id
  firewall_rule_group_id  = aws_route53_resolver_firewall_rule_group.main.id
}
~~~

CloudFormation, after:

~~~yaml
    FirewallRules:
      - {Action: ALLOW, Priority: 10, FirewallDomainListId: !Ref AwsNames}
      - {Action: BLOCK, BlockResponse: NXDOMAIN, Priority: 20, FirewallDomainListId: !Ref EveryName}
~~~`,
	Check: checkNameBarredByFirewall,
}

func checkNameBarredByFirewall(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.NameBarred) {
		vpc := finding.VPCs(g)
		f := finding.New(g, fmt.Sprintf("DNS Firewall of %s blocks %s", vpc, lint.Hosts(g.Proofs)))
		f.Label = "blocks " + lint.Hosts(g.Proofs)
		f.Mend = fmt.Sprintf("allow %s by a rule that is asked before", lint.Hosts(g.Proofs))
		f.Related = finding.TaskPlaces(g.Proofs, "looks the name up")
		f.Identity = vpc
		pass.Report(f)
	}
}
