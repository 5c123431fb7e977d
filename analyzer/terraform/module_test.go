package terraform_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

func TestModules(t *testing.T) {
	s := stackOf(t, map[string]string{
		"main.tf": `
variable "on" { type = bool }
module "net" {
  source = "./net"
  cidr   = "10.0.0.0/16"
}
module "apps" {
  source   = "./app"
  for_each = toset(["a", "b"])
  name     = "app-${each.key}"
  subnets  = module.net.subnet_ids
  vpc      = module.net.vpc
}
module "counted" {
  source  = "./app"
  count   = 2
  name    = "c${count.index}"
  subnets = values(module.net.by_zone)
  vpc     = { id = "vpc-1" }
}
module "off" {
  source = "./app"
  count  = 0
  name   = "off"
  subnets = []
  vpc    = { id = "" }
}
module "maybe" {
  source = "./app"
  count  = var.on ? 1 : 0
  name   = "maybe"
  subnets = []
  vpc    = { id = "" }
}
resource "aws_test" "x" {
  names  = [for k, m in module.apps : "${k}=${m.service}"]
  splat  = module.counted[*].service
  second = module.counted[1].name
  keyed  = module.apps["b"].name
  gone   = try(module.off[0].name, "gone")
  zero   = length(module.off)
  all    = module.net.subnet_ids
}
`,
		"net/main.tf": `
variable "cidr" {}
resource "aws_vpc" "this" { cidr_block = var.cidr }
module "subnets" {
  source = "../subnets"
  vpc_id = aws_vpc.this.id
  cidrs  = cidrsubnets(var.cidr, 8, 8)
}
output "vpc" { value = aws_vpc.this }
output "subnet_ids" { value = module.subnets.ids }
output "by_zone" { value = { for i, id in module.subnets.ids : "z${i}" => id } }
`,
		"subnets/main.tf": `
variable "vpc_id" {}
variable "cidrs" { type = list(string) }
resource "aws_subnet" "s" {
  count      = length(var.cidrs)
  vpc_id     = var.vpc_id
  cidr_block = var.cidrs[count.index]
}
output "ids" { value = aws_subnet.s.*.id }
`,
		"app/main.tf": `
variable "name" {}
variable "subnets" {}
variable "vpc" {}
resource "aws_ecs_service" "this" {
  name            = var.name
  vpc             = var.vpc.id
  network_configuration { subnets = var.subnets }
}
output "service" { value = aws_ecs_service.this.name }
output "name" { value = var.name }
`,
	}, terraform.Options{})
	wantNoProblems(t, s)

	var got []string
	for _, r := range s.Resources {
		got = append(got, r.Address+" "+show(r.Exists))
	}
	want := []string{
		"aws_test.x true",
		"module.net.aws_vpc.this true",
		"module.net.module.subnets.aws_subnet.s[0] true",
		"module.net.module.subnets.aws_subnet.s[1] true",
		`module.apps["a"].aws_ecs_service.this true`,
		`module.apps["b"].aws_ecs_service.this true`,
		"module.counted[0].aws_ecs_service.this true",
		"module.counted[1].aws_ecs_service.this true",
		"module.off.aws_ecs_service.this false",
		"module.maybe.aws_ecs_service.this ?var.on",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	bodies := map[string]string{
		"aws_test.x": `{names=[a=app-a b=app-b] splat=[c0 c1] second=c1 keyed=app-b gone=gone zero=0 ` +
			`all=[module.net.module.subnets.aws_subnet.s[0].id module.net.module.subnets.aws_subnet.s[1].id]}`,
		"module.net.module.subnets.aws_subnet.s[1]": `{vpc_id=module.net.aws_vpc.this.id cidr_block=10.0.1.0/24}`,
		`module.apps["b"].aws_ecs_service.this`: `{name=app-b vpc=module.net.aws_vpc.this.id network_configuration=` +
			`[{subnets=[module.net.module.subnets.aws_subnet.s[0].id module.net.module.subnets.aws_subnet.s[1].id]}]}`,
	}
	for address, want := range bodies {
		if got := show(find(t, s, address).Body); got != want {
			t.Errorf("%s = %s, want %s", address, got, want)
		}
	}
	subnet := find(t, s, "module.net.module.subnets.aws_subnet.s[1]")
	if len(subnet.Calls) != 2 || subnet.Calls[0].String() != "main.tf:3" || subnet.Calls[1].String() != "net/main.tf:4" {
		t.Errorf("calls = %v, want main.tf:3 and net/main.tf:4", subnet.Calls)
	}
	if subnet.Downloaded {
		t.Error("a local module is taken for a downloaded one")
	}
}

func TestRegistryModules(t *testing.T) {
	main := `
module "vpc" {
  source  = "acme/vpc/aws"
  version = "5.0.0"
  cidr    = "10.0.0.0/16"
}
resource "aws_test" "x" {
  id   = module.vpc.vpc_id
  ids  = [for id in module.vpc.private_subnets : id]
  text = "a-${module.vpc.vpc_id}"
}
`
	t.Run("not on disk", func(t *testing.T) {
		s := stackOf(t, map[string]string{"main.tf": main}, terraform.Options{})
		const why = "module `vpc` (acme/vpc/aws) is not on disk: run `terraform init` or vendor it"
		if diff := cmp.Diff([]string{"unknown-input main.tf:3: " + why}, problems(s)); diff != "" {
			t.Errorf("problems (-want +got):\n%s", diff)
		}
		body := find(t, s, "aws_test.x").Body
		if got := show(body); got != `{id=?module.vpc.vpc_id ids=?module.vpc.private_subnets text=a-${module.vpc.vpc_id}}` {
			t.Errorf("body = %s", got)
		}
		id := body.Get("id").Unknown()
		if id.Why != why || body.Get("text").Unknowns()[0] != id {
			t.Errorf("the output is %+v, want one fact that says why", id)
		}
		m := find(t, s, "module.vpc")
		if m.Type != "module" || !m.Data || show(m.Body.Get("cidr")) != "10.0.0.0/16" {
			t.Errorf("module = %+v", m)
		}
	})
	t.Run("downloaded", func(t *testing.T) {
		s := stackOf(t, map[string]string{
			"main.tf": main,
			".terraform/modules/modules.json": `{"Modules":[{"Key":"","Source":"","Dir":"."},` +
				`{"Key":"vpc","Source":"registry.terraform.io/acme/vpc/aws","Dir":".terraform/modules/vpc"},` +
				`{"Key":"vpc.inner","Source":"x/y/z","Dir":".terraform/modules/vpc.inner"}]}`,
			".terraform/modules/vpc/main.tf": `
variable "cidr" {}
resource "aws_vpc" "this" { cidr_block = var.cidr }
module "inner" { source = "x/y/z" }
module "local" { source = "./local" }
output "vpc_id" { value = aws_vpc.this.id }
output "private_subnets" { value = [module.local.id, module.inner.id] }
`,
			".terraform/modules/vpc/local/main.tf": `
resource "aws_subnet" "s" {}
output "id" { value = aws_subnet.s.id }
`,
			".terraform/modules/vpc.inner/main.tf": `
resource "aws_subnet" "s" {}
output "id" { value = aws_subnet.s.id }
`,
		}, terraform.Options{})
		wantNoProblems(t, s)
		if got := show(find(t, s, "aws_test.x").Body.Get("ids")); got != `[module.vpc.module.local.aws_subnet.s.id module.vpc.module.inner.aws_subnet.s.id]` {
			t.Errorf("ids = %s", got)
		}
		for _, address := range []string{"module.vpc.aws_vpc.this", "module.vpc.module.local.aws_subnet.s"} {
			if !find(t, s, address).Downloaded {
				t.Errorf("%s is not said to be downloaded", address)
			}
		}
		if find(t, s, "aws_test.x").Downloaded {
			t.Error("the root's own resource is said to be downloaded")
		}
	})
}

func TestProviders(t *testing.T) {
	s := stackOf(t, map[string]string{
		"main.tf": `
provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
provider "aws" {
  alias  = "other"
  region = "cn-north-1"
  assume_role { role_arn = "arn:aws:iam::123456789012:role/deploy" }
}
resource "aws_test" "default" {}
resource "aws_test" "us" { provider = aws.us }
resource "aws_test" "own" { region = "ap-south-1" }
resource "aws_test" "other" { provider = aws.other }
data "aws_region" "us" { provider = aws.us }
data "aws_partition" "cn" { provider = aws.other }
resource "aws_test" "text" {
  region_of_us = data.aws_region.us.name
  regions      = [aws_test.own.region, aws_test.us.region]
  suffix       = data.aws_partition.cn.dns_suffix
}
module "inherits" { source = "./m" }
module "passed" {
  source    = "./m"
  providers = { aws = aws.us }
}
module "aliased" {
  source    = "./n"
  providers = { aws.src = aws.us, aws.dst = aws.other }
}
`,
		"m/main.tf": `
resource "aws_test" "x" {}
module "deep" { source = "../deep" }
`,
		"deep/main.tf": `resource "aws_test" "x" {}`,
		"n/main.tf": `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", configuration_aliases = [aws.src, aws.dst] }
  }
}
resource "aws_test" "src" { provider = aws.src }
resource "aws_test" "dst" { provider = aws.dst }
`,
	}, terraform.Options{})
	wantNoProblems(t, s)
	for address, want := range map[string]string{
		"aws_test.default":                     "eu-west-1 ?AWS account id",
		"aws_test.us":                          "us-east-1 ?AWS account id",
		"aws_test.own":                         "ap-south-1 ?AWS account id",
		"aws_test.other":                       "cn-north-1 123456789012",
		"module.inherits.aws_test.x":           "eu-west-1 ?AWS account id",
		"module.passed.aws_test.x":             "us-east-1 ?AWS account id",
		"module.passed.module.deep.aws_test.x": "us-east-1 ?AWS account id",
		"module.aliased.aws_test.src":          "us-east-1 ?AWS account id",
		"module.aliased.aws_test.dst":          "cn-north-1 123456789012",
	} {
		r := find(t, s, address)
		if got := show(r.Region) + " " + show(r.Account); got != want {
			t.Errorf("%s: region and account = %s, want %s", address, got, want)
		}
	}
	if got := show(find(t, s, "aws_test.text").Body); got != `{region_of_us=us-east-1 regions=[ap-south-1 us-east-1] suffix=amazonaws.com.cn}` {
		t.Errorf("text = %s", got)
	}
	a, b := find(t, s, "aws_test.us").Account.Unknown(), find(t, s, "module.passed.aws_test.x").Account.Unknown()
	if a != b {
		t.Error("providers of one account have two unknown accounts")
	}
}

func TestRegionOptions(t *testing.T) {
	const main = `
variable "region" { type = string }
provider "aws" { region = var.region }
data "aws_region" "here" {}
data "aws_caller_identity" "me" {}
resource "aws_test" "x" {
  service = "com.amazonaws.${data.aws_region.here.name}.ecr.api"
  host    = "${data.aws_caller_identity.me.account_id}.dkr.ecr.${data.aws_region.here.id}.amazonaws.com"
}
`
	tests := []struct {
		name, main string
		opts       terraform.Options
		want       string
	}{
		{"unknown variable", main, terraform.Options{}, `{service=com.amazonaws.${var.region}.ecr.api host=${AWS account id}.dkr.ecr.${var.region}.amazonaws.com} ?var.region`},
		{"option", main, terraform.Options{Region: "eu-west-1", Account: "123456789012"}, `{service=com.amazonaws.eu-west-1.ecr.api host=123456789012.dkr.ecr.eu-west-1.amazonaws.com} eu-west-1`},
		{"variable wins over option", main, terraform.Options{Region: "eu-west-1", Given: []terraform.Given{{Name: "region", Text: "us-east-1"}}}, `{service=com.amazonaws.us-east-1.ecr.api host=${AWS account id}.dkr.ecr.us-east-1.amazonaws.com} us-east-1`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{"main.tf": tt.main}, tt.opts)
			wantNoProblems(t, s)
			r := find(t, s, "aws_test.x")
			if got := show(r.Body) + " " + show(r.Region); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	t.Run("no provider", func(t *testing.T) {
		s := stackOf(t, map[string]string{"main.tf": `
data "aws_region" "here" {}
resource "aws_test" "x" { a = data.aws_region.here.name }
`}, terraform.Options{})
		r := find(t, s, "aws_test.x")
		u := r.Region.Unknown()
		if u == nil || u.Name != "provider region" || r.Body.Get("a").Unknown() != u {
			t.Errorf("region = %+v, text = %+v: want one fact", u, r.Body.Get("a").Unknown())
		}
	})
}

// What fails in a block that may not be created may never run.
func TestProblemsOfWhatMayNotBe(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": `
variable "on" { type = bool }
resource "aws_vpc" "off" { count = 0 }
resource "aws_vpc" "maybe" {
  count = var.on ? 1 : 0
  x     = aws_vpc.off[0].id
}
resource "aws_vpc" "certain" {
  x = aws_vpc.off[0].id
}
module "off" {
  count  = 0
  source = "acme/unknown/aws"
  x      = aws_vpc.off[0].id
}
module "maybe" {
  count  = var.on ? 1 : 0
  source = "./m"
  x      = aws_vpc.off[0].id
}
`, "m/main.tf": "variable \"x\" {}\nresource \"aws_vpc\" \"v\" {\n  count = var.x\n}\n"}, terraform.Options{})
	want := []string{
		"unknown-input main.tf:13: module `off` (acme/unknown/aws) is not on disk: run `terraform init` or vendor it",
		"evaluation-error main.tf:9: the instance that is referred to does not exist",
	}
	if diff := cmp.Diff(want, problems(s)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// Some modules are known to add nothing to a network that they are given.
func TestInertModules(t *testing.T) {
	for source, want := range map[string]bool{
		"terraform-aws-modules/eks/aws":                                               true,
		"registry.terraform.io/terraform-aws-modules/rds/aws":                         true,
		"terraform-aws-modules/iam/aws//modules/iam-user":                             true,
		"github.com/terraform-aws-modules/terraform-aws-lambda?ref=9d2b0":             true,
		"cloudposse/elasticsearch/aws":                                                true,
		"terraform-aws-modules/transit-gateway/aws":                                   false,
		"cloudposse/vpc-peering/aws":                                                  false,
		"acme/alb/aws":                                                                false,
		"git::https://example.com/terraform-aws-modules/terraform-aws-alb.git?ref=v1": false,
	} {
		s := stackOf(t, map[string]string{"main.tf": "module \"m\" {\n  source = \"" + source + "\"\n}\n"}, terraform.Options{})
		if got := find(t, s, "module.m").Inert; got != want {
			t.Errorf("%s is inert: %v, want %v", source, got, want)
		}
	}
}

// What cannot be downloaded is a mistake; what has not been is merely unknown.
func TestModuleSources(t *testing.T) {
	const missing = "is not on disk: run `terraform init` or vendor it"
	for arguments, want := range map[string]string{
		`source = "acme/vpc/aws"`:                            "unknown-input main.tf:2: module `m` (acme/vpc/aws) " + missing,
		`source = "example.com:8443/acme/vpc/aws//sub"`:      "unknown-input main.tf:2: module `m` (example.com:8443/acme/vpc/aws//sub) " + missing,
		`source = "git@example.com:x/y.git?ref=v1"`:          "unknown-input main.tf:2: module `m` (git@example.com:x/y.git?ref=v1) " + missing,
		`source = "bitbucket.org/acme/vpc"`:                  "unknown-input main.tf:2: module `m` (bitbucket.org/acme/vpc) " + missing,
		`source = "s3::https://example.com/m.zip"`:           "unknown-input main.tf:2: module `m` (s3::https://example.com/m.zip) " + missing,
		`source = "/srv/modules/vpc"`:                        "unknown-input main.tf:2: module `m` (/srv/modules/vpc) " + missing,
		"source = \"acme/vpc/aws\"\n version = \"~> 1.2\"":   "unknown-input main.tf:2: module `m` (acme/vpc/aws) " + missing,
		"source = \"acme/vpc/aws\"\n version = \"newest\"":   "evaluation-error main.tf:2: module `m` has a version that is no constraint: newest",
		`source = "modules/vpc"`:                             "evaluation-error main.tf:2: module `m` has a source that is no address of a module: modules/vpc",
		`source = "some thing"`:                              "evaluation-error main.tf:2: module `m` has a source that is no address of a module: some thing",
		`source = local.where`:                               "evaluation-error main.tf:2: module `m` has a source that is no address of a module: x",
		`source = "acme/${local.where}/aws"`:                 "unknown-input main.tf:2: module `m` (acme/x/aws) " + missing,
		`source = "./${var.folder}"`:                         "",
		`source = "./${aws_vpc.v.id}"`:                       "evaluation-error main.tf:2: module `m` has a source that the files do not tell",
		`providers = {}`:                                     "evaluation-error main.tf:1: module `m` has no source",
		`source = "./gone"`:                                  "missing-module main.tf:2: module `m` is not there: gone has no Terraform files",
		`source = "../gone"`:                                 "missing-module main.tf:2: module `m` is not read: ../gone leads out of the scan root",
		"source = \"./m\"\n version = \"whatever the user\"": "",
	} {
		s := stackOf(t, map[string]string{
			"main.tf":   "module \"m\" {\n " + arguments + "\n}\nlocals { where = \"x\" }\nvariable \"folder\" { default = \"m\" }\nresource \"aws_vpc\" \"v\" {}\n",
			"m/main.tf": "variable \"a\" { default = 1 }\n",
		}, terraform.Options{})
		if got := strings.Join(problems(s), "\n"); got != want {
			t.Errorf("%s: problems are %q, want %q", arguments, got, want)
		}
		find(t, s, "aws_vpc.v")
	}
}

// A list of modules that leads nowhere is no reason to do without a model.
func TestModuleManifest(t *testing.T) {
	const dir = ".terraform/modules/net"
	entry := func(dir string) string {
		return `{"Modules":[{"Key":"net","Source":"registry.terraform.io/terraform-aws-modules/vpc/aws","Dir":"` + dir + `"}]}`
	}
	tests := []struct{ name, manifest, vpc, problem string }{
		{"the folder is there", entry(dir), "module.net.aws_vpc.own", ""},
		{"the folder is not there", entry(".terraform/modules/other"), "module.net.aws_vpc.this[0]", ""},
		{"the folder is elsewhere on the machine", entry("../../../etc"), "module.net.aws_vpc.this[0]", ""},
		{"not JSON", "{\"Modules\":\n[{]}", "module.net.aws_vpc.this[0]", "parse-error .terraform/modules/modules.json:2: not valid JSON: a property name in quotes is expected"},
		{"no list", `{"Modules": 1}`, "module.net.aws_vpc.this[0]", "parse-error .terraform/modules/modules.json:1: not a list of modules"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{
				"main.tf":                         `module "net" { source = "terraform-aws-modules/vpc/aws" }`,
				".terraform/modules/modules.json": tt.manifest,
				dir + "/main.tf":                  `resource "aws_vpc" "own" {}`,
			}, terraform.Options{})
			find(t, s, tt.vpc)
			if got := strings.Join(problems(s), "\n"); got != tt.problem {
				t.Errorf("problems are %q, want %q", got, tt.problem)
			}
		})
	}
}
