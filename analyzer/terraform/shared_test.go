package terraform_test

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// countingFS counts how often each file is opened.
type countingFS struct {
	fstest.MapFS
	mu    sync.Mutex
	opens map[string]int
}

// Open implements [fs.FS].
func (c *countingFS) Open(name string) (fs.File, error) {
	c.mu.Lock()
	c.opens[name]++
	c.mu.Unlock()
	return c.MapFS.Open(name)
}

// sharedModule uses what a rewriter copies: splats, loops, conditions,
// templates, calls, objects, an override and 0.11's blocks for maps.
const sharedModule = `
variable "name" { type = string }
variable "cidrs" {
  type    = list(string)
  default = ["10.0.0.0/24", "10.0.1.0/24"]
}
locals {
  names = { for i, c in var.cidrs : "${var.name}-${i}" => c if c != "" }
  label = join("-", [var.name, length(var.cidrs) > 1 ? "many" : "one", "%{ for c in var.cidrs }x%{ endfor }"])
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags { Name = "${local.label}" }
}
resource "aws_subnet" "a" {
  for_each   = local.names
  vpc_id     = aws_vpc.main.id
  cidr_block = each.value
  tags       = { Name = each.key }
}
resource "aws_sqs_queue" "q" {
  name = lookup({ a = var.name }, "a")
}
resource "aws_security_group" "a" {
  name        = aws_sqs_queue.q.name
  description = "${var.name} in ${join(",", values(aws_subnet.a)[*].cidr_block)}"
  dynamic "ingress" {
    for_each = var.cidrs
    content {
      from_port   = 443 + (ingress.key == 0 ? 0 : 1)
      to_port     = 444
      protocol    = "tcp"
      cidr_blocks = [ingress.value]
    }
  }
}
output "subnets" { value = values(aws_subnet.a)[*].id }
`

// TestSharedModule has many stacks call one module at the same time: each comes
// out as it does alone, and the module is read once.
func TestSharedModule(t *testing.T) {
	fsys := &countingFS{opens: map[string]int{}, MapFS: fstest.MapFS{
		"modules/net/main.tf":          {Data: []byte(sharedModule)},
		"modules/net/main_override.tf": {Data: []byte("resource \"aws_vpc\" \"main\" {\n  cidr_block = \"10.0.0.0/8\"\n}\n")},
	}}
	var dirs []string
	for i := range 20 {
		dir := fmt.Sprintf("s%02d", i)
		dirs = append(dirs, dir)
		text := fmt.Sprintf("module \"net\" {\n  source = \"../modules/net\"\n  name = %q\n}\noutput \"s\" { value = module.net.subnets }\n", dir)
		fsys.MapFS[dir+"/main.tf"] = &fstest.MapFile{Data: []byte(text)}
	}
	together := terraform.LoadAll(context.Background(), source.NewTree(fsys), dirs, terraform.Options{})
	for name, n := range fsys.opens {
		if strings.HasPrefix(name, "modules/") && path.Ext(name) == ".tf" && n != 1 {
			t.Errorf("%s is opened %d times", name, n)
		}
	}
	for i, dir := range dirs {
		alone := terraform.Load(context.Background(), source.NewTree(fsys.MapFS), dir, terraform.Options{})
		if diff := cmp.Diff(written(alone), written(together[i])); diff != "" {
			t.Errorf("%s differs from itself alone (-alone +together):\n%s", dir, diff)
		}
		if sg := address(together[i], "module.net.aws_security_group.a"); sg == nil || sg.Body.Get("name").String() != dir {
			t.Errorf("%s has no group of its name", dir)
		}
	}
}

// written returns the resources and problems of a stack as text.
func written(s *iac.Stack) []string {
	var out []string
	for _, r := range s.Resources {
		out = append(out, fmt.Sprintf("%s %v %s", r.Address, r.Range, r.Body))
	}
	for _, p := range s.Problems {
		out = append(out, fmt.Sprintf("%v %s", p.Range, p.Message))
	}
	return out
}

func address(s *iac.Stack, name string) *iac.Resource {
	for _, r := range s.Resources {
		if r.Address == name {
			return r
		}
	}
	return nil
}
