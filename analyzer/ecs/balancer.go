package ecs

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

var (
	serviceBalancers  = iac.Named("load_balancer", "LoadBalancers")
	balancerTarget    = iac.Named("target_group_arn", "TargetGroupArn")
	balancerContainer = iac.Named("container_name", "ContainerName")
	balancerPort      = iac.Named("container_port", "ContainerPort")
)

// balancerNeeds returns the load balancers that must reach the task. It starts
// without them and is replaced when their health checks fail.
func balancerNeeds(c *catalogue, t *Task) []Need {
	items, _ := t.Resource.Attr(serviceBalancers).Items()
	var all []Need
	for _, v := range items {
		if v.Unknown() != nil {
			continue
		}
		all = append(all, c.healthChecks(t, v)...)
	}
	return all
}

// healthChecks returns one need for each load balancer that forwards to the
// target group, and each port: that of the container or, where the task has no
// interface of its own, of its container instance, and that of the health check
// where it has its own.
func (c *catalogue) healthChecks(t *Task, v iac.Value) []Need {
	l := t.Resource.Language
	target := v.Read(balancerTarget, l)
	group := c.graph.TargetGroup(target)
	n := Need{
		Name: "load-balancer", FromTask: true, Region: t.Region, Range: v.Range,
		Trigger: "a load balancer of " + t.Address,
	}
	n.Host, _ = target.Text()
	if why := unfollowed(t, v, group); why != nil {
		n.If = why
		return []Need{n}
	}
	var all []Need
	port := v.Read(balancerPort, l)
	if !t.ownsENI() {
		inner, _ := port.Int()
		outer, why := hostPort(t.Definition, v.Read(balancerContainer, l), inner, v)
		if n.FromTask = false; why != nil {
			n.If = why
			return []Need{n}
		}
		port = outer
	}
	for _, lb := range group.Balancers {
		n.Balancer, n.If = lb, firstReason(lb.Maybe, group.Maybe)
		n.Host = iac.Text{{Resource: lb.Resource, Attr: dnsName.In(l)}}
		n.Trigger = fmt.Sprintf("%s forwards to it through %s", lb.Address, group.Address)
		for _, p := range ports(port, group.HealthPort) {
			n.Port = p
			all = append(all, n)
		}
	}
	return all
}

var dnsName = iac.Named("dns_name", "DNSName")

// unfollowed returns why the way from the load balancer to the task is not
// followed, or nil.
func unfollowed(t *Task, v iac.Value, group *network.TargetGroup) *iac.Unknown {
	port := v.Read(balancerPort, t.Resource.Language)
	why := &iac.Unknown{Name: "load balancer of " + t.Address, Range: v.Range}
	_, portKnown := port.Int()
	switch {
	case group == nil:
		why.Why = "health checks of classic load balancers are not followed"
	case !portKnown && port.Unknown() != nil:
		return port.Unknown()
	case !portKnown:
		why.Why = "the container's port is not known"
	case group.More != nil && len(group.Balancers) == 0:
		return group.More
	case len(group.Balancers) == 0:
		why.Why = fmt.Sprintf("no listener in the files forwards to `%s`", group.Address)
	default:
		return nil
	}
	return why
}

// ports returns the container's port, and that of the health check if it is
// another.
func ports(container, health iac.Value) []uint16 {
	var all []uint16
	for _, v := range []iac.Value{container, health} {
		if p, known := v.Int(); known && p > 0 && p < 1<<16 && (len(all) == 0 || all[0] != uint16(p)) {
			all = append(all, uint16(p))
		}
	}
	return all
}

func firstReason(us ...*iac.Unknown) *iac.Unknown {
	for _, u := range us {
		if u != nil {
			return u
		}
	}
	return nil
}
