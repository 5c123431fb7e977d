package discover_test

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/discover"
	"github.com/taskreach/taskreach/analyzer/source"
)

const aTemplate = "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n"

// files returns a tree of templates, of Terraform files (whose text does not
// matter) and of .gitignore files, each given as "name" or "name=text".
func files(names ...string) fstest.MapFS {
	tree := fstest.MapFS{}
	for _, n := range names {
		name, text, given := strings.Cut(n, "=")
		if !given {
			text = aTemplate
		}
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return tree
}

// A search is what Find should find in a tree.
type search struct {
	name      string
	tree      fstest.MapFS
	paths     []string
	modules   []string
	templates []string
	units     []string
	stacks    []string
}

func (s search) run(t *testing.T) {
	got, err := discover.Find(source.NewTree(s.tree), s.paths)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&discover.Found{ModuleDirs: s.modules, Templates: s.templates, Units: s.units, StackFiles: s.stacks}, got); diff != "" {
		t.Errorf("Find(%q) (-want +got):\n%s", s.paths, diff)
	}
}

func TestFind(t *testing.T) {
	repository := files(
		"README.md", "main.tf", "modules/net/main.tf", "modules/net/outputs.tf", "envs/prod/main.tf.json",
		"envs/tofu/main.tofu", "envs/vars/prod.tfvars", "envs/hidden/.main.tf", "envs/saved/main.tf~",
		"cfn/app.yaml", "cfn/net.template", "cfn/UPPER.YML", "cfn/notes.md", "cfn/values.yaml=a: 1\n",
		".terraform/modules/vpc/main.tf", ".git/x.yaml", "web/node_modules/p/x.yaml", ".terragrunt-cache/a/main.tf",
		".github/stack.yml",
	)
	for _, tt := range []search{
		{
			name: "no path means the whole tree", tree: repository,
			modules:   []string{".", "envs/prod", "envs/tofu", "modules/net"},
			templates: []string{".github/stack.yml", "cfn/UPPER.YML", "cfn/app.yaml", "cfn/net.template"},
		},
		{
			name: "a folder", tree: repository, paths: []string{"./cfn/"},
			templates: []string{"cfn/UPPER.YML", "cfn/app.yaml", "cfn/net.template"},
		},
		{
			name: "the same folder twice", tree: repository, paths: []string{"envs/prod", "envs"},
			modules: []string{"envs/prod", "envs/tofu"},
		},
		{
			name: "a Terraform file stands for its folder", tree: repository, paths: []string{"modules/net/outputs.tf", "main.tf"},
			modules: []string{".", "modules/net"},
		},
		{
			name: "a template of any extension", tree: repository, paths: []string{"cfn/notes.md"},
			templates: []string{"cfn/notes.md"},
		},
		{
			name: "a folder of copies that is named", tree: repository, paths: []string{".terraform/modules"},
			modules: []string{".terraform/modules/vpc"},
		},
		{
			name:    "units of Terragrunt and what they are generated from",
			tree:    files("live/app/terragrunt.hcl", "live/terragrunt.stack.hcl", "live/root.hcl", "live/own/main.tf", "live/own/terragrunt.hcl", ".terragrunt-cache/a/terragrunt.hcl"),
			modules: []string{"live/own"}, units: []string{"live/app", "live/own"}, stacks: []string{"live/terragrunt.stack.hcl"},
		},
		{
			name: "a unit by its file", tree: files("live/app/terragrunt.hcl", "live/own/terragrunt.hcl"), paths: []string{"live/app/terragrunt.hcl"},
			units: []string{"live/app"},
		},
		{
			name: "a pattern for files", tree: repository, paths: []string{"*/*.{yaml,template}"},
			templates: []string{"cfn/app.yaml", "cfn/net.template"},
		},
		{
			name: "a pattern for folders", tree: repository, paths: []string{"env*/pro?"},
			modules: []string{"envs/prod"},
		},
		{
			name: "a pattern at any depth", tree: repository, paths: []string{"**/*.tf"},
			modules: []string{".", "modules/net"},
		},
		{
			name: "a pattern that matches what is no template", tree: repository, paths: []string{"cfn/val*.yaml"},
		},
		{
			name: "a name with brackets", tree: files("[a]/main.tf", "a/main.tf"), paths: []string{"[a]"},
			modules: []string{"[a]"},
		},
		{name: "an empty tree", tree: fstest.MapFS{}},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestFindIgnored(t *testing.T) {
	for _, tt := range []search{
		{
			name:    "rules below add to those above",
			tree:    files(".gitignore=*.yaml\n", "a/.gitignore=!x.yaml\n/y.template\n", "a/x.yaml", "a/b/x.yaml", "a/z.yaml", "a/y.template", "a/b/y.template", "x.yaml"),
			paths:   nil,
			modules: nil, templates: []string{"a/b/x.yaml", "a/b/y.template", "a/x.yaml"},
		},
		{
			name: "rules above a named folder hold", tree: files(".gitignore=/a/b/\n", "a/b/x.yaml", "a/x.yaml"), paths: []string{"a"},
			templates: []string{"a/x.yaml"},
		},
		{
			name: "a named folder is not ignored", tree: files(".gitignore=cdk.out\n", "cdk.out/x.json", "cdk.out/a/x.json"), paths: []string{"cdk.out"},
			templates: []string{"cdk.out/a/x.json", "cdk.out/x.json"},
		},
		{
			name: "nor is one in an ignored folder", tree: files(".gitignore=out/\n", "out/a/x.json", "out/y.json"), paths: []string{"out/a"},
			templates: []string{"out/a/x.json"},
		},
		{
			name: "nor is a named file", tree: files(".gitignore=*.yaml\n", "x.yaml", "y.yaml"), paths: []string{"x.yaml"},
			templates: []string{"x.yaml"},
		},
		{
			name: "what a pattern matches is ignored", tree: files(".gitignore=y.*\n", "x.yaml", "y.yaml"), paths: []string{"*.yaml"},
			templates: []string{"x.yaml"},
		},
		{
			name: "an ignored Terraform file makes no module", tree: files(".gitignore=gen.tf\n", "a/gen.tf", "b/gen.tf", "b/main.tf"),
			modules: []string{"b"},
		},
	} {
		t.Run(tt.name, tt.run)
	}
}

func TestFindErrors(t *testing.T) {
	tree := source.NewTree(files("main.tf", "a/values.yaml=a: 1\n", "a/prod.tfvars=a = 1\n"))
	tests := []struct {
		name  string
		paths []string
		is    error
		says  string
	}{
		{"a missing folder", []string{"infra/prod"}, fs.ErrNotExist, "infra/prod: file does not exist"},
		{"a missing file beside one that is there", []string{"main.tf", "other.tf"}, fs.ErrNotExist, "other.tf: file does not exist"},
		{"out of the tree", []string{"../main.tf"}, source.ErrOutside, "../main.tf: path leads out of the scan root"},
		{"an absolute path", []string{"/etc"}, source.ErrOutside, "/etc: path leads out of the scan root"},
		{"out of the tree by pattern", []string{"../*.tf"}, source.ErrOutside, "../*.tf: path leads out of the scan root"},
		{
			"no template",
			[]string{"a/values.yaml"},
			discover.ErrNothing,
			"a/values.yaml: nothing to analyse: neither a Terraform file nor a CloudFormation template nor the JSON of a plan or state",
		},
		{
			"variables alone",
			[]string{"a/prod.tfvars"},
			discover.ErrNothing,
			"a/prod.tfvars: nothing to analyse: neither a Terraform file nor a CloudFormation template nor the JSON of a plan or state",
		},
		{"a pattern without match", []string{"a/*.json"}, discover.ErrNothing, "a/*.json: nothing to analyse: no file or folder matches"},
		{"a pattern below a missing folder", []string{"b/*.json"}, fs.ErrNotExist, "b/*.json: b: file does not exist"},
		{"a malformed pattern", []string{"a/[x"}, path.ErrBadPattern, "a/[x: syntax error in pattern"},
		{"two bad paths", []string{"b", "c"}, fs.ErrNotExist, "b: file does not exist\nc: file does not exist"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := discover.Find(tree, tt.paths)
			if !errors.Is(err, tt.is) || err.Error() != tt.says {
				t.Errorf("Find(%q) = %v, %v; want error %q", tt.paths, got, err, tt.says)
			}
		})
	}
}

func TestFindFollowsNoLinks(t *testing.T) {
	outside := t.TempDir()
	root := t.TempDir()
	write(t, filepath.Join(outside, "main.tf"), "")
	write(t, filepath.Join(outside, "x.yaml"), aTemplate)
	write(t, filepath.Join(root, "a", "x.yaml"), aTemplate)
	write(t, filepath.Join(root, "a", "shared.tf"), "")
	write(t, filepath.Join(root, "b", "readme.md"), "")
	link(t, outside, filepath.Join(root, "away"))
	link(t, filepath.Join(outside, "x.yaml"), filepath.Join(root, "away.yaml"))
	link(t, "..", filepath.Join(root, "a", "up"))
	link(t, "a", filepath.Join(root, "same"))
	link(t, filepath.Join("..", "a", "shared.tf"), filepath.Join(root, "b", "shared.tf"))

	tree, err := source.OpenTree(root)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		paths []string
		want  *discover.Found
		is    error
	}{
		{
			name: "the whole tree: a linked Terraform file counts, as it does for Terraform",
			want: &discover.Found{ModuleDirs: []string{"a", "b"}, Templates: []string{"a/x.yaml"}},
		},
		{
			name: "a link that is named", paths: []string{"same"},
			want: &discover.Found{ModuleDirs: []string{"same"}, Templates: []string{"same/x.yaml"}},
		},
		{name: "a link to a folder outside", paths: []string{"away"}, is: source.ErrOutside},
		{name: "a link to a file outside", paths: []string{"away.yaml"}, is: source.ErrOutside},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := discover.Find(tree, tt.paths)
			if !errors.Is(err, tt.is) {
				t.Fatalf("Find(%q): %v, want %v", tt.paths, err, tt.is)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Find(%q) (-want +got):\n%s", tt.paths, diff)
			}
		})
	}
}

// unreadable refuses to open the files and folders that it names.
type unreadable struct {
	fstest.MapFS
	names map[string]bool
}

func (u unreadable) Open(name string) (fs.File, error) {
	if u.names[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

func (u unreadable) ReadDir(name string) ([]fs.DirEntry, error) {
	if u.names[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.MapFS.ReadDir(name)
}

func TestFindKeepsGoing(t *testing.T) {
	tree := source.NewTree(unreadable{
		files("a/main.tf", "b/main.tf", "c/x.yaml", "c/y.yaml"),
		map[string]bool{"a": true, "c/x.yaml": true},
	})
	found, err := discover.Find(tree, nil)
	if err != nil {
		t.Fatal(err)
	}
	var problems []string
	for _, p := range found.Problems {
		if !errors.Is(p.Err, fs.ErrPermission) {
			t.Errorf("%s: %v, want permission denied", p.Path, p.Err)
		}
		problems = append(problems, p.Path)
	}
	found.Problems = nil
	want := &discover.Found{ModuleDirs: []string{"b"}, Templates: []string{"c/y.yaml"}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a", "c/x.yaml"}, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(to, name); err != nil {
		t.Fatal(err)
	}
}
