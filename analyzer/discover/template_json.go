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
				current = jsonSection(s, text[i+1:])
				if isSection(s) {
					seen = section
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

// jsonSection returns key, or nothing where what follows says that it is not
// the section of this name: the Resources of an AppSpec file are a list.
func jsonSection(key, rest []byte) []byte {
	value := bytes.TrimLeft(rest, ": \t\r\n")
	if string(key) == "Resources" && len(value) > 0 && value[0] == '[' {
		return nil
	}
	return key
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
