package terraform_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// loadAll returns the stacks of the root modules in the folders dirs of a tree
// of the files, by folder.
func loadAll(t *testing.T, files map[string]string, opts terraform.Options, dirs ...string) map[string]*iac.Stack {
	t.Helper()
	stacks := map[string]*iac.Stack{}
	for _, s := range terraform.LoadAll(context.Background(), treeOf(files), dirs, opts) {
		stacks[s.Path] = s
	}
	return stacks
}

const stateNetwork = `
terraform {
  required_version = ">= 1.5"
}
terraform {
  backend "s3" {
    bucket = "states"
    key    = "network.tfstate"
    region = "eu-west-1"
  }
}
variable "zone" {}
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  for_each = toset(["x", "y"])
  vpc_id   = aws_vpc.main.id
}
output "vpc_id" { value = aws_vpc.main.id }
output "subnet_ids" { value = [for s in aws_subnet.a : s.id] }
output "by_name" { value = { for k, s in aws_subnet.a : k => s.id } }
output "joined" { value = join(",", [for s in aws_subnet.a : s.id]) }
output "zone" { value = "zone-${var.zone}" }
output "zones" { value = [var.zone] }
output "cidr" { value = aws_vpc.main.cidr_block }
output "broken" { value = local.nothing }
`

// What a root reads of the state of another is that root's own output, with
// references to its resources.
func TestRemoteStateOutputs(t *testing.T) {
	tests := []struct{ name, expr, want string }{
		{"a reference", `data.terraform_remote_state.net.outputs.vpc_id`, "aws_vpc.main.id"},
		{"by index", `data.terraform_remote_state.net.outputs["vpc_id"]`, "aws_vpc.main.id"},
		{"all outputs", `lookup(data.terraform_remote_state.net.outputs, "vpc_id", "none")`, "aws_vpc.main.id"},
		{"a list", `data.terraform_remote_state.net.outputs.subnet_ids`, `[aws_subnet.a["x"].id aws_subnet.a["y"].id]`},
		{"an item", `data.terraform_remote_state.net.outputs.subnet_ids[1]`, `aws_subnet.a["y"].id`},
		{"a map", `data.terraform_remote_state.net.outputs.by_name["y"]`, `aws_subnet.a["y"].id`},
		{"a text that is split", `split(",", data.terraform_remote_state.net.outputs.joined)`, `[aws_subnet.a["x"].id aws_subnet.a["y"].id]`},
		{"a literal", `data.terraform_remote_state.net.outputs.cidr`, "10.0.0.0/16"},
		{"in a text", `"x-${data.terraform_remote_state.net.outputs.cidr}"`, "x-10.0.0.0/16"},
		{"an unknown part", `data.terraform_remote_state.net.outputs.zone`, "zone-${var.zone}"},
		{"an unknown item", `data.terraform_remote_state.net.outputs.zones`, "[?var.zone]"},
		{"no such output", `data.terraform_remote_state.net.outputs.nothing`, "?data.terraform_remote_state.net.outputs.nothing"},
		{"a default for it", `data.terraform_remote_state.net.outputs.fallback`, "spare"},
		{"one that cannot be evaluated", `data.terraform_remote_state.net.outputs.broken`, "?local.nothing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := loadAll(t, map[string]string{
				"network/main.tf": stateNetwork,
				"app/main.tf": `
data "terraform_remote_state" "net" {
  backend = "s3"
  config = {
    bucket = "states"
    key    = "network.tfstate"
    region = "eu-west-1"
  }
  defaults = { fallback = "spare" }
}
resource "aws_test" "x" { x = ` + tt.expr + ` }`,
			}, terraform.Options{}, "app", "network")
			if got := show(find(t, stacks["app"], "aws_test.x").Body.Get("x")); got != tt.want {
				t.Errorf("%s = %s, want %s", tt.expr, got, tt.want)
			}
			wantNoProblems(t, stacks["app"])
		})
	}
}

// A reference into another root is to the very resource that its stack has.
func TestRemoteStateKeepsIdentity(t *testing.T) {
	files := map[string]string{
		"network/main.tf": stateNetwork,
		"app/main.tf":     stateReader("s3", `bucket = "states", key = "network.tfstate"`, "vpc_id"),
	}
	for _, dirs := range [][]string{{"app", "network"}, {"network", "app"}} {
		stacks := loadAll(t, files, terraform.Options{}, dirs...)
		r, attr := find(t, stacks["app"], "aws_test.x").Body.Get("x").Ref()
		if r != find(t, stacks["network"], "aws_vpc.main") || attr != "id" {
			t.Errorf("loaded as %v: a reference to %v, %s; want the VPC of the stack", dirs, r, attr)
		}
	}
}

// stateReader returns a root that reads an output of the state that the
// settings name.
func stateReader(kind, settings, output string) string {
	return `
variable "bucket" {}
variable "key" {}
data "terraform_remote_state" "net" {
  backend = "` + kind + `"
  config  = { ` + settings + ` }
}
resource "aws_test" "x" { x = data.terraform_remote_state.net.outputs.` + output + ` }
`
}

// Which root's state a data source reads is told by the settings of the
// backend: all that name the state must be the same, and none may differ.
func TestRemoteStateMatches(t *testing.T) {
	const output = "\nresource \"aws_vpc\" \"main\" {}\noutput \"vpc_id\" { value = aws_vpc.main.id }\n"
	s3 := func(settings string) string {
		return "terraform {\n  backend \"s3\" {\n" + settings + "\n  }\n}" + output
	}
	tests := []struct {
		name, network, kind, settings string
		want                          string
		problem                       bool // that something is taken to be so
	}{
		{"bucket and key", s3("bucket = \"b\"\nkey = \"k\""), "s3", `bucket = "b", key = "k"`, "aws_vpc.main.id", false},
		{"another key", s3("bucket = \"b\"\nkey = \"k\""), "s3", `bucket = "b", key = "k2"`, "?none", false},
		{"another bucket", s3("bucket = \"b\"\nkey = \"k\""), "s3", `bucket = "c", key = "k"`, "?none", false},
		{"another kind", s3("bucket = \"b\"\nkey = \"k\""), "gcs", `bucket = "b", prefix = "k"`, "?none", false},
		{"a bucket that init is given", s3("key = \"k\""), "s3", `bucket = "b", key = "k"`, "aws_vpc.main.id", true},
		{"a bucket that is a variable", s3("bucket = \"b\"\nkey = \"k\""), "s3", `bucket = var.bucket, key = "k"`, "aws_vpc.main.id", true},
		{"a key that is a variable", s3("bucket = \"b\"\nkey = \"k\""), "s3", `bucket = "b", key = var.key`, "?which", false},
		{"a key that ends otherwise", s3("bucket = \"b\"\nkey = \"k\""), "s3", `bucket = "b", key = "${var.key}/k2"`, "?none", false},
		{"a key that init is given", s3(""), "s3", `bucket = "b", key = "k"`, "?may", false},
		{"a workspace", s3("bucket = \"b\"\nkey = \"k\""), "s3", `bucket = "b", key = "env:/prod/k"`, "aws_vpc.main.id", true},
		{"a prefix of workspaces", s3("bucket = \"b\"\nkey = \"k\"\nworkspace_key_prefix = \"ws\""), "s3", `bucket = "b", key = "ws/prod/k"`, "aws_vpc.main.id", true},
		{"the prefix of another", s3("bucket = \"b\"\nkey = \"k\"\nworkspace_key_prefix = \"ws\""), "s3", `bucket = "b", key = "env:/prod/k"`, "?none", false},
		{"local without a backend", output, "local", `path = "../network/terraform.tfstate"`, "aws_vpc.main.id", false},
		{"local path of the module", output, "local", `path = "${path.module}/../network/terraform.tfstate"`, "aws_vpc.main.id", false},
		{"another local path", output, "local", `path = "../other/terraform.tfstate"`, "?none", false},
		{"local with a path", "terraform {\n  backend \"local\" {\n    path = \"../states/net.tfstate\"\n  }\n}" + output, "local", `path = "../states/net.tfstate"`, "aws_vpc.main.id", false},
		{
			"cloud", "terraform {\n  cloud {\n    organization = \"o\"\n    workspaces {\n      name = \"net\"\n    }\n  }\n}" + output,
			"remote", `organization = "o", workspaces = { name = "net" }`, "aws_vpc.main.id", false,
		},
		{
			"another workspace", "terraform {\n  cloud {\n    organization = \"o\"\n    workspaces {\n      name = \"net\"\n    }\n  }\n}" + output,
			"remote", `organization = "o", workspaces = { name = "app" }`, "?none", false,
		},
		{
			"a workspace by its tags", "terraform {\n  cloud {\n    organization = \"o\"\n    workspaces {\n      tags = [\"net\"]\n    }\n  }\n}" + output,
			"remote", `organization = "o", workspaces = { name = "net" }`, "?may", false,
		},
		{"gcs", "terraform {\n  backend \"gcs\" {\n    bucket = \"b\"\n    prefix = \"net\"\n  }\n}" + output, "gcs", `bucket = "b", prefix = "net"`, "aws_vpc.main.id", false},
		{
			"azurerm", "terraform {\n  backend \"azurerm\" {\n    storage_account_name = \"s\"\n    container_name = \"c\"\n    key = \"k\"\n  }\n}" + output,
			"azurerm", `storage_account_name = "s", container_name = "c", key = "k"`, "aws_vpc.main.id", false,
		},
		{"http", "terraform {\n  backend \"http\" {\n    address = \"https://s/net\"\n  }\n}" + output, "http", `address = "https://s/net"`, "aws_vpc.main.id", false},
		{"a kind that is not known", "terraform {\n  backend \"x\" {\n    key = \"k\"\n  }\n}" + output, "x", `key = "k"`, "?none", false},
	}
	words := map[string]string{"?none": "no scanned stack keeps its state in", "?may": "which may be that of `network`", "?which": "variable `key` has no value"}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := loadAll(t, map[string]string{
				"network/main.tf": tt.network,
				"app/main.tf":     stateReader(tt.kind, tt.settings, "vpc_id"),
			}, terraform.Options{}, "app", "network")
			got := find(t, stacks["app"], "aws_test.x").Body.Get("x")
			if u := got.Unknown(); u != nil && !strings.Contains(u.Why, words[tt.want]) || u == nil && show(got) != tt.want {
				t.Errorf("%s = %s (%v), want %s", tt.settings, show(got), got.Unknown(), tt.want)
			}
			if u := got.Unknown(); u != nil && words[tt.want] == "" {
				t.Errorf("%s is not joined: %s", tt.settings, u.Why)
			}
			if (len(stacks["app"].Problems) > 0) != tt.problem {
				t.Errorf("problems: %v", problems(stacks["app"]))
			}
		})
	}
}

// The outputs of a workspace of HCP Terraform are those of the root that keeps
// its state there.
func TestTFEOutputs(t *testing.T) {
	const (
		output = "\nresource \"aws_vpc\" \"main\" {}\noutput \"vpc_id\" { value = aws_vpc.main.id }\n"
		cloud  = "terraform {\n  cloud {\n    organization = \"o\"\n    workspaces {\n      name = \"net\"\n    }\n  }\n}" + output
		remote = "terraform {\n  backend \"remote\" {\n    hostname     = \"tfe.example\"\n    organization = \"o\"\n    workspaces {\n      name = \"net\"\n    }\n  }\n}" + output
	)
	tests := []struct {
		name, network, settings, provider, read string
		want                                    string
		problem                                 bool
	}{
		{"values", cloud, `organization = "o"` + "\n" + `workspace = "net"`, "", "values.vpc_id", "aws_vpc.main.id", false},
		{"those that are not sensitive", cloud, `organization = "o"` + "\n" + `workspace = "net"`, "", "nonsensitive_values.vpc_id", "aws_vpc.main.id", false},
		{"another workspace", cloud, `organization = "o"` + "\n" + `workspace = "app"`, "", "values.vpc_id", "no scanned stack keeps its state in remote, workspace `app`", false},
		{"another organization", cloud, `organization = "p"` + "\n" + `workspace = "net"`, "", "values.vpc_id", "no scanned stack keeps its state in", false},
		{"the organization of the environment", cloud, `workspace = "net"`, "", "values.vpc_id", "aws_vpc.main.id", true},
		{"the organization of the provider", cloud, `workspace = "net"`, `organization = "o"`, "values.vpc_id", "aws_vpc.main.id", false},
		{"another one of the provider", cloud, `workspace = "net"`, `organization = "p"`, "values.vpc_id", "no scanned stack keeps its state in", false},
		{"a host of one's own", remote, `organization = "o"` + "\n" + `workspace = "net"`, `hostname = "tfe.example"`, "values.vpc_id", "aws_vpc.main.id", false},
		{"another host", remote, `organization = "o"` + "\n" + `workspace = "net"`, "", "values.vpc_id", "no scanned stack keeps its state in", false},
		{"a workspace that is a variable", cloud, `organization = "o"` + "\n" + `workspace = var.workspace`, "", "values.vpc_id", "variable `workspace` has no value", false},
		{"no such output", cloud, `organization = "o"` + "\n" + `workspace = "net"`, "", "values.vpc", "`network` has no output `vpc`", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := loadAll(t, map[string]string{
				"network/main.tf": tt.network,
				"app/main.tf": "variable \"workspace\" {}\nprovider \"tfe\" {\n" + tt.provider + "\n}\n" +
					"data \"tfe_outputs\" \"net\" {\n" + tt.settings + "\n}\n" +
					"resource \"aws_test\" \"x\" { x = data.tfe_outputs.net." + tt.read + " }\n",
			}, terraform.Options{}, "app", "network")
			got := find(t, stacks["app"], "aws_test.x").Body.Get("x")
			text := show(got)
			if u := got.Unknown(); u != nil {
				text = u.Why
			}
			if !strings.HasPrefix(text, tt.want) && !strings.Contains(text, ": "+tt.want) {
				t.Errorf("%s = %s, want %s", tt.read, text, tt.want)
			}
			if (len(stacks["app"].Problems) > 0) != tt.problem {
				t.Errorf("problems: %v", problems(stacks["app"]))
			}
		})
	}
}

// Two roots that keep one state, as copies do, cannot be told apart.
func TestRemoteStateOfSeveral(t *testing.T) {
	one := "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n    key = \"k\"\n  }\n}\noutput \"vpc_id\" { value = \"vpc-1\" }\n"
	stacks := loadAll(t, map[string]string{
		"dev/main.tf":  one,
		"prod/main.tf": one,
		"app/main.tf":  stateReader("s3", `bucket = "b", key = "k"`, "vpc_id"),
	}, terraform.Options{}, "app", "dev", "prod")
	u := find(t, stacks["app"], "aws_test.x").Body.Get("x").Unknown()
	if u == nil || !strings.Contains(u.Why, "that of `dev` or `prod`") {
		t.Errorf("the output is %v, want one that names the two roots", u)
	}
}

// Roots that read each other's states end, whatever is in a circle.
func TestRemoteStatesInACircle(t *testing.T) {
	root := func(own, other string) string {
		return "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n    key = \"" + own + "\"\n  }\n}\n" +
			stateReader("s3", `bucket = "b", key = "`+other+`"`, "turn") + `
resource "aws_vpc" "` + own + `" {}
output "vpc_id" { value = aws_vpc.` + own + `.id }
output "turn" { value = data.terraform_remote_state.net.outputs.turn }
resource "aws_test" "straight" { x = data.terraform_remote_state.net.outputs.vpc_id }
`
	}
	stacks := loadAll(t, map[string]string{"a/main.tf": root("a", "b"), "b/main.tf": root("b", "a")}, terraform.Options{}, "a", "b")
	for own, other := range map[string]string{"a": "b", "b": "a"} {
		if got := show(find(t, stacks[own], "aws_test.straight").Body.Get("x")); got != "aws_vpc."+other+".id" {
			t.Errorf("%s reads %s, want the VPC of %s", own, got, other)
		}
		if u := find(t, stacks[own], "aws_test.x").Body.Get("x").Unknown(); u == nil {
			t.Errorf("%s reads what waits for itself, and that is not unknown", own)
		}
	}
}

const lookupNetwork = `
provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { Team = "net" }
  }
}
variable "env" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "main" }
}
resource "aws_subnet" "a" {
  vpc_id = aws_vpc.main.id
  tags   = { Tier = "private" }
}
resource "aws_subnet" "b" {
  vpc_id = aws_vpc.main.id
  tags   = { Tier = "private" }
}
resource "aws_subnet" "public" {
  vpc_id = aws_vpc.main.id
  tags   = { Tier = "public" }
}
resource "aws_security_group" "tasks" {
  name   = "tasks"
  vpc_id = aws_vpc.main.id
}
resource "aws_ssm_parameter" "vpc" {
  name  = "/net/vpc"
  value = aws_vpc.main.id
}
resource "aws_ssm_parameter" "subnets" {
  name  = "/net/subnets"
  type  = "StringList"
  value = join(",", [aws_subnet.a.id, aws_subnet.b.id])
}
resource "aws_default_vpc" "d" {}
resource "aws_subnet" "extra" {
  vpc_id = aws_default_vpc.d.id
  tags   = { Tier = "extra" }
}
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "private" }
}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  tags   = { Name = "public" }
}
resource "aws_route_table_association" "private" {
  for_each       = { a = aws_subnet.a.id, b = aws_subnet.b.id }
  subnet_id      = each.value
  route_table_id = aws_route_table.private.id
}
resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}
resource "aws_lb" "app" {
  name = "app"
  tags = { Name = "app" }
}
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = "[]"
}
resource "aws_secretsmanager_secret" "db" { name = "db" }
resource "aws_ecr_repository" "app" { name = "app" }
resource "aws_ssm_parameter" "changes" {
  name  = "/net/changes"
  value = "x"
  lifecycle { ignore_changes = [value] }
}
`

// A data source finds what another root declares.
func TestLookupsAcrossRoots(t *testing.T) {
	const byName = "data \"aws_vpc\" \"v\" { tags = { Name = \"main\" } }\n"
	const subnets = byName + `
data "aws_subnets" "x" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.v.id]
  }
  tags = { Tier = "private" }
}
`
	// found returns a data source of the VPC with the arguments, the rest of which
	// are names and values of filters.
	found := func(kind, arguments string, filters ...string) string {
		out := byName + "data \"" + kind + "\" \"x\" {\n" + arguments + "\n"
		for i := 0; i < len(filters); i += 2 {
			out += "  filter {\n    name   = \"" + filters[i] + "\"\n    values = [" + filters[i+1] + "]\n  }\n"
		}
		return out + "}\n"
	}
	const inVPC = "vpc_id = data.aws_vpc.v.id"
	const vpcID = "data.aws_vpc.v.id"
	tests := []struct{ name, data, expr, want string }{
		{"the default VPC", `data "aws_vpc" "v" { default = true }`, `data.aws_vpc.v.id`, "aws_default_vpc.d.id"},
		{"subnets of the default VPC", "data \"aws_vpc\" \"d\" { default = true }\n" + found("aws_subnets", "", "vpc-id", "data.aws_vpc.d.id"), `data.aws_subnets.x.ids`, "[aws_subnet.extra.id …data.aws_subnets.x]"},
		{"default subnets", found("aws_subnets", "", "vpc-id", vpcID, "default-for-az", `"true"`), `data.aws_subnets.x.ids`, "?data.aws_subnets.x.ids"},
		{"subnets that are not default", found("aws_subnets", "", "vpc-id", vpcID, "default-for-az", `"false"`, "tag:Tier", `"private"`), `data.aws_subnets.x.ids`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"a default subnet", `data "aws_subnet" "x" { default_for_az = true }`, `data.aws_subnet.x.id`, "data.aws_subnet.x.id"},
		{"one of two values", found("aws_subnets", "", "vpc-id", vpcID, "tag:Tier", `"public", "other"`), `data.aws_subnets.x.ids`, "[aws_subnet.public.id]"},
		{"a wildcard", found("aws_subnets", "", "vpc-id", vpcID, "tag:Tier", `"priv*"`), `data.aws_subnets.x.ids`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"a key of tags", found("aws_subnets", "", "vpc-id", vpcID, "tag-key", `"Tier"`), `data.aws_subnets.x.ids`, "[aws_subnet.a.id aws_subnet.b.id aws_subnet.public.id]"},
		{"another key of tags", found("aws_subnets", "", "vpc-id", vpcID, "tag-key", `"Tiers"`), `data.aws_subnets.x.ids`, "?data.aws_subnets.x.ids"},
		{"a filter that is not known", found("aws_subnets", "", "vpc-id", vpcID, "ipv6-native", `"false"`), `data.aws_subnets.x.ids`, "?data.aws_subnets.x.ids"},
		{"subnets one by one", subnets + "data \"aws_subnet\" \"y\" {\n  for_each = toset(data.aws_subnets.x.ids)\n  id       = each.value\n}", `[for s in data.aws_subnet.y : s.id]`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"the default group by name", found("aws_security_group", inVPC+"\nname = \"default\""), `data.aws_security_group.x.id`, "aws_vpc.main.default_security_group_id"},
		{"the default group by filters", found("aws_security_group", "", "vpc-id", vpcID, "group-name", `"default"`), `data.aws_security_group.x.id`, "aws_vpc.main.default_security_group_id"},
		{"the default group of some VPC", `data "aws_security_group" "x" { name = "default" }`, `data.aws_security_group.x.id`, "data.aws_security_group.x.id"},
		{"all groups", found("aws_security_groups", "", "vpc-id", vpcID), `data.aws_security_groups.x.ids`, "[aws_security_group.tasks.id aws_vpc.main.default_security_group_id]"},
		{"a group by a filter", found("aws_security_groups", "", "vpc-id", vpcID, "group-name", `"tasks"`), `data.aws_security_groups.x.ids`, "[aws_security_group.tasks.id]"},
		{"a route table by tag", found("aws_route_table", `tags = { Name = "private" }`), `data.aws_route_table.x.id`, "aws_route_table.private.id"},
		{"the main route table", found("aws_route_table", inVPC, "association.main", `"true"`), `data.aws_route_table.x.id`, "aws_vpc.main.main_route_table_id"},
		{"those that are not the main one", found("aws_route_tables", inVPC, "association.main", `"false"`), `data.aws_route_tables.x.ids`, "[aws_route_table.private.id aws_route_table.public.id]"},
		{"a main one of somebody's own", "resource \"aws_main_route_table_association\" \"x\" {\n  vpc_id         = data.aws_vpc.v.id\n  route_table_id = \"rtb-1\"\n}\n" + found("aws_route_table", inVPC, "association.main", `"true"`), `data.aws_route_table.x.id`, "data.aws_route_table.x.id"},
		{"all route tables", found("aws_route_tables", inVPC), `data.aws_route_tables.x.ids`, "[aws_route_table.private.id aws_route_table.public.id aws_vpc.main.main_route_table_id]"},
		{"a route table by its subnet", subnets + "data \"aws_route_table\" \"y\" { subnet_id = data.aws_subnets.x.ids[1] }", `data.aws_route_table.y.id`, "aws_route_table.private.id"},
		{"a route table by a filter on its subnet", "data \"aws_subnet\" \"s\" { tags = { Tier = \"public\" } }\n" + found("aws_route_table", "", "association.subnet-id", "data.aws_subnet.s.id"), `data.aws_route_table.x.id`, "aws_route_table.public.id"},
		{"a route table by a subnet without one", "data \"aws_subnet\" \"s\" { tags = { Tier = \"extra\" } }\ndata \"aws_route_table\" \"x\" { subnet_id = data.aws_subnet.s.id }", `data.aws_route_table.x.id`, "data.aws_route_table.x.id"},
		{"a set of subnets, one by one", found("aws_subnet_ids", inVPC+"\ntags = { Tier = \"private\" }") + "data \"aws_subnet\" \"y\" {\n  for_each = data.aws_subnet_ids.x.ids\n  id       = each.value\n}", `[for s in data.aws_subnet.y : s.id]`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"a set of subnets as a list", found("aws_subnet_ids", inVPC+"\ntags = { Tier = \"public\" }"), `tolist(data.aws_subnet_ids.x.ids)[0]`, "aws_subnet.public.id"},
		{"a wildcard in tags", found("aws_subnets", "tags = { Tier = \"*vate\" }", "vpc-id", vpcID), `data.aws_subnets.x.ids`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"a wildcard in tags for one of two", `data "aws_route_table" "x" { tags = { Name = "p*" } }`, `data.aws_route_table.x.id`, "data.aws_route_table.x.id"},
		{"a wildcard in the tags of a load balancer", `data "aws_lb" "x" { tags = { Name = "a*" } }`, `data.aws_lb.x.name`, "?data.aws_lb.x.name"},
		{"route tables by tag", found("aws_route_tables", inVPC+"\ntags = { Name = \"private\" }"), `data.aws_route_tables.x.ids`, "[aws_route_table.private.id]"},
		{"a task definition", `data "aws_ecs_task_definition" "x" { task_definition = "app" }`, `data.aws_ecs_task_definition.x.arn_without_revision`, "arn:aws:ecs:eu-west-1:${AWS account id}:task-definition/aws_ecs_task_definition.app.family"},
		{"a secret", `data "aws_secretsmanager_secret" "x" { name = "db" }`, `data.aws_secretsmanager_secret.x.id`, "arn:aws:secretsmanager:eu-west-1:${AWS account id}:secret:aws_secretsmanager_secret.db.name-aws_secretsmanager_secret.db.suffix of arn"},
		{"another secret", `data "aws_secretsmanager_secret" "x" { name = "other" }`, `data.aws_secretsmanager_secret.x.name`, "other"},
		{"a repository", `data "aws_ecr_repository" "x" { name = "app" }`, `data.aws_ecr_repository.x.repository_url`, "${AWS account id}.dkr.ecr.eu-west-1.amazonaws.com/aws_ecr_repository.app.name"},
		{"a VPC by tag", byName, `data.aws_vpc.v.id`, "aws_vpc.main.id"},
		{"what it declares", byName, `data.aws_vpc.v.cidr_block`, "10.0.0.0/16"},
		{"what AWS makes of it", byName, `data.aws_vpc.v.main_route_table_id`, "aws_vpc.main.main_route_table_id"},
		{"another tag", `data "aws_vpc" "v" { tags = { Name = "other" } }`, `data.aws_vpc.v.id`, "data.aws_vpc.v.id"},
		{"another region", "provider \"aws\" {\n  alias  = \"us\"\n  region = \"us-east-1\"\n}\ndata \"aws_vpc\" \"v\" {\n  provider = aws.us\n  tags     = { Name = \"main\" }\n}", `data.aws_vpc.v.id`, "data.aws_vpc.v.id"},
		{"subnets of a VPC", subnets, `data.aws_subnets.x.ids`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"that are counted", subnets, `length(data.aws_subnets.x.ids)`, "2"},
		{"that are iterated over", subnets, `[for id in data.aws_subnets.x.ids : "x-${id}"]`, "[x-aws_subnet.a.id x-aws_subnet.b.id]"},
		{"subnets of some VPC", "data \"aws_subnets\" \"x\" { tags = { Tier = \"private\" } }", `data.aws_subnets.x.ids`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"with a tag of the provider", "data \"aws_subnets\" \"x\" { tags = { Tier = \"private\", Team = \"net\" } }", `data.aws_subnets.x.ids`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"with another tag of the provider", "data \"aws_subnets\" \"x\" { tags = { Tier = \"private\", Team = \"app\" } }", `data.aws_subnets.x.ids`, "?data.aws_subnets.x.ids"},
		{"a group of the VPC", byName + "data \"aws_security_group\" \"x\" {\n  vpc_id = data.aws_vpc.v.id\n  name   = \"tasks\"\n}", `data.aws_security_group.x.id`, "aws_security_group.tasks.id"},
		{"a parameter", `data "aws_ssm_parameter" "x" { name = "/net/vpc" }`, `data.aws_ssm_parameter.x.value`, "aws_vpc.main.id"},
		{"a list in a parameter", `data "aws_ssm_parameter" "x" { name = "/net/subnets" }`, `split(",", data.aws_ssm_parameter.x.value)`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"a parameter that others change", `data "aws_ssm_parameter" "x" { name = "/net/changes" }`, `data.aws_ssm_parameter.x.value`, "?data.aws_ssm_parameter.x.value"},
		{"another parameter", `data "aws_ssm_parameter" "x" { name = "/net/other" }`, `data.aws_ssm_parameter.x.value`, "?data.aws_ssm_parameter.x.value"},
		{"a VPC by the parameter", "data \"aws_ssm_parameter\" \"p\" { name = \"/net/vpc\" }\ndata \"aws_vpc\" \"v\" { id = data.aws_ssm_parameter.p.value }", `data.aws_vpc.v.cidr_block`, "10.0.0.0/16"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := loadAll(t, map[string]string{
				"network/main.tf": lookupNetwork,
				"app/main.tf":     "provider \"aws\" { region = \"eu-west-1\" }\n" + tt.data + "\nresource \"aws_test\" \"x\" { x = " + tt.expr + " }",
			}, terraform.Options{}, "app", "network")
			x := find(t, stacks["app"], "aws_test.x").Body.Get("x")
			if got := show(x); got != tt.want {
				t.Errorf("%s = %s, want %s", tt.expr, got, tt.want)
			}
			for _, r := range x.Refs() {
				if !r.Data && r != find(t, stacks["network"], r.Address) {
					t.Errorf("the reference to %s is not to that of the stack", r.Address)
				}
			}
			wantNoProblems(t, stacks["app"])
		})
	}
}

// Of several roots that declare what is looked up, one is meant only if its
// region, account or backend says so. The others are named.
func TestLookupsOfSeveral(t *testing.T) {
	root := func(provider, backend, tag string) string {
		return "provider \"aws\" {\n" + provider + "\n}\nterraform {\n" + backend + "\n}\n" + tag
	}
	vpc := func(name string) string {
		return "resource \"aws_vpc\" \"main\" { tags = { Name = \"" + name + "\" } }\n"
	}
	s3 := func(bucket, key string) string {
		return "  backend \"s3\" {\n    bucket = \"" + bucket + "\"\n    key = \"" + key + "\"\n  }"
	}
	const data = "data \"aws_vpc\" \"v\" { tags = { Name = \"main\" } }\nresource \"aws_test\" \"x\" { x = data.aws_vpc.v.id }\n"
	tests := []struct {
		name           string
		app, dev, prod string
		want           string // the root
	}{
		{"nothing tells", root("", "", data), root("", "", vpc("main")), root("", "", vpc("main")), ""},
		{"the region", root(`region = "eu-west-1"`, "", data), root(`region = "eu-west-1"`, "", vpc("main")), root(`region = "us-east-1"`, "", vpc("main")), "dev"},
		{"the region of one", root(`region = "eu-west-1"`, "", data), root(`region = "eu-west-1"`, "", vpc("main")), root("", "", vpc("main")), "dev"},
		{"the account", root(`allowed_account_ids = ["111111111111"]`, "", data), root(`allowed_account_ids = ["222222222222"]`, "", vpc("main")), root(`allowed_account_ids = ["111111111111"]`, "", vpc("main")), "prod"},
		{"the profile", root(`profile = "prod"`, "", data), root(`profile = "dev"`, "", vpc("main")), root(`profile = "prod"`, "", vpc("main")), "prod"},
		{"the bucket", root("", s3("prod", "app"), data), root("", s3("dev", "net"), vpc("main")), root("", s3("prod", "net"), vpc("main")), "prod"},
		{"a bucket of neither", root("", s3("test", "app"), data), root("", s3("dev", "net"), vpc("main")), root("", s3("prod", "net"), vpc("main")), ""},
		{"the name", root("", "", data), root("", "", vpc("main")), root("", "", vpc("prod")), "dev"},
		{"a name that may be the same", root("", "", data), root("", "", vpc("main")), "variable \"e\" {}\n" + vpc("m${var.e}"), ""},
		{"a name that cannot be", root("", "", data), root("", "", vpc("main")), "variable \"e\" {}\n" + vpc("x${var.e}"), "dev"},
		{"one that may not exist", root("", "", data), "variable \"on\" {}\nresource \"aws_vpc\" \"main\" {\n  count = var.on ? 1 : 0\n  tags = { Name = \"main\" }\n}", root("", "", vpc("main")), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := loadAll(t, map[string]string{
				"app/main.tf": tt.app, "dev/main.tf": tt.dev, "prod/main.tf": tt.prod,
			}, terraform.Options{}, "app", "dev", "prod")
			r, _ := find(t, stacks["app"], "aws_test.x").Body.Get("x").Ref()
			if r == nil {
				t.Fatalf("the id is %s, want a reference", show(find(t, stacks["app"], "aws_test.x").Body.Get("x")))
			}
			if got := strings.TrimSuffix(r.Range.File, "/main.tf"); r.Data != (tt.want == "") || !r.Data && got != tt.want {
				t.Errorf("the VPC is that of %q, want that of %q", got, tt.want)
			}
			if tt.want == "" && len(r.May) != 2 {
				t.Errorf("the lookup may find %v, want both", addresses(r.May))
			}
		})
	}
}

// The parts of a VPC are found wherever they are declared.
func TestLookupsOfPartsInSeveralRoots(t *testing.T) {
	backend := func(bucket string) string {
		return "terraform {\n  backend \"s3\" {\n    bucket = \"" + bucket + "\"\n    key = \"k-" + bucket + "\"\n  }\n}\n"
	}
	const vpc = "data \"aws_vpc\" \"v\" { tags = { Name = \"main\" } }\n"
	const subnets = vpc + `
data "aws_subnets" "x" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.v.id]
  }
  tags = { Tier = "private" }
}
resource "aws_test" "x" { x = data.aws_subnets.x.ids }
`
	more := func(tier string) string {
		return vpc + "variable \"tier\" {}\nresource \"aws_subnet\" \"c\" {\n  vpc_id = data.aws_vpc.v.id\n  tags = { Tier = " + tier + " }\n}\n"
	}
	const unseen = vpc + "module \"m\" {\n  source = \"acme/unseen/aws\"\n  vpc_id = data.aws_vpc.v.id\n}\n"
	tests := []struct{ name, more, want string }{
		{"of this tier", more(`"private"`), "[aws_subnet.a.id aws_subnet.b.id aws_subnet.c.id]"},
		{"of another tier", more(`"public"`), "[aws_subnet.a.id aws_subnet.b.id]"},
		{"of a tier that is not known", more("var.tier"), "[aws_subnet.a.id aws_subnet.b.id …data.aws_subnets.x]"},
		{"of a module that is not there", unseen, "[aws_subnet.a.id aws_subnet.b.id …data.aws_subnets.x]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := loadAll(t, map[string]string{
				"network/main.tf": backend("one") + lookupNetwork,
				"more/main.tf":    backend("two") + tt.more,
				"app/main.tf":     backend("one") + subnets,
			}, terraform.Options{}, "app", "more", "network")
			got := find(t, stacks["app"], "aws_test.x").Body.Get("x")
			if sorted(show(got)) != sorted(tt.want) {
				t.Errorf("ids = %s, want %s", show(got), tt.want)
			}
		})
	}
}

// sorted returns the words of s in their order.
func sorted(s string) string {
	words := strings.Fields(strings.Trim(s, "[]"))
	slices.Sort(words)
	return strings.Join(words, " ")
}

// A place in a model leads back to the one module block that called it, whose
// name another root may have, too.
func TestModelsOfTwoRoots(t *testing.T) {
	const call = "module \"sg\" {\n  source          = \"terraform-aws-modules/security-group/aws\"\n  version         = \"5.1.0\"\n  vpc_id          = \"vpc-1\"\n  use_name_prefix = false\n}\n"
	stacks := loadAll(t, map[string]string{"live/a/main.tf": call, "live/b/main.tf": "\n" + call}, terraform.Options{}, "live/a", "live/b")
	callers := map[string]string{}
	for dir, want := range map[string]string{"live/a": "live/a/main.tf:1", "live/b": "live/b/main.tf:2"} {
		group := find(t, stacks[dir], "module.sg.aws_security_group.this[0]")
		if got := group.Caller.String(); got != want {
			t.Errorf("%s is called at %s, want %s", dir, got, want)
		}
		callers[group.Range.File] = dir
	}
	if len(callers) != 2 {
		t.Errorf("both roots have their group in one file: %v", callers)
	}
}

// Of stacks that lie in like places of several folders, a lookup finds the one
// in its own.
func TestLookupsInLikeFolders(t *testing.T) {
	const (
		network = "resource \"aws_vpc\" \"main\" {\n  cidr_block = \"10.0.0.0/16\"\n  tags       = { Name = \"main\" }\n}\n"
		app     = "data \"aws_vpc\" \"main\" {\n  tags = { Name = \"main\" }\n}\nresource \"aws_test\" \"x\" { x = data.aws_vpc.main.id }\n"
	)
	tests := []struct {
		name, app string
		networks  []string
		want      string // the folder whose VPC is found, or none
	}{
		{"a folder for each environment", "live/dev/app", []string{"live/dev/network", "live/prod/network"}, "live/dev/network"},
		{"deeper below it", "live/prod/apps/web", []string{"live/dev/network", "live/prod/network", "live/test/network"}, "live/prod/network"},
		{"a folder of neither", "live/test/app", []string{"live/dev/network", "live/prod/network"}, ""},
		{"another place in the other folder", "live/dev/app", []string{"live/dev/network", "live/prod/vpc"}, ""},
		{"beside both", "live/app", []string{"live/dev/network", "live/prod/network"}, ""},
		{"one of the two, further up", "live/dev/app", []string{"live/dev/network", "live/network"}, ""},
		{"two in its own folder", "live/dev/app", []string{"live/dev/a", "live/dev/b", "live/prod/a"}, ""},
		{"beneath one of two that lie side by side", "network/app", []string{"network", "network2"}, "network"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{tt.app + "/main.tf": app}
			for _, dir := range tt.networks {
				files[dir+"/main.tf"] = network
			}
			stacks := loadAll(t, files, terraform.Options{}, append(tt.networks, tt.app)...)
			got := ""
			if r, _ := find(t, stacks[tt.app], "aws_test.x").Body.Get("x").Ref(); r != nil {
				for _, dir := range tt.networks {
					if r == find(t, stacks[dir], "aws_vpc.main") {
						got = dir
					}
				}
			}
			if got != tt.want {
				t.Errorf("the VPC of %q is found, want that of %q", got, tt.want)
			}
		})
	}
}
