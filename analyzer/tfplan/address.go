package tfplan

import (
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A step is one part of an address or reference: a name, and the key of an
// instance behind it.
type step struct {
	name  string
	key   any // int or string; nil if there is none
	keyed bool
}

// steps returns the parts of an address or reference: module.net["a"].aws_vpc.b[0]
// has four. Text that is neither ends where it stops being one.
func steps(ref string) []step {
	var out []step
	for ref != "" {
		end := strings.IndexAny(ref, ".[")
		if end < 0 {
			end = len(ref)
		}
		s := step{name: ref[:end]}
		ref = ref[end:]
		for strings.HasPrefix(ref, "[") {
			key, rest, ok := indexKey(ref)
			if !ok {
				return append(out, s)
			}
			if s.keyed {
				out, s = append(out, s), step{}
			}
			s.key, s.keyed, ref = key, true, rest
		}
		out = append(out, s)
		ref = strings.TrimPrefix(ref, ".")
	}
	return out
}

// indexKey returns the key in the brackets that ref begins with, and what comes
// after them.
func indexKey(ref string) (key any, rest string, ok bool) {
	if strings.HasPrefix(ref, `["`) {
		return iac.ParseInstanceKey(ref)
	}
	inner, rest, found := strings.Cut(ref[1:], "]")
	n, err := strconv.Atoi(inner)
	return n, rest, found && err == nil
}

// outermost returns the references of an expression without their beginnings:
// a plan lists aws_vpc.a.id, then aws_vpc.a.
// https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
func outermost(refs []string) []string {
	var out []string
	last := "" // the beginning that was left out last
	for _, r := range refs {
		if n := len(out); n > 0 && begins(out[n-1], r) && r != last {
			last = r
			continue
		}
		out, last = append(out, r), ""
	}
	return out
}

// begins reports whether whole goes on after part.
func begins(whole, part string) bool {
	rest, ok := strings.CutPrefix(whole, part)
	return ok && rest != "" && (rest[0] == '.' || rest[0] == '[')
}

// suffix returns a key as it stands in an address.
func suffix(key any) string {
	switch k := key.(type) {
	case int:
		return "[" + strconv.Itoa(k) + "]"
	case string:
		return iac.InstanceKey(k)
	}
	return ""
}
