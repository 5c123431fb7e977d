package cloudformation

import (
	"bytes"
	"path"
	"slices"

	"github.com/taskreach/taskreach/analyzer/source"
)

// include is the transform that puts a file in the place of its call.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-include.html
const include = "AWS::Include"

// What the files that a template includes may come to, in bytes and in nodes,
// aliases expanded and those that are included by others counted.
const (
	maxIncludedBytes = 4 << 20
	maxIncludedNodes = maxNodes
)

// An includer puts files in the place of the calls of AWS::Include in a
// template. Only a file of the tree can be put there, as `aws cloudformation
// package` takes it: what lies in S3 stays a transform that is not run.
type includer struct {
	tree  *source.Tree
	dir   string // of the template
	bytes int    // that may still be included
	nodes int    // that may still be visited
}

// expandIncludes returns the tree of a template with its includes in place.
func expandIncludes(tree *source.Tree, f *source.File, root *node) *node {
	includes, defines := bytes.Contains(f.Bytes, []byte(include)), bytes.Contains(f.Bytes, []byte("Definition"))
	if root == nil || !includes && !defines {
		return root
	}
	in := &includer{tree: tree, dir: path.Dir(f.Name), bytes: maxIncludedBytes, nodes: maxIncludedNodes}
	if includes {
		root = in.expand(root)
		in.whole(root)
	}
	in.stateMachines(root)
	return root
}

// whole adds what the template as a whole includes.
func (in *includer) whole(root *node) {
	e, ok := root.entry("Transform")
	if !ok {
		return
	}
	if file := in.file(e.value); file != nil {
		root.remove("Transform")
		root.merge(file)
	}
	if e.value.kind != sequence {
		return
	}
	e.value.items = slices.DeleteFunc(e.value.items, func(call *node) bool {
		file := in.file(call)
		if file != nil {
			root.merge(file)
		}
		return file != nil
	})
}

// expand returns n with what it and all below it include in place.
func (in *includer) expand(n *node) *node {
	if in.nodes--; in.nodes < 0 {
		return n
	}
	for i, item := range n.items {
		n.items[i] = in.expand(item)
	}
	for i, e := range n.entries {
		n.entries[i].value = in.expand(e.value)
	}
	call := n.get("Fn::Transform")
	if call == nil {
		return n
	}
	file := in.file(call)
	switch {
	case file == nil:
		return n
	case len(n.entries) == 1:
		return file
	}
	n.remove("Fn::Transform")
	n.merge(file)
	return n
}

// file returns the content of the file that a call includes, or nil if it
// includes none that can be read. All of it stands where the call stands.
func (in *includer) file(call *node) *node {
	if call.kind == sequence && len(call.items) == 1 {
		call = call.items[0]
	}
	if transformName(call) != include {
		return nil
	}
	location, ok := call.get("Parameters").get("Location").scalar()
	if !ok {
		return nil
	}
	n := in.read(location)
	if n == nil {
		return nil
	}
	n.moveTo(call.start, call.end)
	return in.expand(n)
}

// read returns the content of a file by its path from the template, or nil if
// it cannot be read.
func (in *includer) read(location string) *node {
	name, err := source.Join(in.dir, location)
	if err != nil {
		return nil
	}
	f, err := in.tree.ReadFile(name)
	if err != nil || len(f.Bytes) >= in.bytes {
		return nil
	}
	in.bytes -= len(f.Bytes) + 1
	n, _, err := parse(f)
	if err != nil {
		return nil
	}
	return n
}

// moveTo gives the node and all below it a place.
func (n *node) moveTo(start, end int) {
	if n.start == start && n.end == end {
		return // an anchored node comes more than once
	}
	n.start, n.end = start, end
	for _, item := range n.items {
		item.moveTo(start, end)
	}
	for i := range n.entries {
		n.entries[i].start, n.entries[i].end = start, end
		n.entries[i].value.moveTo(start, end)
	}
}

// remove drops the entry of key.
func (n *node) remove(key string) {
	n.entries = slices.DeleteFunc(n.entries, func(e entry) bool { return e.key == key })
	n.index = nil
}

// merge adds the entries of another mapping. What both have is merged if it is
// a mapping too; otherwise n keeps its own.
func (n *node) merge(other *node) {
	for _, e := range other.entries {
		own := n.get(e.key)
		switch {
		case own == nil:
			n.entries = append(n.entries, e)
			n.index = nil
		case own.kind == mapping && e.value.kind == mapping:
			own.merge(e.value)
		}
	}
}
