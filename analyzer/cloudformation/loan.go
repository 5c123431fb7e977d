package cloudformation

import (
	"fmt"
	"path"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A loan is a resource of one stack that may add to what another declares: it
// takes a parameter that nobody gives a value, or imports what several stacks
// export. A network that lacks something is not known to lack it then.
type loan struct {
	by    *instance // the root that the resource is in
	adder *iac.Resource
	why   *iac.Unknown
	opens string   // type of what it may add to
	from  []export // what it may import; nil for a parameter
}

// additions are the properties by which resources add to what is declared
// elsewhere, with the type of that. They are those that can give a flow a way
// that it lacks.
var additions = []struct{ kind, property, opens string }{
	{"AWS::EC2::Route", "RouteTableId", "AWS::EC2::RouteTable"},
	{"AWS::EC2::VPCEndpoint", "VpcId", "AWS::EC2::VPC"},
	{"AWS::EC2::VPCEndpoint", "RouteTableIds", "AWS::EC2::RouteTable"},
	{"AWS::EC2::SecurityGroupIngress", "GroupId", "AWS::EC2::SecurityGroup"},
	{"AWS::EC2::SecurityGroupEgress", "GroupId", "AWS::EC2::SecurityGroup"},
	{"AWS::EC2::SubnetRouteTableAssociation", "SubnetId", "AWS::EC2::Subnet"},
}

// findLoans notes the loans of all roots, once they are evaluated.
func (l *loader) findLoans() {
	for _, root := range l.roots {
		root.walk(func(in *instance) {
			for _, d := range in.declared {
				l.loansOf(root, d.resource)
			}
		})
	}
}

func (l *loader) loansOf(root *instance, r *iac.Resource) {
	if exists, known := r.Exists.Bool(); known && !exists {
		return
	}
	for _, a := range additions {
		if a.kind != r.Type {
			continue
		}
		for _, u := range r.Body.Get(a.property).Unknowns() {
			d := l.declarations[u]
			from := l.ambiguous[u]
			if d != nil && d.owner.parent == nil || from != nil {
				l.loans = append(l.loans, loan{by: root, adder: r, why: u, opens: a.opens, from: from})
			}
		}
	}
}

// guests returns resources that stand for what other stacks may add to those of
// the roots.
func (l *loader) guests(roots []*instance, declared []*iac.Resource) []*iac.Resource {
	var guests []*iac.Resource
	for _, loan := range l.loans {
		if slices.ContainsFunc(roots, func(in *instance) bool { return in.tmpl == loan.by.tmpl }) {
			continue
		}
		var refs []iac.Value
		for _, r := range declared {
			if r.Type == loan.opens && loan.reaches(roots, r) {
				refs = append(refs, iac.TextValue(iac.Text{{Resource: r, Attr: "Ref"}}, r.Range))
			}
		}
		if len(refs) > 0 {
			guests = append(guests, loan.guest(refs))
		}
	}
	return guests
}

// reaches reports whether a resource of the roots may be what the loan is
// about: what it may import, or anything that is declared in the same folder.
func (l loan) reaches(roots []*instance, r *iac.Resource) bool {
	for _, e := range l.from {
		value := e.output.value.get("Value")
		if value == nil || !slices.ContainsFunc(roots, func(in *instance) bool { return in.tmpl == e.in.top.tmpl }) {
			continue
		}
		for _, o := range e.in.eval(value).Refs() {
			if o.Range == r.Range {
				return true
			}
		}
	}
	return l.from == nil && path.Dir(r.Range.File) == path.Dir(l.by.tmpl.name)
}

// guest returns the resource that stands for the loan.
func (l loan) guest(refs []iac.Value) *iac.Resource {
	why := fmt.Sprintf("`%s` of `%s` may add to it: %s", l.adder.Address, l.by.tmpl.name, l.why.Why)
	return &iac.Resource{
		Address: l.by.tmpl.base() + "/" + l.adder.Address, Type: "AWS::CloudFormation::Transform", Language: iac.CloudFormation,
		Exists: iac.Bool(true, l.adder.Range),
		Unseen: &iac.Unknown{Name: l.by.tmpl.base() + "/" + l.adder.Address, Why: why, Range: l.adder.Range},
		Body: iac.Object([]iac.Field{
			{Name: "Resources", Value: iac.List(refs, nil, l.adder.Range), Range: l.adder.Range},
		}, nil, l.adder.Range),
		Region: l.adder.Region, Account: l.adder.Account,
		Range: l.adder.Range, Header: l.adder.Header,
	}
}
