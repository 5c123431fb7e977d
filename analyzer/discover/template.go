package discover

import (
	"bytes"
	"errors"
	"io"
	"slices"

	"github.com/taskreach/taskreach/analyzer/source"
)

// headSize is how much of a file the first look takes: nearly always enough
// to tell, and nearly always all of the file.
const headSize = 32 << 10

// A look is what a stretch of text, seen from the start of its file, says of
// the file.
type look uint8

const (
	nothing  look = iota // no section of a template so far
	section              // a section that other files might have as well
	appSpec              // resources in a list, as an AppSpec file of CodeDeploy has them
	template             // a template for certain
)

// look tells what the text of the file called name is. A file is read at most
// once, and beyond its head only where the head has a section of a template.
func (s *search) look(name string) (look, error) {
	s.looked[name] = true
	f, err := s.tree.FS().Open(name)
	if err != nil {
		return nothing, err
	}
	defer f.Close() //nolint:errcheck // opened for reading only
	n, err := io.ReadFull(f, s.head)
	whole := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
	if err != nil && !whole {
		return nothing, err
	}
	seen := lookAt(s.head[:n])
	if seen != section || whole {
		return seen, nil
	}
	rest, err := io.ReadAll(io.LimitReader(f, source.MaxFile))
	if err != nil {
		return nothing, err
	}
	return lookAt(slices.Concat(s.head, rest)), nil
}

// lookAt tells what text is, the start of a file or all of it.
func lookAt(text []byte) look {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if object := bytes.TrimLeft(text, " \t\r\n"); len(object) > 0 && object[0] == '{' {
		if inner := bytes.TrimLeft(object[1:], " \t\r\n"); len(inner) > 0 && inner[0] == '"' {
			return lookAtJSON(object)
		}
	}
	return lookAtYAML(text)
}

// isSection reports whether a template may have a top-level section called
// key (AWSCloudFormation/latest/UserGuide/template-anatomy.html; Globals comes
// with the serverless transform).
func isSection(key []byte) bool {
	switch string(key) {
	case "AWSTemplateFormatVersion", "Conditions", "Description", "Fn::Transform", "Globals", "Hooks",
		"Mappings", "Metadata", "Outputs", "Parameters", "Resources", "Rules", "Transform":
		return true
	}
	return false
}

// isResourceType reports whether text starts with the name of a resource type.
func isResourceType(text []byte) bool {
	for _, owner := range []string{"AWS::", "Alexa::", "Custom::"} {
		if bytes.HasPrefix(text, []byte(owner)) {
			return true
		}
	}
	return false
}
