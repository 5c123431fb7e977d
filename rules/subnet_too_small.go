package rules

import (
	"fmt"
	"slices"
	"strings"

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
	full := map[*ecs.Task]bool{}
	for _, t := range pass.Tasks {
		desired, known := t.Desired.Int()
		free, settled := freeAddresses(pass.Network, t.ENI)
		if !known || !settled || desired < 1 {
			continue
		}
		tasks, when := desired, "at a time"
		if desired <= free {
			tasks, when = desired+surge(t), "at a time while it deploys"
		}
		if tasks > free {
			full[t] = true
			pass.Report(crowded(pass, []*ecs.Task{t}, free, fmt.Sprintf("%s runs %d tasks %s", t.Address, tasks, when)))
		}
	}
	for _, ts := range sharers(pass.Tasks) {
		free, settled := freeAddresses(pass.Network, ts[0].ENI)
		if !settled || slices.ContainsFunc(ts, func(t *ecs.Task) bool { return full[t] }) {
			continue
		}
		if tasks, when := together(ts, free); tasks > free {
			pass.Report(crowded(pass, ts, free, fmt.Sprintf("%s run %d tasks %s", addresses(ts), tasks, when)))
		}
	}
}

// surge returns how many tasks a deployment of the service may run beside those
// that it replaces; none if that is not known.
func surge(t *ecs.Task) int {
	desired, _ := t.Desired.Int()
	percent, known := t.MaximumPercent.Int()
	if !known || percent < 100 {
		return 0
	}
	return desired*percent/100 - desired
}

// together returns how many tasks the services run at a time: all of them, or
// if that fits, while the one deploys that may run the most beside.
func together(ts []*ecs.Task, free int) (tasks int, when string) {
	most := ts[0]
	for _, t := range ts {
		desired, _ := t.Desired.Int()
		tasks += desired
		if surge(t) > surge(most) {
			most = t
		}
	}
	if tasks > free {
		return tasks, "at a time"
	}
	return tasks + surge(most), fmt.Sprintf("at a time while %s deploys", most.Address)
}

// sharers returns the services that are placed in the subnets of one of them and
// nowhere else, as far as they are known to run tasks, for each that has others
// beside it.
func sharers(tasks []*ecs.Task) [][]*ecs.Task {
	var all [][]*ecs.Task
	seen := map[string]bool{}
	for _, t := range tasks {
		if !runs(t) {
			continue
		}
		ts := []*ecs.Task{t}
		for _, o := range tasks {
			if o != t && runs(o) && !slices.ContainsFunc(o.ENI.Subnets, func(s *network.Subnet) bool { return !slices.Contains(t.ENI.Subnets, s) }) {
				ts = append(ts, o)
			}
		}
		names := make([]string, len(ts))
		for i, o := range ts {
			names[i] = o.Address
		}
		slices.Sort(names)
		if key := strings.Join(names, " "); len(ts) > 1 && !seen[key] {
			seen[key] = true
			all = append(all, ts)
		}
	}
	return all
}

// runs reports whether the service is known to run tasks, and where.
func runs(t *ecs.Task) bool {
	desired, known := t.Desired.Int()
	return known && desired > 0 && t.ENI != nil && len(t.ENI.Subnets) > 0 && t.ENI.SubnetsMore == nil
}

func addresses(ts []*ecs.Task) string {
	return finding.Names(ts, func(t *ecs.Task) string { return t.Address })
}

func crowded(pass *lint.Pass, ts []*ecs.Task, free int, demand string) *lint.Finding {
	first := ts[0]
	where := finding.Names(first.ENI.Subnets, func(s *network.Subnet) string { return fmt.Sprintf("%s (%s)", s.Address, s.CIDR) })
	leaves := "leaves"
	if len(first.ENI.Subnets) > 1 {
		leaves = "leave"
	}
	f := &lint.Finding{
		At:       finding.Within(first.Desired.Range, first.Resource.Range),
		Message:  fmt.Sprintf("%s, and %s %s them %d addresses", demand, where, leaves, free),
		Label:    "more tasks than addresses",
		Mend:     fmt.Sprintf("place %s in larger or more subnets, or run fewer tasks at a time", addresses(ts)),
		Proofs:   slices.DeleteFunc(slices.Clone(pass.Proofs), func(p *reach.Proof) bool { return !slices.Contains(ts, p.Task) }),
		Identity: addresses(ts),
	}
	for _, s := range first.ENI.Subnets {
		f.Related = append(f.Related, finding.At(s.Range, s.Address+" is filled")...)
	}
	for _, t := range ts[1:] {
		f.Related = append(f.Related, finding.At(finding.Within(t.Desired.Range, t.Resource.Range), t.Address+" runs tasks in the same subnets")...)
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
