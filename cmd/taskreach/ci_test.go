package main

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// The templates of docs/ci run as the CI would run them, in a checkout of each
// of the examples: every command does what it says, a finding fails the run, and
// the reports are where the rest of the template looks for them.
func TestCITemplates(t *testing.T) {
	const templates = "../../docs/ci"
	files, err := os.ReadDir(templates)
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, f := range files {
		if f.Name() == "README.md" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(templates, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		ran++
		commands := commandsOf(t, f.Name(), text)
		for example, code := range map[string]int{"fargate-ecr-private": 0, "fargate-ecr-private-broken": 1} {
			t.Run(f.Name()+"/"+example, func(t *testing.T) {
				run := newCIRun(t, example)
				if strings.Contains(string(text), "COPY --from=ghcr.io/taskreach/taskreach ") {
					run.install(t)
				}
				run.all(t, commands, code)
				run.reports(t, string(text), commands)
			})
		}
	}
	if ran != 7 {
		t.Errorf("%d templates, want 7", ran)
	}
}

// A ciCommand is a command of a template, which may run though one before it has
// failed.
type ciCommand struct {
	text   string
	always bool
}

// keys of what a CI runs, and whether it does so after a failure.
var keys = map[string]bool{"script": false, "run": false, "after_plan": false, "after-script": true}

var groovy = regexp.MustCompile(`(?m)^\s*sh '([^']+)'$`)

// commandsOf returns the commands of the template in their order.
func commandsOf(t *testing.T, name string, text []byte) []ciCommand {
	t.Helper()
	var commands []ciCommand
	if name == "Jenkinsfile" {
		for _, m := range groovy.FindAllSubmatch(text, -1) {
			commands = append(commands, ciCommand{text: string(m[1])})
		}
		return commands
	}
	var node yaml.Node
	if err := yaml.Unmarshal(text, &node); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		for i, c := range n.Content {
			always, command := false, false
			if n.Kind == yaml.MappingNode && i%2 == 1 {
				always, command = keys[n.Content[i-1].Value]
			}
			switch {
			case command && c.Kind == yaml.ScalarNode:
				commands = append(commands, ciCommand{c.Value, always})
			case command && c.Kind == yaml.SequenceNode:
				for _, s := range c.Content {
					commands = append(commands, ciCommand{s.Value, always})
				}
			default:
				walk(c)
			}
		}
	}
	walk(&node)
	return commands
}

// A ciRun is a checkout in which a CI runs commands, and the programs and the
// folder that it offers them.
type ciRun struct{ dir, bin, temp, plan string }

// newCIRun makes a checkout of the example, and programs in place of those that
// need a network: go installs only what this module, or reviewdog, has, and
// terraform shows only the plan of the example.
func newCIRun(t *testing.T, example string) *ciRun {
	t.Helper()
	r := &ciRun{dir: t.TempDir(), bin: t.TempDir(), temp: t.TempDir()}
	if err := os.CopyFS(r.dir, os.DirFS("../../testdata/examples/"+example+"/terraform")); err != nil {
		t.Fatal(err)
	}
	var err error
	if r.plan, err = filepath.Abs("../../testdata/plans/plan/testdata/examples/" + example + "/terraform.json"); err != nil {
		t.Fatal(err)
	}
	r.program(t, "go", `case "$*" in
"install github.com/taskreach/taskreach/cmd/taskreach@latest") ln -sf "$TASKREACH" "${GOBIN:-$BIN}/taskreach" ;;
"install github.com/reviewdog/reviewdog/cmd/reviewdog@v0.21.0") printf '%s\n' '#!/bin/sh' 'cat >reviewdog.jsonl' >"$BIN/reviewdog"; chmod +x "$BIN/reviewdog" ;;
*) echo "go $*: no such module" >&2; exit 1 ;;
esac`)
	r.program(t, "terraform", `case "$*" in
"show -json $PLANFILE"|"show -json spacelift.plan") cat "$PLAN" ;;
*) echo "terraform $*: no such plan" >&2; exit 1 ;;
esac`)
	return r
}

// program makes a program that a shell runs.
func (r *ciRun) program(t *testing.T, name, script string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(r.bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
}

// taskreach returns the program that is tested.
func (r *ciRun) taskreach(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("taskreach")
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// install puts taskreach where an image would have it.
func (r *ciRun) install(t *testing.T) {
	t.Helper()
	if err := os.Symlink(r.taskreach(t), filepath.Join(r.bin, "taskreach")); err != nil {
		t.Fatal(err)
	}
}

// all runs the commands. The one that runs taskreach must exit with the code,
// and every other with 0.
func (r *ciRun) all(t *testing.T, commands []ciCommand, code int) {
	t.Helper()
	checks, failed := 0, false
	for _, c := range commands {
		if failed && !c.always {
			t.Errorf("%s: is not reached after a finding", c.text)
			continue
		}
		got, out := r.sh(t, c.text)
		want := 0
		if strings.Contains(c.text, "taskreach") && strings.Contains(c.text, " check ") {
			checks, want = checks+1, code
		}
		if got != want {
			t.Errorf("%s: exit code %d, want %d\n%s", c.text, got, want, out)
		}
		failed = failed || got != 0
	}
	if checks != 1 {
		t.Errorf("%d commands check, want 1", checks)
	}
}

// sh runs the command with what a CI has in its environment.
func (r *ciRun) sh(t *testing.T, command string) (code int, out string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "sh", "-e", "-c", command)
	cmd.Dir = r.dir
	cmd.Env = []string{
		"PATH=" + r.bin + ":/usr/bin:/bin", "HOME=" + r.temp, "BIN=" + r.bin, "TASKREACH=" + r.taskreach(t),
		"PLAN=" + r.plan, "PLANFILE=default.tfplan", "AGENT_TEMPDIRECTORY=" + r.temp, "WORKSPACE_TMP=" + r.temp,
	}
	text, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s: %v", command, err)
	}
	return cmd.ProcessState.ExitCode(), string(text)
}

var written = regexp.MustCompile(`[a-z]+=(\S+\.\w+)`)

// reports checks that each file that a command writes is whole, and that the
// template names it, or its folder, a second time: as what is to be kept.
func (r *ciRun) reports(t *testing.T, text string, commands []ciCommand) {
	t.Helper()
	for _, c := range commands {
		if !strings.Contains(c.text, " check ") {
			continue
		}
		for _, m := range written.FindAllStringSubmatch(c.text, -1) {
			name := m[1]
			if err := whole(filepath.Join(r.dir, name)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			kept := name
			if dir := filepath.Dir(name); dir != "." {
				kept = strings.Split(dir, "/")[0]
			}
			named := strings.Contains(strings.ReplaceAll(text, c.text, ""), kept)
			custom := strings.HasSuffix(name, ".custom.spacelift.json") // picked up by its ending
			if !named && !custom {
				t.Errorf("%s is written, and nothing keeps it", name)
			}
		}
	}
}

// whole returns an error if the file is not well-formed XML or JSON, as its name
// says.
func whole(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	switch filepath.Ext(name) {
	case ".xml":
		d := xml.NewDecoder(strings.NewReader(string(text)))
		for err == nil {
			_, err = d.Token()
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	case ".rdjsonl":
		lines := bufio.NewScanner(strings.NewReader(string(text)))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if !json.Valid(lines.Bytes()) {
				return errors.New("a line is not JSON")
			}
		}
		return lines.Err()
	case ".html":
		if !strings.Contains(string(text), "</html>") {
			return errors.New("the page has no end")
		}
		return nil
	}
	if !json.Valid(text) {
		return errors.New("is not JSON")
	}
	return nil
}
