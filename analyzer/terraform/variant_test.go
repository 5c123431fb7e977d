package terraform_test

import (
	"context"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// TestVariants checks which files beside a root module make a stack each.
func TestVariants(t *testing.T) {
	const main = `
variable "size" { default = 1 }
variable "name" {}
variable "secret" {}
resource "aws_test" "x" { v = "${var.name}-${var.size}" }
`
	tests := []struct {
		name  string
		files map[string]string
		opts  terraform.Options
		want  []string // variants with the value of v
	}{
		{name: "no file", want: []string{": ${var.name}-1"}},
		{
			name:  "beside it",
			files: map[string]string{"infra/app/prod.tfvars": "name = \"p\"\nsize = 2", "infra/app/dev.tfvars.json": `{"name": "d"}`},
			want:  []string{"dev.tfvars.json: d-1", "prod.tfvars: p-2"},
		},
		{
			name: "in a folder of its own, and a folder for each environment",
			files: map[string]string{
				"infra/app/env/prod.tfvars":                        `name = "p"`,
				"infra/app/environments/dev/terraform.tfvars":      `name = "d"`,
				"infra/app/environments/test/x/terraform.tfvars":   `name = "t"`,
				"infra/app/elsewhere/test.tfvars":                  `name = "t"`,
				"infra/app/environments/dev/deep/terraform.tfvars": `name = "t"`,
			},
			want: []string{"env/prod.tfvars: p-1", "environments/dev/terraform.tfvars: d-1"},
		},
		{
			name:  "in a folder beside its own",
			files: map[string]string{"infra/vars/prod.tfvars": `name = "p"`, "infra/prod.tfvars": `name = "n"`},
			want:  []string{"../vars/prod.tfvars: p-1"},
		},
		{
			name:  "beside it, with a value that nobody declares",
			files: map[string]string{"infra/app/prod.tfvars": "name = \"p\"\nother = 2"},
			want:  []string{"prod.tfvars: p-1"},
		},
		{
			name:  "elsewhere, with a value that nobody declares",
			files: map[string]string{"infra/vars/prod.tfvars": "name = \"p\"\nother = 2"},
			want:  []string{": ${var.name}-1"},
		},
		{
			name:  "without what is required",
			files: map[string]string{"infra/app/prod.tfvars": "size = 2"},
			want:  []string{": ${var.name}-1"},
		},
		{
			name: "of another root module",
			files: map[string]string{
				"infra/app/env/prod/terraform.tfvars": `name = "p"`,
				"infra/app/env/prod/main.tf":          `module "app" { source = "../.." }`,
			},
			want: []string{": ${var.name}-1"},
		},
		{
			name:  "two files with half of what is required each",
			files: map[string]string{"infra/app/a.tfvars": `name = "p"`, "infra/app/b.tfvars": "secret = 1\nsize = 2"},
			want:  []string{"a.tfvars+b.tfvars: p-2"},
		},
		{
			name: "a file for all, and one for each environment",
			files: map[string]string{
				"infra/app/common.tfvars": `secret = 1`, "infra/app/env/prod.tfvars": "name = \"p\"\nsize = 2", "infra/app/env/dev.tfvars": `name = "d"`,
			},
			want: []string{"common.tfvars+env/dev.tfvars: d-1", "common.tfvars+env/prod.tfvars: p-2"},
		},
		{
			name:  "a file that decides what another does, too",
			files: map[string]string{"infra/app/common.tfvars": "secret = 1\nsize = 3", "infra/app/prod.tfvars": "name = \"p\"\nsize = 2"},
			want:  []string{"common.tfvars: ${var.name}-3", "prod.tfvars: p-2"},
		},
		{
			name:  "a file with all that is required beside one with half",
			files: map[string]string{"infra/app/dev.tfvars": "name = \"d\"\nsecret = 1", "infra/app/prod.tfvars": `name = "p"`},
			want:  []string{"dev.tfvars: d-1", "prod.tfvars: p-1"},
		},
		{
			name: "files of which it is not known which belong together",
			files: map[string]string{
				"infra/app/a.tfvars": `secret = 1`, "infra/app/b.tfvars": `secret = 2`, "infra/app/c.tfvars": `name = "c"`, "infra/app/d.tfvars": `name = "d"`,
			},
			want: []string{"a.tfvars: ${var.name}-1", "b.tfvars: ${var.name}-1", "c.tfvars: c-1", "d.tfvars: d-1"},
		},
		{
			name:  "over what is loaded anyway",
			files: map[string]string{"infra/app/terraform.tfvars": `name = "d"`, "infra/app/prod.tfvars": "name = \"p\"\nsecret = 1"},
			want:  []string{"prod.tfvars: p-1"},
		},
		{
			name:  "where all is given",
			files: map[string]string{"infra/app/terraform.tfvars": "name = \"d\"\nsecret = 1", "infra/app/prod.tfvars": `name = "p"`},
			want:  []string{": d-1"},
		},
		{
			name:  "all, where all is given",
			files: map[string]string{"infra/app/terraform.tfvars": "name = \"d\"\nsecret = 1", "infra/app/prod.tfvars": `size = 2`, "infra/app/none.tfvars": `none = 2`},
			opts:  terraform.Options{Variants: iac.VariantsAll},
			want:  []string{"prod.tfvars: d-2"},
		},
		{
			name:  "below the command line",
			files: map[string]string{"infra/app/prod.tfvars": "name = \"p\"\nsecret = 1"},
			opts:  terraform.Options{Variants: iac.VariantsAll, Given: []terraform.Given{{Name: "name", Text: "n"}}},
			want:  []string{"prod.tfvars: n-1"},
		},
		{
			name:  "none",
			files: map[string]string{"infra/app/prod.tfvars": `name = "p"`},
			opts:  terraform.Options{Variants: iac.VariantsNone},
			want:  []string{": ${var.name}-1"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"infra/app/main.tf": main}
			maps.Copy(files, tt.files)
			var got []string
			for _, s := range terraform.LoadAll(context.Background(), treeOf(files), []string{"infra/app"}, tt.opts) {
				wantNoProblems(t, s)
				got = append(got, s.Variant+": "+show(find(t, s, "aws_test.x").Body.Get("v")))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("variants (-want +got):\n%s", diff)
			}
		})
	}
}

// A file of values that is not valid is complained about where it is the
// module's own, and what can be read of it counts.
func TestVariantProblems(t *testing.T) {
	const main = "variable \"name\" {}\nresource \"aws_test\" \"x\" { v = var.name }\n"
	many := map[string]string{}
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"} {
		many[name+".tfvars"] = `name = "` + name + `"`
	}
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{
			"not valid",
			map[string]string{"dev.tfvars": `name = "d"`, "prod.tfvars": "name = \"p\"\nlist = [\n"},
			[]string{
				"dev.tfvars: d",
				"prod.tfvars: p",
				"parse-error prod.tfvars:3: expected the start of an expression, but found the end of the file",
			},
		},
		{"not valid elsewhere", map[string]string{"notes/prod.tfvars": "name = ["}, []string{": ?var.name"}},
		{"one too many", many, []string{": ?var.name", "unknown-input main.tf:1: more than 8 files have values of the module's variables: pass --var-file"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"main.tf": main}
			maps.Copy(files, tt.files)
			var got []string
			for _, s := range terraform.LoadAll(context.Background(), treeOf(files), []string{"."}, terraform.Options{}) {
				got = append(got, s.Variant+": "+show(find(t, s, "aws_test.x").Body.Get("v")))
				got = append(got, problems(s)...)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("stacks and problems (-want +got):\n%s", diff)
			}
		})
	}
}

// A value that is not valid is unknown for that, and the others of the file are
// known.
func TestVariantsThatAreNotValid(t *testing.T) {
	stacks := terraform.LoadAll(context.Background(), treeOf(map[string]string{
		"main.tf":     "variable \"a\" {}\nvariable \"b\" {}\nresource \"aws_test\" \"x\" { x = [var.a, var.b] }\n",
		"prod.tfvars": "a = \"x\"\nb = \n",
	}), []string{"."}, terraform.Options{})
	x := find(t, stacks[0], "aws_test.x").Body.Get("x")
	items, _ := x.Items()
	if got := show(items[0]); got != "x" {
		t.Errorf("a = %s, want x", got)
	}
	if u := items[1].Unknown(); u == nil || u.Why != "what is written there is not valid: mend it" || u.Range.String() != "prod.tfvars:2" {
		t.Errorf("b is %v, want what is not valid in prod.tfvars:2", u)
	}
	if got := problems(stacks[0]); len(got) != 1 || !strings.HasPrefix(got[0], "parse-error prod.tfvars:2: ") {
		t.Errorf("problems are %v", got)
	}
}

// A variant reads the state of the same environment of another root.
func TestVariantsRead(t *testing.T) {
	const backend = "terraform {\n  backend \"s3\" {\n    bucket = \"b\"\n    key = \"net\"\n  }\n}\n"
	stacks := terraform.LoadAll(context.Background(), treeOf(map[string]string{
		"net/main.tf":                   backend + "variable \"cidr\" {}\noutput \"cidr\" { value = var.cidr }\n",
		"net/env/dev/terraform.tfvars":  `cidr = "10.1.0.0/16"`,
		"net/env/prod/terraform.tfvars": `cidr = "10.2.0.0/16"`,
		"app/main.tf":                   stateReader("s3", `bucket = "b", key = "net"`, "cidr"),
		"app/dev.tfvars":                `key = "d"`,
		"app/prod.tfvars":               `key = "p"`,
		"app/test.tfvars":               `key = "t"`,
	}), []string{"app", "net"}, terraform.Options{})
	var got []string
	for _, s := range stacks {
		if s.Path == "app" {
			got = append(got, s.Variant+": "+show(find(t, s, "aws_test.x").Body.Get("x")))
		}
	}
	want := []string{"dev.tfvars: 10.1.0.0/16", "prod.tfvars: 10.2.0.0/16", "test.tfvars: ?data.terraform_remote_state.net.outputs.cidr"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what the variants read (-want +got):\n%s", diff)
	}
}

// A variant looks up what the same environment of another root declares.
func TestVariantsLookUp(t *testing.T) {
	stacks := terraform.LoadAll(context.Background(), treeOf(map[string]string{
		"net/main.tf":     "variable \"cidr\" {}\nresource \"aws_vpc\" \"main\" {\n  cidr_block = var.cidr\n  tags       = { Name = \"main\" }\n}\n",
		"net/dev.tfvars":  `cidr = "10.1.0.0/16"`,
		"net/prod.tfvars": `cidr = "10.2.0.0/16"`,
		"app/main.tf":     "variable \"v\" {}\ndata \"aws_vpc\" \"main\" {\n  tags = { Name = \"main\" }\n}\nresource \"aws_test\" \"x\" { x = data.aws_vpc.main.id }\n",
		"app/dev.tfvars":  `v = 1`,
		"app/prod.tfvars": `v = 1`,
	}), []string{"app", "net"}, terraform.Options{})
	vpcs := map[*iac.Resource]string{}
	for _, s := range stacks {
		if s.Path == "net" {
			vpcs[find(t, s, "aws_vpc.main")] = s.Variant
		}
	}
	for _, s := range stacks {
		if s.Path != "app" {
			continue
		}
		if r, _ := find(t, s, "aws_test.x").Body.Get("x").Ref(); vpcs[r] != s.Variant {
			t.Errorf("%s finds the VPC of %q", s.Variant, vpcs[r])
		}
	}
}
