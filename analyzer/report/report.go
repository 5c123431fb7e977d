// Package report writes what was found, one file a format. It knows findings,
// proofs and problems; it judges nothing, and it reads the files only to quote
// them.
package report

import (
	"io"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Run is one run of the analyzer, as every format is given it.
type Run struct {
	Result  *lint.Result
	Rules   []*lint.Rule // that looked, whether or not they found something
	Version string       // of taskreach

	// Files is the tree that the result was read from; its root is what paths
	// in SARIF are relative to.
	Files *source.Tree
	// Path returns how a name in Files is printed for people: relative to the
	// working directory.
	Path func(name string) string
	// Scope is what was looked at, as a name in Files.
	Scope string
}

// path returns how a name in the tree is printed; the name of no file stays
// empty.
func (run Run) path(name string) string {
	if name == "" {
		return ""
	}
	return run.Path(name)
}

// A Style is how text is laid out. The zero Style suits a file: no colour, no
// wrapping.
type Style struct {
	Color bool
	ASCII bool // draw with ASCII characters only
	Width int  // columns to wrap at; 0 means not to wrap
	Links bool // what is named leads to its file and page (OSC 8)

	Quiet   bool // findings and what could not be analysed, no more
	Verbose bool // the proofs of all flows, too
}

// A Format writes a run to w. The only errors are those of w.
type Format func(w io.Writer, run Run, style Style) error

// Named returns the format called name, and whether there is one.
func Named(name string) (f Format, ok bool) {
	i := slices.Index(Names(), name)
	if i < 0 {
		return nil, false
	}
	return formats[i].write, true
}

// Names returns the names of all formats, the default first.
func Names() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

var formats = []struct {
	name  string
	write Format
}{
	{"text", Text},
	{"json", JSON},
	{"sarif", SARIF},
	{"github", GitHub},
	{"markdown", Markdown},
	{"html", HTML},
	{"junit", JUnit},
	{"gitlab", GitLab},
	{"checkstyle", Checkstyle},
	{"rdjsonl", RDJSONL},
}
