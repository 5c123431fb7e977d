package ecs

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

var (
	serviceBalancers  = iac.Named("load_balancer", "LoadBalancers")
	balancerTarget    = iac.Named("target_group_arn", "TargetGroupArn")
	balancerName      = iac.Named("elb_name", "LoadBalancerName")
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
	if name := v.Read(balancerName, l); !name.IsAbsent() {
		return c.classicChecks(t, v, name)
	}
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
		n.FromTask = false
		if port, n.If = instancePort(t, v); n.If != nil {
			return []Need{n}
		}
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

// instancePort returns the port of the container instance that the container's
// port is mapped to, or why it is not known.
func instancePort(t *Task, v iac.Value) (iac.Value, *iac.Unknown) {
	l := t.Resource.Language
	inner, _ := v.Read(balancerPort, l).Int()
	return hostPort(t.Definition, v.Read(balancerContainer, l), inner, v)
}

// classicChecks returns the needs of a classic load balancer: it checks the
// container instances, since tasks with an interface of their own cannot be
// registered with it (Amazon ECS API, CreateService).
func (c *catalogue) classicChecks(t *Task, v, name iac.Value) []Need {
	lb := c.graph.ClassicBalancer(name)
	n := Need{
		Name: "load-balancer", Region: t.Region, Range: v.Range,
		Trigger: "a classic load balancer of " + t.Address,
	}
	n.Host, _ = name.Text()
	var port iac.Value
	switch {
	case lb == nil || lb.External != nil || lb.Missing:
		n.If = &iac.Unknown{Name: name.String(), Range: v.Range, Why: fmt.Sprintf("the files create no classic load balancer `%s`", name)}
	case t.ownsENI():
		n.If = &iac.Unknown{Name: name.String(), Range: v.Range, Why: "a classic load balancer takes no tasks that have an interface of their own"}
	default:
		if port, n.If = instancePort(t, v); n.If == nil {
			n.If = lb.HealthPort.Unknown()
		}
	}
	if n.If != nil {
		return []Need{n}
	}
	n.Balancer, n.If = lb, lb.Maybe
	n.Host = iac.Text{{Resource: lb.Resource, Attr: dnsName.In(t.Resource.Language)}}
	n.Trigger = lb.Address + " forwards to it"
	var all []Need
	for _, p := range ports(port, lb.HealthPort) {
		n.Port = p
		all = append(all, n)
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
		why.Why = "no target group is named"
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
