package report

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/taskreach/taskreach/analyzer/source"
)

// sourceRoot stands for the root of the tree, as code scanning calls it.
const sourceRoot = "%SRCROOT%"

// provenance returns the repository and the commit that the files are of, as
// .git at the root of the tree has them, and nothing where there is none or it
// has no remote called origin: SARIF wants an address.
func provenance(tree *source.Tree) []*sarif.VersionControlDetails {
	repo := opened(tree)
	address := remote(repo.lines("config"))
	if address == "" {
		return nil
	}
	details := sarif.NewVersionControlDetails().WithRepositoryURI(address).
		WithMappedTo(sarif.NewArtifactLocation().WithUriBaseId(sourceRoot))
	revision, branch := repo.head()
	if revision != "" {
		details.WithRevisionID(revision)
	}
	if branch != "" {
		details.WithBranch(branch)
	}
	return []*sarif.VersionControlDetails{details}
}

// A repository is where git keeps what it knows of a working tree
// (gitrepository-layout(5)).
type repository struct {
	own    []string // the lines of HEAD, which each working tree has for itself
	shared *source.Tree
	folder string // in shared, with a slash behind it, or empty
}

// opened returns the repository of the working tree. The .git of a worktree or
// a submodule is a file that leads to a folder elsewhere, which is read only if
// it is called as git calls it: anyone may have written the file.
func opened(tree *source.Tree) repository {
	here := repository{own: lines(tree, ".git/HEAD"), shared: tree, folder: ".git/"}
	first := lines(tree, ".git")
	if len(first) == 0 || tree.Dir() == "" {
		return here
	}
	dir, found := strings.CutPrefix(strings.TrimSpace(first[0]), "gitdir: ")
	dir = local(tree.Dir(), dir)
	inside := "/" + filepath.ToSlash(dir) + "/"
	if !found || !strings.Contains(inside, "/worktrees/") && !strings.Contains(inside, "/modules/") {
		return here
	}
	own, err := source.OpenTree(dir)
	if err != nil {
		return here
	}
	all := own
	if common := lines(own, "commondir"); len(common) > 0 {
		if all, err = source.OpenTree(local(dir, strings.TrimSpace(common[0]))); err != nil {
			return here
		}
	}
	return repository{own: lines(own, "HEAD"), shared: all}
}

// local returns a path of git as seen from dir. A share of another machine is
// dir itself: nothing is read from the network.
func local(dir, path string) string {
	path = filepath.FromSlash(path)
	if strings.HasPrefix(path, `\\`) || strings.HasPrefix(path, "//") {
		return dir
	}
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// lines returns the lines of a file that all working trees share.
func (r repository) lines(name string) []string { return lines(r.shared, r.folder+name) }

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

// head returns the commit that is checked out and its branch, as far as they
// are in files.
func (r repository) head() (revision, branch string) {
	first := strings.TrimSpace(strings.Join(r.own, "\n"))
	ref, symbolic := strings.CutPrefix(first, "ref: ")
	if !symbolic {
		return object(first), ""
	}
	// Of a repository whose references are in tables git writes refs/heads/.invalid.
	if path.Clean(ref) != ref || !strings.HasPrefix(ref, "refs/heads/") || strings.Contains(ref, "/.") {
		return "", ""
	}
	branch = strings.TrimPrefix(ref, "refs/heads/")
	if loose := r.lines(ref); len(loose) > 0 {
		return object(strings.TrimSpace(loose[0])), branch
	}
	for _, line := range r.lines("packed-refs") {
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
