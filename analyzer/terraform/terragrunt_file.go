package terraform

import (
	"io/fs"
	"path"

	"github.com/taskreach/taskreach/analyzer/source"
)

// unitFiles are what the configuration of a unit of Terragrunt is called: of a
// root module, its source, with the values of its variables. The first that is
// there counts.
var unitFiles = []string{"terragrunt.hcl", "terragrunt.hcl.json"} // never written to

// unitFile returns the configuration of the unit in the folder dir, if there is
// one.
func unitFile(tree *source.Tree, dir string) (name string, ok bool) {
	for _, base := range unitFiles {
		name := path.Join(dir, base)
		if info, err := fs.Stat(tree.FS(), name); err == nil && info.Mode().IsRegular() {
			return name, true
		}
	}
	return "", false
}

// configShape is the shape of a configuration of Terragrunt in JSON.
// https://terragrunt.gruntwork.io/docs/reference/hcl/
func configShape() *blockShape {
	terraform := &blockShape{blocks: map[string]labelled{
		"extra_arguments": {1, plainShape}, "before_hook": {1, plainShape}, "after_hook": {1, plainShape}, "error_hook": {1, plainShape},
	}}
	return &blockShape{blocks: map[string]labelled{
		"include": {1, &blockShape{bare: "path"}}, "locals": {0, plainShape}, "feature": {1, plainShape},
		"dependency": {1, plainShape}, "dependencies": {0, plainShape}, "terraform": {0, terraform},
		"generate": {1, plainShape}, "remote_state": {0, plainShape}, "exclude": {0, plainShape},
		"engine": {0, plainShape}, "errors": {0, plainShape}, "catalog": {0, plainShape},
	}}
}
