package discover

import (
	"io/fs"
	"path"
	"strings"
)

// A selection reports whether a path asks for the file or folder called name.
type selection func(name string) bool

// everything selects each file below a folder that was named.
func everything(string) bool { return true }

// copied are the folders in which tools keep other people's files, or copies
// of the user's own.
var copied = map[string]bool{
	".git":              true,
	".terraform":        true,
	".terragrunt-cache": true,
	"node_modules":      true,
}

// templateExtensions are those that templates have in practice. The user guide
// says that any will do and names .json, .yaml, .template and .txt
// (AWSCloudFormation/latest/UserGuide/cfn-whatis-concepts.html); the others are
// what public repositories and editors use.
var templateExtensions = map[string]bool{
	".cfn":            true,
	".cform":          true,
	".cft":            true,
	".cloudformation": true,
	".json":           true,
	".template":       true,
	".txt":            true,
	".yaml":           true,
	".yml":            true,
}

// folder adds what sel selects of the folder called name and of the folders in
// it. rules are those of the folders above.
func (s *search) folder(name string, rules *ignoreFile, sel selection) {
	entries, err := s.tree.ReadDir(name)
	if err != nil {
		s.problems[name] = err
		return
	}
	if rules != nil && s.isAssembly(name) {
		rules = nil
	}
	for _, e := range entries {
		if e.Name() == ignoreName && e.Type().IsRegular() {
			rules = s.readRules(name, rules)
		}
	}
	for _, e := range entries {
		child := path.Join(name, e.Name())
		switch {
		case s.excluded.ignores(child, e.IsDir()):
		case rules.ignores(child, e.IsDir()) && (!e.IsDir() || !s.isAssembly(child)):
		case e.IsDir():
			s.subfolder(child, rules, sel)
		case sel(child):
			s.entry(child, e)
		}
	}
}

// isAssembly reports whether the folder called name holds what `cdk synth` has
// made: an app's templates, which people have git ignore and want to be read.
// It is called cdk.out or, wherever `--output` has put it, has a file of that
// name, and a manifest.
//
// Source: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/lib/cloud-assembly.ts
func (s *search) isAssembly(name string) bool {
	return s.hasFile(name, "manifest.json") && (path.Base(name) == "cdk.out" || s.hasFile(name, "cdk.out"))
}

func (s *search) hasFile(dir, name string) bool {
	info, err := fs.Lstat(s.tree.FS(), path.Join(dir, name))
	return err == nil && info.Mode().IsRegular()
}

// subfolder searches the folder called name unless it holds copies. All of a
// folder that is selected itself is.
func (s *search) subfolder(name string, rules *ignoreFile, sel selection) {
	if copied[path.Base(name)] {
		return
	}
	if sel(name) {
		sel = everything
	}
	s.folder(name, rules, sel)
}

// entry adds the file e called name where it is Terraform or a template. A
// link to a Terraform file makes its folder a module, as it does for
// Terraform; the target of a link to a template is found under its own name.
func (s *search) entry(name string, e fs.DirEntry) {
	switch {
	case s.terraform(name):
	case !e.Type().IsRegular() || !templateExtensions[strings.ToLower(path.Ext(name))]:
	case s.looked[name]:
	default:
		seen, err := s.look(name)
		switch {
		case err != nil:
			s.problems[name] = reason(err)
		case seen == template:
			s.templates[name] = true
		case seen == appSpec:
			s.appSpecs[name] = true
		}
	}
}

// terraform adds the file called name where Terraform or Terragrunt reads files
// of that name.
func (s *search) terraform(name string) bool {
	switch base := path.Base(name); {
	case isTerraform(base):
		s.modules[path.Dir(name)] = true
	case base == "terragrunt.hcl", base == "terragrunt.hcl.json":
		s.units[path.Dir(name)] = true
	case base == "terragrunt.stack.hcl":
		s.stacks[name] = true
	default:
		return false
	}
	return true
}

// isTerraform reports whether Terraform or OpenTofu would load a file of this
// name. Both pass over the files that editors leave behind
// (opentofu: internal/configs/parser_config_dir.go, IsIgnoredFile).
func isTerraform(base string) bool {
	if strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") ||
		strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#") {
		return false
	}
	for _, ext := range []string{".tf", ".tf.json", ".tofu", ".tofu.json"} {
		if strings.HasSuffix(base, ext) {
			return true
		}
	}
	return false
}
