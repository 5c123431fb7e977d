package report

import (
	"net/url"
	"path"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/taskreach/taskreach/analyzer/source"
)

// sourceRoot stands for the root of the tree, as code scanning calls it.
const sourceRoot = "%SRCROOT%"

// provenance returns the repository and the commit that the files are of, as
// the folder .git at the root of the tree has them, and nothing where there is
// none or it has no remote called origin: SARIF wants an address. The .git of
// a worktree or a submodule is a file that leads out of the tree.
func provenance(tree *source.Tree) []*sarif.VersionControlDetails {
	address := remote(lines(tree, ".git/config"))
	if address == "" {
		return nil
	}
	details := sarif.NewVersionControlDetails().WithRepositoryURI(address).
		WithMappedTo(sarif.NewArtifactLocation().WithUriBaseId(sourceRoot))
	revision, branch := head(tree)
	if revision != "" {
		details.WithRevisionID(revision)
	}
	if branch != "" {
		details.WithBranch(branch)
	}
	return []*sarif.VersionControlDetails{details}
}

// lines returns the lines of a file, or none if it cannot be read.
func lines(tree *source.Tree, name string) []string {
	f, err := tree.ReadFile(name)
	if err != nil {
		return nil
	}
	return strings.Split(string(f.Bytes), "\n")
}

// remote returns the address of the remote called origin in the lines of a
// configuration (git-config(1), "CONFIGURATION FILE").
func remote(config []string) string {
	inside := false
	for _, line := range config {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			section, name, _ := strings.Cut(strings.Trim(line, "[]"), " ")
			inside = strings.EqualFold(section, "remote") && strings.TrimSpace(name) == `"origin"`
			continue
		}
		name, value, found := strings.Cut(line, "=")
		if inside && found && strings.EqualFold(strings.TrimSpace(name), "url") {
			return absolute(unquoted(value))
		}
	}
	return ""
}

// unquoted returns a value of the configuration without its quotes and without
// the comment behind it.
func unquoted(value string) string {
	var b strings.Builder
	quoted := false
	for _, c := range strings.TrimSpace(value) {
		switch {
		case c == '"':
			quoted = !quoted
		case !quoted && (c == '#' || c == ';'):
			return strings.TrimSpace(b.String())
		default:
			b.WriteRune(c)
		}
	}
	return strings.TrimSpace(b.String())
}

// absolute returns the address of a remote as an absolute URI without what one
// signs in with, or nothing for a path on this machine. What is fetched by SSH or
// git's own protocol, ssh://git@github.com/org/repo.git or, for short,
// git@github.com:org/repo.git, has its page on that host. A host without a dot
// is a name that only this machine knows.
func absolute(remote string) string {
	if !strings.Contains(remote, "://") {
		host, name, found := strings.Cut(remote, ":")
		if !found || strings.Contains(host, "/") || !strings.Contains(host, ".") {
			return ""
		}
		remote = "ssh://" + host + "/" + strings.TrimPrefix(name, "/")
	}
	u, err := url.Parse(remote)
	if err != nil || u.Hostname() == "" {
		return ""
	}
	switch u.Scheme {
	case "https", "http":
	case "ssh", "git+ssh", "ssh+git", "git":
		u.Scheme, u.Host = "https", strings.TrimSuffix(u.Host, ":"+u.Port())
	default:
		return ""
	}
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	u.Path, u.RawPath = strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), ".git"), ""
	return u.String()
}

// head returns the commit that is checked out and its branch, as far as the
// folder .git has them (gitrepository-layout(5)).
func head(tree *source.Tree) (revision, branch string) {
	first := strings.TrimSpace(strings.Join(lines(tree, ".git/HEAD"), "\n"))
	ref, symbolic := strings.CutPrefix(first, "ref: ")
	if !symbolic {
		return object(first), ""
	}
	if path.Clean(ref) != ref || !strings.HasPrefix(ref, "refs/heads/") {
		return "", ""
	}
	branch = strings.TrimPrefix(ref, "refs/heads/")
	if loose := lines(tree, ".git/"+ref); len(loose) > 0 {
		return object(strings.TrimSpace(loose[0])), branch
	}
	for _, line := range lines(tree, ".git/packed-refs") {
		if id, name, _ := strings.Cut(strings.TrimSpace(line), " "); name == ref {
			return object(id), branch
		}
	}
	return "", branch
}

// object returns the id of an object, SHA-1 or SHA-256, or nothing if it is not
// one.
func object(id string) string {
	if len(id) != 40 && len(id) != 64 || strings.Trim(id, "0123456789abcdef") != "" {
		return ""
	}
	return id
}
