package reach_test

import (
	"fmt"
	"slices"
)

// A fact is something about a world that its files may not say.
type fact struct {
	kind string
	i, j int
}

func (f fact) String() string { return fmt.Sprintf("%s %d.%d", f.kind, f.i, f.j) }

// hideable returns the facts of the world that can be hidden.
func (w *world) hideable() []fact {
	var fs []fact
	each := func(n int, kinds ...string) {
		for i := range n {
			for _, k := range kinds {
				fs = append(fs, fact{kind: k, i: i})
			}
		}
	}
	fs = append(fs, fact{kind: "public address"})
	each(1, "DNS support", "DNS hostnames", "attachment")
	each(len(w.endpoints), "private DNS", "endpoint subnets")
	for i := range w.endpoints {
		leads := func(r simRecord) bool { return r.endpoint == i }
		named := func(z simZone) bool { return slices.ContainsFunc(z.records, leads) }
		if !slices.ContainsFunc(w.zones, named) { // else it exists
			fs = append(fs, fact{kind: "endpoint", i: i})
		}
	}
	each(len(w.groups), "rules")
	each(len(w.gateways), "gateway endpoint")
	each(len(w.zones), "zone")
	for i, s := range w.subnets {
		if s.table != noIndex {
			fs = append(fs, fact{kind: "association", i: i})
		}
	}
	for i, t := range w.tables {
		for j, r := range t.routes {
			if r.to == "nat" {
				fs = append(fs, fact{kind: "target", i: i, j: j})
			}
		}
	}
	for i, a := range w.acls {
		for j := range a.entries {
			fs = append(fs, fact{"entry", i, j}, fact{"action", i, j})
		}
	}
	return fs
}

// clone returns a copy that can be changed on its own.
func (w *world) clone() *world {
	c := *w
	c.vpcs, c.subnets, c.nats = slices.Clone(w.vpcs), slices.Clone(w.subnets), slices.Clone(w.nats)
	c.gateways, c.endpoints, c.groups, c.zones = slices.Clone(w.gateways), slices.Clone(w.endpoints), slices.Clone(w.groups), slices.Clone(w.zones)
	c.tables, c.acls = slices.Clone(w.tables), slices.Clone(w.acls)
	for i := range c.tables {
		c.tables[i].routes = slices.Clone(c.tables[i].routes)
	}
	for i := range c.acls {
		c.acls[i].entries = slices.Clone(c.acls[i].entries)
	}
	return &c
}

// completions returns every world that the world may be when the facts are
// hidden: nothing is known of them but what it leaves out.
func (w *world) completions(facts []fact) []*world {
	worlds := []*world{w.clone()}
	for _, f := range facts {
		var next []*world
		for _, x := range worlds {
			next = append(next, x.settle(f)...)
		}
		worlds = next
	}
	return slices.DeleteFunc(worlds, func(x *world) bool { return !x.valid() })
}

// settle returns the world with each way in which the fact may turn out. Of
// rules the two extremes stand for all: fewer rules never let more through.
func (w *world) settle(f fact) []*world {
	var out []*world
	with := func(change func(*world)) {
		c := w.clone()
		change(c)
		out = append(out, c)
	}
	either := func(set func(*world, bool)) {
		with(func(c *world) { set(c, true) })
		with(func(c *world) { set(c, false) })
	}
	switch f.kind {
	case "public address":
		either(func(c *world, on bool) { c.task.public = on })
	case "DNS support":
		either(func(c *world, on bool) { c.vpcs[f.i].support = on })
	case "DNS hostnames":
		either(func(c *world, on bool) { c.vpcs[f.i].hostnames = on })
	case "attachment":
		either(func(c *world, on bool) { c.vpcs[f.i].attached = on })
	case "private DNS":
		either(func(c *world, on bool) { c.endpoints[f.i].private = on })
	case "endpoint":
		either(func(c *world, on bool) { c.endpoints[f.i].missing = on })
	case "zone":
		either(func(c *world, on bool) { c.zones[f.i].missing = on })
	case "entry":
		either(func(c *world, on bool) { c.acls[f.i].entries[f.j].missing = on })
	case "action":
		either(func(c *world, on bool) { c.acls[f.i].entries[f.j].allow = on })
	case "gateway endpoint":
		with(func(*world) {})
		with(func(c *world) { c.gateways[f.i].tables = nil })
	case "association":
		with(func(*world) {})
		with(func(c *world) { c.subnets[f.i].table = noIndex })
	case "rules":
		for _, ingress := range [][]simRule{nil, everything} {
			for _, egress := range [][]simRule{nil, everything} {
				with(func(c *world) {
					g := &c.groups[f.i]
					g.ingress, g.egress, g.standalone, g.silent = ingress, egress, false, false
				})
			}
		}
	case "endpoint subnets":
		in := w.subnetsIn(w.endpoints[f.i].vpc)
		for mask := 1; mask < 1<<len(in); mask++ {
			with(func(c *world) {
				c.endpoints[f.i].subnets = nil
				for k, s := range in {
					if mask&(1<<k) != 0 {
						c.endpoints[f.i].subnets = append(c.endpoints[f.i].subnets, s)
					}
				}
			})
		}
	case "target":
		for n, nat := range w.nats {
			if nat.vpc == w.tables[f.i].vpc {
				with(func(c *world) { c.tables[f.i].routes[f.j].nat = n })
			}
		}
		for _, works := range []bool{true, false} {
			with(func(c *world) {
				c.nats = append(c.nats, simNAT{vpc: c.tables[f.i].vpc, subnet: noIndex, outside: true, outgoing: works})
				c.tables[f.i].routes[f.j].nat = len(c.nats) - 1
			})
		}
	}
	return out
}

var everything = []simRule{{protocol: "-1", cidr: "0.0.0.0/0", group: noIndex}, {protocol: "-1", cidr: "::/0", group: noIndex}}

// valid reports whether AWS lets the world be created: one name is answered
// for by one endpoint or zone.
func (w *world) valid() bool {
	for i, e := range w.endpoints {
		rest := *w
		rest.endpoints = w.endpoints[:i]
		if !e.missing && rest.conflicts(e) {
			return false
		}
		for _, z := range w.zones {
			if e.private && !e.missing && managed(e) == z.name {
				return false
			}
		}
	}
	return true
}
