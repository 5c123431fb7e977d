package cloudformation

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// construct returns the path by which the author of a CDK app knows a resource,
// or nothing. The last part says only that it is the resource of the construct.
//
// Source: https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html
func construct(e entry) string {
	s, _ := e.value.get("Metadata").get("aws:cdk:path").scalar()
	return strings.TrimSuffix(s, "/Resource")
}

// writtenAt returns where in the app a resource is declared, if the metadata of
// the assembly has a stack trace and the file is in the tree.
func (in *instance) writtenAt(e entry) source.Range {
	s, ok := e.value.get("Metadata").get("aws:cdk:path").scalar()
	if !ok || in.tmpl.cdk == nil {
		return source.Range{}
	}
	for _, frame := range in.tmpl.cdk.traces["/"+s] {
		if at, ok := in.load.frame(in.tmpl.cdk.dir, frame); ok {
			return at
		}
	}
	return source.Range{}
}

// addTraces adds the stack traces by the path of the construct: those of logical
// ids, which `cdk synth --debug` writes, or those of constructs.
//
// Source: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cloud-assembly-schema/lib/cloud-assembly/metadata-schema.ts
func (a *assembly) addTraces(metadata *node) {
	if metadata == nil {
		return
	}
	for _, e := range metadata.entries {
		for _, item := range e.value.items {
			var frames *node
			switch kind, _ := item.get("type").scalar(); kind {
			case "aws:cdk:logicalId":
				frames = item.get("trace")
			case "aws:cdk:creationStack":
				frames = item.get("data")
			}
			if frames == nil || len(a.traces[e.key]) > 0 {
				continue
			}
			for _, f := range frames.items {
				if s, ok := f.scalar(); ok {
					a.traces[e.key] = append(a.traces[e.key], s)
				}
			}
		}
	}
}

// framePlace is what a frame of a stack trace says of its place: a file, a line and
// a column.
var framePlace = regexp.MustCompile(`\(?(?:file://)?([^()\s][^()]*):([0-9]+):[0-9]+\)?$`)

// frame returns the line that a frame of a stack trace names, if the file is one
// of the user's and in the tree. The path is that of the machine on which the
// app ran: its end leads from a folder around the assembly to the file.
func (l *loader) frame(dir, frame string) (source.Range, bool) {
	m := framePlace.FindStringSubmatch(strings.ReplaceAll(frame, `\`, "/"))
	if m == nil || strings.Contains(m[1], "node_modules/") {
		return source.Range{}, false
	}
	line, err := strconv.Atoi(m[2])
	if err != nil {
		return source.Range{}, false
	}
	f := l.sourceFile(dir, m[1])
	if f == nil || line < 1 || line > f.Lines() {
		return source.Range{}, false
	}
	start := f.LineStart(line)
	text := f.Line(line)
	blank := len(text) - len(strings.TrimLeft(text, " \t"))
	return f.Range(start+blank, start+len(strings.TrimRight(text, " \t"))), true
}

// sourceFile returns the file in the tree that the end of a path leads to: the
// longest end that leads to one from the folder of the assembly or, failing
// that, from one around it.
func (l *loader) sourceFile(dir, name string) *source.File {
	key := dir + "\x00" + name
	if f, ok := l.sources[key]; ok {
		return f
	}
	parts := strings.Split(strings.TrimLeft(path.Clean(name), "/"), "/")
	var found *source.File
	for n := range parts {
		for base := dir; found == nil; base = path.Dir(base) {
			if at, err := source.Join(base, strings.Join(parts[n:], "/")); err == nil {
				if f, err := l.tree.ReadFile(at); err == nil {
					found = f
				}
			}
			if base == "." || base == "/" {
				break
			}
		}
	}
	l.sources[key] = found
	return found
}
