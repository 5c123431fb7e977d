package terraform

import (
	"path"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A relation is what data sources of one root can be looked up in: what all
// others declare and publish.
type relation struct {
	set         *set
	byType      map[string][]candidate
	outputs     []iac.Output
	beside      []*iac.Stack    // of other languages
	handed      []*iac.Resource // what something unseen was given
	directories map[[2]string]*directory
}

// A candidate is a resource that a lookup may find, and the root that declares
// it; that is nil if no root does.
type candidate struct {
	*iac.Resource
	root  *evaluator
	match match
	part  iac.Text // what it is called, if that is not its id
}

// relate answers those data sources of the roots that are about what others
// declare, and returns the roots that have answers which they had not.
func (s *set) relate(beside []*iac.Stack) []*evaluator {
	rel := &relation{set: s, byType: map[string][]candidate{}, beside: beside, directories: map[[2]string]*directory{}}
	for _, e := range s.roots {
		s.makesMain = s.makesMain || e.makesMain()
		for _, r := range e.emitted {
			r.Twin = e.answers[r.Address].twin
			rel.add(candidate{Resource: r, root: e})
		}
	}
	for _, stack := range beside {
		rel.outputs = append(rel.outputs, stack.Outputs...)
		for _, r := range stack.Resources {
			rel.add(candidate{Resource: r})
		}
	}
	rel.addParts()
	s.associations = rel.associations()
	var changed []*evaluator
	for _, of := range []func(string) bool{isLookupOfVPC, func(kind string) bool { return !isLookupOfVPC(kind) }} {
		for _, e := range s.roots {
			if rel.answer(e, of) && !slices.Contains(changed, e) {
				changed = append(changed, e)
			}
		}
	}
	return changed
}

// associations returns what gives subnets a route table, in all roots and beside
// them.
func (rel *relation) associations() []*iac.Resource {
	var out []*iac.Resource
	for _, kind := range []string{"aws_route_table_association", "AWS::EC2::SubnetRouteTableAssociation"} {
		for _, c := range rel.byType[kind] {
			out = append(out, c.Resource)
		}
	}
	return out
}

// isLookupOfVPC reports whether data sources of the type find VPCs. Those are
// answered before all others, in every root: the others ask for parts of them.
func isLookupOfVPC(kind string) bool { return kind == "aws_vpc" }

func (rel *relation) add(c candidate) {
	if c.Type == "module" && !c.Inert || c.Unseen != nil {
		rel.handed = append(rel.handed, c.Body.Refs()...)
	}
	if exists, known := c.Exists.Bool(); !c.Data && (exists || !known) {
		rel.byType[c.Type] = append(rel.byType[c.Type], c)
	}
}

// answer reports whether there are new answers for e, to data sources of the
// types that of reports.
func (rel *relation) answer(e *evaluator, of func(kind string) bool) bool {
	changed := false
	for range joinRounds { // a lookup may be about what another finds
		again := false
		for _, d := range e.emitted {
			if exists, known := d.Exists.Bool(); of(d.Type) && (d.Data || d.Type == templateStack) && (exists || !known) && !e.joins[d] {
				again = rel.settle(e, d) || again
			}
		}
		if !again {
			break
		}
		changed = true
	}
	return changed
}

// settle reports whether the answer to the data source d is another than it
// was. What is once found stays, but for lists, which can grow.
func (rel *relation) settle(e *evaluator, d *iac.Resource) bool {
	before, answered := e.answers[d.Address]
	list := lookups[d.Type].list
	if answered && list == "" {
		return false
	}
	d.May = nil
	a, ok := rel.find(e, d)
	switch {
	case !ok:
		delete(e.answers, d.Address)
		return answered
	case answered && alikeLists(a.values[list], before.values[list]):
		return false
	}
	e.answers[d.Address] = a
	d.Twin = a.twin
	return true
}

// alikeLists reports whether two lists have the same references, and both are
// complete or neither is.
func alikeLists(a, b iac.Value) bool {
	_, more := a.Items()
	_, others := b.Items()
	return slices.Equal(a.Refs(), b.Refs()) && (more == nil) == (others == nil)
}

// isHanded reports whether something unseen was given the VPC, or what may be
// it: there may be more in it than what is declared.
func (rel *relation) isHanded(vpc *iac.Resource) bool {
	return slices.ContainsFunc(rel.handed, func(r *iac.Resource) bool {
		return r == vpc || r.Twin == vpc || slices.Contains(r.May, vpc)
	})
}

// find returns the answer to the data source d. Where there may be several, d
// notes what it may stand for.
func (rel *relation) find(e *evaluator, d *iac.Resource) (answer, bool) {
	switch d.Type {
	case "aws_cloudformation_export":
		return rel.export(e, d)
	case templateStack:
		if !d.Data {
			return rel.deployed(e, d)
		}
		return rel.stack(d)
	}
	q, ok := lookups[d.Type]
	if !ok {
		return answer{}, false
	}
	sure, others := rel.candidates(e, d, q)
	switch vpc := vpcAsked(d); {
	case q.list != "" && len(sure) > 0 && (vpc != nil || ofOne(sure)):
		if vpc == nil {
			vpc = vpcOf(sure)
		}
		complete := vpc != nil && !isDefault(vpc) && len(others) == 0 && !rel.isHanded(vpc)
		return answer{values: map[string]iac.Value{q.list: listOf(d, sure, complete)}}, true
	case q.list == "" && len(sure) == 1 && !slices.ContainsFunc(others, candidate.fits):
		if sure[0].part != nil {
			return answer{values: map[string]iac.Value{"id": sure[0].identity()}}, true
		}
		return answer{twin: sure[0].Resource}, true
	}
	e.leaveOpen(d, append(sure, others...))
	return answer{}, false
}

// candidates returns what the data source d of e certainly finds, as far as its
// root tells, and what it may find beside.
func (rel *relation) candidates(e *evaluator, d *iac.Resource, q query) (sure, others []candidate) {
	asked := wants(d)
	for _, kind := range q.managed {
		for _, c := range rel.possible(asked, kind) {
			own := c.root != nil && c.root.root == e.root
			if own && c.part == nil && (q.list == "" || c.root != e) || c.root != nil && !e.pairs(c.root) || !mayShare(d.Region, c.Region) || !mayShare(d.Account, c.Account) {
				continue
			}
			c.match = e.looksUp(d, c.Resource)
			switch {
			case c.match == yes && isTrue(c.Exists):
				sure = append(sure, c)
			case c.fits() || c.match == blank && c.beside(e):
				others = append(others, c)
			}
		}
	}
	if vpcAsked(d) == nil {
		sure = e.narrowed(d, sure) // parts of one VPC may come from anywhere
	}
	return sure, others
}

// fits reports whether something that is asked for is known to be so.
func (c candidate) fits() bool { return c.match >= may }

// beside reports whether the candidate is declared in a root whose folder lies
// beside that of e: such roots are deployed together more often than not.
func (c candidate) beside(e *evaluator) bool {
	return c.root != nil && path.Dir(c.root.root) == path.Dir(e.root)
}

// ofOne reports whether all candidates are declared by one root.
func ofOne(cs []candidate) bool {
	return !slices.ContainsFunc(cs, func(c candidate) bool { return c.root == nil || c.root != cs[0].root })
}

// mayShare reports whether two regions or accounts may be one.
func mayShare(a, b iac.Value) bool {
	s, ok := a.Str()
	t, too := b.Str()
	return !ok || !too || s == t
}

// vpcAsked returns the VPC that a data source asks for the parts of, if that
// is declared.
func vpcAsked(d *iac.Resource) *iac.Resource {
	vs := []iac.Value{d.Body.Get("vpc_id")}
	filters, _ := d.Body.Get("filter").Items()
	for _, f := range filters {
		if name, _ := f.Get("name").Str(); name == "vpc-id" {
			values, more := f.Get("values").Items()
			if len(values) == 1 && more == nil {
				vs = append(vs, values[0])
			}
		}
	}
	for _, v := range vs {
		if r := referred(v); r != nil && !r.Data && isVPC(r) {
			return r
		}
	}
	return nil
}

// vpcOf returns the VPC that is declared and that all of the candidates are in,
// or nil. What has the same tags in another VPC is of no use beside them.
func vpcOf(cs []candidate) *iac.Resource {
	var vpc *iac.Resource
	for _, c := range cs {
		r := referred(attributeIn(c.Resource, "vpc_id"))
		if r == nil || r.Data || !isVPC(r) || vpc != nil && r != vpc {
			return nil
		}
		vpc = r
	}
	return vpc
}

// listOf returns the ids of what the data source d finds. Unless the list is
// complete there may be more, which others have made.
func listOf(d *iac.Resource, found []candidate, complete bool) iac.Value {
	var more *iac.Unknown
	if !complete {
		more = &iac.Unknown{
			Name: d.Address, Range: d.Header,
			Why: "`" + d.Address + "` is read at apply, and may find more than the files declare",
		}
	}
	items := make([]iac.Value, len(found))
	for n, c := range found {
		items[n] = c.identity()
		items[n].Range = d.Header
	}
	return iac.List(items, more, d.Header)
}

// leaveOpen notes what the data source d may stand for.
func (e *evaluator) leaveOpen(d *iac.Resource, cs []candidate) {
	for _, c := range cs {
		if c.part != nil {
			d.May = append(d.May, c.part[0].Resource) // of which it is
			continue
		}
		d.May = append(d.May, c.Resource)
		if c.Type == "aws_ssm_parameter" || c.Type == "AWS::SSM::Parameter" {
			d.May = append(d.May, attributeIn(c.Resource, "value").Refs()...)
		}
	}
	for _, u := range e.facts[d] {
		u.May = d.May
	}
}
