package terraform

import (
	"bytes"
	"maps"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform/blocks"
)

// Parsing takes most of the time of a load, and most of a root module is
// functions, alarms and the like. Blocks that nothing may ask for are only
// found, and are parsed when something does. What is not valid in one that
// nothing asks for goes unseen, but with Options.Strict.

// A keeper says which blocks of a file are parsed at once; nil stands for one
// that says so of all.
type keeper func(blocks.Block) bool

// keeper returns the keeper of the files of a module.
func (e *evaluator) keeper(override bool) keeper {
	if e.opts.Strict || override {
		return nil
	}
	return func(b blocks.Block) bool {
		switch b.Type {
		case "resource", "data":
			return len(b.Labels) != 2 || matters(b.Labels[0].Text) || readsState(b.Labels[0].Text)
		case "output":
			return len(b.Labels) != 1
		}
		return true
	}
}

// isCall keeps the calls of modules.
func isCall(b blocks.Block) bool { return b.Type == "module" }

// parseKept returns the body of a file whose blocks are parsed only if they are
// kept, or nil where that cannot be: the parser then has to see all of it.
func (e *evaluator) parseKept(f *source.File, t *text, keep keeper) *hclsyntax.Body {
	if keep == nil {
		return nil
	}
	cut, ok := t.cut()
	if !ok {
		return nil
	}
	body := &hclsyntax.Body{Attributes: hclsyntax.Attributes{}}
	skipped := map[*hclsyntax.Block]*part{}
	for _, p := range cut {
		if !keep(p.Block) {
			b := unparsed(p.Block, f.Name)
			skipped[b] = p
			body.Blocks = append(body.Blocks, b)
			continue
		}
		b, diags := p.parse()
		if b == nil || len(diags) > 0 {
			return nil
		}
		if !t.private {
			b = copiedBlock(b)
		}
		body.Blocks = append(body.Blocks, b)
	}
	maps.Copy(e.skipped, skipped)
	return body
}

// parseBlock returns the one block in text, or nil if it may be too much for
// the parser.
func parseBlock(text []byte, file string, start hcl.Pos) (*hclsyntax.Block, hcl.Diagnostics) {
	if why := tooDeep(text, false); why != "" {
		at := hcl.Range{Filename: file, Start: start, End: start}
		return nil, failure(iac.LimitExceeded, at, "a block is not read: %s", why)
	}
	parsed, diags := hclsyntax.ParseConfig(text, file, start)
	if body, ok := parsed.Body.(*hclsyntax.Body); ok && len(body.Blocks) == 1 {
		return body.Blocks[0], diags
	}
	return nil, diags
}

// unparsed returns the block c with nothing in it.
func unparsed(c blocks.Block, file string) *hclsyntax.Block {
	at := func(start, end blocks.Pos) hcl.Range {
		return hcl.Range{Filename: file, Start: hcl.Pos(start), End: hcl.Pos(end)}
	}
	end := c.Start
	end.Byte += len(c.Type)
	end.Column += len(c.Type)
	b := &hclsyntax.Block{Type: c.Type, TypeRange: at(c.Start, end), Body: &hclsyntax.Body{}}
	for _, l := range c.Labels {
		b.Labels = append(b.Labels, l.Text)
		b.LabelRanges = append(b.LabelRanges, at(l.Start, l.End))
	}
	return b
}

// fill parses the block if it has been skipped, and returns whether it has.
func (e *evaluator) fill(b *hclsyntax.Block) bool {
	p, skipped := e.skipped[b]
	if !skipped {
		return false
	}
	delete(e.skipped, b)
	parsed, diags := p.parse()
	// It is not valid whether what asks for it is certain to run or not.
	e.problems.always(func() { e.problems.diagnostics(iac.ParseError, diags) })
	if parsed != nil {
		*b = *copiedBlock(parsed)
	}
	return true
}

// need makes the block of a resource or output ready for evaluation.
func (e *evaluator) need(b *hclsyntax.Block) bool {
	if !e.fill(b) {
		return false
	}
	e.problems.always(func() { e.prepare(b) })
	return true
}

// prepare puts what is evaluated in place of what was parsed. Of a skipped
// block it takes note of the names alone.
func (e *evaluator) prepare(b *hclsyntax.Block) {
	if p, skipped := e.skipped[b]; skipped {
		for _, name := range p.names() {
			e.vocabulary[name] = true
		}
		return
	}
	e.modernize(b)
	if b.Type != "variable" {
		rewriteBody(e, b.Body)
	}
}

// namesIn returns what a skipped block may ask of a resource that was passed on
// as a whole: every name after a dot, and every one in quotes that may be an
// index or the second argument of lookup. More than what is asked does no harm.
func namesIn(text []byte) []string {
	var names []string
	for {
		n := bytes.IndexByte(text, '.')
		quoted := text
		if n >= 0 {
			quoted = text[:n]
		}
		names = appendQuoted(names, quoted)
		if n < 0 {
			return names
		}
		text = text[n+1:]
		names = appendName(names, text[:nameLength(text)])
	}
}

func appendQuoted(names []string, text []byte) []string {
	for i := 0; ; {
		n := bytes.IndexByte(text[i:], '"')
		if n < 0 {
			return names
		}
		before := bytes.TrimRight(text[:i+n], " \t\r\n")
		i += n + 1
		length := nameLength(text[i:])
		end := i + length
		if len(before) > 0 && (before[len(before)-1] == '[' || before[len(before)-1] == ',') && end < len(text) && text[end] == '"' {
			names = appendName(names, text[i:end])
		}
		i = end
	}
}

// appendName appends the name, if it is one, and the last is another.
func appendName(names []string, name []byte) []string {
	if len(name) == 0 || len(names) > 0 && names[len(names)-1] == string(name) {
		return names
	}
	return append(names, string(name))
}

// nameLength returns how long the name is that text begins with.
func nameLength(text []byte) int {
	n := 0
	for n < len(text) && (text[n] == '_' || text[n] == '-' && n > 0 || text[n] >= '0' && text[n] <= '9' && n > 0 || text[n]|0x20 >= 'a' && text[n]|0x20 <= 'z') {
		n++
	}
	return n
}
