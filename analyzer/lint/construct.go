package lint

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// constructs returns the resources that an app has written the templates of.
func constructs(resources []*iac.Resource) []*iac.Resource {
	var all []*iac.Resource
	for _, r := range resources {
		if r.Construct != "" {
			all = append(all, r)
		}
	}
	return all
}

// tell has a finding about what an app has written speak the language of its
// author: constructs beside the addresses in the message and, where it is known,
// the place in the app instead of the one in the template.
func (f *Finding) tell(constructs []*iac.Resource) {
	for _, r := range constructs {
		f.Message = named(f.Message, r.Address, Known(r))
		if f.At.File != r.Range.File || f.At.Start.Byte < r.Range.Start.Byte || f.At.End.Byte > r.Range.End.Byte || !Placed(r.Written) {
			continue
		}
		f.Related = append([]Related{{At: f.At, Message: "in the template that the app has written"}}, f.Related...)
		f.At, f.Label = r.Written, ""
	}
}

// Known returns a resource that an app has made as its author knows it, the path
// of the construct with the address beside it; nothing for any other.
func Known(r *iac.Resource) string {
	if r == nil || r.Construct == "" {
		return ""
	}
	return r.Construct + " (" + r.Address + ")"
}

// named returns text with the first mention of a name replaced.
func named(text, name, by string) string {
	for from := 0; name != ""; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return text
		}
		start, end := from+i, from+i+len(name)
		if (start == 0 || !inAddress(text[start-1])) && (end == len(text) || !inAddress(text[end])) {
			return text[:start] + by + text[end:]
		}
		from = end
	}
	return text
}

// inAddress reports whether c continues an address rather than to end it. What
// stands in parentheses is named already.
func inAddress(c byte) bool {
	return c == '/' || c == '_' || c == '-' || c == '.' || c == '(' ||
		'0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
