package network

import "github.com/taskreach/taskreach/analyzer/iac"

// A LoadBalancer forwards connections to targets. Each of its nodes has an
// interface in one of its subnets, from which it also checks their health.
type LoadBalancer struct {
	Node
	ENI *ENI

	// Unguarded says that the interfaces have no security group at all, which
	// a network load balancer may do (Elastic Load Balancing user guide for
	// Network Load Balancers, "Update the security groups").
	Unguarded bool

	// HealthPort is the port of the instances on which a classic load balancer
	// checks their health; absent if it is that of its listener.
	HealthPort iac.Value
}

// A TargetGroup is what a load balancer forwards to.
type TargetGroup struct {
	Node
	Balancers  []*LoadBalancer // that forward to it
	More       *iac.Unknown    // why there may be more
	HealthPort iac.Value       // a port, or traffic-port
}

// TargetGroup returns the target group that v names by its ARN, nil if v is
// absent.
func (g *Graph) TargetGroup(v iac.Value) *TargetGroup {
	t := g.b.targetGroups.get(v)
	if t != nil {
		t.More = either(t.More, t.External)
	}
	return t
}

var (
	balancerSubnets  = iac.Named("subnets", "Subnets")
	balancerMappings = iac.Named("subnet_mapping", "SubnetMappings")
	balancerSubnet   = iac.Named("subnet_id", "SubnetId")
	balancerGroups   = iac.Named("security_groups", "SecurityGroups")
	balancerType     = iac.Named("load_balancer_type", "Type")
	healthPort       = iac.Named("health_check.port", "HealthCheckPort")
	listenerBalancer = iac.Named("load_balancer_arn", "LoadBalancerArn")
	listenerActions  = iac.Named("default_action", "DefaultActions")
	ruleListener     = iac.Named("listener_arn", "ListenerArn")
	ruleActions      = iac.Named("action", "Actions")
)

var loadBalancerKind = kind{
	[]string{"aws_lb", "aws_alb", "AWS::ElasticLoadBalancingV2::LoadBalancer"},
	func(b *builder, r *iac.Resource) {
		lb := &LoadBalancer{Node: declare(r)}
		b.balancers.add(r, lb)
		b.link(func() {
			subnets, groups := r.Deployed(balancerSubnets), r.Deployed(balancerGroups)
			if mappings := r.Attr(balancerMappings); subnets.IsAbsent() && !mappings.IsAbsent() {
				subnets = mappedSubnets(mappings, r.Language)
			}
			lb.ENI = b.graph.ENI(subnets, groups, iac.Absent(r.Range))
			kind, known := r.Attr(balancerType).Or("application").Str()
			bare := len(lb.ENI.Groups) == 0 && lb.ENI.GroupsMore == nil
			lb.Unguarded = bare && known && kind != "application"
			if bare && !known {
				lb.ENI.GroupsMore = undecided(r.Attr(balancerType))
			}
		})
	},
}

// mappedSubnets returns the subnets that a list of mappings names.
func mappedSubnets(mappings iac.Value, l iac.Language) iac.Value {
	items, partial := mappings.Items()
	var subnets []iac.Value
	for _, item := range items {
		subnets = append(subnets, item.Read(balancerSubnet, l))
	}
	return iac.List(subnets, partial, mappings.Range)
}

var targetGroupKind = kind{
	[]string{"aws_lb_target_group", "aws_alb_target_group", "AWS::ElasticLoadBalancingV2::TargetGroup"},
	func(b *builder, r *iac.Resource) {
		b.targetGroups.add(r, &TargetGroup{Node: declare(r), HealthPort: r.Attr(healthPort).Or("traffic-port")})
	},
}

var listenerKind = kind{
	[]string{"aws_lb_listener", "aws_alb_listener", "AWS::ElasticLoadBalancingV2::Listener"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		if !created {
			return
		}
		b.link(func() { b.forward(r.Attr(listenerActions), r.Attr(listenerBalancer), why) })
	},
}

var listenerRuleKind = kind{
	[]string{"aws_lb_listener_rule", "aws_alb_listener_rule", "AWS::ElasticLoadBalancingV2::ListenerRule"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		if !created {
			return
		}
		b.link(func() {
			listener, _ := r.Attr(ruleListener).Ref()
			balancer := r.Attr(ruleListener)
			if listener != nil {
				balancer = listener.Attr(listenerBalancer)
			}
			b.forward(r.Attr(ruleActions), balancer, why)
		})
	},
}

// forward attaches the target groups that the actions name to the load
// balancer. Why is the reason for which the listener may not exist.
func (b *builder) forward(actions, balancer iac.Value, why *iac.Unknown) {
	lb := b.balancers.get(balancer)
	for _, r := range actions.Refs() {
		t := b.targetGroups.declared[r]
		switch {
		case t == nil:
		case lb == nil || lb.External != nil || why != nil:
			t.More = either(t.More, why, undecided(balancer))
		default:
			t.attach(lb)
		}
	}
}

// attach notes that lb forwards to the group, once for all its listeners.
func (t *TargetGroup) attach(lb *LoadBalancer) {
	for _, x := range t.Balancers {
		if x == lb {
			return
		}
	}
	if !lb.Missing {
		t.Balancers = append(t.Balancers, lb)
	}
}
