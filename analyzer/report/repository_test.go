package report_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/report"
	"github.com/taskreach/taskreach/analyzer/source"
)

// The repository is told from the files in .git, which anyone may have
// written.
func TestSARIFProvenance(t *testing.T) {
	const (
		commit = "0123456789abcdef0123456789abcdef01234567"
		origin = "[core]\n\turl = no\n[remote \"fork\"]\n\turl = https://example.com/fork\n[remote \"origin\"]\n\tfetch = +refs/heads/*\n\tURL = "
	)
	https := origin + "https://github.com/acme/infra.git\n"
	tests := []struct {
		name string
		git  map[string]string
		want string
	}{
		{"no repository", nil, ""},
		{"no remote", map[string]string{"config": "[core]\n\tbare = false\n", "HEAD": commit}, ""},
		{"a remote that is a folder", map[string]string{"config": origin + "/srv/git/infra.git\n"}, ""},
		{"a remote that is a drive", map[string]string{"config": origin + "C:/git/infra.git\n"}, ""},
		{"a remote that is a file", map[string]string{"config": origin + "file:///srv/infra.git\n"}, ""},
		{"a commit", map[string]string{"config": https, "HEAD": commit + "\n"}, "https://github.com/acme/infra " + commit + " -"},
		{
			"a branch",
			map[string]string{"config": https, "HEAD": "ref: refs/heads/a/b\n", "refs/heads/a/b": commit + "\n"},
			"https://github.com/acme/infra " + commit + " a/b",
		},
		{
			"a packed branch",
			map[string]string{"config": https, "HEAD": "ref: refs/heads/main\n", "packed-refs": "# pack-refs with: peeled\n" + strings.Repeat("f", 40) + " refs/heads/main2\n" + commit + " refs/heads/main\n"},
			"https://github.com/acme/infra " + commit + " main",
		},
		{"a branch without commits", map[string]string{"config": https, "HEAD": "ref: refs/heads/main\n"}, "https://github.com/acme/infra - main"},
		{"a reference that leads away", map[string]string{"config": https, "HEAD": "ref: refs/heads/../../config\n"}, "https://github.com/acme/infra - -"},
		{"what is no commit", map[string]string{"config": https, "HEAD": strings.Repeat("z", 40)}, "https://github.com/acme/infra - -"},
		{"a host and a path", map[string]string{"config": origin + "git@github.com:acme/infra.git\n"}, "https://github.com/acme/infra - -"},
		{"the same by its scheme", map[string]string{"config": origin + "ssh://git@github.com:22/acme/infra.git/\n"}, "https://github.com/acme/infra - -"},
		{"git's protocol", map[string]string{"config": origin + "git://github.com/acme/infra\n"}, "https://github.com/acme/infra - -"},
		{"another port of a page", map[string]string{"config": origin + "https://git.example.com:8443/infra\n"}, "https://git.example.com:8443/infra - -"},
		{"a name of a host", map[string]string{"config": origin + "gh:acme/infra.git\n"}, ""},
		{"another protocol", map[string]string{"config": origin + "codecommit::eu-west-1://infra\n"}, ""},
		{"a quoted one", map[string]string{"config": origin + "\"https://github.com/acme/infra?a#b\" # why\n"}, "https://github.com/acme/infra - -"},
		{"a comment behind it", map[string]string{"config": origin + "https://github.com/acme/infra ; why\n"}, "https://github.com/acme/infra - -"},
		{"a section in capitals", map[string]string{"config": "[Remote \"origin\"]\nurl=https://github.com/acme/infra\n"}, "https://github.com/acme/infra - -"},
		{"a token for a user", map[string]string{"config": origin + "https://ghs_secret@github.com/acme/infra.git\n"}, "https://github.com/acme/infra - -"},
		{"references in tables", map[string]string{"config": https, "HEAD": "ref: refs/heads/.invalid\n"}, "https://github.com/acme/infra - -"},
		{"a worktree of a tree that is in no folder", map[string]string{"": "gitdir: /srv/infra/.git/worktrees/a\n"}, ""},
		{"a password", map[string]string{"config": origin + "https://user:secret@github.com/acme/infra?token=secret\n"}, "https://github.com/acme/infra - -"},
	}
	schema := compiled(t, sarifSchema)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for name, text := range tt.git {
				fsys[strings.TrimSuffix(".git/"+name, "/")] = &fstest.MapFile{Data: []byte(text)}
			}
			var b bytes.Buffer
			run := report.Run{Result: &lint.Result{}, Version: "v1.2.3", Files: source.NewTree(fsys), Path: func(name string) string { return name }, Scope: "."}
			if err := report.SARIF(&b, run, report.Style{}); err != nil {
				t.Fatal(err)
			}
			validate(t, schema, b.String())
			if diff := cmp.Diff(tt.want, provenance(t, b.Bytes())); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The .git of a worktree and of a submodule is a file that names the folder of
// its repository.
func TestSARIFProvenanceElsewhere(t *testing.T) {
	const commit = "0123456789abcdef0123456789abcdef01234567"
	const config = "[remote \"origin\"]\n\turl = https://github.com/acme/infra\n"
	worktree := map[string]string{
		"infra/.git/config":                   config,
		"infra/.git/HEAD":                     "ref: refs/heads/main\n",
		"infra/.git/refs/heads/fix":           commit + "\n",
		"infra/.git/worktrees/tree/HEAD":      "ref: refs/heads/fix\n",
		"infra/.git/worktrees/tree/commondir": "../..\n",
	}
	submodule := map[string]string{
		".git/modules/tree/config": config,
		".git/modules/tree/HEAD":   commit + "\n",
	}
	tests := []struct {
		name  string
		files map[string]string
		git   string // of the folder tree; DIR is the folder above it
		want  string
	}{
		{"a worktree", worktree, "gitdir: DIR/infra/.git/worktrees/tree\n", "https://github.com/acme/infra " + commit + " fix"},
		{"a worktree by a relative path", worktree, "gitdir: ../infra/.git/worktrees/tree\n", "https://github.com/acme/infra " + commit + " fix"},
		{"a submodule", submodule, "gitdir: ../.git/modules/tree\n", "https://github.com/acme/infra " + commit + " -"},
		{"another repository", worktree, "gitdir: ../infra/.git\n", ""},
		{"a folder that is not there", worktree, "gitdir: ../infra/.git/worktrees/other\n", ""},
		{"another machine", worktree, "gitdir: //server/infra/.git/worktrees/tree\n", ""},
		{"another text", worktree, "../infra/.git/worktrees/tree\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.files["tree/.git"] = strings.ReplaceAll(tt.git, "DIR", filepath.ToSlash(dir))
			for name, text := range tt.files {
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			files, err := source.OpenTree(filepath.Join(dir, "tree"))
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			run := report.Run{Result: &lint.Result{}, Version: "v1.2.3", Files: files, Path: func(name string) string { return name }, Scope: "."}
			if err := report.SARIF(&b, run, report.Style{}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, provenance(t, b.Bytes())); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// provenance returns what a log says of version control: repository, revision,
// branch.
func provenance(t *testing.T, log []byte) string {
	t.Helper()
	var read struct {
		Runs []struct {
			VersionControlProvenance []struct{ RepositoryURI, RevisionID, Branch string }
		}
	}
	if err := json.Unmarshal(log, &read); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, d := range read.Runs[0].VersionControlProvenance {
		for _, s := range []string{d.RepositoryURI, d.RevisionID, d.Branch} {
			if s == "" {
				s = "-"
			}
			all = append(all, s)
		}
	}
	return strings.Join(all, " ")
}

// A version has the form that readers compare, whatever the build has.
func TestSARIFVersion(t *testing.T) {
	for version, want := range map[string]string{"1.2.3": "1.2.3", "v1.2.3-0.2026+dirty": "1.2.3-0.2026+dirty", "devel": "0.0.0-devel"} {
		var b bytes.Buffer
		run := report.Run{Result: &lint.Result{}, Version: version, Files: tree(), Scope: "."}
		if err := report.SARIF(&b, run, report.Style{}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), `"semanticVersion": "`+want+`"`) {
			t.Errorf("version %s is not written as %s", version, want)
		}
	}
}
