package analyzer_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules"
)

var update = flag.Bool("update", false, "strip the plans and states of what is not read")

// recorded is the folder of plans and states, each at the path of the root
// module that it is of.
const recorded = "testdata/plans"

// A flow is known by its task, its need and its subnet.
type flow struct{ task, need, subnet string }

// verdicts returns the verdict of each flow of the one stack in r.
func verdicts(t *testing.T, r *lint.Result) map[flow]reach.Verdict {
	t.Helper()
	if len(r.Stacks) != 1 {
		t.Fatalf("%d stacks, want 1", len(r.Stacks))
	}
	out := map[flow]reach.Verdict{}
	for _, p := range r.Stacks[0].Proofs {
		f := flow{task: p.Task.Address, need: p.Need.Name}
		if p.Subnet != nil {
			f.subnet = p.Subnet.Address
		}
		out[f] = p.Verdict
	}
	return out
}

func analyzed(t *testing.T, tree *source.Tree, name string) *lint.Result {
	t.Helper()
	r, err := analyzer.Analyze(context.Background(), analyzer.Options{Tree: tree, Paths: []string{name}, Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Problems {
		t.Errorf("%s: %s", p.Range, p.Message)
	}
	return r
}

func repository(t *testing.T) *source.Tree {
	t.Helper()
	tree, err := source.OpenTree("..")
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// eachRecorded runs f with the text of each recorded document of a kind and the
// folder of its root module.
func eachRecorded(t *testing.T, kind string, least int, f func(t *testing.T, text []byte, root string)) {
	t.Helper()
	dir := filepath.Join("..", filepath.FromSlash(recorded), kind)
	n := 0
	err := filepath.WalkDir(dir, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		n++
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		root := strings.TrimSuffix(filepath.ToSlash(rel), ".json")
		t.Run(root, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				text = stripped(t, text)
				if err := os.WriteFile(file, text, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			f(t, text, root)
		})
		return nil
	})
	if err != nil || n < least {
		t.Fatalf("%d recorded, error %v", n, err)
	}
}

// Every root module among the examples, scenarios and incidents has a recorded
// plan, but for those that Terraform plans for nobody: their variables have no
// value.
func TestPlansAreRecorded(t *testing.T) {
	without := []string{"testdata/scenarios/parameter-cidr/terraform", "testdata/scenarios/parameter-vpc/terraform"}
	var missing []string
	for _, base := range []string{"examples", "incidents", "scenarios"} {
		err := fs.WalkDir(os.DirFS(".."), "testdata/"+base, func(name string, e fs.DirEntry, err error) error {
			root := path.Dir(name)
			if err != nil || path.Ext(name) != ".tf" || slices.Contains(missing, root) {
				return err
			}
			if _, err := os.Stat(filepath.Join("..", filepath.FromSlash(recorded), "plan", filepath.FromSlash(root)+".json")); err != nil {
				missing = append(missing, root)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(without, missing); diff != "" {
		t.Errorf("roots without a recorded plan (-want +got):\n%s", diff)
	}
}

// A plan beside its root module gives what the module gives, a plan alone the
// same or nothing.
func TestPlans(t *testing.T) {
	decided, all := 0, 0
	eachRecorded(t, "plan", 50, func(t *testing.T, text []byte, root string) {
		want := verdicts(t, analyzed(t, repository(t), root))
		if len(want) == 0 {
			t.Error("there is nothing to prove")
		}

		tree := repository(t)
		tree.Hold(source.NewFile(path.Join(root, "plan.json"), text))
		joined := analyzed(t, tree, path.Join(root, "plan.json"))
		if diff := cmp.Diff(want, verdicts(t, joined), cmp.AllowUnexported(flow{})); diff != "" {
			t.Errorf("beside its root module (-module +plan):\n%s", diff)
		}
		if s := joined.Stacks[0]; s.Kind != "plan" || s.Path != path.Join(root, "plan.json") {
			t.Errorf("a stack of kind %s at %s", s.Kind, s.Path)
		}

		alone := verdicts(t, analyzed(t, memory(text), "plan.json"))
		decided += agree(t, want, alone)
		all += len(want)
	})
	// What a plan alone leaves open is what it does not hold: expressions of
	// locals, container definitions with a computed part.
	if decided*10 < all*7 {
		t.Errorf("plans alone decide %d of %d flows: less than they did", decided, all)
	}
}

// A plan for what is there already, some of which it replaces or updates, gives
// what its root module gives, too: ids are known of what stays alone.
func TestPlansOfChange(t *testing.T) {
	eachRecorded(t, "change", 3, func(t *testing.T, text []byte, root string) {
		want := verdicts(t, analyzed(t, repository(t), root))
		if alone := verdicts(t, analyzed(t, memory(text), "plan.json")); agree(t, want, alone) < len(want) {
			t.Errorf("alone (-module +plan):\n%s", cmp.Diff(want, alone, cmp.AllowUnexported(flow{})))
		}
		tree := repository(t)
		tree.Hold(source.NewFile(path.Join(root, "plan.json"), text))
		joined := verdicts(t, analyzed(t, tree, path.Join(root, "plan.json")))
		if diff := cmp.Diff(want, joined, cmp.AllowUnexported(flow{})); diff != "" {
			t.Errorf("beside its root module (-module +plan):\n%s", diff)
		}

		// The same plan, were all of it to be destroyed.
		gone := destroyed(t, text)
		tree = repository(t)
		tree.Hold(source.NewFile(path.Join(root, "plan.json"), gone))
		if left := verdicts(t, analyzed(t, tree, path.Join(root, "plan.json"))); len(left) > 0 {
			t.Errorf("%v is proved of what is destroyed", left)
		}
	})
}

// destroyed returns the plan that destroys all that the plan is about.
func destroyed(t *testing.T, text []byte) []byte {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	doc["planned_values"] = map[string]any{"root_module": map[string]any{}}
	changes, _ := doc["resource_changes"].([]any)
	for _, c := range changes {
		change, _ := c.(map[string]any)["change"].(map[string]any)
		change["actions"] = []string{"delete"}
		delete(change, "after_unknown")
	}
	out, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A state, in which everything is known, gives what its root module gives.
func TestStates(t *testing.T) {
	decided, all := 0, 0
	eachRecorded(t, "state", 15, func(t *testing.T, text []byte, root string) {
		want := verdicts(t, analyzed(t, repository(t), root))
		decided += agree(t, want, verdicts(t, analyzed(t, memory(text), "plan.json")))
		all += len(want)
	})
	if decided < all*9/10 {
		t.Errorf("states decide %d of %d flows", decided, all)
	}
}

// A plan that changes nothing knows every id, of what is read as of what is
// managed: identity is theirs, alone and beside the root module.
func TestPlansOfNoChange(t *testing.T) {
	eachRecorded(t, "state", 15, func(t *testing.T, text []byte, root string) {
		plan, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(recorded), "plan", filepath.FromSlash(root)+".json"))
		if err != nil {
			t.Fatal(err)
		}
		want := verdicts(t, analyzed(t, repository(t), root))
		text = unchanged(t, text, plan)
		if alone := verdicts(t, analyzed(t, memory(text), "plan.json")); agree(t, want, alone) < len(want) {
			t.Errorf("alone (-module +plan):\n%s", cmp.Diff(want, alone, cmp.AllowUnexported(flow{})))
		}
		tree := repository(t)
		tree.Hold(source.NewFile(path.Join(root, "plan.json"), text))
		joined := verdicts(t, analyzed(t, tree, path.Join(root, "plan.json")))
		if diff := cmp.Diff(want, joined, cmp.AllowUnexported(flow{})); diff != "" {
			t.Errorf("beside its root module (-module +plan):\n%s", diff)
		}
	})
}

// unchanged returns the plan of the state that changes nothing, with the
// configuration of the plan that made it.
func unchanged(t *testing.T, state, plan []byte) []byte {
	t.Helper()
	var s struct {
		Values json.RawMessage `json:"values"`
	}
	var p map[string]json.RawMessage
	if err := json.Unmarshal(state, &s); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(plan, &p); err != nil {
		t.Fatal(err)
	}
	p["planned_values"] = s.Values
	delete(p, "resource_changes")
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func memory(text []byte) *source.Tree {
	return source.NewTree(fstest.MapFS{"plan.json": {Data: text}})
}

// agree fails where a flow that is decided in got is not in want, and returns
// how many are decided. A flow of a subnet that is not known stands for those
// of every subnet.
func agree(t *testing.T, want, got map[flow]reach.Verdict) (decided int) {
	t.Helper()
	for f, v := range got {
		if v == reach.Unknown {
			continue
		}
		same, found := true, false
		for w, wanted := range want {
			if w.task == f.task && w.need == f.need && (w.subnet == f.subnet || f.subnet == "") {
				found = true
				decided++
				same = same && wanted == v
			}
		}
		if !same || !found {
			t.Errorf("%v is %v, and is not in the module", f, v)
		}
	}
	return decided
}

// stripped returns the document without what is not read of it.
func stripped(t *testing.T, text []byte) []byte {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var doc map[string]any
	if err := decoder.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"relevant_attributes", "checks", "output_changes", "timestamp", "applyable", "resource_drift"} {
		delete(doc, name)
	}
	prune(doc, "")
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(doc); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// prune removes from v, which is the member called name, what says nothing.
func prune(v any, name string) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			prune(item, name)
		}
	case map[string]any:
		for key, item := range v {
			prune(item, key)
			unread := []string{"provider_name", "schema_version", "after", "after_sensitive", "before_sensitive", "full_name", "depends_on", "identity", "identity_schema_version", "timeouts", "tags", "tags_all"}
			switch fields, isObject := item.(map[string]any); {
			case slices.Contains(unread, key), item == nil && name != "change",
				isObject && len(fields) == 0 && (key == "sensitive_values" || name == "after_unknown" || name == "sensitive_values"):
				delete(v, key)
			}
		}
	}
}
