package rules

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// SubnetTooSmall reports services whose subnets have fewer addresses than they
// have tasks.
var SubnetTooSmall = &lint.Rule{
	ID:       "TR801",
	Name:     "subnet-too-small",
	Severity: lint.Warning,
	Doc: `subnets with fewer addresses than the service has tasks

Each task has a network interface with an address of its subnet. AWS keeps five of
each subnet, interface endpoints and NAT gateways take one each, and a deployment
runs old and new tasks side by side, up to the maximum percent of the desired
count. What finds no address is not placed, and the service says:

~~~text
service api was unable to place a task. … InsufficientFreeAddressesInSubnet
~~~

Terraform, before: 11 addresses for 10 tasks, and for 20 while they are replaced.

~~~hcl
resource "aws_subnet" "private" {
  cidr_block = "10.0.1.0/28"
  # …
}

resource "aws_ecs_service" "api" {
  desired_count = 10
  # …
}
~~~

After: a larger subnet, more of them, or fewer tasks at a time.

~~~hcl
resource "aws_subnet" "private" {
  cidr_block = "10.0.1.0/24"
  # …
}
~~~

CloudFormation, before:

~~~yaml
    CidrBlock: 10.0.1.0/28
~~~

After:

~~~yaml
    CidrBlock: 10.0.1.0/24
~~~`,
	Check: checkSubnetTooSmall,
}

func checkSubnetTooSmall(pass *lint.Pass) {
	for _, t := range pass.Tasks {
		desired, known := t.Desired.Int()
		free, settled := freeAddresses(pass.Network, t.ENI)
		if !known || !settled || desired < 1 {
			continue
		}
		tasks, when := desired, "at a time"
		if percent, known := t.MaximumPercent.Int(); known && desired <= free {
			tasks, when = desired*percent/100, "at a time while it deploys"
		}
		if tasks > free {
			pass.Report(crowded(pass, t, free, fmt.Sprintf("%s runs %d tasks %s", t.Address, tasks, when)))
		}
	}
}

func crowded(pass *lint.Pass, t *ecs.Task, free int, demand string) *lint.Finding {
	where := finding.Names(t.ENI.Subnets, func(s *network.Subnet) string { return fmt.Sprintf("%s (%s)", s.Address, s.CIDR) })
	f := &lint.Finding{
		At:       finding.Within(t.Desired.Range, t.Resource.Range),
		Message:  fmt.Sprintf("%s, and %s leaves them %d addresses", demand, where, free),
		Label:    "more tasks than addresses",
		Mend:     fmt.Sprintf("place %s in larger or more subnets, or run fewer tasks at a time", t.Address),
		Proofs:   slices.DeleteFunc(slices.Clone(pass.Proofs), func(p *reach.Proof) bool { return p.Task != t }),
		Identity: t.Address,
	}
	for _, s := range t.ENI.Subnets {
		f.Related = append(f.Related, finding.At(s.Range, s.Address+" is filled")...)
	}
	return f
}

// freeAddresses returns how many addresses the subnets of the interface have
// for tasks at the most, and whether that is known.
func freeAddresses(g *network.Graph, eni *network.ENI) (free int, known bool) {
	if eni == nil || len(eni.Subnets) == 0 || eni.SubnetsMore != nil {
		return 0, false
	}
	for _, s := range eni.Subnets {
		n, settled := s.Addresses()
		if !settled {
			return 0, false
		}
		free += n - taken(g, s)
	}
	return max(free, 0), true
}

// taken returns how many addresses of s are the endpoints' and NAT gateways'.
func taken(g *network.Graph, s *network.Subnet) int {
	n := 0
	for _, ep := range g.Endpoints {
		if ep.Type == network.InterfaceEndpoint && ep.Maybe == nil && !ep.Missing && slices.Contains(ep.Subnets, s) {
			n++
		}
	}
	for _, nat := range g.NATGateways {
		if nat.Subnet == s && nat.Maybe == nil && !nat.Missing {
			n++
		}
	}
	return n
}
