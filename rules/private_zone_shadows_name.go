package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// PrivateZoneShadowsName reports private hosted zones that hide a service's
// name.
var PrivateZoneShadowsName = &lint.Rule{
	ID:       "TR304",
	Name:     "private-zone-shadows-name",
	Severity: lint.Error,
	Doc: `private hosted zone that hides the name of a service

A private hosted zone that is associated with the VPC owns every name below its
own. For a name that it holds no record for, the resolver answers that it does not
exist; it does not ask public DNS. Zones made by hand for endpoints miss the
wildcard most often: the registry is a subdomain of dkr.ecr. The task stops with:

~~~text
CannotPullContainerError: … dial tcp: lookup 123456789012.dkr.ecr.eu-west-1.amazonaws.com: no such host
~~~

Terraform, before: a zone with a record for its own name alone. After:

~~~hcl
resource "aws_route53_record" "registries" {
  zone_id = aws_route53_zone.ecr_dkr.zone_id
  name    = "*.dkr.ecr.eu-west-1.amazonaws.com"
  type    = "A"

  alias {
    name                   = aws_vpc_endpoint.ecr_dkr.dns_entry[0].dns_name
    zone_id                = aws_vpc_endpoint.ecr_dkr.dns_entry[0].hosted_zone_id
    evaluate_target_health = false
  }
}
~~~

CloudFormation, after:

~~~yaml
Registries:
  Type: AWS::Route53::RecordSet
  Properties:
    HostedZoneId: !Ref EcrDkrZone
    Name: !Sub "*.dkr.ecr.${AWS::Region}.amazonaws.com"
    Type: CNAME
    TTL: "60"
    ResourceRecords:
      - !Select [1, !Split [":", !Select [0, !GetAtt EcrDkr.DnsEntries]]]
~~~

An endpoint with private DNS needs no zone of one's own.`,
	Check: checkPrivateZoneShadowsName,
}

func checkPrivateZoneShadowsName(pass *lint.Pass) {
	key := func(_ *reach.Proof, c reach.Cause) string { return finding.Place(c.Subject.Zone.Range) }
	for _, g := range pass.Causes(key, reach.NameNotFound) {
		zone := finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.Zone.Address })
		f := finding.New(g, fmt.Sprintf("the private zone %s owns `%s` and has no record for %s, so the name does not exist in the VPC",
			zone, g.Cause.Subject.Zone.Name, lint.Hosts(g.Proofs)))
		f.Label = "has no record for " + lint.Hosts(g.Proofs)
		f.Mend = fmt.Sprintf("add a record for %s to %s, or turn private DNS on for the endpoint instead of the zone", lint.Hosts(g.Proofs), zone)
		f.Related = finding.TaskPlaces(g.Proofs, "looks the name up")
		f.Identity = zone
		pass.Report(f)
	}
}
