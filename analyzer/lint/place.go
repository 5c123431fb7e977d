package lint

import (
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// calls maps the files of modules that are not the user's to edit to the
// innermost module block that is.
func calls(resources []*iac.Resource) map[string]source.Range {
	m := map[string]source.Range{}
	for _, r := range resources {
		if !r.Downloaded {
			continue
		}
		for _, c := range r.Calls {
			if c.File == r.Range.File {
				break
			}
			if _, inside := m[c.File]; !inside {
				m[r.Range.File] = c
			}
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
