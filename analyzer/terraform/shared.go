package terraform

import (
	"io/fs"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform/blocks"
)

// A shelf holds the files that several roots of a set read, so that each is read
// and parsed once: modules that many of them call, configurations that many
// units include; and the functions that all of them call. What is on it is never
// changed.
type shelf struct {
	mu      sync.Mutex
	files   map[string]*text
	ahead   map[string]*text // of one root alone, which has yet to take them
	folders map[string][]fs.DirEntry
	present map[string]bool // whether there is something of that name

	functions func() map[string]standardFunction
}

func newShelf() *shelf {
	return &shelf{
		files: map[string]*text{}, ahead: map[string]*text{}, folders: map[string][]fs.DirEntry{}, present: map[string]bool{},
		functions: sync.OnceValue(standardFunctions),
	}
}

// file returns the file called name, which is read at its first use.
func (s *shelf) file(tree *source.Tree, name string) *text {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, ok := s.files[name]
	if !ok {
		t = newText(tree, name)
		s.files[name] = t
	}
	return t
}

// lay returns the file called name and keeps it for the one root that takes it.
func (s *shelf) lay(tree *source.Tree, name string) *text {
	t := newText(tree, name)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ahead[name] = t
	return t
}

// taken returns a file that is read by one root alone, off the shelf if it lies
// there.
func (s *shelf) taken(tree *source.Tree, name string) *text {
	s.mu.Lock()
	t, ok := s.ahead[name]
	delete(s.ahead, name)
	s.mu.Unlock()
	if !ok {
		t = newText(tree, name)
	}
	t.private = true
	return t
}

// folder returns what is in the folder called name, and nothing if that cannot
// be read. Many roots look into the folder around them.
func (s *shelf) folder(tree *source.Tree, name string) []fs.DirEntry {
	s.mu.Lock()
	defer s.mu.Unlock()
	entries, ok := s.folders[name]
	if !ok {
		entries, _ = tree.ReadDir(name) // one that cannot be read has nothing to find
		s.folders[name] = entries
	}
	return entries
}

// has reports whether there is a file or folder called name. Many units look for
// one file in all the folders above them.
func (s *shelf) has(tree *source.Tree, name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	is, ok := s.present[name]
	if !ok {
		_, err := fs.Stat(tree.FS(), name)
		is = err == nil
		s.present[name] = is
	}
	return is
}

// A text is a file as evaluators see it. Each of its functions does its
// work at the first call.
type text struct {
	read  func() (*source.File, error)
	unfit func() string // why the parser must not see it as it is
	cut   func() (parts []*part, ok bool)
	whole func() parsed

	// private says that one evaluator alone sees it, so that what is parsed
	// may be changed.
	private bool
}

// A part is one block of a file.
type part struct {
	blocks.Block
	text  []byte
	parse func() (*hclsyntax.Block, hcl.Diagnostics)
	names func() []string // what it may ask of a resource
}

// What parsed all of a file.
type parsed struct {
	body  *hclsyntax.Body
	diags hcl.Diagnostics
	deep  string    // why the parser must not see it
	at    hcl.Range // where it is that
}

func newText(tree *source.Tree, name string) *text {
	t := &text{read: sync.OnceValues(func() (*source.File, error) { return tree.ReadFile(name) })}
	t.unfit = sync.OnceValue(func() string {
		f, err := t.read()
		if err != nil {
			return ""
		}
		return unfit(f.Bytes)
	})
	t.cut = sync.OnceValues(t.parts)
	t.whole = sync.OnceValue(t.parsed)
	return t
}

// parts returns the blocks of a file that can be read.
func (t *text) parts() (parts []*part, ok bool) {
	f, err := t.read()
	if err != nil {
		return nil, false
	}
	cut, ok := blocks.Cut(f.Bytes)
	if !ok {
		return nil, false
	}
	for _, c := range cut {
		if _, known := blockLabels[c.Type]; !known {
			continue
		}
		p := &part{Block: c, text: f.Bytes[c.Start.Byte:c.End]}
		p.parse = sync.OnceValues(func() (*hclsyntax.Block, hcl.Diagnostics) {
			return parseBlock(p.text, f.Name, hcl.Pos(c.Start))
		})
		p.names = sync.OnceValue(func() []string { return namesIn(p.text) })
		parts = append(parts, p)
	}
	return parts, true
}

// parsed returns all of a file that can be read.
func (t *text) parsed() parsed {
	f, err := t.read()
	if err != nil {
		return parsed{}
	}
	if why, at := tooDeepAt(f.Bytes, false); why != "" {
		at.Filename = f.Name
		return parsed{deep: why, at: at}
	}
	file, diags := hclsyntax.ParseConfig(f.Bytes, f.Name, hcl.InitialPos)
	if file == nil {
		return parsed{diags: diags}
	}
	body, _ := file.Body.(*hclsyntax.Body)
	return parsed{body: body, diags: diags}
}

// copied returns the body with blocks and attributes of its own. Expressions
// are still those of b: a rewriter copies them.
func copied(b *hclsyntax.Body) *hclsyntax.Body {
	if b == nil {
		return nil
	}
	c := new(*b)
	c.Attributes = make(hclsyntax.Attributes, len(b.Attributes))
	attrs := make([]hclsyntax.Attribute, 0, len(b.Attributes))
	for name, a := range b.Attributes {
		attrs = append(attrs, *a)
		c.Attributes[name] = &attrs[len(attrs)-1]
	}
	c.Blocks = make(hclsyntax.Blocks, len(b.Blocks))
	for i, inner := range b.Blocks {
		c.Blocks[i] = copiedBlock(inner)
	}
	return c
}

func copiedBlock(b *hclsyntax.Block) *hclsyntax.Block {
	c := new(*b)
	c.Body = copied(b.Body)
	return c
}
