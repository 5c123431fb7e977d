package finding

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// A Refusal is what a security group keeps a task from. Each has a rule of its
// own, since each is mended differently.
type Refusal uint8

// The refusals.
const (
	ToEndpoint Refusal = iota // the interfaces of an endpoint, or nobody knows what
	ToS3                      // the public addresses of S3
	ToInternet                // other public addresses
	Captures                  // an endpoint that the task could do without
)

// RefusedOut returns the egress refusals of kind r, grouped by where a rule is
// to be written. A group that admits the port for nobody is one refusal,
// wherever the flows lead; so is one that keeps a task from the internet, where
// S3 is reached the same way.
func RefusedOut(pass *lint.Pass, r Refusal) []*lint.Group {
	kinds := refusals(pass.Proofs)
	key := func(p *reach.Proof, c reach.Cause) string {
		kind, others := refusedTo(p, c), kinds[c.Subject.Group]
		if c.Closed() {
			kind = slices.Min(others)
		}
		if kind == ToS3 && slices.Contains(others, ToInternet) && (c.Closed() || p.Through == nil) {
			kind = ToInternet
		}
		switch {
		case kind != r:
			return ""
		case c.Closed():
			return Place(c.Subject.Group.Range)
		}
		return Place(c.At)
	}
	return pass.Causes(key, reach.EgressRefused)
}

// refusals returns what each security group keeps its tasks from.
func refusals(proofs []*reach.Proof) map[*network.SecurityGroup][]Refusal {
	kinds := map[*network.SecurityGroup][]Refusal{}
	for _, p := range proofs {
		for _, c := range p.Causes {
			if g := c.Subject.Group; c.Fault == reach.EgressRefused {
				kinds[g] = append(kinds[g], refusedTo(p, c))
			}
		}
	}
	return kinds
}

// refusedTo returns what the cause keeps the flow from. Where neither name
// resolution nor an endpoint of the VPC settles the destination, an endpoint is
// what was meant to be it.
func refusedTo(p *reach.Proof, c reach.Cause) Refusal {
	switch {
	case c.Subject.Endpoint != nil && p.Public == reach.Allowed:
		return Captures
	case c.Subject.Endpoint != nil:
		return ToEndpoint
	case p.Need.Service == "s3":
		return ToS3
	case len(p.Steps) > 0 && p.Steps[0].Verdict == reach.Unknown:
		return ToEndpoint
	}
	for _, c := range p.Causes {
		if c.Fault == reach.MissingEndpoint || c.Subject.Endpoint != nil {
			return ToEndpoint
		}
	}
	return ToInternet
}

// RefusedIn returns the refusals of endpoints' security groups, grouped by
// where a rule is to be written.
func RefusedIn(pass *lint.Pass) []*lint.Group { return pass.Causes(ByPlace, reach.IngressRefused) }

// Captured reports whether every flow of g would arrive without the endpoint.
func Captured(g *lint.Group) bool {
	return !slices.ContainsFunc(g.Proofs, func(p *reach.Proof) bool { return p.Public != reach.Allowed })
}

// AdmittedIn says what the security groups of the endpoints admit, and whom
// they do not.
func AdmittedIn(g *lint.Group) string {
	ep := g.Cause.Subject.Endpoint
	var all []network.Permission
	for _, group := range ep.Groups {
		all = append(all, group.Ingress.List...)
	}
	port := g.Proofs[0].Need.Port
	return fmt.Sprintf("%s %s, and the task runs with %s in %s",
		securityGroup(Doors(g)), admission(all, port, "admits", "from", "ingress"), TaskGroups(g.Proofs), blocksOf(g.Proofs))
}

// LetOut says what the security groups of the tasks let out.
func LetOut(g *lint.Group) string {
	p := g.Proofs[0]
	var all []network.Permission
	for _, group := range groupsOf(p) {
		all = append(all, group.Egress.List...)
	}
	return fmt.Sprintf("%s %s", securityGroup(TaskGroups(g.Proofs)), admission(all, p.Need.Port, "lets out", "to", "egress"))
}

// admission says whom the permissions admit on the port: "admits tcp/443 only
// from 10.0.0.0/16".
func admission(ps []network.Permission, port uint16, verb, preposition, direction string) string {
	peers := Names(ps, func(p network.Permission) string {
		if all, _, known := p.Ports.Covers(port, port); known && !all {
			return ""
		}
		return peer(p.Peer)
	})
	switch {
	case len(ps) == 0:
		return fmt.Sprintf("has no %s rule", direction)
	case peers == "":
		return fmt.Sprintf("has no %s rule for tcp/%d", direction, port)
	}
	return fmt.Sprintf("%s tcp/%d only %s %s", verb, port, preposition, peers)
}

func peer(p network.Peer) string {
	switch {
	case p.Group != nil:
		return p.Group.Address
	case p.List != nil:
		return p.List.Address
	case p.Unknown != nil:
		return p.Unknown.Name
	}
	return p.Block.String()
}

// groupsOf returns the security groups that the flow leaves with.
func groupsOf(p *reach.Proof) []*network.SecurityGroup {
	groups, _ := p.ENI.GroupsIn(p.ENI.VPC(p.Subnet))
	return groups
}

// TaskGroups names the security groups that the flows leave with.
func TaskGroups(proofs []*reach.Proof) string {
	var all []*network.SecurityGroup
	for _, p := range proofs {
		all = append(all, groupsOf(p)...)
	}
	return GroupNames(all)
}

// Doors names the security groups of the endpoints.
func Doors(g *lint.Group) string {
	var all []*network.SecurityGroup
	for _, c := range g.Causes {
		all = append(all, c.Subject.Endpoint.Groups...)
	}
	return GroupNames(all)
}

// GroupNames names the security groups.
func GroupNames(groups []*network.SecurityGroup) string {
	return Names(groups, func(g *network.SecurityGroup) string { return g.Address })
}

// blocksOf names the subnets of the flows with their addresses.
func blocksOf(proofs []*reach.Proof) string {
	return Names(ProofSubnets(proofs), func(s *network.Subnet) string {
		switch {
		case s == nil:
			return "a subnet that is not known"
		case s.CIDR.IsZero():
			return s.Address
		}
		return fmt.Sprintf("%s (%s)", s.Address, s.CIDR)
	})
}
