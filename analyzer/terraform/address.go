package terraform

import (
	"regexp"
	"strings"
)

var (
	// A registry address: an optional host, then namespace, name and system.
	// https://developer.hashicorp.com/terraform/internals/module-registry-protocol#module-addresses
	registryAddress = regexp.MustCompile(`^([\w.-]+(:\d+)?/)?\w[\w-]*/\w[\w-]*/[a-z0-9]+(//.*)?$`)

	// What go-getter downloads names a protocol, or a host that it knows; a
	// path from the root of the machine is one too.
	remoteAddress = regexp.MustCompile(`^(/|[A-Za-z]:[\\/]|\w+::|\w+://|[\w.-]+@[\w.-]+:|[\w-]+(\.[\w-]+)+/)`)
)

// misaddressed says what is wrong with the source or the version of c for
// which nothing can be downloaded, and is empty if nothing is.
// https://developer.hashicorp.com/terraform/language/modules/sources
func (c *call) misaddressed() string {
	_, written := c.block.Body.Attributes["source"]
	version, versioned := c.block.Body.Attributes["version"]
	switch {
	case !written:
		return "has no source"
	case c.source == "":
		return "has a source that the files do not tell"
	case isLocalSource(c.source):
		return ""
	case strings.ContainsAny(c.source, " \t\n") || !registryAddress.MatchString(c.source) && !remoteAddress.MatchString(c.source):
		return "has a source that is no address of a module: " + c.source
	case versioned:
		text := literalString(version.Expr)
		if _, _, ok := versionBounds(text); text != "" && !ok {
			return "has a version that is no constraint: " + text
		}
	}
	return ""
}
