package lint

import (
	"io/fs"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// calls maps the files of modules that are not the user's to edit to the
// innermost module block that is.
func calls(resources []*iac.Resource) map[string]source.Range {
	m := map[string]source.Range{}
	for _, r := range resources {
		if r.Downloaded {
			m[r.Range.File] = r.Caller
		}
	}
	return m
}

// place moves a finding in a downloaded module to the module block of the
// user's that it came through, and keeps the place as a related one.
func (f *Finding) place(calls map[string]source.Range) {
	at, downloaded := calls[f.At.File]
	if !downloaded {
		return
	}
	f.Related = append([]Related{{At: f.At, Message: "in the module, which is not yours to edit"}}, f.Related...)
	f.At = at
}

// Primary returns where a finding is shown: where it is mended, else the step
// that decided, else the task that it is about. A finding about what is in no
// file, such as a VPC's default network ACL, still needs a place.
func (f *Finding) Primary() source.Range {
	if Placed(f.At) {
		return f.At
	}
	if f.Step != nil && Placed(f.Step.At) {
		return f.Step.At
	}
	for _, t := range f.Tasks() {
		if r := Header(t); Placed(r) {
			return r
		}
	}
	return f.At
}

// Placed reports whether r is a place in a file of the tree.
func Placed(r source.Range) bool { return r.Start.Line > 0 && fs.ValidPath(r.File) }

// Header returns where a task is declared.
func Header(t *Task) source.Range {
	if t.Resource == nil {
		return source.Range{}
	}
	if t.Resource.Header.IsZero() {
		return t.Resource.Range
	}
	return t.Resource.Header
}
