package cloudformation

import (
	"bytes"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// parseTemplateJSON is parseJSON for a template. Of resources that nothing reads
// it keeps what cut keeps of them in YAML. Their syntax is checked all the same,
// but not their keys.
func parseTemplateJSON(f *source.File) (*node, []duplicate, error) {
	return (&jsonReader{file: f, b: f.Bytes, at: jsonStart(f), cutting: true}).document()
}

// resources makes n the section with the resources, which begins here.
func (r *jsonReader) resources(n *node) error {
	n.kind = mapping
	var seen keySet
	for r.at++; r.next() != '}'; {
		e := r.key(&seen)
		r.next()
		start := r.at
		r.skip()
		if e.value = r.stub(start, r.at); e.value == nil {
			r.at = start
			var err error
			if e.value, err = r.value(2); err != nil {
				return err
			}
		}
		n.entries = append(n.entries, e)
	}
	r.at++
	n.end = r.at
	n.close()
	return nil
}

// stub returns, of the resource between start and end, what counts if nothing
// reads it, or nil if something may.
func (r *jsonReader) stub(start, end int) *node {
	body := r.b[start:end]
	if body[0] != '{' {
		return nil
	}
	part := &jsonReader{file: r.file, b: r.b[:end], at: start + 1}
	n := &node{kind: mapping, start: start, end: end}
	var seen keySet
	for part.next() != '}' {
		e := part.key(&seen)
		switch {
		case e.key == "Type", e.key == "Condition":
			if part.next() != '"' {
				return nil
			}
			from := part.at
			e.value = &node{kind: text, text: part.string(), start: from, end: part.at}
			n.entries = append(n.entries, e)
			if e.key == "Type" && (matters(e.value.text) || e.value.text == pipelineType) {
				return nil
			}
		case e.key == "Properties", e.key == "DependsOn", e.key == "Metadata", strings.HasSuffix(e.key, "Policy"):
			part.skip()
		default:
			return nil
		}
	}
	for _, needed := range []string{"ImportValue", "Transform", `\u`} { // as isNeeded has them, and what may spell them
		if bytes.Contains(body, []byte(needed)) {
			return nil
		}
	}
	if len(part.duplicates) > 0 || n.get("Type") == nil {
		return nil
	}
	return n
}
