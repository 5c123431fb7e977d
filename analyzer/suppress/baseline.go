package suppress

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// baselineVersion is of the form of the file.
const baselineVersion = 1

// A Baseline is a list of findings that were there before somebody began to
// look, and do not count.
type Baseline struct {
	Version int     `json:"version"`
	Entries []Entry `json:"findings"`
}

// An Entry is a finding of a baseline. Stack, Variant and Fingerprint tell it
// from others; the rest is for people.
type Entry struct {
	Stack       string `json:"stack"` // as a name in the tree
	Variant     string `json:"variant,omitempty"`
	Rule        string `json:"rule"`
	Fingerprint string `json:"fingerprint"`
	Message     string `json:"message"`
}

// A key identifies a finding among those of all stacks.
type key struct{ stack, variant, fingerprint string }

func (e Entry) key() key { return key{e.Stack, e.Variant, e.Fingerprint} }

// NewBaseline returns a baseline of all findings of a result, in an order that
// does not depend on how severe they are.
func NewBaseline(result *lint.Result) *Baseline {
	b := &Baseline{Version: baselineVersion, Entries: []Entry{}}
	seen := map[key]bool{}
	for _, s := range result.Stacks {
		for _, f := range s.Findings {
			e := Entry{s.Path, s.Variant, f.Rule.ID, f.Fingerprint(), f.Message}
			if !seen[e.key()] {
				seen[e.key()] = true
				b.Entries = append(b.Entries, e)
			}
		}
	}
	slices.SortFunc(b.Entries, func(x, y Entry) int {
		return cmp.Or(cmp.Compare(x.Stack, y.Stack), cmp.Compare(x.Variant, y.Variant),
			cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Fingerprint, y.Fingerprint))
	})
	return b
}

// Write writes the baseline as JSON, an entry a paragraph, so that differences
// read well. The only errors are those of w.
func (b *Baseline) Write(w io.Writer) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(b); err != nil {
		return err
	}
	_, err := w.Write(text.Bytes())
	return err
}

// ParseBaseline returns the baseline that Write wrote. Errors say what of the
// text is not of that form.
func ParseBaseline(text []byte) (*Baseline, error) {
	var b Baseline
	d := json.NewDecoder(bytes.NewReader(text))
	var form *json.UnmarshalTypeError
	switch err := d.Decode(&b); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("not a baseline: the file is empty")
	case errors.As(err, &form):
		return nil, fmt.Errorf("not a baseline: %s where there is none in one", form.Value)
	case err != nil:
		return nil, fmt.Errorf("not a baseline: not valid JSON: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("not a baseline: there is more behind its end")
	}
	if b.Version != baselineVersion {
		return nil, fmt.Errorf("baseline of version %d: this taskreach reads version %d", b.Version, baselineVersion)
	}
	if b.Entries == nil {
		return nil, errors.New("not a baseline: it has no list `findings`, as taskreach baseline writes it")
	}
	for i, e := range b.Entries {
		if e.Fingerprint == "" || e.Stack == "" {
			return nil, fmt.Errorf("not a baseline: finding %d has no fingerprint or no stack", i+1)
		}
	}
	return &b, nil
}

// Apply moves the findings of a result that the baseline has from the Findings
// of each stack to what is Suppressed. It returns the entries that are stale:
// their stack is gone, or was looked at, nothing of it is unknown and it has no
// such finding.
func (b *Baseline) Apply(result *lint.Result, tree *source.Tree) (stale []Entry) {
	known := map[key]bool{} // whether it is found
	for _, e := range b.Entries {
		known[e.key()] = false
	}
	decided := map[key]bool{} // by stack and variant
	for _, s := range result.Stacks {
		decided[key{stack: s.Path, variant: s.Variant}] = !undecided(s)
		var kept []*lint.Finding
		for _, f := range s.Findings {
			k := key{s.Path, s.Variant, f.Fingerprint()}
			if _, ok := known[k]; !ok {
				kept = append(kept, f)
				continue
			}
			known[k] = true
			s.Suppressed = append(s.Suppressed, lint.Suppressed{Finding: f, By: lint.ByBaseline})
		}
		s.Findings = kept
	}
	for _, e := range b.Entries {
		if !known[e.key()] && (decided[key{stack: e.Stack, variant: e.Variant}] || gone(tree, e.Stack)) {
			stale = append(stale, e)
		}
	}
	return stale
}

// gone reports whether there is no file or folder of that name in the tree.
func gone(tree *source.Tree, name string) bool {
	if !fs.ValidPath(name) {
		return true
	}
	_, err := fs.Stat(tree.FS(), name)
	return errors.Is(err, fs.ErrNotExist)
}
