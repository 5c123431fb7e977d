package discover

import "bytes"

// lookAtYAML goes through text line by line: the keys that are indented like
// the first one are the sections.
func lookAtYAML(text []byte) look {
	seen := nothing
	top := -1 // indentation of the sections
	var current []byte
	for fresh := false; len(text) > 0; {
		var line []byte
		line, text, _ = bytes.Cut(text, []byte("\n"))
		content := bytes.TrimLeft(line, " \t") // a tab is a mistake, which the parser tells
		if isYAMLBlank(content) {
			continue
		}
		indent := len(line) - len(content)
		if top < 0 {
			top = indent
		}
		key, value, ok := yamlKey(content)
		switch {
		case fresh && content[0] == '-' && string(current) == "Resources":
			current, seen = nil, appSpec
		case indent <= top && ok:
			current, content, fresh = key, value, true
			if isSection(key) {
				seen = max(seen, section)
			}
		case indent <= top && content[0] != '-':
			current = nil
		default:
			fresh = false
		}
		if decides(current, content) {
			return template
		}
	}
	return seen
}

// isYAMLBlank reports whether a line, cut to its content, is a comment, a
// directive or marker, what another tool has yet to fill in, or nothing at all.
func isYAMLBlank(content []byte) bool {
	content = bytes.TrimRight(content, " \t\r")
	return len(content) == 0 || content[0] == '#' || content[0] == '%' ||
		bytes.HasPrefix(content, []byte("{{")) || bytes.HasPrefix(content, []byte("{%")) ||
		bytes.HasPrefix(content, []byte("---")) || bytes.Equal(content, []byte("..."))
}

// decides reports whether content, all or part of a line in the section called
// current, makes the file a template.
func decides(current, content []byte) bool {
	switch string(current) {
	case "AWSTemplateFormatVersion":
		return true
	case "Transform", "Fn::Transform":
		return bytes.Contains(content, []byte("AWS::"))
	case "Resources":
		return holdsType(content)
	}
	return false
}

// yamlKey returns the key that content starts with and what follows its colon.
func yamlKey(content []byte) (key, value []byte, ok bool) {
	if quote := content[0]; quote == '"' || quote == '\'' {
		end := bytes.IndexByte(content[1:], quote)
		if end < 0 {
			return nil, nil, false
		}
		key, content = content[1:end+1], bytes.TrimLeft(content[end+2:], " ")
		if len(content) == 0 || content[0] != ':' {
			return nil, nil, false
		}
		return key, bytes.TrimSpace(content[1:]), true
	}
	// A colon within a key, as in Fn::Transform, has no blank after it.
	for i, c := range content {
		if c == ':' && (i+1 == len(content) || bytes.IndexByte([]byte(" \t\r"), content[i+1]) >= 0) {
			return bytes.TrimRight(content[:i], " "), bytes.TrimSpace(content[i+1:]), i > 0
		}
	}
	return nil, nil, false
}

// holdsType reports whether a line has a key Type, alone or within a flow
// mapping, whose value is the name of a resource type.
func holdsType(line []byte) bool {
	for {
		i := bytes.Index(line, []byte("Type"))
		if i < 0 {
			return false
		}
		alone := i == 0 || bytes.IndexByte([]byte(" \t{,\"'"), line[i-1]) >= 0
		line = line[i+len("Type"):]
		value := bytes.TrimLeft(line, "\"' \t")
		if alone && len(value) > 0 && value[0] == ':' && isResourceType(bytes.TrimLeft(value[1:], "\"' \t")) {
			return true
		}
	}
}
