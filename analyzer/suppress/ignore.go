package suppress

import (
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An Ignore leaves findings out by what a configuration file says: those of its
// rules, in files and about resources as it says, or in any and about all.
type Ignore struct {
	Rules         []string // by id or name
	Path          string   // a pattern or a folder, seen from the file; empty for every file
	Resource      string   // an address, in which * stands for anything; empty for every resource
	Until, Reason string
	At            source.Range // in the configuration file

	// Partial says that not all that the file holds for is looked at: nothing
	// can be said of whether it is of use.
	Partial bool
}

// remarkOf returns an ignore as a remark.
func remarkOf(i *Ignore) *remark {
	return &remark{
		Suppression: &lint.Suppression{At: i.At, Rules: i.Rules, Reason: strings.TrimSpace(i.Reason), Until: i.Until},
		ignore:      i, open: i.Partial,
	}
}

// covers reports whether a finding is one that is meant: it lies in a file of
// the path and in the resource, or the resource is all that it affects.
func (i *Ignore) covers(f *lint.Finding, resources []*iac.Resource) bool {
	at := f.Primary()
	if !i.in(at.File) {
		return false
	}
	if i.Resource == "" {
		return true
	}
	tasks := f.Tasks()
	if len(tasks) > 0 && !slices.ContainsFunc(tasks, func(t *lint.Task) bool { return !like(i.Resource, t.Address) }) {
		return true
	}
	return slices.ContainsFunc(resources, func(r *iac.Resource) bool { return r.Range.Contains(at) && like(i.Resource, r.Address) })
}

// in reports whether the file called name is one of the path.
func (i *Ignore) in(name string) bool {
	if i.Path == "" {
		return true
	}
	pattern := path.Join(path.Dir(i.At.File), i.Path)
	matched, err := doublestar.Match(pattern, name)
	return pattern == "." || matched && err == nil || strings.HasPrefix(name, pattern+"/")
}

// like reports whether s is what a pattern says, in which * stands for anything.
func like(pattern, s string) bool {
	parts := strings.Split(pattern, "*")
	first, last := parts[0], parts[len(parts)-1]
	if len(parts) == 1 {
		return s == pattern
	}
	rest, ok := strings.CutPrefix(s, first)
	if !ok {
		return false
	}
	for _, p := range parts[1 : len(parts)-1] {
		if _, rest, ok = strings.Cut(rest, p); !ok {
			return false
		}
	}
	return strings.HasSuffix(rest, last)
}
