package terraform_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

// A configuration in JSON is what it would be in HCL.
func TestUnitInJSON(t *testing.T) {
	const unit = `{
  "locals": {"env": "${read_terragrunt_config(find_in_parent_folders(\"env.hcl\"))}"},
  "terraform": {"source": "../../../modules/app", "extra_arguments": {"x": {"commands": ["apply"], "arguments": ["-var=given=x"]}}},
  "dependency": {"net": {"config_path": "../network"}},
  "include": %INCLUDE%,
  "inputs": {
    "v": "${dependency.net.outputs.vpc_id}",
    "ids": "${values(dependency.net.outputs.subnet_ids)}",
    "region": "${local.env.locals.region}",
    "plain": 3
  }
}`
	const module = `
variable "v" {}
variable "ids" {}
variable "region" {}
variable "plain" {}
variable "given" {}
variable "tags" { default = null }
resource "aws_test" "x" {
  x = [var.v, var.ids, var.region, var.plain, var.given, var.tags]
}
`
	tests := []struct{ name, include, tags string }{
		{"with a label", `{"root": {"path": "${find_in_parent_folders(\"root.hcl\")}"}}`, "{project=shop tier=root}"},
		{"without a label", `{"path": "${find_in_parent_folders(\"root.hcl\")}"}`, "{project=shop tier=root}"},
		{"of JSON", `[{"root": {"path": "base.hcl.json"}}]`, "base"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := live(map[string]string{
				"live/prod/app/terragrunt.hcl.json": strings.Replace(unit, "%INCLUDE%", tt.include, 1),
				"live/prod/app/base.hcl.json":       `{"inputs": {"tags": "base", "plain": 4}}`,
				"modules/app/main.tf":               module,
			})
			s := loadAll(t, files, terraform.Options{}, "live/prod/app", "live/prod/network")["live/prod/app"]
			wantNoProblems(t, s)
			want := `[aws_vpc.main.id [aws_subnet.a["x"].id aws_subnet.a["y"].id] eu-west-1 3 x ` + tt.tags + `]`
			if got := show(find(t, s, "aws_test.x").Body.Get("x")); got != want {
				t.Errorf("x = %s, want %s", got, want)
			}
		})
	}
}

// The values that a stack gives a unit are those that Terragrunt wrote beside
// it.
func TestUnitValues(t *testing.T) {
	tests := []struct{ name, values, want string }{
		{"written", "v = \"x\"\nmore = { a = [1, 2] }\n", "[x 2]"},
		{"not written", "", "[?values.v ?values.more]"},
		{"not valid", "v = \"x\"\nmore = {", "[?values.v ?values.more]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{
				"module/main.tf": "variable \"v\" {}\nvariable \"w\" {}\nresource \"aws_test\" \"x\" { x = [var.v, var.w] }\n",
				".terragrunt-stack/app/terragrunt.hcl": "terraform {\n  source = \"../../module\"\n}\n" +
					"inputs = {\n  v = values.v\n  w = values.more.a[1]\n}\n",
			}
			if tt.values != "" {
				files[".terragrunt-stack/app/terragrunt.values.hcl"] = tt.values
			}
			s := loadAll(t, files, terraform.Options{}, ".terragrunt-stack/app")[".terragrunt-stack/app"]
			if got := show(find(t, s, "aws_test.x").Body.Get("x")); got != tt.want {
				t.Errorf("x = %s, want %s", got, tt.want)
			}
		})
	}
}

// What the unit hands to Terraform goes before inputs, and the later of two
// wins.
func TestUnitArguments(t *testing.T) {
	const commands = "  commands = [\"plan\", \"apply\"]\n"
	tests := []struct{ name, args, want string }{
		{"of other commands", "commands = [\"init\"]\n  arguments = [\"-var=v=x\"]", "input"},
		{"a value", commands + "  arguments = [\"-var=v=x=y\"]", "x=y"},
		{"a value apart", commands + "  arguments = [\"-no-color\", \"-var\", \"v=x\"]", "x"},
		{"of no variable", commands + "  arguments = [\"-var=none=x\"]", "input"},
		{"a file", commands + "  arguments = [\"-var-file=a.tfvars\"]", "a"},
		{"a file apart", commands + "  arguments = [\"--var-file\", \"a.tfvars\"]", "a"},
		{"a file over a value", commands + "  arguments = [\"-var=v=x\"]\n  required_var_files = [\"a.tfvars\"]", "a"},
		{"an optional file over one that has to be", commands + "  optional_var_files = [\"b.tfvars\", \"none.tfvars\"]\n  required_var_files = [\"a.tfvars\"]", "b"},
		{"one that is found above", commands + "  required_var_files = [find_in_parent_folders(\"up.tfvars\")]", "up"},
		{"layers", commands + "  optional_var_files = [for f in [\"up\", \"none\"] : find_in_parent_folders(\"${f}.tfvars\", \"ignore\")]", "up"},
		{"the environment", commands + "  env_vars = { TF_VAR_v = \"env\", OTHER = 1 }", "env"},
		{"a file over the environment", commands + "  env_vars = { TF_VAR_v = \"env\" }\n  required_var_files = [\"a.tfvars\"]", "a"},
		{"a file that depends on the environment", commands + "  required_var_files = [\"${get_env(\"ENV\")}.tfvars\"]", "?var.v"},
		{"one that has a default", commands + "  required_var_files = [\"${get_env(\"ENV\", \"a\")}.tfvars\"]", "a"},
		{"one that the user gives", commands + "  required_var_files = [\"${get_env(\"ENV\")}.tfvars\"]", "b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{
				"module/main.tf": "variable \"v\" {}\nresource \"aws_test\" \"x\" { x = var.v }\n",
				"live/unit/terragrunt.hcl": "terraform {\n  source = \"../../module\"\n  extra_arguments \"x\" {\n  " + tt.args +
					"\n  }\n}\ninputs = { v = \"input\" }\n",
				"live/unit/a.tfvars": `v = "a"`, "live/unit/b.tfvars": `v = "b"`, "up.tfvars": `v = "up"`,
			}
			opts := terraform.Options{Variants: "none"}
			if tt.want == "b" {
				opts.Given = []terraform.Given{{File: "live/unit/b.tfvars"}}
			}
			s := loadAll(t, files, opts, "live/unit")["live/unit"]
			wantNoProblems(t, s)
			if got := show(find(t, s, "aws_test.x").Body.Get("x")); got != tt.want {
				t.Errorf("v = %s, want %s", got, tt.want)
			}
		})
	}
}

// Files of values beside a unit make variants of it as they do of a module.
func TestUnitVariants(t *testing.T) {
	unit := func(args, inputs string) map[string]string {
		return map[string]string{
			"module/main.tf":      "variable \"v\" {}\nresource \"aws_test\" \"x\" { x = var.v }\n",
			"unit/terragrunt.hcl": "terraform {\n  source = \"../module\"\n" + args + "}\n" + inputs + "\n",
			"unit/env/a.tfvars":   `v = "a"`, "unit/env/b.tfvars": `v = "b"`,
		}
	}
	const hidden = "  extra_arguments \"x\" {\n    commands = [\"apply\"]\n    required_var_files = [\"env/${get_env(\"ENV\")}.tfvars\"]\n  }\n"
	tests := []struct {
		name  string
		files map[string]string
		want  map[string]string
	}{
		{"nothing has a value for it", unit("", ""), map[string]string{"env/a.tfvars": "a", "env/b.tfvars": "b"}},
		{"an input has", unit("", `inputs = { v = "x" }`), map[string]string{"": "x"}},
		{"a merged input has", unit("", `inputs = merge({}, { v = "x" })`), map[string]string{"": "x"}},
		{"which is handed over is not known", unit(hidden, `inputs = { v = "x" }`), map[string]string{"env/a.tfvars": "a", "env/b.tfvars": "b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := map[string]string{}
			for _, s := range terraform.LoadAll(t.Context(), treeOf(tt.files), []string{"unit"}, terraform.Options{}) {
				wantNoProblems(t, s)
				got[s.Variant] = show(find(t, s, "aws_test.x").Body.Get("x"))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("v by variant (-want +got):\n%s", diff)
			}
		})
	}
}

// Which units Terragrunt is told not to apply.
func TestExclusions(t *testing.T) {
	exclude := func(condition, actions string) string {
		return "exclude {\n  if      = " + condition + "\n  actions = " + actions + "\n}\n"
	}
	tests := []struct {
		name, config string
		excluded     bool
	}{
		{"nothing says so", "", false},
		{"skipped", "skip = true\n", true},
		{"not skipped", "skip = false\n", false},
		{"what it includes is skipped", "include \"root\" {\n  path = \"skip.hcl\"\n}\n", false},
		{"excluded", exclude("true", `["all"]`), true},
		{"excluded from apply", exclude("true", `["plan", "apply"]`), true},
		{"excluded from destroy", exclude("true", `["destroy"]`), false},
		{"not excluded", exclude("false", `["all"]`), false},
		{"excluded, perhaps", exclude("get_env(\"X\") == \"1\"", `["all"]`), false},
		{"excluded by default", "feature \"off\" {\n  default = true\n}\n" + exclude("feature.off.value", `["all"]`), true},
		{"what it includes is excluded", "include \"root\" {\n  path = \"exclude.hcl\"\n}\n", true},
		{"its own wins", "include \"root\" {\n  path = \"exclude.hcl\"\n}\n" + exclude("false", `["all"]`), false},
	}
	files := map[string]string{"m/main.tf": "", "u/skip.hcl": "skip = true\n", "u/exclude.hcl": exclude("true", `["all"]`)}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all := maps.Clone(files)
			all["u/terragrunt.hcl"] = "terraform {\n  source = \"../m\"\n}\n" + tt.config
			_, got := terraform.Dependencies(treeOf(all), []string{"u"})
			if excluded := len(got) == 1 && got[0].Dir == "u"; excluded != tt.excluded {
				t.Errorf("excluded: %v, want %v", got, tt.excluded)
			}
		})
	}
}
