package authz

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A guard is a resource that a policy of its own guards.
type guard struct {
	kind     *guardKind
	resource *iac.Resource
	name     iac.Text  // empty where AWS chooses it
	policy   iac.Value // absent for none
	key      iac.Value // the KMS key that it is encrypted with; absent for AWS's own
}

// A guardKind is one type of resource that has a policy, in both vocabularies.
type guardKind struct {
	service string // in the actions that are asked of it
	types   []string
	name    iac.Name
	policy  iac.Name // where the resource holds its policy itself
	key     iac.Name
	prefix  string // of the name in the last field of an ARN
	cut     string // what ends the name there

	// The resource that holds the policy apart, if there is one.
	apart       []string
	apartTarget iac.Name
	apartPolicy iac.Name
}

// guardKinds are the resources whose policies are read.
var guardKinds = []*guardKind{secretKind, parameterKind, keyKind, repositoryKind, bucketKind, fileSystemKind}

// declaration returns how the resource itself is read.
func (k *guardKind) declaration() kind {
	return kind{types: k.types, decode: func(d *directory, r *iac.Resource) {
		g := &guard{kind: k, resource: r, policy: attribute(r, k.policy), key: r.Attr(k.key)}
		name, _ := r.Attr(k.name).Text()
		g.name = k.nameIn(name)
		d.guards = append(d.guards, g)
		d.guarded[r] = g
	}}
}

// attachment returns how the resource that holds the policy apart is read.
func (k *guardKind) attachment() kind {
	return kind{types: k.apart, decode: func(d *directory, r *iac.Resource) {
		d.link(func() {
			target, policy := r.Attr(k.apartTarget), attribute(r, k.apartPolicy)
			for _, g := range d.guards {
				if g.kind != k {
					continue
				}
				same, known := g.isNamed(target)
				switch {
				case known && !same:
				case !known:
					g.policy = iac.UnknownValue(undecidedName(target), policy.Range)
				default:
					g.policy = policy
				}
			}
		})
	}}
}

// isNamed reports whether v names what is guarded: by a reference, by its name
// or by its ARN.
func (g *guard) isNamed(v iac.Value) (same, known bool) {
	t, ok := v.Text()
	if !ok {
		return false, true
	}
	return g.is(t)
}

// referred returns the resource of the kind that t refers to, or nil.
func (k *guardKind) referred(t iac.Text) *iac.Resource {
	for _, p := range t {
		if p.Resource != nil && !p.Resource.Data && slices.Contains(k.types, p.Resource.Type) {
			return p.Resource
		}
	}
	return nil
}

func (g *guard) is(t iac.Text) (same, known bool) {
	if r := g.kind.referred(t); r != nil {
		return r == g.resource, true
	}
	name := g.kind.nameIn(t)
	if len(g.name) == 0 {
		_, literal := name.Literal()
		return false, literal
	}
	equal, known := name.Equal(g.name)
	if known && !equal && g.kind == secretKind && hasSuffix(name) {
		equal, known = withoutSuffix(name).Equal(g.name)
	}
	if known && equal {
		return g.lives(t.Split(":"))
	}
	return equal, known
}

// lives reports whether the fields of an ARN, if they are of one, name the
// region and account of what is guarded. Buckets have neither in theirs.
func (g *guard) lives(arn []iac.Text) (here, known bool) {
	if len(arn) < 6 {
		return true, true
	}
	here, known = true, true
	for field, own := range map[int]iac.Value{3: g.resource.Region, 4: g.resource.Account} {
		t, ok := own.Text()
		if !ok || len(arn[field]) == 0 {
			continue
		}
		switch equal, decided := arn[field].Equal(t); {
		case decided && !equal:
			return false, true
		case !decided:
			here, known = false, false
		}
	}
	return here, known
}

// nameIn returns the name in an ARN of the kind; any other text is a name
// itself.
func (k *guardKind) nameIn(t iac.Text) iac.Text {
	if fields := t.Split(":"); len(fields) >= 6 {
		t = fields[len(fields)-1]
	}
	if k.prefix != "" {
		if before, after, found := t.Cut(k.prefix); found && len(before) == 0 {
			t = after
		}
	}
	if k.cut != "" {
		t, _, _ = t.Cut(k.cut)
	}
	if k == parameterKind {
		return withoutSlash(t)
	}
	return t
}

// guardOf returns what guards the resource that the action is asked of, nil if
// the files do not declare it.
func (d *directory) guardOf(action string, resource iac.Text) *guard {
	service, _, _ := strings.Cut(action, ":")
	for _, k := range guardKinds {
		if r := k.referred(resource); r != nil && k.service == service {
			return d.guarded[r]
		}
	}
	for _, g := range d.guards {
		if g.kind.service != service {
			continue
		}
		if same, known := g.is(resource); known && same {
			return g
		}
	}
	return nil
}
