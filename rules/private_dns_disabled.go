package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// PrivateDNSDisabled reports interface endpoints that tasks resolve past.
var PrivateDNSDisabled = &lint.Rule{
	ID:       "TR301",
	Name:     "private-dns-disabled",
	Severity: lint.Error,
	Doc: `interface endpoint without private DNS

The task looks up the public name of the service. Without private DNS that name
resolves to public addresses and the endpoint is never used; from a subnet
without a way to the internet nothing answers, and the task stops with
` + "`ResourceInitializationError`" + ` or ` + "`CannotPullContainerError`" + `.

Both languages leave private DNS off unless it is asked for.

Terraform:

` + "```hcl" + `
resource "aws_vpc_endpoint" "ecr_dkr" {
  # …
  private_dns_enabled = true
}
` + "```" + `

CloudFormation:

` + "```yaml" + `
EcrDkr:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    # …
    PrivateDnsEnabled: true
` + "```",
	Check: checkPrivateDNSDisabled,
}

func checkPrivateDNSDisabled(pass *lint.Pass) {
	for _, g := range pass.Causes(nil, reach.PrivateDNSOff) {
		ep := g.Cause.Subject.Endpoint
		pass.Report(&lint.Finding{
			At: g.Cause.At,
			Message: fmt.Sprintf("%s %s: private DNS is off for %s, so %s resolves to public addresses, and %s has no way to those",
				lint.Subject(g.Proofs), lint.Cannot(g.Proofs), ep.Address, lint.Hosts(g.Proofs), lint.Subnets(g.Proofs)),
			Label:    "private DNS is off",
			Mend:     fmt.Sprintf("turn private DNS on for %s", ep.Address),
			Proofs:   g.Proofs,
			Step:     &g.Cause.Step,
			Identity: ep.Address,
		})
	}
}
