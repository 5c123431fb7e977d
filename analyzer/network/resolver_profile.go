package network

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A Route 53 profile gives the VPCs that it is associated with private zones,
// Resolver rules and rule groups of DNS Firewall (Amazon Route 53 developer
// guide, "What are Amazon Route 53 Profiles?"). Which is not followed.
var profileAssociationKind = kind{
	[]string{"aws_route53profiles_association", "AWS::Route53Profiles::ProfileAssociation"},
	func(b *builder, r *iac.Resource) {
		if _, created := maybe(r); !created {
			return
		}
		b.link(func() {
			v := b.vpcOf(r.Attr(iac.Named("resource_id", "ResourceId")))
			if v == nil {
				return
			}
			why := &iac.Unknown{
				Name: r.Address, Range: r.Range,
				Why: fmt.Sprintf("what the Route 53 profile of `%s` makes of names is not followed", r.Address),
			}
			for _, x := range b.graph.VPCs {
				if x == v || v.MayBe(&x.Node) != nil {
					x.Resolving = append(x.Resolving, why)
				}
			}
		})
	},
}
