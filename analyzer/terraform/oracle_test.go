package terraform_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

var (
	oraclePath  = flag.String("oracle", "", "compare generated modules with the plans that this program prints for a folder, as terraform show -json does")
	seedFlag    = flag.Uint64("seed", 1, "of the first generated module")
	modulesFlag = flag.Int("modules", 40, "how many modules to generate")
	recordFlag  = flag.Int("record", 0, "write this many of the compared modules to testdata/plan")
)

// batch is how many generated modules one plan is made of.
const batch = 40

// TestGeneratedModules evaluates generated modules. A plan would know all that
// they hold but what AWS assigns, so everything is known here too; with
// -oracle it is what a plan says, attribute by attribute.
func TestGeneratedModules(t *testing.T) {
	var all tally
	for start := 0; start < *modulesFlag; start += batch {
		seeds := make([]uint64, min(batch, *modulesFlag-start))
		for i := range seeds {
			seeds[i] = *seedFlag + uint64(start+i)
		}
		dir := t.TempDir()
		worlds := writeRoot(t, dir, seeds)
		s := load(t, dir)
		if *oraclePath == "" {
			for _, r := range s.Resources {
				wantSettled(t, r)
			}
			continue
		}
		b, err := exec.Command(*oraclePath, dir).Output()
		if err != nil {
			t.Errorf("no plan of seeds %d to %d, kept in %s: %s", seeds[0], seeds[len(seeds)-1], keep(t, dir), oracleErrors(err))
			continue
		}
		plan := planned(t, b)
		all.compare(t, plan, s)
		for i, w := range worlds {
			if all.modules++; all.modules <= *recordFlag {
				writeFixture(t, seeds[i], w, plan)
			}
		}
	}
	if *oraclePath != "" {
		t.Logf("%d modules, %d resources, %d attributes compared: %d equal, %d different", all.modules, all.resources, all.equal+all.different, all.equal, all.different)
	}
}

// keep copies dir to where it stays after the test.
func keep(t *testing.T, dir string) string {
	t.Helper()
	out, err := os.MkdirTemp("", "generated")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(out, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return out
}

func oracleErrors(err error) string {
	var failed *exec.ExitError
	if !errors.As(err, &failed) {
		return err.Error()
	}
	return string(failed.Stderr)
}

func load(t *testing.T, dir string) *iac.Stack {
	t.Helper()
	tree, err := source.OpenTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	s := terraform.Load(context.Background(), tree, ".", terraform.Options{})
	wantNoProblems(t, s)
	return s
}

// writeRoot writes a root module that calls the modules of the seeds with the
// values that its terraform.tfvars has for them.
func writeRoot(t *testing.T, dir string, seeds []uint64) []generated {
	t.Helper()
	var root, vars strings.Builder
	var worlds []generated
	for _, seed := range seeds {
		w := generateWorld(seed)
		worlds = append(worlds, w)
		name := fmt.Sprintf("w%d", seed)
		fmt.Fprintf(&root, "variable %q { type = any }\nmodule %q {\n  source = \"./%s\"\n", name, name, name)
		fmt.Fprintf(&vars, "%s = {\n", name)
		for _, in := range w.inputs {
			fmt.Fprintf(&root, "  %s = var.%s.%s\n", in.name, name, in.name)
			fmt.Fprintf(&vars, "  %s = %s\n", in.name, in.value)
		}
		root.WriteString("}\n")
		vars.WriteString("}\n")
		writeFiles(t, filepath.Join(dir, name), w.files)
	}
	writeFiles(t, dir, map[string]string{"main.tf": root.String(), "terraform.tfvars": vars.String()})
	return worlds
}

func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// wantSettled checks that r exists or not, and that all it holds is text.
func wantSettled(t *testing.T, r *iac.Resource) {
	t.Helper()
	if _, known := r.Exists.Bool(); !known {
		t.Errorf("%s: its existence is unknown", r.Address)
	}
	fields, _ := r.Body.Fields()
	for _, f := range fields {
		if exists, _ := r.Exists.Bool(); exists && strings.Contains(show(f.Value), "?") && f.Value.Unknown() != nil {
			t.Errorf("%s.%s is unknown: %s", r.Address, f.Name, f.Value.Unknown().Why)
		}
	}
}

// planned returns the values of the resources of a plan, by address.
func planned(t *testing.T, b []byte) map[string]map[string]any {
	t.Helper()
	type module struct {
		Resources []struct {
			Address, Mode string
			Values        map[string]any
		}
		Children []module `json:"child_modules"`
	}
	var plan struct {
		Values struct {
			Root module `json:"root_module"`
		} `json:"planned_values"`
	}
	if err := json.Unmarshal(b, &plan); err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string]any{}
	var add func(m module)
	add = func(m module) {
		for _, r := range m.Resources {
			if r.Mode == "managed" {
				out[r.Address] = r.Values
			}
		}
		for _, c := range m.Children {
			add(c)
		}
	}
	add(plan.Values.Root)
	return out
}

// A tally counts what was compared.
type tally struct{ modules, resources, equal, different int }

func (c *tally) compare(t *testing.T, plan map[string]map[string]any, s *iac.Stack) {
	t.Helper()
	here := map[string]bool{}
	for _, r := range s.Resources {
		if r.Data {
			continue
		}
		exists, known := r.Exists.Bool()
		want, isPlanned := plan[r.Address]
		if !known || exists != isPlanned {
			t.Errorf("%s: exists here is %s, planned %t", r.Address, show(r.Exists), isPlanned)
		}
		if !exists || !isPlanned {
			continue
		}
		here[r.Address] = true
		c.resources++
		fields, _ := r.Body.Fields()
		for _, f := range fields {
			v, ok := want[f.Name]
			if !ok || v == nil {
				continue // only apply knows it
			}
			if agrees(f.Value, v) {
				c.equal++
				continue
			}
			c.different++
			text, _ := json.Marshal(v)
			t.Errorf("%s.%s (%s) = %s, planned %s", r.Address, f.Name, f.Value.Range, show(f.Value), text)
		}
	}
	for _, address := range slices.Sorted(maps.Keys(plan)) {
		if !here[address] {
			t.Errorf("%s is planned, and is not here", address)
		}
	}
}

// writeFixture writes the module of the seed and its part of the plan as a
// folder of testdata/plan.
func writeFixture(t *testing.T, seed uint64, w generated, plan map[string]map[string]any) {
	t.Helper()
	prefix := fmt.Sprintf("module.w%d.", seed)
	facts := map[string]map[string]any{}
	dir := filepath.Join("testdata/plan", fmt.Sprintf("generated-%d", seed))
	files := maps.Clone(w.files)
	var vars strings.Builder
	for _, in := range w.inputs {
		fmt.Fprintf(&vars, "%s = %s\n", in.name, in.value)
	}
	if vars.Len() > 0 {
		files["terraform.tfvars"] = vars.String()
	}
	writeFiles(t, dir, files)
	written := map[string]map[string]bool{}
	for _, r := range load(t, dir).Resources {
		fields, _ := r.Body.Fields()
		written[r.Address] = map[string]bool{}
		for _, f := range fields {
			written[r.Address][f.Name] = true
		}
	}
	for address, values := range plan {
		rest, ours := strings.CutPrefix(address, prefix)
		if !ours {
			continue
		}
		facts[rest] = map[string]any{}
		for name, v := range values {
			if v != nil && written[rest][name] {
				facts[rest][name] = v
			}
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(facts); err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, map[string]string{"plan.json": b.String()})
}
