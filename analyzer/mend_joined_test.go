package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/rules"
)

// cutFixture returns a stack of testdata/rules in two parts: what is before the
// mark, and the rest.
func cutFixture(t *testing.T, name, mark string) (before, after string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", "rules", name, "bad", filepath.FromSlash(mark[:strings.IndexByte(mark, ':')])))
	if err != nil {
		t.Fatal(err)
	}
	text, mark := string(b), mark[strings.IndexByte(mark, ':')+1:]
	i := strings.Index(text, mark)
	if i < 0 {
		t.Fatalf("the stack has no %q", mark)
	}
	return text[:i], text[i:]
}

// A fix in the network of another stack is proven of all that run there, and a
// fix of one variant of all the others.
func TestMendJoined(t *testing.T) {
	network, tasks := cutFixture(t, "private-dns-disabled", `terraform/main.tf:resource "aws_ecs_task_definition"`)
	network += `
terraform {
  backend "s3" {
    bucket = "states"
    key    = "network"
  }
}
output "subnet" { value = aws_subnet.private.id }
output "group" { value = aws_security_group.tasks.id }
`
	state := `
provider "aws" { region = "eu-west-1" }
data "terraform_remote_state" "net" {
  backend = "s3"
  config  = { bucket = "states", key = "network" }
}
`
	tasks = state + strings.NewReplacer("aws_subnet.private.id", "data.terraform_remote_state.net.outputs.subnet",
		"aws_security_group.tasks.id", "data.terraform_remote_state.net.outputs.group").Replace(tasks)

	base, service := cutFixture(t, "private-dns-disabled", "cloudformation/template.yaml:  PricesDefinition:\n")
	base += `Outputs:
  Subnet: {Value: !Ref PrivateSubnet, Export: {Name: net-subnet}}
  Group: {Value: !Ref TaskGroup, Export: {Name: net-group}}
`
	service = "Resources:\n" + strings.NewReplacer("!Ref PrivateSubnet", "!ImportValue net-subnet", "!Ref TaskGroup", "!ImportValue net-group").Replace(service)

	// This task has a way of its own to the registry, until the endpoint answers
	// for it, which does not admit it.
	narrow := strings.Replace(network, "[aws_vpc.main.cidr_block]", "[aws_subnet.private.cidr_block]", 1) + `
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.9.0/24"
}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}
resource "aws_security_group" "open" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
output "public" { value = aws_subnet.public.id }
output "open" { value = aws_security_group.open.id }
`
	other := strings.NewReplacer("outputs.subnet", "outputs.public", "outputs.group", "outputs.open", "assign_public_ip = false", "assign_public_ip = true").Replace(tasks)
	admitted := strings.Replace(narrow, "[aws_subnet.private.cidr_block]", "[aws_vpc.main.cidr_block]", 1)

	whole := strings.Replace(network, `backend "s3"`, `backend "local"`, 1)
	whole = whole[:strings.Index(whole, "\nterraform {")]
	_, alone := cutFixture(t, "private-dns-disabled", `terraform/main.tf:resource "aws_ecs_task_definition"`)
	whole = strings.Replace(whole+alone, "desired_count   = 1", "desired_count   = var.size", 1) + "variable \"size\" {}\nvariable \"dns\" {\n  default = false\n}\n"

	tests := []struct {
		name  string
		files map[string]string
		fixed bool
	}{
		{"the network of another stack", map[string]string{"net/main.tf": network, "app/main.tf": tasks}, true},
		{"of two stacks that run there", map[string]string{"net/main.tf": network, "a/main.tf": tasks, "b/main.tf": tasks}, true},
		{"another stack whose tasks the endpoint would take and refuse", map[string]string{"net/main.tf": narrow, "app/main.tf": tasks, "other/main.tf": other}, false},
		{"another stack whose tasks the endpoint would take", map[string]string{"net/main.tf": admitted, "app/main.tf": tasks, "other/main.tf": other}, true},
		{"an import of another template", map[string]string{"net.yaml": base, "app.yaml": service}, true},
		{"one of two variants", map[string]string{"main.tf": whole, "dev.tfvars": "size = 1\n", "prod.tfvars": "size = 2\n"}, true},
		{"a value of the variant", map[string]string{
			"main.tf":    strings.Replace(whole, "private_dns_enabled = false", "private_dns_enabled = var.dns", 1),
			"dev.tfvars": "size = 1\n", "prod.tfvars": "size = 2\n",
		}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := 0
			for _, s := range linttest.AnalyzeFiles(t, tt.files, rules.All()).Stacks {
				for _, f := range s.Findings {
					if f.Rule != rules.PrivateDNSDisabled {
						continue
					}
					found++
					if (f.Fix != nil) != tt.fixed {
						t.Errorf("%s: a fix is given: %t, want %t", f.Message, f.Fix != nil, tt.fixed)
					}
				}
			}
			if found == 0 {
				t.Error("no finding")
			}
		})
	}
}
