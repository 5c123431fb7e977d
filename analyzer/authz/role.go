package authz

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A role is an IAM role that the files declare, with all that is attached to
// it.
type role struct {
	resource *iac.Resource
	name     iac.Text // empty where AWS chooses it
	trust    iac.Value
	boundary iac.Value
	attached []iac.Value  // documents, inline and managed
	more     *iac.Unknown // why there may be more
	maybe    *iac.Unknown // why the role may not exist

	// open and fixed are the documents in both of their spellings.
	open, fixed documents
}

// documents are what a role is judged by.
type documents struct {
	attached []iac.Value
	boundary iac.Value
}

var (
	roleName     = iac.Named("name", "RoleName")
	roleTrust    = iac.Named("assume_role_policy", "AssumeRolePolicyDocument")
	roleBoundary = iac.Named("permissions_boundary", "PermissionsBoundary")
	roleInline   = iac.Named("inline_policy", "Policies")
	roleManaged  = iac.Named("managed_policy_arns", "ManagedPolicyArns")

	inlineDocument = iac.Named("policy", "PolicyDocument")

	roleKind = kind{types: []string{"aws_iam_role", "AWS::IAM::Role"}, decode: declareRole}
)

func declareRole(d *directory, r *iac.Resource) {
	n := &role{resource: r, trust: attribute(r, roleTrust)}
	n.name, _ = r.Attr(roleName).Text()
	n.maybe, _ = maybe(r)
	d.declare(n)
	d.link(func() {
		n.boundary = d.managed(attribute(r, roleBoundary), r)
		items, partial := attribute(r, roleInline).Items()
		n.unsure(partial)
		for _, item := range items {
			if doc := item.Read(inlineDocument, r.Language); !doc.IsAbsent() {
				n.attached = append(n.attached, doc)
			}
		}
		items, partial = attribute(r, roleManaged).Items()
		n.unsure(partial)
		for _, item := range items {
			n.attach(d.managed(item, r))
		}
	})
}

func (d *directory) declare(n *role) {
	d.roles = append(d.roles, n)
	d.declared[n.resource] = n
	switch name, literal := n.name.Literal(); {
	case !literal:
		d.vague = append(d.vague, n)
	case name != "":
		d.byName[name] = append(d.byName[name], n)
	}
}

// unsure notes why there may be more attached to the role than is known; nil is
// no reason.
func (n *role) unsure(why *iac.Unknown) {
	if n.more == nil {
		n.more = why
	}
}

// attach adds a document; an absent one is none.
func (n *role) attach(doc iac.Value) {
	if !doc.IsAbsent() {
		n.attached = append(n.attached, doc)
	}
}

// settle spells the documents once everything is attached.
func (n *role) settle(d *directory) {
	for _, s := range []struct {
		spelling spelling
		to       *documents
	}{{d.spelling(false), &n.open}, {d.spelling(true), &n.fixed}} {
		for _, doc := range n.attached {
			s.to.attached = append(s.to.attached, s.spelling.value(doc))
		}
		s.to.boundary = s.spelling.value(n.boundary)
	}
}

// A naming is a text that may name a role, as far as it can be read without
// one.
type naming struct {
	name     iac.Text // empty where the text is none
	declared *role    // that a reference leads to
}

// namingIn returns what v, a name, an ARN or a reference, says of a role.
func (d *directory) namingIn(v iac.Value) naming {
	t, ok := v.Text()
	if !ok || len(t) == 0 {
		return naming{}
	}
	t = nameIn(t)
	if r := t[len(t)-1].Resource; r != nil && len(t) == 1 {
		if n := d.declared[r]; n != nil {
			return naming{declared: n}
		}
		if looked, ok := r.Attr(roleName).Text(); ok && r.Data && isRoleType(r) {
			t = looked
		}
	}
	return naming{name: t}
}

// names reports whether the role is the one that is named, and whether that is
// known at all.
func (m naming) names(n *role) (same, known bool) {
	switch {
	case m.declared != nil || len(m.name) == 0:
		return m.declared == n, true
	case len(n.name) == 0:
		// AWS ends a name of its own with random letters, which no file spells.
		_, literal := m.name.Literal()
		return false, literal
	}
	return m.name.Equal(n.name)
}

// mayName returns the roles that m may name. All others it is known not to.
func (d *directory) mayName(m naming) []*role {
	if m.declared != nil {
		return []*role{m.declared}
	}
	if s, literal := m.name.Literal(); literal {
		return slices.Concat(d.byName[s], d.vague)
	}
	return d.roles
}

// nameIn returns the name in the ARN of a role or policy, which follows its
// path; any other text is a name itself.
func nameIn(t iac.Text) iac.Text {
	if len(t) == 0 || len(t.Split(":")) < 6 {
		return t
	}
	parts := t.Split("/")
	if last := parts[len(parts)-1]; len(last) > 0 {
		return last
	}
	return t
}

func isRoleType(r *iac.Resource) bool { return r.Type == "aws_iam_role" || r.Type == "AWS::IAM::Role" }

// attachTo attaches doc to the roles that v names, and opens those that it may
// name. A non-nil why says why it may not be attached at all.
func (d *directory) attachTo(v, doc iac.Value, why *iac.Unknown) {
	m := d.namingIn(v)
	for _, n := range d.mayName(m) {
		same, known := m.names(n)
		switch {
		case !known:
			n.unsure(undecidedName(v))
		case same && why != nil:
			n.unsure(why)
		case same:
			n.attach(doc)
		}
	}
}

// attachToAll is attachTo for a list of roles.
func (d *directory) attachToAll(v, doc iac.Value, why *iac.Unknown) {
	items, partial := v.Items()
	for _, item := range items {
		d.attachTo(item, doc, why)
	}
	if partial != nil {
		for _, n := range d.roles {
			n.unsure(partial)
		}
	}
}

func undecidedName(v iac.Value) *iac.Unknown {
	if us := v.Unknowns(); len(us) > 0 {
		return us[0]
	}
	why := "whether `" + v.String() + "` names the role is known only after apply"
	return &iac.Unknown{Name: v.String(), Why: why, Range: v.Range}
}

// open marks the roles that r, which can attach anything to what it is given,
// is given: a module that is not on disk, a custom resource, a nested stack that
// is not there.
func (d *directory) open(r *iac.Resource) {
	if !attachesUnseen(r) {
		return
	}
	refs := r.Body.Refs()
	for _, ref := range refs {
		if n := d.declared[ref]; n != nil {
			n.unsure(unseen(r))
		}
	}
	for _, v := range texts(r.Body) {
		m := d.namingIn(v)
		for _, n := range d.mayName(m) {
			if same, known := m.names(n); known && same {
				n.unsure(unseen(r))
			}
		}
	}
	for _, ref := range refs {
		if g := d.guarded[ref]; g != nil && g.policy.IsAbsent() {
			g.policy = iac.UnknownValue(unseen(r), r.Header)
		}
	}
}
