package terraform_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

const vpcModule = "registry.terraform.io/terraform-aws-modules/vpc/aws/"

// What is taken for a module shows in the file that its resources are in.
func TestModelIsChosenBySourceAndVersion(t *testing.T) {
	tests := []struct {
		source, version string
		want            string // begins the file's name; empty where there is no model
	}{
		{"terraform-aws-modules/vpc/aws", "", vpcModule + "6/module.net/"},
		{"registry.terraform.io/terraform-aws-modules/vpc/aws", "", vpcModule + "6/module.net/"},
		{"terraform-aws-modules/vpc/aws", "6.0.0", vpcModule + "6/"},
		{"terraform-aws-modules/vpc/aws", "~> 5.0", vpcModule + "5/"},
		{"terraform-aws-modules/vpc/aws", "~> 5", vpcModule + "6/"},
		{"terraform-aws-modules/vpc/aws", ">= 5.0, < 6", vpcModule + "5/"},
		{"terraform-aws-modules/vpc/aws", ">= 5.0, < 6.0.1", vpcModule + "6/"},
		{"terraform-aws-modules/vpc/aws", "> 5.99.0", vpcModule + "6/"},
		{"terraform-aws-modules/vpc/aws", "<= 5.1.1", vpcModule + "5.0/"},
		{"terraform-aws-modules/vpc/aws", "5.1.2", vpcModule + "5/"},
		{"terraform-aws-modules/vpc/aws", "= 3.19.0", vpcModule + "3/"},
		{"terraform-aws-modules/vpc/aws", "!= 6.1.0, ~> 6.0", vpcModule + "6/"},
		{"terraform-aws-modules/vpc/aws", "2.0.0-rc1", vpcModule + "2/"},
		{"terraform-aws-modules/vpc/aws", "1.72.0", ""},
		{"terraform-aws-modules/vpc/aws", "7.0.0", ""},
		{"terraform-aws-modules/vpc/aws", ">= 6.0, < 5.0", ""},
		{"terraform-aws-modules/vpc/aws", "5.2.0+build.7", vpcModule + "5/"},
		{"terraform-aws-modules/vpc/azurerm", "", ""},
		{"example.com/terraform-aws-modules/vpc/aws", "", ""},
		{"git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.1.2", "", vpcModule + "5/"},
		{"git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?depth=1&ref=tags/v4.0.0", "", vpcModule + "4/"},
		{"git::ssh://git@github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=3.0.0", "", vpcModule + "3/"},
		{"git@github.com:terraform-aws-modules/terraform-aws-vpc.git", "", vpcModule + "6/"},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=master", "", vpcModule + "6/"},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=573f574c922782bc658f05523d0c902a4792b0a8", "", ""},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=refs/tags/v5.1.2", "", vpcModule + "5/"},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=refs/heads/master", "", vpcModule + "6/"},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=v5", "", vpcModule + "5/"},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=v5.0", "", vpcModule + "5.0/"},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=v5.0.0", "", vpcModule + "5.0/"},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=v7", "", ""},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=v6.0.0-hotfix", "", ""},
		{"github.com/terraform-aws-modules/terraform-aws-vpc?ref=develop", "", ""},
		{"git::https://gitlab.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.1.2", "", ""},
		{"somebody/vpc/aws", "5.1.2", ""},
		{"github.com/somebody/terraform-aws-vpc", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.source+" "+tt.version, func(t *testing.T) {
			config := "module \"net\" {\n  source = \"" + tt.source + "\"\n"
			if tt.version != "" {
				config += "  version = \"" + tt.version + "\"\n"
			}
			stack := loadModels(t, config+"}\n")
			vpc := lookUp(stack, "module.net.aws_vpc.this[0]")
			switch {
			case vpc == nil && tt.want != "":
				t.Fatalf("no VPC; problems: %v", problems(stack))
			case vpc == nil:
				want := "main.tf:2: module `net` (" + tt.source + ") is not on disk"
				if got := strings.Join(problems(stack), "\n"); !strings.Contains(got, want) {
					t.Errorf("problems are %q, want one with %q", got, want)
				}
			case tt.want == "" || !strings.HasPrefix(vpc.Range.File, tt.want):
				t.Errorf("the VPC is in %s, want it in %q", vpc.Range.File, tt.want)
			}
		})
	}
}

func TestModelResourcesLeadBackToTheirCaller(t *testing.T) {
	tree := source.NewTree(fstest.MapFS{
		"main.tf": {Data: []byte("module \"a\" {\n  source = \"./net\"\n}\n")},
		"net/main.tf": {Data: []byte(`
module "logs" {
  source       = "terraform-aws-modules/ecs/aws"
  cluster_name = "one"
}

module "more" {
  source       = "terraform-aws-modules/ecs/aws"
  cluster_name = "two"
}
`)},
	})
	stack := terraform.Load(t.Context(), tree, ".", terraform.Options{})
	for address, line := range map[string]int{
		"module.a.module.logs.module.cluster.aws_ecs_cluster.this[0]": 2,
		"module.a.module.more.module.cluster.aws_ecs_cluster.this[0]": 7,
	} {
		r := lookUp(stack, address)
		if r == nil {
			t.Fatalf("%s is not there; problems: %v", address, problems(stack))
		}
		if !r.Downloaded || r.Caller.File != "net/main.tf" || r.Caller.Start.Line != line {
			t.Errorf("%s: downloaded %v, called at %v, want net/main.tf:%d", address, r.Downloaded, r.Caller, line)
		}
		if len(r.Calls) != 3 {
			t.Errorf("%s came through %d calls, want 3", address, len(r.Calls))
		}
	}
}

func TestModelYieldsToWhatIsOnDisk(t *testing.T) {
	tree := source.NewTree(fstest.MapFS{
		"main.tf": {Data: []byte(`module "net" { source = "terraform-aws-modules/vpc/aws" }`)},
		".terraform/modules/modules.json": {Data: []byte(
			`{"Modules":[{"Key":"net","Source":"registry.terraform.io/terraform-aws-modules/vpc/aws","Dir":".terraform/modules/net"}]}`,
		)},
		".terraform/modules/net/main.tf": {Data: []byte(`resource "aws_vpc" "own" { cidr_block = "10.0.0.0/16" }`)},
	})
	stack := terraform.Load(t.Context(), tree, ".", terraform.Options{})
	wantNoProblems(t, stack)
	if lookUp(stack, "module.net.aws_vpc.own") == nil || lookUp(stack, "module.net.aws_vpc.this[0]") != nil {
		t.Error("the module on disk is not the one that is read")
	}
}

func TestModelLeavesWhatItDoesNotKnowUnknown(t *testing.T) {
	stack := loadModels(t, `
module "net" {
  source        = "terraform-aws-modules/vpc/aws"
  not_an_option = "ignored"
}

resource "aws_subnet" "a" {
  vpc_id     = module.net.vpc_id
  cidr_block = module.net.an_output_of_later_versions
}
`)
	wantNoProblems(t, stack)
	cidr := lookUp(stack, "aws_subnet.a").Body.Get("cidr_block").Unknown()
	if cidr == nil {
		t.Fatal("an output that the model lacks is known")
	}
	want := "output `an_output_of_later_versions` of module `net` (terraform-aws-modules/vpc/aws) is not known without the module: run `terraform init` or vendor it"
	if cidr.Why != want || cidr.Name != "module.net.an_output_of_later_versions" {
		t.Errorf("it is unknown as %s because %q, want because %q", cidr.Name, cidr.Why, want)
	}
}

func TestModelNamesEndpointServices(t *testing.T) {
	stack := loadModels(t, `
module "endpoints" {
  source = "terraform-aws-modules/vpc/aws//modules/vpc-endpoints"
  vpc_id = "vpc-12345678"

  endpoints = {
    dkr   = { service = "ecr.dkr" }
    s3    = { service = "s3", service_type = "Gateway" }
    given = { service_endpoint = "com.example.svc" }
  }
}
`)
	wantNoProblems(t, stack)
	for key, want := range map[string]string{
		"dkr": "com.amazonaws.us-east-1.ecr.dkr", "s3": "com.amazonaws.us-east-1.s3", "given": "com.example.svc",
	} {
		r := lookUp(stack, `module.endpoints.aws_vpc_endpoint.this["`+key+`"]`)
		if got, _ := r.Body.Get("service_name").Str(); got != want {
			t.Errorf("endpoint %s is for %q, want %q", key, got, want)
		}
	}
}

// lookUp returns the resource of s with the given address, or nil.
func lookUp(s *iac.Stack, address string) *iac.Resource {
	for _, r := range s.Resources {
		if r.Address == address {
			return r
		}
	}
	return nil
}

// Endpoints of cloudposse are tied to groups, subnets and tables by resources of
// their own, and those of the first versions to no table.
func TestModelTiesEndpoints(t *testing.T) {
	const tables = "module.ep.aws_vpc_endpoint_route_table_association.gateway[\"s3[0]\"]"
	tests := []struct {
		version string
		tables  bool
		output  string
	}{
		{"0.28.1", false, "gateway_vpc_endpoints"},
		{"1.2.0", false, "gateway_vpc_endpoints"},
		{"2.0.0", true, "gateway_vpc_endpoints_map"},
		{"3.0.0", true, "gateway_vpc_endpoints_map"},
	}
	for _, tt := range tests {
		t.Run(tt.version, func(t *testing.T) {
			stack := loadModels(t, `
module "ep" {
  source                = "cloudposse/vpc/aws//modules/vpc-endpoints"
  version               = "`+tt.version+`"
  vpc_id                = "vpc-1"
  gateway_vpc_endpoints = { s3 = { name = "s3", policy = null, route_table_ids = ["rtb-1"] } }

  interface_vpc_endpoints = {
    api  = { name = "ecr.api", policy = null, private_dns_enabled = true, security_group_ids = ["sg-1", "sg-2"], subnet_ids = ["subnet-1"] }
    logs = { name = "logs", policy = null, private_dns_enabled = true, security_group_ids = [], subnet_ids = null }
  }
}
resource "aws_output" "x" { value = [for e in module.ep.`+tt.output+` : e.service_name] }
`)
			if len(stack.Problems) > 0 {
				t.Errorf("problems: %v", problems(stack))
			}
			if got := lookUp(stack, tables) != nil; got != tt.tables {
				t.Errorf("the gateway is in a table: %v, want %v", got, tt.tables)
			}
			for address, attrs := range map[string]map[string]any{
				`module.ep.aws_vpc_endpoint.interface_endpoint["api"]`:                      {"service_name": "com.amazonaws.us-east-1.ecr.api", "security_group_ids": []any{"sg-1"}, "private_dns_enabled": true},
				`module.ep.aws_vpc_endpoint_security_group_association.interface["api[1]"]`: {"security_group_id": "sg-2"},
				`module.ep.aws_vpc_endpoint_subnet_association.interface["api[0]"]`:         {"subnet_id": "subnet-1"},
				`module.ep.aws_vpc_endpoint.interface_endpoint["logs"]`:                     {"security_group_ids": []any{}},
				`aws_output.x`: {"value": []any{"com.amazonaws.us-east-1.s3"}},
			} {
				r := lookUp(stack, address)
				if r == nil {
					t.Errorf("there is no %s", address)
					continue
				}
				if diff := cmp.Diff(normal(attrs), normal(attributes(r, attrs))); diff != "" {
					t.Errorf("%s (-want +got):\n%s", address, diff)
				}
			}
		})
	}
}
