package rules_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/rules"
)

// An edit replaces the one place in the example where old stands. An empty old
// stands for the end of the file that gets new text.
type edit struct{ old, new string }

// A mutation breaks facts of the clean example, one if rule names one. Each is
// one finding of its rule.
type mutation struct {
	name  string
	edits []edit
	rule  string // ids, sorted
}

const example = "../testdata/examples/fargate-ecr-private"

func TestMutations(t *testing.T) {
	for language, mutations := range map[string][]mutation{
		"terraform": terraformMutations, "cloudformation": cloudFormationMutations,
	} {
		clean := readFiles(t, filepath.Join(example, language))
		t.Run(language+"/clean", func(t *testing.T) { mutate(t, clean, mutation{}) })
		for _, m := range mutations {
			t.Run(language+"/"+m.name, func(t *testing.T) { mutate(t, clean, m) })
		}
	}
}

// mutate analyses the example with the edits and asserts that each of the
// mutation's rules finds one thing, and no other rule anything.
func mutate(t *testing.T, clean map[string]string, m mutation) {
	t.Helper()
	files := map[string]string{}
	for name, text := range clean {
		files[name] = text
	}
	for _, e := range m.edits {
		apply(t, files, e)
	}
	result := linttest.AnalyzeFiles(t, files, rules.All())
	var found []string
	for _, s := range result.Stacks {
		for _, f := range s.Findings {
			found = append(found, f.Rule.ID)
			t.Logf("%s: %s [%s]", f.At, f.Message, f.Rule.ID)
		}
	}
	slices.Sort(found)
	if got := strings.Join(found, " "); got != m.rule {
		t.Errorf("findings of %q, want %q\n%s", got, m.rule, linttest.Proofs(result))
	}
	if tasks := len(result.Stacks[0].Tasks); tasks != 1 {
		t.Errorf("%d tasks, want 1", tasks)
	}
}

func apply(t *testing.T, files map[string]string, e edit) {
	t.Helper()
	hits := 0
	for name, text := range files {
		switch n := strings.Count(text, e.old); {
		case e.old == "" && (name == "network.tf" || name == "template.yaml"):
			hits++
			files[name] = insert(name, text, e.new)
		case e.old != "" && n > 0:
			hits += n
			files[name] = strings.Replace(text, e.old, e.new, 1)
		}
	}
	if hits != 1 {
		t.Fatalf("%d places hold %q, want 1", hits, e.old)
	}
}

// insert adds resources: at the end in Terraform, before the outputs in a
// template.
func insert(name, text, resources string) string {
	if strings.HasSuffix(name, ".tf") {
		return text + resources
	}
	return strings.Replace(text, "\nOutputs:\n", resources+"\nOutputs:\n", 1)
}

func readFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
