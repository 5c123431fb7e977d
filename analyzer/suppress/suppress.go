// Package suppress leaves out the findings that the user has accepted, by a
// remark in the files or by a baseline. It knows comments as text; which
// language they are in it does not know.
package suppress

import (
	"maps"
	"slices"
	"time"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Remarks moves the findings that remarks in the files are about, and those that
// a configuration file ignores, from the Findings of each stack to what is Suppressed, and has the rules look at the
// remarks themselves. A remark holds through its last day, in UTC; with no
// today, none has expired.
//
// A remark is about a finding of one of its rules whose primary place begins
// on the remark's line, or lies in a resource that begins there or came through
// a module block that does.
func Remarks(result *lint.Result, tree *source.Tree, rules []*lint.Rule, today time.Time, ignores ...Ignore) {
	found := &remarks{tree: tree, files: map[string][]*remark{}, lines: map[line][]*remark{}, metadata: map[source.Range]*remark{}}
	own := make([][]*remark, len(result.Stacks))
	for i, s := range result.Stacks {
		if len(s.Tasks) > 0 { // no other stack has findings
			own[i] = found.collect(s)
		}
	}
	found.ignore(ignores)
	if i := slices.IndexFunc(result.Stacks, func(s *lint.Stack) bool { return len(s.Tasks) > 0 }); i >= 0 {
		own[i] = append(own[i], found.ignores...)
	}
	for _, r := range found.all {
		r.settle(rules, today)
	}
	for _, s := range result.Stacks {
		if len(s.Tasks) > 0 {
			found.apply(s)
		}
	}
	for i, s := range result.Stacks {
		review(s, own[i], rules)
	}
	for _, r := range found.ignores {
		if r.malformed != "" {
			result.Problems = append(result.Problems, r.problem())
		}
	}
}

// review has the rules look at the remarks that a stack is the first to hold.
// What is not understood is a problem.
func review(s *lint.Stack, own []*remark, rules []*lint.Rule) {
	if len(own) == 0 {
		return
	}
	var all []*lint.Suppression
	for _, r := range own {
		if r.malformed != "" {
			if r.ignore == nil {
				s.Problems = append(s.Problems, r.problem())
			}
			continue
		}
		r.Unused = r.holds() && !r.used && !r.open
		all = append(all, r.Suppression)
	}
	found := lint.Review(rules, lint.Pass{Stack: s.Stack, Suppressions: all})
	s.Findings = append(s.Findings, found...)
	lint.Sort(s.Findings)
}

// A line is one of a file.
type line struct {
	file string
	n    int
}

// remarks are those of all stacks. A file of a module is in many.
type remarks struct {
	tree     *source.Tree
	files    map[string][]*remark // in comments, by file
	lines    map[line][]*remark   // the same, by what they are about
	metadata map[source.Range]*remark
	ignores  []*remark // of the configuration file
	all      []*remark
}

// ignore adds what a configuration file ignores.
func (rs *remarks) ignore(ignores []Ignore) {
	for i := range ignores {
		r := remarkOf(&ignores[i])
		rs.ignores, rs.all = append(rs.ignores, r), append(rs.all, r)
	}
}

// collect adds the remarks of a stack and returns those that are new.
func (rs *remarks) collect(s *lint.Stack) []*remark {
	before := len(rs.all)
	for _, name := range slices.Sorted(maps.Keys(filesOf(s))) {
		if _, done := rs.files[name]; done {
			continue
		}
		rs.files[name] = nil
		if f, err := rs.tree.ReadFile(name); err == nil {
			rs.files[name] = comments(f)
			rs.all = append(rs.all, rs.files[name]...)
			for _, r := range rs.files[name] {
				if r.line > 0 {
					at := line{name, r.line}
					rs.lines[at] = append(rs.lines[at], r)
				}
			}
		}
	}
	for _, r := range s.All() {
		for _, m := range r.Remarks {
			if rs.metadata[m.Range] == nil {
				one := &remark{Suppression: &lint.Suppression{At: m.Range}}
				one.read(m.Text)
				rs.metadata[m.Range] = one
				rs.all = append(rs.all, one)
			}
		}
	}
	return rs.all[before:]
}

// filesOf returns the files that the resources of a stack are in, but for those
// of modules that are downloaded: nobody edits them.
func filesOf(s *lint.Stack) map[string]bool {
	names := map[string]bool{}
	for _, r := range s.All() {
		names[r.Range.File] = true
		for _, call := range r.Calls {
			names[call.File] = true
		}
	}
	for _, r := range s.All() {
		if r.Downloaded {
			delete(names, r.Range.File)
		}
	}
	return names
}

// apply moves the findings of a stack that a remark is about.
func (rs *remarks) apply(s *lint.Stack) {
	if len(rs.all) == 0 {
		return
	}
	if undecided(s) {
		rs.leaveOpen(s)
	}
	var kept []*lint.Finding
	for _, f := range s.Findings {
		if r := rs.about(f, s.All()); r != nil {
			s.Suppressed = append(s.Suppressed, lint.Suppressed{Finding: f, By: r.by(), Reason: r.Reason, At: r.At})
			continue
		}
		kept = append(kept, f)
	}
	s.Findings = kept
}

// undecided reports whether a stack may have findings that are not seen.
func undecided(s *lint.Stack) bool {
	return slices.ContainsFunc(s.Proofs, func(p *lint.Proof) bool { return p.Verdict == lint.Unknown }) ||
		slices.ContainsFunc(s.Problems, lint.Problem.Incomplete)
}

// leaveOpen marks the remarks in the files of a stack.
func (rs *remarks) leaveOpen(s *lint.Stack) {
	for name := range filesOf(s) {
		for _, m := range rs.files[name] {
			m.open = true
		}
		for _, m := range rs.ignores {
			m.open = m.open || m.ignore.in(name)
		}
	}
	for _, r := range s.All() {
		for _, m := range r.Remarks {
			rs.metadata[m.Range].open = true
		}
	}
}

// about returns the first remark that leaves the finding out, or nil, and marks
// all that do as used.
func (rs *remarks) about(f *lint.Finding, resources []*iac.Resource) *remark {
	var first *remark
	use := func(r *remark) {
		if !r.holds() || !r.names(f.Rule) {
			return
		}
		r.used = true
		if first == nil {
			first = r
		}
	}
	at := f.Primary()
	for _, r := range rs.ignores {
		if r.ignore.covers(f, resources) {
			use(r)
		}
	}
	rs.on(at, use)
	for _, r := range resources {
		if !r.Range.Contains(at) {
			continue
		}
		rs.on(r.Header, use)
		rs.on(r.Range, use)
		for _, call := range r.Calls {
			rs.on(call, use)
		}
		for _, m := range r.Remarks {
			use(rs.metadata[m.Range])
		}
	}
	return first
}

// on calls use with the remarks about the line on which a range begins.
func (rs *remarks) on(at source.Range, use func(*remark)) {
	for _, r := range rs.lines[line{at.File, at.Start.Line}] {
		use(r)
	}
}
