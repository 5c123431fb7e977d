package assume

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An entry is one thing that is assumed, with what tells that a stack has it.
type entry struct {
	iac.Assumption
	ids   []string // of its resources
	input string   // its name among the inputs
}

// entries returns all that the facts say, in the order of the file.
func (f Facts) entries() []entry {
	var all []entry
	add := func(name source.Text, says, input string, ids ...string) {
		all = append(all, entry{iac.Assumption{Name: name.Value, Says: says, Range: name.At}, ids, input})
	}
	for _, v := range f.Values {
		add(v.Name, strings.Join(v.Items, ", "), v.Name.Value)
	}
	for _, v := range f.VPCs {
		add(v.Name, v.says(), "", idOf("vpc-", v.Name.Value, 0))
	}
	for _, s := range f.Subnets {
		var ids []string
		for n := range s.size() {
			ids = append(ids, idOf("subnet-", s.Name.Value, n))
		}
		add(s.Name, s.says(), "", ids...)
	}
	for _, g := range f.Groups {
		add(g.Name, g.says(), "", idOf("sg-", g.Name.Value, 0))
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(a.Range.Start.Byte, b.Range.Start.Byte) })
	return all
}

func (v VPC) says() string {
	parts := []string{strings.TrimSpace("VPC " + joined(v.CIDRs))}
	if v.Routing != "" {
		parts = append(parts, v.Routing.says())
	}
	var services []string
	for _, e := range v.Endpoints {
		service := e.Service.Value
		if e.PublicDNS {
			service += " (private DNS off)"
		}
		services = append(services, service)
	}
	switch {
	case len(services) > 0:
		parts = append(parts, "endpoints "+strings.Join(services, ", "))
	case v.Complete:
		parts = append(parts, "no endpoints")
	}
	if v.Complete {
		parts = append(parts, "complete")
	}
	return strings.Join(parts, "; ")
}

func (r Routing) says() string {
	switch r {
	case Isolated:
		return "subnets without a default route"
	case NAT:
		return "subnets routed to a NAT gateway"
	case Public:
		return "subnets routed to an internet gateway"
	}
	return "subnets"
}

func (s Subnet) says() string {
	says := strings.TrimSpace(s.Routing.says() + " " + joined(s.CIDRs))
	if s.size() == 1 {
		says = strings.Replace(says, "subnets", "subnet", 1)
	}
	if s.VPC.Value != "" {
		says += " in " + s.VPC.Value
	}
	return says
}

func (g Group) says() string {
	count := func(ps *[]Permission) string {
		if ps == nil {
			return "unknown"
		}
		return fmt.Sprint(len(*ps))
	}
	return fmt.Sprintf("security group; %s ingress and %s egress rules", count(g.Ingress), count(g.Egress))
}

func joined(texts []source.Text) string {
	var all []string
	for _, t := range texts {
		all = append(all, t.Value)
	}
	return strings.Join(all, ", ")
}

// assumptions returns what of the set the stack has.
func (b *binding) assumptions(stack *iac.Stack) []iac.Assumption {
	asked := map[string]bool{}
	for _, name := range stack.Asked {
		asked[name] = true
	}
	var all []iac.Assumption
	for _, e := range b.set.entries {
		used := e.input != "" && asked[e.input]
		for _, id := range e.ids {
			used = used || b.clones[b.set.byID[id]] != nil
		}
		if used {
			all = append(all, e.Assumption)
		}
	}
	return all
}

// Unused returns what of the set none of the stacks has.
func (s *Set) Unused(stacks []*iac.Stack) []iac.Assumption {
	used := map[iac.Assumption]bool{}
	for _, stack := range stacks {
		for _, a := range stack.Assumptions {
			used[a] = true
		}
	}
	var unused []iac.Assumption
	for _, e := range s.entries {
		if !used[e.Assumption] {
			unused = append(unused, e.Assumption)
		}
	}
	return unused
}
