package discover

import "bytes"

// lookAtJSON goes through text, which starts with an object, string by
// string. It does not mind where the text ends, nor what a parser would.
func lookAtJSON(text []byte) look {
	var (
		seen    = nothing
		depth   int
		current []byte // the section that the text is in
		key     []byte // the last key, whose value comes next
	)
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
			key = nil
		case ',':
			if depth <= 1 {
				current = nil
			}
			key = nil
		case '"':
			s, end := jsonString(text[i:])
			i += end - 1
			if !isJSONKey(text[i+1:]) {
				if valueDecides(current, key, s, depth) {
					return template
				}
				continue
			}
			key = s
			if depth == 1 {
				current = s
				if isSection(s) {
					seen = max(seen, section)
				}
				if isResourceList(s, text[i+1:]) {
					current, seen = nil, appSpec
				}
			}
		}
	}
	return seen
}

// valueDecides reports whether the string s, the value of key within the
// section called current, makes the file a template.
func valueDecides(current, key, s []byte, depth int) bool {
	switch string(current) {
	case "AWSTemplateFormatVersion":
		return depth == 1
	case "Transform", "Fn::Transform":
		return bytes.HasPrefix(s, []byte("AWS::"))
	case "Resources":
		return depth > 1 && string(key) == "Type" && isResourceType(s)
	}
	return false
}

// isResourceList reports whether key and what follows it are Resources in a
// list, which a template has in an object.
func isResourceList(key, rest []byte) bool {
	value := bytes.TrimLeft(rest, ": \t\r\n")
	return string(key) == "Resources" && len(value) > 0 && value[0] == '['
}

// jsonString returns the text between the quotes of the string that text
// starts with, escapes left alone, and the length of the whole. A string that
// does not end goes to the end of the text.
func jsonString(text []byte) (s []byte, n int) {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return text[1:i], i + 1
		}
	}
	return text[1:], len(text)
}

// isJSONKey reports whether a colon comes next.
func isJSONKey(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n")
	return len(text) > 0 && text[0] == ':'
}
