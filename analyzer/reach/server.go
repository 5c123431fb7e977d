package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// toServer returns the path to a server of a VPC, which has interfaces in some of
// its subnets. Its name is a public one that leads to their addresses (Amazon
// RDS user guide, "Hiding a DB instance in a VPC from the internet").
func (f *flow) toServer() []path {
	s := f.need.Server
	name := Step{Hop: DNS, Verdict: Allowed, At: f.need.Range, Why: fmt.Sprintf("`%s` resolves to addresses of %s", f.need.Host, s.Address)}
	if f.vpc != nil {
		if step, broken := f.resolver(); broken {
			name = step
		} else if why := firstOf(f.vpc.External, f.resolvingUnknown()); why != nil {
			name = name.unknown(why)
		}
	}
	steps := append([]Step{name}, f.between(f.self(), endOf(s.Address, s.ENI), f.ephemeral(), ServerEgressRefused, ServerIngressRefused)...)
	for i := range steps {
		steps[i].Subject.Server = s
	}
	if why := f.need.Beyond; why != nil {
		steps = append(steps, Step{Hop: Ingress, Why: why.Why, At: why.Range, Unknown: []*iac.Unknown{why}})
	}
	return []path{{steps: steps, via: s.Address}}
}
