package tfplan_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/tfplan"
)

// Whatever is in a file, reading it ends, in resources or in a problem whose
// place is in the file.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"", "{", `{"format_version":"1.2","planned_values":{"root_module":null},"resource_changes":[null,{"change":null}]}`,
		`{"format_version":"1.0","values":{"root_module":{"resources":[null],"child_modules":[null,{"address":"module.a"}]}}}`,
		documentText(`aws_vpc.a {"id": "vpc-0123456789"}`, `aws_vpc.b {}`),
	} {
		f.Add([]byte(text))
	}
	files, err := filepath.Glob("../../testdata/plans/*/testdata/scenarios/*/terraform.json")
	if err != nil || len(files) == 0 {
		f.Fatalf("no recorded plan, error %v", err)
	}
	for _, file := range files[:min(len(files), 3)] {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		d, problem := tfplan.Read(source.NewFile("plan.json", text))
		if problem != nil {
			if problem.Range.End.Byte > len(text) || problem.Message == "" {
				t.Errorf("problem %q at %v", problem.Message, problem.Range)
			}
			return
		}
		if n := len(d.Shown().Bytes); n != len(text) {
			t.Errorf("%d bytes are shown of %d", n, len(text))
		}
		d.Facts()
		for _, r := range d.Stack(tfplan.Options{}).Resources {
			if r.Range.End.Byte > len(text) {
				t.Errorf("%s stands beyond the file", r.Address)
			}
		}
	})
}
