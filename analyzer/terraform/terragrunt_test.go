package terraform_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

// A live layout: two units of one environment, whose modules stand apart.
const (
	liveRoot = `
locals {
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl"))
  project = "shop"
}
inputs = {
  region = local.env.locals.region
  tags   = { project = local.project, tier = "root" }
  zones  = ["a"]
}
`
	liveNetwork = `
include "root" {
  path = find_in_parent_folders("root.hcl")
}
terraform {
  source = "${get_repo_root()}/modules//network"
}
inputs = { cidr = "10.0.0.0/16" }
`
	networkModule = `
variable "cidr" {}
variable "region" {}
resource "aws_vpc" "main" { cidr_block = var.cidr }
resource "aws_subnet" "a" {
  for_each = toset(["x", "y"])
  vpc_id   = aws_vpc.main.id
}
output "vpc_id" { value = aws_vpc.main.id }
output "subnet_ids" { value = { for k, s in aws_subnet.a : k => s.id } }
output "region" { value = var.region }
`
)

func live(files map[string]string) map[string]string {
	all := map[string]string{
		"root.hcl":                         liveRoot,
		"live/prod/env.hcl":                "locals {\n  region = \"eu-west-1\"\n}\n",
		"live/prod/network/terragrunt.hcl": liveNetwork,
		"modules/network/main.tf":          networkModule,
	}
	maps.Copy(all, files)
	return all
}

// TestUnitInputs evaluates the input v of a unit.
func TestUnitInputs(t *testing.T) {
	const root = "include \"root\" {\n  path = find_in_parent_folders(\"root.hcl\")\n  expose = true\n}\n"
	tests := []struct{ name, config, want string }{
		{"a literal", "inputs = { v = \"x\" }", "x"},
		{"a local", "locals {\n  a = local.b\n  b = \"x\"\n}\ninputs = { v = local.a }", "x"},
		{"merged", "locals {\n  base = { v = \"x\", w = \"y\" }\n}\ninputs = merge(local.base, { w = \"z\" })", "x"},
		{"none", "inputs = {}", "default"},
		{"null", "inputs = { v = null }", "null"},
		{"a function of Terraform", "inputs = { v = upper(format(\"%s\", \"x\")) }", "X"},
		{"a conditional", "inputs = { v = 1 > 0 ? \"x\" : \"y\" }", "x"},

		{"a local of what is included", root + "inputs = { v = include.root.locals.project }", "shop"},
		{"what that has read", root + "inputs = { v = include.root.locals.env.locals.region }", "eu-west-1"},
		{"an input of what is included", root + "inputs = { v = include.root.inputs.region }", "eu-west-1"},
		{"included without a label", "include {\n  path = find_in_parent_folders(\"root.hcl\")\n}\ninputs = { v = include.locals.project }", "shop"},
		{"over what is included", "include \"root\" {\n  path = \"base.hcl\"\n}\ninputs = { v = \"own\" }", "own"},
		{"included", "include \"root\" {\n  path = \"base.hcl\"\n}", "base"},
		{"included by the last", "include \"a\" {\n  path = \"other.hcl\"\n}\ninclude \"b\" {\n  path = \"base.hcl\"\n}", "base"},
		{"included and not merged", "include \"root\" {\n  path = \"base.hcl\"\n  merge_strategy = \"no_merge\"\n}", "default"},
		{"replaced", "include \"root\" {\n  path = \"maps.hcl\"\n}\ninputs = { v = { b = [2] } }", "{b=[2]}"},
		{"merged deeply", "include \"root\" {\n  path = \"maps.hcl\"\n  merge_strategy = \"deep\"\n}\ninputs = { v = { b = [2], c = 3 } }", "{a=1 b=[1 2] c=3}"},
		{"merged deeply, none of its own", "include \"root\" {\n  path = \"maps.hcl\"\n  merge_strategy = \"deep\"\n}", "{a=1 b=[1]}"},

		{"read", "locals {\n  env = read_terragrunt_config(find_in_parent_folders(\"env.hcl\"))\n}\ninputs = { v = local.env.locals.region }", "eu-west-1"},
		{"read from nowhere", "locals {\n  env = read_terragrunt_config(\"none.hcl\", { locals = { a = \"x\" } })\n}\ninputs = { v = local.env.locals.a }", "x"},
		{"a file", "inputs = { v = jsondecode(file(\"v.json\")).a }", "json"},
		{"a file of YAML above", "locals {\n  y = yamldecode(file(find_in_parent_folders(\"v.yaml\")))\n}\ninputs = { v = local.y.a }", "yaml"},
		{"a feature", "feature \"f\" {\n  default = \"x\"\n}\ninputs = { v = feature.f.value }", "x"},

		{"its folder", "inputs = { v = get_terragrunt_dir() }", "/live/prod/app"},
		{"its name", "inputs = { v = basename(get_terragrunt_dir()) }", "app"},
		{"its folder, from what is read", "locals {\n  d = read_terragrunt_config(\"folders/d.hcl\")\n}\ninputs = { v = local.d.locals.dirs }", "/live/prod/app/folders /live/prod/app"},
		{"from the root", "inputs = { v = get_path_from_repo_root() }", "live/prod/app"},
		{"to the root", "inputs = { v = get_path_to_repo_root() }", "../../.."},
		{"from what is included", root + "inputs = { v = path_relative_to_include() }", "live/prod/app"},
		{"to what is included", root + "inputs = { v = path_relative_from_include(\"root\") }", "../../.."},
		{"of what is included", root + "inputs = { v = get_parent_terragrunt_dir() }", "/"},
		{"of nothing that is included", "inputs = { v = path_relative_to_include() }", "."},
		{"in what is included", "include \"root\" {\n  path = \"../up.hcl\"\n}", "app /live/prod/app /live/prod"},
		{"a fallback", "inputs = { v = find_in_parent_folders(\"none.hcl\", \"fallback\") }", "fallback"},
		{"commands", "inputs = { v = get_terraform_commands_that_need_vars()[0] }", "apply"},
		{"the environment, with a default", "inputs = { v = get_env(\"V\", \"x\") }", "x"},
		{"the environment", "inputs = { v = get_env(\"V\") }", `?get_env("V")`},
		{"a command", "inputs = { v = run_cmd(\"date\") }", `?run_cmd("date")`},
		{"a secret", "inputs = { v = sops_decrypt_file(\"s.yaml\") }", `?sops_decrypt_file("s.yaml")`},
		{"an account", "inputs = { v = \"x-${get_aws_account_id()}\" }", "x-${get_aws_account_id()}"},
		{"a value of a stack", "inputs = { v = values.x }", "?values.x"},
		{"a value of a stack, or another", "inputs = { v = try(values.x, \"y\") }", "?values.x"},
		{"merged with what is not known", "inputs = merge(jsondecode(sops_decrypt_file(\"s.json\")), { w = 1 })", "?inputs.v"},

		{"an output of another unit", "dependency \"net\" {\n  config_path = \"../network\"\n}\ninputs = { v = dependency.net.outputs.vpc_id }", "aws_vpc.main.id"},
		{"a map of another unit", "dependency \"net\" {\n  config_path = \"../network\"\n}\ninputs = { v = dependency.net.outputs.subnet_ids[\"y\"] }", `aws_subnet.a["y"].id`},
		{"all outputs of another unit", "dependency \"net\" {\n  config_path = \"..//network/\"\n}\ninputs = { v = values(dependency.net.outputs.subnet_ids) }", `[aws_subnet.a["x"].id aws_subnet.a["y"].id]`},
		{"an input of another unit", "dependency \"net\" {\n  config_path = \"../network\"\n}\ninputs = { v = dependency.net.outputs.region }", "eu-west-1"},
		{"merged outputs", "dependency \"net\" {\n  config_path = \"../network\"\n}\ninputs = merge(dependency.net.outputs, { v = dependency.net.outputs.vpc_id })", "aws_vpc.main.id"},
		{"no such output", "dependency \"net\" {\n  config_path = \"../network\"\n}\ninputs = { v = dependency.net.outputs.none }", "?dependency.net.outputs.none"},
		{"over a mock", "dependency \"net\" {\n  config_path = \"../network\"\n  mock_outputs = { vpc_id = \"vpc-mock\" }\n}\ninputs = { v = dependency.net.outputs.vpc_id }", "aws_vpc.main.id"},
		{"an output that is skipped", "dependency \"net\" {\n  config_path = \"../network\"\n  skip_outputs = true\n  mock_outputs = { vpc_id = \"vpc-mock\" }\n}\ninputs = { v = dependency.net.outputs.vpc_id }", "?dependency.net.outputs.vpc_id"},
		{"a dependency that is off", "dependency \"net\" {\n  config_path = \"../network\"\n  enabled = false\n}\ninputs = { v = dependency.net.outputs.vpc_id }", "?dependency.net.outputs.vpc_id"},
		{"a dependency of what is included", "include \"root\" {\n  path = \"depends.hcl\"\n}", "aws_vpc.main.id"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := live(map[string]string{
				"modules/app/main.tf":             "variable \"v\" { default = \"default\" }\nresource \"aws_test\" \"x\" { x = var.v }\n",
				"live/prod/app/terragrunt.hcl":    "terraform {\n  source = \"../../../modules/app\"\n}\n" + tt.config,
				"live/prod/app/base.hcl":          `inputs = { v = "base" }`,
				"live/prod/app/other.hcl":         `inputs = { v = "other" }`,
				"live/prod/app/maps.hcl":          `inputs = { v = { a = 1, b = [1] } }`,
				"live/prod/app/depends.hcl":       "dependency \"net\" {\n  config_path = \"../network\"\n}\ninputs = { v = dependency.net.outputs.vpc_id }",
				"live/prod/app/folders/d.hcl":     "locals {\n  dirs = \"${get_terragrunt_dir()} ${get_original_terragrunt_dir()}\"\n}\n",
				"live/prod/up.hcl":                "inputs = { v = \"${path_relative_to_include()} ${get_terragrunt_dir()} ${get_parent_terragrunt_dir()}\" }",
				"live/prod/app/v.json":            `{"a": "json"}`,
				"live/v.yaml":                     "a: yaml\n",
				"live/prod/app/.terraform.lock.h": "",
			})
			s := loadAll(t, files, terraform.Options{}, "live/prod/app", "live/prod/network")["live/prod/app"]
			wantNoProblems(t, s)
			if got := show(find(t, s, "aws_test.x").Body.Get("x")); got != tt.want {
				t.Errorf("v = %s, want %s", got, tt.want)
			}
		})
	}
}

// What no other source has a value for is an input of the unit.
func TestUnitInputPrecedence(t *testing.T) {
	const unit = `
terraform {
  source = "../module"
  extra_arguments "vars" {
    commands           = get_terraform_commands_that_need_vars()
    required_var_files = ["${get_terragrunt_dir()}/handed.tfvars"]
    optional_var_files = ["none.tfvars"]
  }
}
inputs = { v = "input" }
`
	files := map[string]string{
		"module/main.tf":      "variable \"v\" { default = \"default\" }\nresource \"aws_test\" \"x\" { x = var.v }\n",
		"unit/terragrunt.hcl": "terraform {\n  source = \"../module\"\n}\ninputs = { v = \"input\" }\n",
	}
	opts := terraform.Options{}
	steps := []struct {
		want string
		add  func()
	}{
		{"input", func() {}},
		{"environment", func() { opts.Env = map[string]string{"v": "environment"} }},
		{"beside the module", func() { files["module/x.auto.tfvars"] = `v = "beside the module"` }},
		{"beside it", func() { files["unit/terraform.tfvars"] = `v = "beside it"` }},
		{"handed", func() { files["unit/terragrunt.hcl"] = unit; files["unit/handed.tfvars"] = `v = "handed"` }},
		{"given", func() { opts.Given = []terraform.Given{{Name: "v", Text: "given"}} }},
	}
	for _, step := range steps {
		step.add()
		s := loadAll(t, files, opts, "unit")["unit"]
		wantNoProblems(t, s)
		if got := show(find(t, s, "aws_test.x").Body.Get("x")); got != step.want {
			t.Errorf("v = %s, want %s", got, step.want)
		}
	}
}

// An input is placed where the configuration writes it, and a reference to
// another unit is to the very resource of its stack.
func TestUnitPlaces(t *testing.T) {
	files := live(map[string]string{
		"modules/app/main.tf":          "variable \"v\" {}\nvariable \"region\" {}\nvariable \"vpc\" {}\nresource \"aws_test\" \"x\" {\n  v      = var.v\n  region_ = var.region\n  vpc    = var.vpc\n}\n",
		"live/prod/app/terragrunt.hcl": "include \"root\" {\n  path = find_in_parent_folders(\"root.hcl\")\n}\nterraform {\n  source = \"../../../modules/app\"\n}\ndependency \"net\" {\n  config_path = \"../network\"\n}\nlocals {\n  base = {\n    v = \"x\"\n  }\n}\ninputs = merge(local.base, {\n  vpc = dependency.net.outputs.vpc_id\n})\n",
	})
	stacks := loadAll(t, files, terraform.Options{}, "live/prod/app", "live/prod/network")
	x := find(t, stacks["live/prod/app"], "aws_test.x")
	got := map[string]string{}
	fields, _ := x.Body.Fields()
	for _, f := range fields {
		got[f.Name] = f.Value.Range.String()
		for _, o := range f.Value.Trail {
			got[f.Name] += " " + o.Name
		}
	}
	want := map[string]string{
		"v":       "live/prod/app/terragrunt.hcl:12 var.v inputs.v local.base",
		"region_": "live/prod/env.hcl:2 var.region inputs.region local.env local.region",
		"vpc":     "live/prod/app/terragrunt.hcl:16 var.vpc inputs.vpc",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	r, attr := x.Body.Get("vpc").Ref()
	if r != find(t, stacks["live/prod/network"], "aws_vpc.main") || attr != "id" {
		t.Errorf("a reference to %v, %s; want the VPC of the other unit", r, attr)
	}
}

// A dependency on a unit that is not there has the form of its mocks, and says
// nothing.
func TestUnitMocks(t *testing.T) {
	files := map[string]string{
		"module/main.tf": "variable \"v\" {}\nvariable \"w\" {}\nresource \"aws_test\" \"x\" {\n  v = var.v\n  w = var.w\n}\n",
		"unit/terragrunt.hcl": `terraform {
  source = "../module"
}
dependency "net" {
  config_path  = "../network"
  mock_outputs = { ids = ["subnet-mock", "subnet-mock"], cidr = "10.0.0.0/16" }
}
inputs = {
  v = dependency.net.outputs.ids
  w = "x-${dependency.net.outputs.cidr}"
}
`,
	}
	s := loadAll(t, files, terraform.Options{}, "unit")["unit"]
	x := find(t, s, "aws_test.x")
	if got, want := show(x.Body.Get("v")), "[?dependency.net.outputs.ids[0] ?dependency.net.outputs.ids[1]]"; got != want {
		t.Errorf("v = %s, want %s", got, want)
	}
	if got, want := show(x.Body.Get("w")), "x-${dependency.net.outputs.cidr}"; got != want {
		t.Errorf("w = %s, want %s", got, want)
	}
	wantNoProblems(t, s)
	assumes := func(why string) {
		t.Helper()
		s := loadAll(t, files, terraform.Options{}, "unit")["unit"]
		want := "dependency.net: `network` is " + why + ": its outputs have the form of mock_outputs, and other values (unit/terragrunt.hcl:6)"
		if len(s.Assumptions) != 1 || fmt.Sprintf("%s: %s (%s)", s.Assumptions[0].Name, s.Assumptions[0].Says, s.Assumptions[0].Range) != want {
			t.Errorf("assumed is %v, want %s", s.Assumptions, want)
		}
	}
	assumes("not there")
	files["network/README.md"] = ""
	assumes("not among the units that are scanned")
}

// A unit that runs a module of the registry has the outputs of its model.
func TestUnitOfModel(t *testing.T) {
	stacks := loadAll(t, map[string]string{
		"module/main.tf":     "variable \"v\" {}\nvariable \"w\" {}\nresource \"aws_test\" \"x\" {\n  v = var.v\n  w = var.w\n}\n",
		"app/terragrunt.hcl": "terraform {\n  source = \"../module\"\n}\ndependency \"sg\" {\n  config_path = \"../sg\"\n}\ninputs = {\n  v = dependency.sg.outputs.security_group_id\n  w = dependency.sg.outputs.none\n}\n",
		"sg/terragrunt.hcl":  "terraform {\n  source = \"tfr:///terraform-aws-modules/security-group/aws?version=5.1.0\"\n}\ninputs = {\n  vpc_id          = \"vpc-1\"\n  use_name_prefix = false\n}\n",
	}, terraform.Options{}, "app", "sg")
	x, group := find(t, stacks["app"], "aws_test.x"), find(t, stacks["sg"], "aws_security_group.this[0]")
	if r, attr := x.Body.Get("v").Ref(); r != group || attr != "id" {
		t.Errorf("v = %s, want the id of the group", show(x.Body.Get("v")))
	}
	if u := x.Body.Get("w").Unknown(); u == nil || !strings.Contains(u.Why, "is not known without the module") {
		t.Errorf("w is %v, want what the model leaves out", u)
	}
	if want := "sg/terragrunt.hcl:2"; !group.Downloaded || group.Caller.String() != want {
		t.Errorf("the group is mended at %s, want %s", group.Caller, want)
	}
}

// Files that Terragrunt writes are part of the module: the region is that of the
// provider in them, as far as it is known.
func TestUnitGenerates(t *testing.T) {
	const module = "resource \"aws_test\" \"x\" {}\n"
	generate := func(region, more string) string {
		return "locals {\n  region = " + region + "\n}\nterraform {\n  source = \"../module\"\n}\ngenerate \"provider\" {\n  path = \"provider.tf\"\n" + more +
			"\n  contents = <<-EOT\n    provider \"aws\" {\n      region = \"${local.region}\"\n    }\n  EOT\n}\n"
	}
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"a provider", map[string]string{"unit/terragrunt.hcl": generate(`"eu-west-1"`, "")}, "eu-west-1"},
		{"over a file", map[string]string{"unit/terragrunt.hcl": generate(`"eu-west-1"`, ""), "module/provider.tf": "provider \"aws\" {\n  region = \"us-east-1\"\n}\n"}, "eu-west-1"},
		{"unless there is one", map[string]string{"unit/terragrunt.hcl": generate(`"eu-west-1"`, `if_exists = "skip"`), "module/provider.tf": "provider \"aws\" {\n  region = \"us-east-1\"\n}\n"}, "us-east-1"},
		{"nothing", map[string]string{"unit/terragrunt.hcl": generate(`"eu-west-1"`, "disable = true")}, "?provider region"},
		{"what is not known", map[string]string{"unit/terragrunt.hcl": generate(`get_env("R")`, "")}, `?get_env("R")`},
		{"a file of its own", map[string]string{"unit/terragrunt.hcl": "terraform {\n  source = \"../module\"\n}\n", "unit/provider.tf": "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n", "module/provider.tf": "provider \"aws\" {\n  region = \"us-east-1\"\n}\n"}, "eu-west-1"},
		{"what is included", map[string]string{"unit/terragrunt.hcl": "include \"root\" {\n  path = \"root.hcl\"\n}\n", "unit/root.hcl": generate(`"eu-west-1"`, "")}, "eu-west-1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"module/main.tf": module}
			maps.Copy(files, tt.files)
			s := loadAll(t, files, terraform.Options{}, "unit")["unit"]
			wantNoProblems(t, s)
			if got := show(find(t, s, "aws_test.x").Region); got != tt.want {
				t.Errorf("region %s, want %s", got, tt.want)
			}
		})
	}
}

// The module of a unit is found as the call of a module is.
func TestUnitSources(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string // addresses, then problems
	}{
		{"a path", `"../modules/app"`, []string{"aws_test.x"}},
		{"a path with a double slash", `"../modules//app"`, []string{"aws_test.x"}},
		{"an absolute path", `"${get_repo_root()}/modules//app"`, []string{"aws_test.x"}},
		{"a path seen from what is found", `"${dirname(find_in_parent_folders("root.hcl"))}/modules/app"`, []string{"aws_test.x"}},
		{"its own folder", `null`, []string{"aws_test.own"}},
		{"a module with a model", `"tfr:///terraform-aws-modules/security-group/aws?version=5.1.0"`, []string{"aws_security_group.this_name_prefix[0]"}},
		{"that in git", `"git::https://github.com/terraform-aws-modules/terraform-aws-security-group.git?ref=v5.1.0"`, []string{"aws_security_group.this_name_prefix[0]"}},
		{"a module without one", `"git::https://github.com/example/terraform-aws-thing.git?ref=v1.0.0"`, []string{
			"module.unit",
			"unknown-input unit/terragrunt.hcl:2: the module of `unit` (git::https://github.com/example/terraform-aws-thing.git?ref=v1.0.0) is not on disk: check it out and point `source` at it",
		}},
		{"a path to nothing", `"../modules/none"`, []string{
			"module.unit", "missing-module unit/terragrunt.hcl:2: the module of `unit` is not there: modules/none has no Terraform files",
		}},
		{"a path out of the tree", `"../../elsewhere"`, []string{
			"module.unit", "missing-module unit/terragrunt.hcl:2: the module of `unit` is not read: its source leads out of the scan root",
		}},
		{"one that is not known", `get_env("SOURCE")`, []string{
			"module.unit", "unknown-input unit/terragrunt.hcl:2: the source of `unit` is not known: `get_env(\"SOURCE\")` is not known: it is in the environment of whoever runs Terragrunt, which stops where it is not set: pass --var for what it gives a value, or give it a default",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			own := "" // copied over the module, if there is one
			if tt.source == "null" {
				own = "resource \"aws_test\" \"own\" {}\n"
			}
			s := loadAll(t, map[string]string{
				"root.hcl":            "",
				"modules/app/main.tf": "resource \"aws_test\" \"x\" {}\n",
				"unit/own.tf":         own,
				"unit/terragrunt.hcl": "terraform {\n  source = " + tt.source + "\n}\ninputs = { vpc_id = \"vpc-1\" }\n",
			}, terraform.Options{}, "unit")["unit"]
			var got []string
			for _, r := range s.Resources {
				if exists, known := r.Exists.Bool(); (exists || !known) && (r.Type != "aws_security_group_rule") {
					got = append(got, r.Address)
				}
			}
			if diff := cmp.Diff(tt.want, append(got, problems(s)...)); diff != "" {
				t.Errorf("resources and problems (-want +got):\n%s", diff)
			}
		})
	}
}

// What is wrong with the configuration of one unit is said with its line, and
// leaves the others as they are.
func TestUnitProblems(t *testing.T) {
	unit := func(config string) string { return "terraform {\n  source = \"../module\"\n}\n" + config }
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"a syntax error", map[string]string{"a/terragrunt.hcl": unit("inputs = {\n")}, []string{"parse-error a/terragrunt.hcl:5"}},
		{"nothing to include", map[string]string{"a/terragrunt.hcl": unit("include \"x\" {\n  path = \"none.hcl\"\n}\n")}, []string{"missing-file a/terragrunt.hcl:4: a/none.hcl is not there"}},
		{"nothing found above", map[string]string{"a/terragrunt.hcl": unit("include \"x\" {\n  path = find_in_parent_folders(\"none.hcl\")\n}\n")}, []string{"missing-file a/terragrunt.hcl:5: none.hcl is in no folder above a"}},
		{"an include without a path", map[string]string{"a/terragrunt.hcl": unit("include \"x\" {}\n")}, []string{"evaluation-error a/terragrunt.hcl:4: an include block has no `path`"}},
		{"an unknown merge_strategy", map[string]string{"a/terragrunt.hcl": unit("include \"x\" {\n  path = \"x.hcl\"\n  merge_strategy = \"deeply\"\n}\n"), "a/x.hcl": ""}, []string{"evaluation-error a/terragrunt.hcl:4: there is no merge_strategy \"deeply\": it is no_merge, shallow or deep"}},
		{
			"includes in a circle",
			map[string]string{"a/terragrunt.hcl": unit("include \"x\" {\n  path = \"x.hcl\"\n}\n"), "a/x.hcl": "include \"y\" {\n  path = \"terragrunt.hcl\"\n}\n"},
			[]string{"evaluation-error a/x.hcl:1: include cycle: a/terragrunt.hcl → a/x.hcl → a/terragrunt.hcl"},
		},
		{
			"dependencies in a circle",
			map[string]string{
				"a/terragrunt.hcl": unit("dependency \"b\" {\n  config_path = \"../b\"\n}\ninputs = { v = dependency.b.outputs.v }\n"),
				"b/terragrunt.hcl": unit("dependency \"a\" {\n  config_path = \"../a\"\n}\ninputs = { v = dependency.a.outputs.v }\n"),
			},
			[]string{"evaluation-error a/terragrunt.hcl:4: dependency cycle: a → b → a", "evaluation-error b/terragrunt.hcl:4: dependency cycle: b → a → b"},
		},
		{"a dependency on itself", map[string]string{"a/terragrunt.hcl": unit("dependency \"a\" {\n  config_path = \".\"\n}\ninputs = { v = dependency.a.outputs.v }\n")}, []string{"evaluation-error a/terragrunt.hcl:4: dependency cycle: a → a"}},
		{"a local that is not there", map[string]string{"a/terragrunt.hcl": unit("inputs = { v = local.none }\n")}, []string{"evaluation-error a/terragrunt.hcl:4: reference to undeclared local `none`"}},
		{"locals in a circle", map[string]string{"a/terragrunt.hcl": unit("locals {\n  x = local.y\n  y = local.x\n}\ninputs = { v = local.x }\n")}, []string{"evaluation-error a/terragrunt.hcl:6: reference cycle: a/terragrunt.hcl local.x → a/terragrunt.hcl local.y → a/terragrunt.hcl local.x"}},
		{"a dependency that is not there", map[string]string{"a/terragrunt.hcl": unit("inputs = { v = dependency.none.outputs.x }\n")}, []string{"evaluation-error a/terragrunt.hcl:4: reference to undeclared dependency `none`"}},
		{"too many includes", chained(), []string{"evaluation-error a/x1.hcl:1: a/x1.hcl is included and includes in turn, which Terragrunt refuses", "limit-exceeded a/x15.hcl:1"}},
		{"a file that reads itself", map[string]string{"a/terragrunt.hcl": unit("locals {\n  x = read_terragrunt_config(\"x.hcl\")\n}\ninputs = { v = local.x.locals.x.locals }\n"), "a/x.hcl": "locals {\n  x = read_terragrunt_config(\"x.hcl\")\n}\n"}, nil},
		{"a file of values that has to be there", map[string]string{"a/terragrunt.hcl": "terraform {\n  source = \"../module\"\n  extra_arguments \"v\" {\n    required_var_files = [\"none.tfvars\"]\n  }\n}\n"}, []string{"missing-file a/terragrunt.hcl:3: file of variables none.tfvars is not there"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{
				"module/main.tf":      "variable \"v\" { default = 1 }\nresource \"aws_test\" \"x\" { x = var.v }\noutput \"v\" { value = var.v }\n",
				"z/terragrunt.hcl":    unit("inputs = { v = 2 }\n"),
				"module/ignored.json": "",
			}
			maps.Copy(files, tt.files)
			dirs := []string{"a", "z"}
			if files["b/terragrunt.hcl"] != "" {
				dirs = append(dirs, "b")
			}
			stacks := loadAll(t, files, terraform.Options{}, dirs...)
			var got []string
			for _, dir := range slices.Sorted(maps.Keys(stacks)) {
				got = append(got, problems(stacks[dir])...)
			}
			for i := range got {
				if i < len(tt.want) && !strings.Contains(tt.want[i], ": ") {
					got[i], _, _ = strings.Cut(got[i], ": ")
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if v := show(find(t, stacks["z"], "aws_test.x").Body.Get("x")); v != "2" {
				t.Errorf("the other unit has %s, want 2", v)
			}
			for dir, s := range stacks {
				if v := show(find(t, s, "aws_test.x").Body.Get("x")); dir != "z" && v == "2" {
					t.Errorf("%s has the value of another unit", dir)
				}
			}
		})
	}
}

// chained returns a unit with files that include the next one each.
func chained() map[string]string {
	files := map[string]string{"a/terragrunt.hcl": "terraform {\n  source = \"../module\"\n}\ninclude \"x\" {\n  path = \"x1.hcl\"\n}\n"}
	for n := 1; n < 20; n++ {
		files[fmt.Sprintf("a/x%d.hcl", n)] = fmt.Sprintf("include \"x\" {\n  path = \"x%d.hcl\"\n}\n", n+1)
	}
	return files
}

// Which folders are units, and which modules are none of their own.
func TestUnitRoots(t *testing.T) {
	files := map[string]string{
		"root.hcl":                 "",
		"live/terragrunt.hcl":      "inputs = { a = 1 }\n", // the parent of others
		"live/app/terragrunt.hcl":  "include {\n  path = find_in_parent_folders()\n}\nterraform {\n  source = \"../../modules//app\"\n}\n",
		"live/own/terragrunt.hcl":  "inputs = { a = 1 }\n",
		"live/own/main.tf":         "resource \"aws_test\" \"x\" {}\n",
		"live/none/terragrunt.hcl": "locals {\n  a = 1\n}\n",
		"modules/app/main.tf":      "module \"sub\" { source = \"../sub\" }\n",
		"modules/sub/main.tf":      "resource \"aws_test\" \"x\" {}\n",
		"modules/free/main.tf":     "resource \"aws_test\" \"x\" {}\n",
		"broken/terragrunt.hcl":    "inputs = {",
	}
	got := terraform.Roots(treeOf(files), []string{"live/own", "modules/app", "modules/free", "modules/sub"}, "broken", "live", "live/app", "live/none", "live/own")
	want := []string{"broken", "live/app", "live/own", "modules/free"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("roots (-want +got):\n%s", diff)
	}
}

// No configuration makes the analysis fail or run on.
func FuzzUnit(f *testing.F) {
	f.Add("inputs = merge(local.a, dependency.b.outputs)\nlocals {\n  a = include.x.locals\n}\n", "inputs = {}")
	f.Add("include {\n  path = find_in_parent_folders()\n}\nterraform {\n  source = values.x\n}\n", "locals {\n  a = read_terragrunt_config(\"terragrunt.hcl\")\n}\n")
	f.Add("inputs = merge(local)", "inputs = include")
	f.Fuzz(func(t *testing.T, config, parent string) {
		tree := treeOf(map[string]string{"a/terragrunt.hcl": config, "terragrunt.hcl": parent, "m/main.tf": "variable \"v\" {}\n"})
		terraform.Roots(tree, []string{"m"}, ".", "a")
		terraform.LoadAll(context.Background(), tree, []string{".", "a"}, terraform.Options{})
	})
}
