package network

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A classic load balancer has instances registered instead of target groups, and
// checks the health of all of them on one port (Elastic Load Balancing user guide
// for Classic Load Balancers, "Health checks for the instances").
var classicBalancerKind = kind{
	[]string{"aws_elb", "AWS::ElasticLoadBalancing::LoadBalancer"},
	func(b *builder, r *iac.Resource) {
		lb := &LoadBalancer{Node: declare(r), HealthPort: targetPort(r.Deployed(classicHealthTarget))}
		b.balancers.add(r, lb)
		b.link(func() {
			lb.ENI = b.graph.ENI(r.Deployed(balancerSubnets), r.Deployed(balancerGroups), iac.Absent(r.Range))
		})
	},
}

var classicHealthTarget = iac.Named("health_check.target", "HealthCheck.Target")

// ClassicBalancer returns the classic load balancer that v names, nil if v is
// absent.
func (g *Graph) ClassicBalancer(v iac.Value) *LoadBalancer { return g.b.balancers.get(v) }

// targetPort returns the port of the target of a health check, as in
// HTTP:8080/health; absent if there is none.
func targetPort(target iac.Value) iac.Value {
	if target.IsAbsent() {
		return target
	}
	s, known := target.Str()
	if !known {
		return iac.UnknownValue(undecided(target), target.Range)
	}
	_, rest, _ := strings.Cut(s, ":")
	port, _, _ := strings.Cut(rest, "/")
	return iac.String(port, target.Range)
}
