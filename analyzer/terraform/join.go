package terraform

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A data source can look up what the stack itself declares. Where one resource
// certainly has all that is asked for, the data source stands for it: were
// there another, the lookup would fail. The join is made after evaluation, of
// what has left the evaluator, so that no lookup can wait for itself.

// joinRounds is how many lookups can depend on each other.
const joinRounds = 3

// join has data sources stand for the resources that they look up, and reports
// whether there are new ones.
func (e *evaluator) join(all []*instance) bool {
	found := false
	for _, d := range all {
		kind, ok := lookups[d.res.kind]
		_, answered := e.answers[d.iac.Address]
		if !d.res.data || !ok || answered || e.joins[d.iac] {
			continue
		}
		var matches []*iac.Resource
		for _, m := range all {
			if !m.res.data && slices.Contains(kind.managed, m.res.kind) && isTrue(m.iac.Exists) && e.finds(d.iac, m.iac) {
				matches = append(matches, m.iac)
			}
		}
		for _, m := range e.opts.Outside {
			if slices.Contains(kind.managed, m.Type) && e.finds(d.iac, m) {
				matches = append(matches, m)
			}
		}
		switch {
		case kind.list != "" && len(matches) > 0:
			e.standForAll(d, kind.list, matches, e.findsAll(d.iac, matches, all))
		case kind.list == "" && len(matches) == 1:
			e.standFor(d.iac, matches[0])
		default:
			continue
		}
		e.joins[d.iac] = true
		found = true
	}
	return found
}

// standFor replaces what is asked of the data source d by what m has.
func (e *evaluator) standFor(d, m *iac.Resource) {
	for _, t := range e.tokens.list {
		if t.part.Resource == d {
			e.tokens.joins[t.part] = attributeOf(m, t.part.Attr)
		}
	}
	for key, u := range e.unknowns {
		if t, ok := m.Body.Get(key.name).Text(); key.res == d && ok {
			e.tokens.joins[iac.Part{Unknown: u}] = t
			e.joined[u] = m.Body.Get(key.name)
		}
	}
}

// attributeOf returns the attribute of m: as it is written if that is not a
// name of m itself.
func attributeOf(m *iac.Resource, attr string) iac.Text {
	if t, ok := m.Body.Get(attr).Text(); ok && attr != "id" && attr != "arn" && attr != "name" {
		return t
	}
	return iac.Text{{Resource: m, Attr: attr}}
}

// standForAll replaces the ids that the data source d finds by those of the
// resources ms. Unless they are all there may be more, which others have made.
func (e *evaluator) standForAll(d *instance, attr string, ms []*iac.Resource, whole bool) {
	u := d.readAtApply(attr)
	more := &iac.Unknown{
		Name: u.Name, Range: u.Range,
		Why: "`" + d.iac.Address + "` is read at apply, and may find more than the files declare",
	}
	if whole {
		more = nil
	}
	items := make([]iac.Value, len(ms))
	for n, m := range ms {
		items[n] = identity(m)
		items[n].Range = d.iac.Header
	}
	e.joined[u] = iac.List(items, more, d.iac.Header)
}

// finds reports whether the data source d of the root certainly finds m, which
// the root declares itself, or which has the id that the user says.
func (e *evaluator) finds(d, m *iac.Resource) bool {
	near := compare(d.Region, m.Region) == yes && compare(d.Account, m.Account) == yes
	told := m.ID != "" && mayShare(d.Region, m.Region) && mayShare(d.Account, m.Account)
	return (near || told) && e.looksUp(d, m) == yes
}
