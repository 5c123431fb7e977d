package terraform

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// findsAll reports whether what the data source d certainly finds, ms, is all
// that it finds: subnets of a VPC that lies outside the files and of which all
// are known, where the root adds none.
func (e *evaluator) findsAll(d *iac.Resource, ms []*iac.Resource, all []*instance) bool {
	kind := ms[0].Type
	vpc, known := spelledID(ms[0].Body.Get("vpc_id"))
	if !known || !e.opts.Listed[vpc] || !asksFor(d, vpc) {
		return false
	}
	found := func(m *iac.Resource) bool { return slices.Contains(ms, m) || e.looksUp(d, m) == no }
	for _, m := range all {
		if !m.res.data && m.res.kind == kind && !found(m.iac) {
			return false
		}
	}
	return !slices.ContainsFunc(e.opts.Outside, func(m *iac.Resource) bool {
		of, _ := spelledID(m.Body.Get("vpc_id"))
		return m.Type == kind && of == vpc && !found(m)
	})
}

func spelledID(v iac.Value) (string, bool) {
	t, _ := v.Text()
	id, known := spelled(t).Literal()
	return id, known && id != ""
}

// asksFor reports whether a data source finds what is in the VPC alone.
func asksFor(d *iac.Resource, vpc string) bool {
	if id, known := spelledID(d.Body.Get("vpc_id")); known && id == vpc {
		return true
	}
	filters, _ := d.Body.Get("filter").Items()
	return slices.ContainsFunc(filters, func(f iac.Value) bool {
		name, _ := f.Get("name").Str()
		values, partial := f.Get("values").Items()
		if name != "vpc-id" || len(values) != 1 || partial != nil {
			return false
		}
		id, known := spelledID(values[0])
		return known && id == vpc
	})
}
