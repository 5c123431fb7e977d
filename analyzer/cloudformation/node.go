package cloudformation

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// maxDepth is how deep a template may nest. Real ones stay below 40; recursion
// over a tree that may be deeper would be at the mercy of its author.
const maxDepth = 200

// maxNodes is how many nodes a template may have once its YAML aliases are
// expanded. A template of CloudFormation's own limit, 1 MB, has a tenth.
const maxNodes = 1_000_000

// What exceeding them is reported as.
const (
	tooDeep = "the file nests deeper than 200 levels"
	tooMany = "the file has more than 1,000,000 nodes, aliases expanded"
)

// A kind says what a node is.
type kind uint8

const (
	null kind = iota
	boolean
	number
	text
	sequence
	mapping
)

// A node is a piece of a template, YAML and JSON alike, with its place in the
// file. A short form such as !Ref is a mapping of one entry, like its long
// form.
type node struct {
	kind       kind
	text       string // of a scalar, as written but for quotes
	items      []*node
	entries    []entry
	index      map[string]int // of entries, if there are many
	start, end int            // byte offsets
}

// An entry is a key and its value in a mapping.
type entry struct {
	key        string
	start, end int // of the key
	value      *node
}

// at returns the place of the whole entry.
func (e entry) at(f *source.File) source.Range {
	return f.Range(e.start, max(e.end, e.value.end))
}

// keyAt returns the place of the entry's key.
func (e entry) keyAt(f *source.File) source.Range { return f.Range(e.start, e.end) }

// get returns the value of key in a mapping, or nil.
func (n *node) get(key string) *node {
	if e, ok := n.entry(key); ok {
		return e.value
	}
	return nil
}

// entry returns the entry of key in a mapping.
func (n *node) entry(key string) (entry, bool) {
	if n == nil {
		return entry{}, false
	}
	if n.index != nil {
		i, ok := n.index[key]
		if !ok {
			return entry{}, false
		}
		return n.entries[i], true
	}
	for _, e := range n.entries {
		if e.key == key {
			return e, true
		}
	}
	return entry{}, false
}

// item returns the item i of a sequence of n items, or nil if it is none.
func (n *node) item(i, length int) *node {
	if n == nil || n.kind != sequence || len(n.items) != length {
		return nil
	}
	return n.items[i]
}

// indexed is from how many entries on a mapping has an index.
const indexed = 16

// close drops every entry whose key comes again, once all are there: the last
// of equal keys counts, as it does for CloudFormation.
func (n *node) close() {
	if len(n.entries) < indexed && !repeats(n.entries) {
		return
	}
	last := make(map[string]int, len(n.entries))
	for i, e := range n.entries {
		last[e.key] = i
	}
	if len(last) < len(n.entries) {
		kept := n.entries[:0]
		for i, e := range n.entries {
			if last[e.key] == i {
				last[e.key] = len(kept)
				kept = append(kept, e)
			}
		}
		n.entries = kept
	}
	if len(n.entries) >= indexed {
		n.index = last
	}
}

// repeats reports whether a key of a few entries comes again.
func repeats(entries []entry) bool {
	for i, e := range entries {
		for _, before := range entries[:i] {
			if before.key == e.key {
				return true
			}
		}
	}
	return false
}

// A keySet holds the keys of a mapping. Most have few, which need no map.
type keySet struct {
	few  [indexed]string
	n    int // of few
	many map[string]bool
}

// add adds a key and reports whether it was there before.
func (s *keySet) add(key string) (again bool) {
	if s.many == nil && slices.Contains(s.few[:s.n], key) {
		return true
	}
	if s.many == nil && s.n < indexed {
		s.few[s.n] = key
		s.n++
		return false
	}
	if s.many == nil {
		s.many = map[string]bool{}
		for _, k := range s.few {
			s.many[k] = true
		}
	}
	again = s.many[key]
	s.many[key] = true
	return again
}

// An arena makes the nodes of one file, and the entries of its mappings, several
// at a time: a template has thousands of them, which come and go together.
type arena struct {
	nodes []node
	pairs []entry
	size  int // of what is made next
}

// minArena and maxArena are how many nodes or entries are made at a time.
const minArena, maxArena = 16, 256

func (a *arena) grow() int {
	a.size = min(max(minArena, 2*a.size), maxArena)
	return a.size
}

// node returns a node like n.
func (a *arena) node(n node) *node {
	if len(a.nodes) == 0 {
		a.nodes = make([]node, a.grow())
	}
	next := &a.nodes[0]
	a.nodes, *next = a.nodes[1:], n
	return next
}

// entries returns room for n entries.
func (a *arena) entries(n int) []entry {
	if n > len(a.pairs) {
		a.pairs = make([]entry, max(n, a.grow()))
	}
	room := a.pairs[:0:n]
	a.pairs = a.pairs[n:]
	return room
}

// isScalar reports whether the node is a string, number or boolean.
func (n *node) isScalar() bool {
	return n != nil && (n.kind == text || n.kind == number || n.kind == boolean)
}

// scalar returns the text of a string, number or boolean, and whether it is
// one.
func (n *node) scalar() (string, bool) {
	if !n.isScalar() {
		return "", false
	}
	return n.text, true
}

// intrinsic returns the name and the argument of an intrinsic function, which
// is a mapping of exactly one entry.
func (n *node) intrinsic() (name string, arg *node, ok bool) {
	if n == nil || n.kind != mapping || len(n.entries) != 1 {
		return "", nil, false
	}
	e := n.entries[0]
	if e.key == "Ref" || e.key == "Condition" || strings.HasPrefix(e.key, "Fn::") && !isForEach(e.key) {
		return e.key, e.value, true
	}
	return "", nil, false
}

// call returns the argument of n if n is a call of the function called name.
func (n *node) call(name string) (arg *node, ok bool) {
	fn, arg, ok := n.intrinsic()
	return arg, ok && fn == name
}

// isTrue reports whether a boolean is true.
func (n *node) isTrue() bool {
	switch strings.ToLower(n.text) {
	case "true", "yes", "on":
		return true
	}
	return false
}

// A syntaxError is a place where a file is not valid YAML or JSON.
type syntaxError struct {
	kind    iac.ProblemKind // parse error, or limit exceeded
	message string
	at      source.Range
}

func (e *syntaxError) Error() string { return e.at.String() + ": " + e.message }
