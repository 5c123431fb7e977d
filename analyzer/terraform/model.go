package terraform

import (
	"embed"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// modelFiles holds the models: Terraform modules that stand in for popular
// ones of the registry where those are not on disk. A model has the variables,
// resources and outputs of the module that concern networks and tasks, at the
// same addresses.
//
//go:embed all:models
var modelFiles embed.FS

// modelRoot begins the folder names of models. The folders are in no tree; a
// name goes on with the module, the release, the call and the submodule:
// registry.terraform.io/terraform-aws-modules/vpc/aws/6/module.net@infra.prod/modules/vpc-endpoints.
// The call is in it, with the folder of the root unless that is the tree's, so
// that a place in a model leads back to its one caller.
const modelRoot = "registry.terraform.io"

// modelDir returns the folder of the model for the module that c, of the
// module with the given key of the root module in the folder root, calls. It is not ok where there is none for the
// source or for a version that the call allows.
func modelDir(c *call, root, key string) (dir string, ok bool) {
	name, sub, constraint, ok := c.registryModule()
	if !ok {
		return "", false
	}
	r, ok := chooseRelease(releases[name], constraint)
	if !ok {
		return "", false
	}
	caller := "module." + joinKey(key, c.name)
	if root != "." {
		caller += "@" + strings.ReplaceAll(root, "/", ".")
	}
	dir = path.Join(modelRoot, name, r.name(), caller, sub)
	_, err := modelTree().ReadDir(dir)
	return dir, err == nil
}

// githubSource is a module source on GitHub that a registry module is made
// from: the registry takes the repository terraform-<provider>-<name>.
// https://developer.hashicorp.com/terraform/registry/modules/publish#requirements
var githubSource = regexp.MustCompile(`^(?:git::)?(?:[a-z]+://)?(?:[\w.-]+@)?github\.com[/:]([\w-]+)/terraform-([a-z0-9]+)-([\w-]+?)(?:\.git)?(?://([^?]*))?(?:\?(.*))?$`)

// registryModule returns the module of the registry that c calls, as
// namespace/name/provider, its submodule and the constraint on its version. It
// is not ok for other sources, and for a git reference that is no version.
func (c *call) registryModule() (name, sub, constraint string, ok bool) {
	name, sub, query := c.registryName()
	if query != nil {
		constraint, ok = gitVersion(*query)
		return name, sub, constraint, ok
	}
	if a, ok := c.block.Body.Attributes["version"]; ok {
		constraint = literalString(a.Expr)
		if constraint == "" {
			return "", "", "", false
		}
	}
	return name, sub, constraint, true
}

// registryName returns the module of the registry that c calls and its
// submodule; query is that of a git source, and nil for any other.
func (c *call) registryName() (name, sub string, query *string) {
	if m := githubSource.FindStringSubmatch(c.source); m != nil {
		return m[1] + "/" + m[3] + "/" + m[2], m[4], &m[5]
	}
	name, sub, _ = strings.Cut(c.source, "//")
	for _, host := range []string{modelRoot + "/", "registry.opentofu.org/"} {
		name = strings.TrimPrefix(name, host)
	}
	return name, sub, nil
}

// gitVersion returns the version that the ref in the query of a git source
// names, or nothing for the main branch, which is taken for the newest. A name
// with a suffix, such as v6.0.0-hotfix, may be a branch with anything in it.
func gitVersion(query string) (version string, ok bool) {
	for _, arg := range strings.Split(query, "&") {
		ref, isRef := strings.CutPrefix(arg, "ref=")
		if !isRef {
			continue
		}
		switch ref = strings.TrimPrefix(strings.TrimPrefix(ref, "refs/"), "tags/"); ref {
		case "main", "master", "HEAD", "heads/main", "heads/master":
			return "", true
		}
		ref = strings.TrimPrefix(ref, "v")
		_, components, ok := parseVersion(ref)
		if components < 3 {
			// A tag such as v2 moves along with the newest v2.x.y.
			ref = "~> " + ref + ".0"
		}
		return ref, ok && !strings.Contains(ref, "-")
	}
	return "", true
}

// treeOf returns the tree that name is in: that of the models, or the one
// being scanned.
func (e *evaluator) treeOf(name string) *source.Tree {
	if _, ok := modelPlace(name); ok {
		return modelTree()
	}
	return e.tree
}

func modelTree() *source.Tree { return source.NewTree(modelFS{}) }

// modelled reports whether s is an instance of a model.
func (s *scope) modelled() bool {
	_, ok := modelPlace(s.mod.dir)
	return ok
}

// notModelled returns the fact that the output called name would be, which the
// model leaves out.
func (s *scope) notModelled(name string) *iac.Unknown {
	return s.e.unknown(unknownKey{scope: s, name: "output." + name}, func() iac.Unknown {
		return iac.Unknown{
			Name:  "module." + s.call.name + "." + name,
			Why:   "output `" + name + "` of module `" + s.call.name + "` (" + s.call.source + ") is not known without the module: run `terraform init` or vendor it",
			Range: s.call.sourceRange(),
		}
	})
}

// modelPlace returns the embedded folders or files that name stands for, the
// ones that take precedence first.
func modelPlace(name string) (names []string, ok bool) {
	rest, ok := strings.CutPrefix(name, modelRoot+"/")
	parts := strings.SplitN(rest, "/", 6)
	if !ok || len(parts) < 5 || !strings.HasPrefix(parts[4], "module.") {
		return nil, false
	}
	module, below := strings.Join(parts[:3], "/"), strings.Join(parts[5:], "/")
	for _, r := range releases[module] {
		if r.layers != nil && r.name() == parts[3] {
			return r.places(path.Join("models", parts[0], parts[1]), below), true
		}
	}
	return nil, false
}

// places returns the embedded names that below stands for in the model at
// root.
func (r release) places(root, below string) []string {
	var names []string
	for _, layer := range slices.Backward(r.layers) {
		names = append(names, path.Join(root, layer, below))
	}
	parts := strings.SplitN(below, "/", 3)
	if r.presets == "" || len(parts) < 2 {
		return names
	}
	for _, layer := range r.layers {
		if _, err := fs.Stat(modelFiles, path.Join(root, layer, parts[0], parts[1])); err == nil {
			return append(names, path.Join(root, r.presets, path.Join(parts[2:]...)))
		}
	}
	return names
}

// modelFS is the models as a file system: the layers of a release lie over
// each other, and of files of one name the upper one counts.
type modelFS struct{}

// Open implements [fs.FS].
func (modelFS) Open(name string) (fs.File, error) {
	names, _ := modelPlace(name)
	for _, n := range names {
		if f, err := modelFiles.Open(n); err == nil {
			return f, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir implements [fs.ReadDirFS].
func (modelFS) ReadDir(name string) ([]fs.DirEntry, error) {
	names, _ := modelPlace(name)
	var all []fs.DirEntry
	found := false
	for _, n := range names {
		entries, err := modelFiles.ReadDir(n)
		found = found || err == nil
		for _, e := range entries {
			if !slices.ContainsFunc(all, func(have fs.DirEntry) bool { return have.Name() == e.Name() }) {
				all = append(all, e)
			}
		}
	}
	if !found {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}
