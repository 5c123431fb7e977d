// Package reach holds demand against supply: it sends each packet that a task
// must send through the network graph, hop by hop, and proves that it arrives,
// that it cannot, or which missing facts would decide.
package reach

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Verdict is what the files prove: of a step, that it lets the flow pass or
// not; of a flow, that it arrives or not.
type Verdict uint8

// The verdicts. Unknown means that the files do not decide.
const (
	Unknown Verdict = iota
	Allowed
	Blocked
)

// String returns the verdict of a step as reports spell it.
func (v Verdict) String() string { return [...]string{"unknown", "allowed", "blocked"}[v] }

// Flow returns the verdict of a flow as reports spell it.
func (v Verdict) Flow() string { return [...]string{"unknown", "reachable", "blocked"}[v] }

// A Hop is a decision point on the way of a flow.
type Hop string

// The hops, in the order in which a packet meets them.
const (
	DNS            Hop = "dns"
	Route          Hop = "route"
	Egress         Hop = "egress"
	ACLOut         Hop = "acl-out"
	ACLIn          Hop = "acl-in"
	Ingress        Hop = "ingress"
	ACLReply       Hop = "acl-reply"
	EndpointPolicy Hop = "endpoint-policy"
	Role           Hop = "role"

	// Condition comes before all others where the flow comes out differently
	// under conditions that the files do not decide.
	Condition Hop = "condition"
)

// A Step is one decision on the way of a flow: who decided what, and why.
type Step struct {
	Hop     Hop
	Verdict Verdict
	Why     string       // a clause: "no egress rule admits tcp/443 to 10.0.8.0/24"
	At      source.Range // the text that decided
	Code    string       // of VPC Reachability Analyzer, where there is one
	Fault   Fault        // what went wrong; set if and only if Blocked
	Subject Subject      // what decided
	Unknown []*iac.Unknown

	// Assumed says that the step is unknown with a finite set of outcomes, and
	// that the rest of the path follows one of them; the others have paths of
	// their own.
	Assumed bool

	Requests []ecs.Request // what a role asks; set for the hop of roles alone
}

// A Subject is the node of the graph that a step was decided by.
type Subject struct {
	Endpoint *network.Endpoint
	Group    *network.SecurityGroup
	Table    *network.RouteTable
	NAT      *network.NATGateway
	ACL      *network.ACL
	VPC      *network.VPC
	Zone     *network.Zone

	FileSystem  *network.FileSystem
	MountTarget *network.MountTarget
	Balancer    *network.LoadBalancer
	Server      *network.Server

	Definition *ecs.Definition // that names the role
	Role       *iac.Resource   // that asks
	Guard      *iac.Resource   // whose policy refuses what the role asks
}

// A Proof is the verdict on one flow: a need of a task, sent from one subnet.
type Proof struct {
	Task    *ecs.Task
	Need    ecs.Need
	ENI     *network.ENI
	Subnet  *network.Subnet // nil if the subnet is not known
	Verdict Verdict
	Steps   []Step // of the path that decided
	Via     string // what carries the flow: an endpoint, a gateway

	// Through is the interface or gateway endpoint that carries the flow.
	Through *network.Endpoint
	// Causes are what has to change for a blocked flow, most basic first.
	Causes []Cause
	// Public is the verdict on the same flow by public addresses, where an
	// endpoint carries it: whether the endpoint stands in the way of a path
	// that works.
	Public Verdict

	// Roles are the steps of the roles that sign the requests of the flow. They
	// are beside the verdict, which is on the packets: see package authz.
	Roles []Step
}

// Refusals returns what has to change before the roles of the flow may ask what
// it is for.
func (p *Proof) Refusals() []Cause { return refusals(p.Roles) }

// Missing returns the facts that an unknown proof waits for, in the order of
// their steps.
func (p *Proof) Missing() []*iac.Unknown {
	if p.Verdict != Unknown {
		return nil
	}
	var us []*iac.Unknown
	if p.Need.If != nil {
		us = append(us, p.Need.If)
	}
	for _, s := range p.Steps {
		us = append(us, s.Unknown...)
	}
	return us
}

// Prove returns a proof for each task, need and subnet, in that order.
func Prove(tasks []*ecs.Task, g *network.Graph) []*Proof {
	pr := &prover{graph: g, tasks: tasks}
	var proofs []*Proof
	for _, t := range tasks {
		for _, n := range t.Needs {
			proofs = append(proofs, pr.need(t, n)...)
		}
	}
	return proofs
}

type prover struct {
	graph *network.Graph
	tasks []*ecs.Task
}

// need proves one need from every subnet that the task may be placed in.
func (pr *prover) need(t *ecs.Task, n ecs.Need) []*Proof {
	eni := t.Placed(n)
	if eni == nil {
		return []*Proof{{Task: t, Need: n, Steps: []Step{unplaced(t)}}}
	}
	subnets := eni.Subnets
	if eni.SubnetsMore != nil || len(subnets) == 0 {
		subnets = append(subnets[:len(subnets):len(subnets)], nil)
	}
	var proofs []*Proof
	for _, s := range subnets {
		proofs = append(proofs, pr.flow(t, n, eni, s))
	}
	return proofs
}

// unplaced is the only step of a flow that leaves from an interface that the
// files do not show.
func unplaced(t *ecs.Task) Step {
	why := t.LaunchUnknown
	if why == nil {
		why = &iac.Unknown{
			Name: "container instances of " + t.Address, Range: t.Resource.Header,
			Why: "the container instances that run the task, and their subnets, are not known from the files",
		}
		if t.Launch == ecs.External {
			why.Why = "the task runs on hosts outside AWS"
		}
	}
	missing := append([]*iac.Unknown{why}, t.ClusterUnknowns()...)
	return Step{Hop: Route, Why: why.Why, At: why.Range, Unknown: missing}
}

// flow proves one need from one subnet: it walks every path that name
// resolution and routing may choose and combines their verdicts.
func (pr *prover) flow(t *ecs.Task, n ecs.Need, eni *network.ENI, s *network.Subnet) *Proof {
	f := &flow{prover: pr, task: t, need: n, eni: eni, subnet: s, vpc: eni.VPC(s)}
	f.groups, f.groupsMore = eni.GroupsIn(f.vpc)
	p := &Proof{Task: t, Need: n, ENI: eni, Subnet: s}
	paths := f.paths()
	chosen := combine(paths)
	p.Verdict, p.Steps, p.Via, p.Through = chosen.verdict(), chosen.steps, chosen.via, chosen.through
	if !agree(paths) {
		p.Verdict = Unknown
	}
	if n.If != nil && !closedTight(p) {
		p.Verdict = Unknown
	}
	if p.Verdict == Blocked {
		p.Causes = f.diagnose(paths)
		p.Public = f.publicly(paths)
	}
	return p
}

// closedTight reports whether the flow is blocked whatever its destination: no
// group of the task lets anything out.
func closedTight(p *Proof) bool {
	for _, s := range p.Steps {
		if s.Hop == Egress && s.Verdict == Blocked && s.Code == codeNoRules {
			return p.Verdict == Blocked
		}
	}
	return false
}

// A path is the steps of a flow under one way of settling what is not known.
type path struct {
	steps   []Step
	via     string
	through *network.Endpoint
}

// verdict combines the steps of one path: a block wins over what is unknown.
func (p path) verdict() Verdict {
	v := Allowed
	for _, s := range p.steps {
		switch {
		case s.Verdict == Blocked:
			return Blocked
		case s.Verdict == Unknown && !s.Assumed:
			v = Unknown
		}
	}
	return v
}

// combine returns the path to show: where all agree the first, otherwise one
// that is not decided or else one that is blocked.
func combine(paths []path) path {
	if agree(paths) {
		return paths[0]
	}
	for _, want := range []Verdict{Unknown, Blocked, Allowed} {
		for _, p := range paths {
			if p.verdict() == want && p.waits() {
				return p
			}
		}
	}
	return paths[0]
}

// waits reports whether a step of the path names what is not known, which is
// why it is one of several.
func (p path) waits() bool {
	return slices.ContainsFunc(p.steps, func(s Step) bool { return s.Verdict == Unknown })
}

// agree reports whether all paths have one verdict.
func agree(paths []path) bool {
	for _, p := range paths {
		if p.verdict() != paths[0].verdict() {
			return false
		}
	}
	return true
}
