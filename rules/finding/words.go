// Package finding is what rules share: how causes are grouped, and how findings
// are worded.
package finding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
)

// New returns a finding about the flows of g: what the tasks cannot do, and
// why.
func New(g *lint.Group, why string) *lint.Finding {
	return &lint.Finding{
		At:      Within(g.Cause.At, g.Proofs[0].Task.Resource.Range),
		Message: fmt.Sprintf("%s %s: %s", lint.Subject(g.Proofs), lint.Cannot(g.Proofs), why),
		Proofs:  g.Proofs,
		Step:    &g.Cause.Step,
	}
}

// Within returns r where it names a place, else the whole.
func Within(r, whole source.Range) source.Range {
	if r.IsZero() {
		return whole
	}
	return r
}

// Place returns r as a key: instances of one block, and of one module that is
// called twice, are mended at one place.
func Place(r source.Range) string { return fmt.Sprintf("%s:%d-%d", r.File, r.Start.Byte, r.End.Byte) }

// ByPlace groups causes by where they are mended.
func ByPlace(_ *reach.Proof, c reach.Cause) string { return Place(c.At) }

// A Caused is a flow that arrives, and what could be better about its way.
type Caused struct {
	Proof *reach.Proof
	Cause reach.Cause
}

// Grouped returns the causes grouped by where they are mended, in the order of
// the first of each.
func Grouped(all []Caused) []*lint.Group {
	var groups []*lint.Group
	index := map[string]*lint.Group{}
	for _, c := range all {
		g := index[Place(c.Cause.At)]
		if g == nil {
			g = &lint.Group{Cause: c.Cause}
			index[Place(c.Cause.At)] = g
			groups = append(groups, g)
		}
		g.Causes, g.Proofs = append(g.Causes, c.Cause), append(g.Proofs, c.Proof)
	}
	return groups
}

// Names returns what name gives for each of the things, each once and without
// the empty ones, as one reads them: a, b and c.
func Names[T any](things []T, name func(T) string) string {
	var all []string
	for _, x := range things {
		if n := name(x); n != "" && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return lint.List(all)
}

// Endpoints names the endpoints that the causes are about.
func Endpoints(g *lint.Group) string {
	return Names(g.Causes, func(c reach.Cause) string { return c.Subject.Endpoint.Address })
}

// Tables names the route tables that the causes are about.
func Tables(g *lint.Group) string {
	return Names(g.Causes, func(c reach.Cause) string { return c.Subject.Table.Address })
}

// VPCs names the VPCs that the causes are about.
func VPCs(g *lint.Group) string {
	return Names(g.Causes, func(c reach.Cause) string { return c.Subject.VPC.Address })
}

// Services names the services that the flows lead to, by the short names of
// their endpoints, with the region where it is not that of the task.
func Services(proofs []*reach.Proof) string {
	return Names(proofs, func(p *reach.Proof) string {
		if same, known := p.Need.Region.Equal(p.Task.Region); p.Need.Service != "" && known && !same {
			return fmt.Sprintf("%s of %s", p.Need.Service, p.Need.Region)
		}
		return p.Need.Service
	})
}

// Subnets names the subnets that the flows leave from.
func Subnets(proofs []*reach.Proof) string {
	if s := lint.Subnets(proofs); s != "" {
		return s
	}
	return "the subnets of the task"
}

// securityGroup introduces security groups by their names.
func securityGroup(names string) string {
	if strings.HasPrefix(names, "default security group") {
		return "the " + names
	}
	return "security group " + names
}

// Ports names the ports of the flows: tcp/443.
func Ports(proofs []*reach.Proof) string {
	return Names(proofs, func(p *reach.Proof) string { return fmt.Sprintf("tcp/%d", p.Need.Port) })
}

// Reasons says why the steps of the causes block, each reason once.
func Reasons(g *lint.Group) string {
	return Names(g.Causes, func(c reach.Cause) string { return c.Step.Why })
}

// TaskPlaces are where the tasks of the proofs are declared, with what to say
// of each.
func TaskPlaces(proofs []*reach.Proof, message string) []lint.Related {
	var all []lint.Related
	for _, t := range (&lint.Finding{Proofs: proofs}).Tasks() {
		all = append(all, lint.Related{At: Within(t.Resource.Header, t.Resource.Range), Message: t.Address + " " + message})
	}
	return all
}

// SubnetPlaces are where the subnets of the proofs are declared.
func SubnetPlaces(proofs []*reach.Proof, message string) []lint.Related {
	var all []lint.Related
	var seen []*network.Subnet
	for _, p := range proofs {
		if p.Subnet == nil || p.Subnet.Range.IsZero() || slices.Contains(seen, p.Subnet) {
			continue
		}
		seen = append(seen, p.Subnet)
		all = append(all, lint.Related{At: p.Subnet.Range, Message: p.Subnet.Address + " " + message})
	}
	return all
}

// EndpointPlaces are where the endpoints of the causes are declared.
func EndpointPlaces(g *lint.Group, message string) []lint.Related {
	var all []lint.Related
	var seen []string
	for _, c := range g.Causes {
		ep := c.Subject.Endpoint
		if ep == nil || ep.Range.IsZero() || slices.Contains(seen, ep.Address) {
			continue
		}
		seen = append(seen, ep.Address)
		all = append(all, lint.Related{At: ep.Range, Message: ep.Address + " " + message})
	}
	return all
}

// At returns a related place, or none for what is in no file.
func At(r source.Range, message string) []lint.Related {
	if r.IsZero() {
		return nil
	}
	return []lint.Related{{At: r, Message: message}}
}

// ProofSubnets returns the subnet that each flow leaves from.
func ProofSubnets(proofs []*reach.Proof) []*network.Subnet {
	ss := make([]*network.Subnet, len(proofs))
	for i, p := range proofs {
		ss[i] = p.Subnet
	}
	return ss
}
