package authz

import (
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
	d.roles = append(d.roles, n)
	d.declared[r] = n
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

// isNamed reports whether v names the role, by its name, its ARN or a reference
// to it, and whether that is known at all.
func (n *role) isNamed(d *directory, v iac.Value) (same, known bool) {
	t, ok := v.Text()
	if !ok || len(t) == 0 {
		return false, true
	}
	t = nameIn(t)
	if r := t[len(t)-1].Resource; r != nil && len(t) == 1 {
		if r == n.resource {
			return true, true
		}
		if d.declared[r] != nil {
			return false, true
		}
		if looked, ok := r.Attr(roleName).Text(); ok && r.Data && isRoleType(r) {
			t = looked
		}
	}
	if len(n.name) == 0 {
		// AWS ends a name of its own with random letters, which no file spells.
		_, literal := t.Literal()
		return false, literal
	}
	return t.Equal(n.name)
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
	for _, n := range d.roles {
		same, known := n.isNamed(d, v)
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
	named := texts(r.Body)
	for _, n := range d.roles {
		if n.givenTo(d, refs, named) {
			n.unsure(unseen(r))
		}
	}
	for _, g := range d.guards {
		for _, ref := range refs {
			if ref == g.resource && g.policy.IsAbsent() {
				g.policy = iac.UnknownValue(unseen(r), r.Header)
			}
		}
	}
}

func (n *role) givenTo(d *directory, refs []*iac.Resource, named []iac.Value) bool {
	for _, ref := range refs {
		if ref == n.resource {
			return true
		}
	}
	for _, v := range named {
		if same, known := n.isNamed(d, v); known && same {
			return true
		}
	}
	return false
}
