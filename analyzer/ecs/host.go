package ecs

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An address is where an option of a log driver leads.
type address struct {
	scheme string
	host   iac.Text
	port   uint16
}

// parseAddress reads a URL or host:port, with the port that counts where none
// is given.
func parseAddress(t iac.Text, port uint16) address {
	a := address{port: port}
	if scheme, rest, ok := t.Cut("://"); ok {
		a.scheme, _ = scheme.Literal()
		t = rest
		switch a.scheme {
		case "http":
			a.port = 80
		case "https":
			a.port = 443
		}
	}
	t, _, _ = t.Cut("/")
	fields := t.Split(":")
	a.host = fields[0]
	if len(fields) == 2 {
		if s, known := fields[1].Literal(); known {
			if p, err := strconv.ParseUint(s, 10, 16); err == nil {
				a.port = uint16(p)
			}
		}
	}
	return a
}

// loopback reports whether the address is the task's own, where nothing is to
// be reached.
func (a address) loopback() bool {
	s, known := a.host.Literal()
	ip, err := netip.ParseAddr(s)
	return known && (s == "" || s == "localhost" || err == nil && ip.IsLoopback())
}

// privateDomains end names that public DNS does not have (ICANN, ".internal";
// RFC 6762, appendix G).
var privateDomains = []string{"internal", "intranet", "private", "corp", "home", "lan", "local"}

// unresolvable returns why it is not known what a host resolves to: it is not
// decided, or it is no name of public DNS. It returns nil for others.
func unresolvable(host iac.Text, at source.Range) *iac.Unknown {
	s, known := host.Literal()
	if !known {
		return firstUnknown(host)
	}
	if _, err := netip.ParseAddr(s); err == nil {
		return nil
	}
	last := s[strings.LastIndex(s, ".")+1:]
	if strings.Contains(s, ".") && !slices.Contains(privateDomains, strings.ToLower(last)) && !strings.HasPrefix(s, "vpc-") {
		return nil
	}
	return &iac.Unknown{
		Name: s, Range: at,
		Why: "`" + s + "` is not a name of public DNS, and what answers for it is not in the files",
	}
}
