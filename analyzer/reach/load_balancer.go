package reach

// fromBalancer returns the path of a health check: from the nodes of the load
// balancer, of which each has an interface in one of its subnets, to the task.
// Without it the service replaces the task over and over (Amazon ECS developer
// guide, "Troubleshooting service load balancers"). Load balancers send from
// the ports that NAT gateways use too (Elastic Load Balancing user guide,
// "Network ACLs").
func (f *flow) fromBalancer() []path {
	lb := f.need.Balancer
	src, dst := endOf(lb.Address, lb.ENI), f.self()
	src.unguarded = lb.Unguarded
	if lb.Unguarded {
		src.groups, src.more = nil, nil
	}
	steps := f.between(src, dst, natEphemeral, BalancerEgressRefused, BalancerIngressRefused)
	for i := range steps {
		steps[i].Subject.Balancer = lb
	}
	return []path{{steps: steps, via: lb.Address}}
}
