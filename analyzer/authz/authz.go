// Package authz judges what tasks ask of AWS services: whether the role that
// signs a request may make it. It reads roles, what is attached to them, and
// the policies of what they ask for, in both languages by one table of names for
// each kind of resource. It knows who asks what of whom; what a policy says is
// for iam, and whether packets arrive is for reach.
package authz

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// Judge adds to each proof the steps of the roles that sign its requests. What
// they say never changes the verdict on the flow: packets arrive, or not,
// whoever sends them.
func Judge(proofs []*reach.Proof, resources []*iac.Resource) {
	d := read(resources)
	for i, p := range proofs {
		if i > 0 && asksAlike(proofs[i-1], p) {
			p.Roles = proofs[i-1].Roles
			continue
		}
		p.Roles = d.steps(p)
	}
}

// asksAlike reports whether the roles are asked the same for both flows: those
// of one need, from several subnets, stand side by side.
func asksAlike(a, b *reach.Proof) bool {
	n, m := a.Need, b.Need
	return a.Task == b.Task && a.Through == b.Through && (a.Through != nil || a.Verdict == b.Verdict) &&
		len(n.Requests) == len(m.Requests) && (len(n.Requests) == 0 || &n.Requests[0] == &m.Requests[0]) &&
		n.Service == m.Service && slices.Equal(n.Region, m.Region) && n.Range == m.Range && n.If == m.If && n.Unless == m.Unless
}

// A directory finds roles and policies among the resources of a stack.
type directory struct {
	roles           []*role
	declared        map[*iac.Resource]*role
	byName          map[string][]*role          // those whose name is written
	vague           []*role                     // those whose name is not wholly known
	policies        map[*iac.Resource]iac.Value // the documents of managedPolicies
	managedPolicies []*iac.Resource
	guards          []*guard
	guarded         map[*iac.Resource]*guard
	logGroups       []iac.Text // the names of those that are created
	ends            map[*iac.Resource]*iac.Unknown
	links           []func()
}

// read returns the directory of the resources: everything is declared first and
// attached after, as the order of resources in the files means nothing.
func read(resources []*iac.Resource) *directory {
	d := &directory{
		declared: map[*iac.Resource]*role{}, byName: map[string][]*role{},
		policies: map[*iac.Resource]iac.Value{}, guarded: map[*iac.Resource]*guard{},
		ends: map[*iac.Resource]*iac.Unknown{},
	}
	for _, r := range resources {
		if decode := decoders[r.Type]; decode != nil && !r.Data {
			if _, created := maybe(r); created {
				decode(d, r)
			}
		}
	}
	for _, f := range d.links {
		f()
	}
	for _, r := range resources {
		d.open(r)
	}
	for _, r := range d.roles {
		r.settle(d)
	}
	return d
}

// spelling returns how names are written: with the random end of secrets as it
// may be, or as it is once they are created.
func (d *directory) spelling(created bool) spelling { return spelling{created: created, ends: d.ends} }

// link has f run once everything is declared.
func (d *directory) link(f func()) { d.links = append(d.links, f) }

// A kind is one type of resource in both vocabularies and how it is read.
type kind struct {
	types  []string
	decode func(*directory, *iac.Resource)
}

// decoders maps resource types of both languages to what reads them.
var decoders = func() map[string]func(*directory, *iac.Resource) {
	m := map[string]func(*directory, *iac.Resource){}
	kinds := []kind{
		roleKind, rolePolicyKind, inlinePolicyKind,
		managedPolicyKind, attachmentKind, policyAttachmentKind, exclusiveAttachmentKind,
		logGroupKind,
	}
	for _, g := range guardKinds {
		kinds = append(kinds, g.declaration(), g.attachment())
	}
	for _, k := range kinds {
		for _, t := range k.types {
			m[t] = k.decode
		}
	}
	return m
}()

// maybe returns why r may not exist, or nil; created is false where r is known
// not to exist.
func maybe(r *iac.Resource) (why *iac.Unknown, created bool) {
	exists, known := r.Exists.Bool()
	switch {
	case r.Exists.IsAbsent():
		return nil, true
	case !known:
		return r.Exists.Unknown(), true
	}
	return nil, exists
}

// attribute returns the attribute n of r; unknown where what is deployed may differ
// from what is written, or where r may not exist at all.
func attribute(r *iac.Resource, n iac.Name) iac.Value {
	v := r.Attr(n)
	if why := r.MayDiffer(n); why != nil {
		return iac.UnknownValue(why, v.Range)
	}
	if why, _ := maybe(r); why != nil {
		return iac.UnknownValue(why, v.Range)
	}
	return v
}
