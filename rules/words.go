package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
)

// finding returns a finding about the flows of g: what the tasks cannot do, and
// why.
func finding(g *lint.Group, why string) *lint.Finding {
	return &lint.Finding{
		At:      within(g.Cause.At, g.Proofs[0].Task.Resource.Range),
		Message: fmt.Sprintf("%s %s: %s", lint.Subject(g.Proofs), lint.Cannot(g.Proofs), why),
		Proofs:  g.Proofs,
		Step:    &g.Cause.Step,
	}
}

// within returns r where it names a place, else the whole.
func within(r, whole source.Range) source.Range {
	if r.IsZero() {
		return whole
	}
	return r
}

// place returns r as a key: instances of one block, and of one module that is
// called twice, are mended at one place.
func place(r source.Range) string { return fmt.Sprintf("%s:%d-%d", r.File, r.Start.Byte, r.End.Byte) }

// byPlace groups causes by where they are mended.
func byPlace(_ *reach.Proof, c reach.Cause) string { return place(c.At) }

// names returns what name gives for each of the things, each once and without
// the empty ones, as one reads them: a, b and c.
func names[T any](things []T, name func(T) string) string {
	var all []string
	for _, x := range things {
		if n := name(x); n != "" && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return lint.List(all)
}

// endpoints names the endpoints that the causes are about.
func endpoints(g *lint.Group) string {
	return names(g.Causes, func(c reach.Cause) string { return c.Subject.Endpoint.Address })
}

// tables names the route tables that the causes are about.
func tables(g *lint.Group) string {
	return names(g.Causes, func(c reach.Cause) string { return c.Subject.Table.Address })
}

// vpcs names the VPCs that the causes are about.
func vpcs(g *lint.Group) string {
	return names(g.Causes, func(c reach.Cause) string { return c.Subject.VPC.Address })
}

// services names the services that the flows lead to, by the short names of
// their endpoints, with the region where it is not that of the task.
func services(proofs []*reach.Proof) string {
	return names(proofs, func(p *reach.Proof) string {
		if same, known := p.Need.Region.Equal(p.Task.Region); p.Need.Service != "" && known && !same {
			return fmt.Sprintf("%s of %s", p.Need.Service, p.Need.Region)
		}
		return p.Need.Service
	})
}

// subnets names the subnets that the flows leave from.
func subnets(proofs []*reach.Proof) string {
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

// ports names the ports of the flows: tcp/443.
func ports(proofs []*reach.Proof) string {
	return names(proofs, func(p *reach.Proof) string { return fmt.Sprintf("tcp/%d", p.Need.Port) })
}

// reasons says why the steps of the causes block, each reason once.
func reasons(g *lint.Group) string {
	return names(g.Causes, func(c reach.Cause) string { return c.Step.Why })
}

// taskPlaces are where the tasks of the proofs are declared, with what to say
// of each.
func taskPlaces(proofs []*reach.Proof, message string) []lint.Related {
	var all []lint.Related
	for _, t := range (&lint.Finding{Proofs: proofs}).Tasks() {
		all = append(all, lint.Related{At: within(t.Resource.Header, t.Resource.Range), Message: t.Address + " " + message})
	}
	return all
}

// subnetPlaces are where the subnets of the proofs are declared.
func subnetPlaces(proofs []*reach.Proof, message string) []lint.Related {
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

// endpointPlaces are where the endpoints of the causes are declared.
func endpointPlaces(g *lint.Group, message string) []lint.Related {
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

// at returns a related place, or none for what is in no file.
func at(r source.Range, message string) []lint.Related {
	if r.IsZero() {
		return nil
	}
	return []lint.Related{{At: r, Message: message}}
}
