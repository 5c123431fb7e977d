package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/network"
)

// pastFirewall judges a route to what is not followed. Of a firewall of AWS
// Network Firewall the files tell one thing more: what it lets through goes on
// by the table of its own subnet (AWS Network Firewall developer guide, "Route
// table configurations"), and is lost if that leads nowhere.
func (f *flow) pastFirewall(step Step, name string, r network.Route, to destination) Step {
	undecided := step.unknown(beyond(name, r))
	fw := r.Target.Firewall
	if fw == nil || fw.Maybe != nil || fw.Missing || fw.SubnetsMore != nil || len(fw.Subnets) == 0 {
		return undecided
	}
	lost := undecided
	for _, s := range fw.Subnets {
		tables, why := tablesOf(s)
		if why != nil {
			return undecided
		}
		for _, t := range tables {
			if lost = f.unrouted(step, name, fw, t, to); lost.Verdict != Blocked {
				return undecided
			}
		}
	}
	return lost
}

// unrouted returns a step that blocks if the table of the firewall's subnet has
// no route to the destination, and no gateway endpoint for it.
func (f *flow) unrouted(step Step, name string, fw *network.Firewall, t *network.RouteTable, to destination) Step {
	if to.list != nil && (hasGateway(t, to) || len(f.vpc.Open) > 0) {
		return step
	}
	for _, c := range candidates(t, to, false) {
		if c.Route != nil && c.Target.Kind != network.NoTarget || c.why != nil {
			return step
		}
	}
	step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeNoRoute
	step.Why = fmt.Sprintf("%s leads to the firewall %s, whose subnet has %s, without a route to public addresses", name, fw.Address, t.Address)
	return step
}
