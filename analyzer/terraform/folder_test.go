package terraform_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

// Absolute paths begin at the root of the tree, so that they end as they do on
// any machine.
func TestAbsolutePaths(t *testing.T) {
	tree := treeOf(map[string]string{
		"infra/api/service/main.tf": `
module "config" { source = "../app-config" }
resource "aws_test" "x" {
  module   = module.config.name
  root     = abspath(path.root)
  cwd      = basename(path.cwd)
  above    = abspath("../../x/./y")
  absolute = abspath("/x/../y")
  file     = file("${abspath(path.module)}/text.txt")
  outside  = fileexists("/etc/passwd")
  home     = fileexists("~/.ssh/id_rsa.pub")
}
`,
		"infra/api/service/text.txt":   "text",
		"infra/api/app-config/main.tf": `output "name" { value = regex("/infra/([^/]+)/app-config$", abspath(path.module))[0] }`,
	})
	s := terraform.Load(context.Background(), tree, "infra/api/service", terraform.Options{})
	wantNoProblems(t, s)
	for attr, want := range map[string]string{
		"module": "api", "root": "/infra/api/service", "cwd": "service", "above": "/infra/x/y", "absolute": "/y", "file": "text",
		"outside": `?fileexists("/etc/passwd")`, "home": `?fileexists("~/.ssh/id_rsa.pub")`,
	} {
		if got := show(find(t, s, "aws_test.x").Body.Get(attr)); got != want {
			t.Errorf("%s = %s, want %s", attr, got, want)
		}
	}
}

// A map made for workspaces has nothing for the default one: that is no error
// of the author.
func TestWorkspace(t *testing.T) {
	files := map[string]string{"main.tf": `
locals {
  env   = terraform.workspace
  cidrs = { dev = "10.0.0.0/16", default-ish = "x" }
}
resource "aws_test" "x" {
  indexed = local.cidrs[local.env]
  lookup  = lookup(local.cidrs, terraform.workspace)
  name    = "app-${terraform.workspace}"
}
`}
	for _, tt := range []struct{ workspace, indexed, name string }{
		{"", "?terraform.workspace", "app-default"},
		{"dev", "10.0.0.0/16", "app-dev"},
	} {
		s := stackOf(t, files, terraform.Options{Workspace: tt.workspace})
		wantNoProblems(t, s)
		body := find(t, s, "aws_test.x").Body
		if got := show(body.Get("indexed")); got != tt.indexed {
			t.Errorf("in workspace %q the element is %s, want %s", tt.workspace, got, tt.indexed)
		}
		if got := show(body.Get("lookup")); got != tt.indexed {
			t.Errorf("in workspace %q lookup finds %s, want %s", tt.workspace, got, tt.indexed)
		}
		if got := show(body.Get("name")); got != tt.name {
			t.Errorf("in workspace %q the name is %s, want %s", tt.workspace, got, tt.name)
		}
	}
	s := stackOf(t, files, terraform.Options{Workspace: "qa"})
	const why = ": `local.cidrs` has no element \"qa\""
	if diff := cmp.Diff([]string{"evaluation-error main.tf:7" + why, "evaluation-error main.tf:8" + why}, problems(s)); diff != "" {
		t.Errorf("problems of a workspace that is given (-want +got):\n%s", diff)
	}
}
