package terraform_test

import (
	"context"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// What is asked of a block that is not parsed at first is as if it had been.
func TestBlocksParsedOnDemand(t *testing.T) {
	const asking = "resource \"aws_test\" \"x\" { x = "
	tests := []struct {
		name, expr, rest string
		want             string
		problem          string // empty if there is none
	}{
		{"attribute", "aws_sqs_queue.q.name", `resource "aws_sqs_queue" "q" { name = "jobs" }`, "jobs", ""},
		{"computed attribute", "aws_sqs_queue.q.arn", `resource "aws_sqs_queue" "q" { name = "jobs" }`, "arn:aws:sqs:${provider region}:${AWS account id}:aws_sqs_queue.q.name", ""},
		{"count", "aws_sqs_queue.q[1].name", `resource "aws_sqs_queue" "q" {
  count = 2
  name  = "jobs-${count.index}"
}`, "jobs-1", ""},
		{"data source", "data.template_file.t.rendered", `data "template_file" "t" { template = "a" }`, "a", ""},
		{"one that asks for another", "aws_sqs_queue.a.name", `resource "aws_sqs_queue" "a" { name = aws_sns_topic.b.name }
resource "aws_sns_topic" "b" { name = "b" }`, "b", ""},
		{"of a whole resource", "aws_sqs_queue.q.tags", `locals { v = aws_vpc.v }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_sqs_queue" "q" { tags = local.v.cidr_block }`, "10.0.0.0/16", ""},
		{"of a whole resource by index", "aws_sqs_queue.q.name", `locals { v = aws_vpc.v }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_sqs_queue" "q" { name = local.v["cidr_block"] }`, "10.0.0.0/16", ""},
		{"of a whole resource by lookup", "aws_sqs_queue.q.name", `locals { v = aws_vpc.v }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_sqs_queue" "q" { name = lookup(local.v, "cidr_block", "none") }`, "10.0.0.0/16", ""},
		{
			"not valid", "aws_sqs_queue.q.name", "resource \"aws_sqs_queue\" \"q\" {\n  name = = 1\n}", "?",
			"parse-error main.tf:3: ",
		},
		{"declared twice", `"a"`, "resource \"aws_sqs_queue\" \"q\" {}\nresource \"aws_sqs_queue\" \"q\" {}", "a", "evaluation-error main.tf:3: duplicate declaration of resource `aws_sqs_queue.q`"},
		{"not declared", "aws_sqs_queue.r.name", `resource "aws_sqs_queue" "q" {}`, "?", "evaluation-error main.tf:1: reference to undeclared resource `aws_sqs_queue.r`"},
		{"too few labels", `"a"`, `resource "aws_sqs_queue" {}`, "a", "parse-error main.tf:2: a resource block has 2 labels, not 1"},
		{"not valid and not asked for", `"a"`, `resource "aws_sqs_queue" "q" { name = = 1 }`, "a", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stack := stackOf(t, map[string]string{"main.tf": asking + tt.expr + " }\n" + tt.rest + "\n"}, terraform.Options{})
			got := show(find(t, stack, "aws_test.x").Body.Get("x"))
			if got != tt.want && (tt.want != "?" || !strings.HasPrefix(got, "?")) {
				t.Errorf("%s = %s, want %s", tt.expr, got, tt.want)
			}
			all := problems(stack)
			if tt.problem == "" && len(all) > 0 || tt.problem != "" && !slices.ContainsFunc(all, func(p string) bool { return strings.HasPrefix(p, tt.problem) }) {
				t.Errorf("%s: problems %q, want %q", tt.expr, all, tt.problem)
			}
		})
	}
}

// An override file adds to a block that is not parsed at first.
func TestOverrideOfSkippedBlock(t *testing.T) {
	stack := stackOf(t, map[string]string{
		"main.tf":          "resource \"aws_test\" \"x\" { x = \"${aws_sqs_queue.q.name} ${aws_sqs_queue.q.policy}\" }\nresource \"aws_sqs_queue\" \"q\" {\n  name   = \"a\"\n  policy = \"p\"\n}\n",
		"main_override.tf": "resource \"aws_sqs_queue\" \"q\" { name = \"b\" }\n",
	}, terraform.Options{})
	if got, want := show(find(t, stack, "aws_test.x").Body.Get("x")), "b p"; got != want {
		t.Errorf("x = %s, want %s", got, want)
	}
	wantNoProblems(t, stack)
}

// Every root module of the repository is the same whether all of it is parsed
// or only what is asked for.
func TestStrictIsTheSame(t *testing.T) {
	tree := source.NewTree(os.DirFS("../../testdata"))
	var dirs []string
	err := fs.WalkDir(tree.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".tf" && !slices.Contains(dirs, path.Dir(name)) {
			dirs = append(dirs, path.Dir(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(dirs) < 50 {
		t.Fatalf("%d folders with configuration, want dozens", len(dirs))
	}
	for _, dir := range dirs {
		lazy := terraform.Load(context.Background(), tree, dir, terraform.Options{})
		whole := terraform.Load(context.Background(), tree, dir, terraform.Options{Strict: true})
		if diff := cmp.Diff(problems(whole), problems(lazy)); diff != "" {
			t.Errorf("%s: problems (-strict +lazy):\n%s", dir, diff)
		}
		if len(whole.Resources) != len(lazy.Resources) {
			t.Errorf("%s: %d resources, want %d", dir, len(lazy.Resources), len(whole.Resources))
			continue
		}
		for i, w := range whole.Resources {
			l := lazy.Resources[i]
			if w.Address != l.Address || w.Range != l.Range || show(w.Body) != show(l.Body) {
				t.Errorf("%s: %s at %v is %s, want that of %s at %v: %s", dir, l.Address, l.Range, show(l.Body), w.Address, w.Range, show(w.Body))
			}
		}
	}
}
