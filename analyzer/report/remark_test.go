package report_test

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/report"
)

// The golden file is read by reviewdog 0.21.0 and by xmllint, which the project
// does not need:
//
//	reviewdog -f=checkstyle -reporter=local -filter-mode=nofilter -diff='git diff' <testdata/checkstyle/broken.xml
func TestCheckstyle(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			got := written(t, "checkstyle", w.result(), report.Style{})
			wellFormed(t, got)
			var read struct {
				XMLName xml.Name `xml:"checkstyle"`
				Files   []struct {
					Name   string `xml:"name,attr"`
					Errors []struct {
						Line     int    `xml:"line,attr"`
						Severity string `xml:"severity,attr"`
					} `xml:"error"`
				} `xml:"file"`
			}
			if err := xml.Unmarshal([]byte(got), &read); err != nil {
				t.Fatal(err)
			}
			seen := map[string]bool{}
			for _, f := range read.Files {
				if f.Name == "" || seen[f.Name] || len(f.Errors) == 0 {
					t.Errorf("file %q: nameless, twice or without errors", f.Name)
				}
				seen[f.Name] = true
				for _, e := range f.Errors {
					if e.Line < 1 || !strings.Contains(" error warning info ", " "+e.Severity+" ") {
						t.Errorf("%s: line %d, severity %q", f.Name, e.Line, e.Severity)
					}
				}
			}
			if w.name == "broken" {
				golden(t, "checkstyle/broken.xml", got)
			}
		})
	}
}

// Every field that GitLab documents is there, and each fingerprint once.
func TestGitLab(t *testing.T) {
	schema := compiled(t, "../../testdata/schema/gitlab-code-quality.json")
	severities := map[string]bool{"info": true, "minor": true, "major": true, "critical": true, "blocker": true}
	for _, w := range append(worlds[:len(worlds):len(worlds)], world{"two stacks", twice}) {
		t.Run(w.name, func(t *testing.T) {
			got := written(t, "gitlab", w.result(), report.Style{})
			validate(t, schema, got)
			var read []struct {
				Description string `json:"description"`
				CheckName   string `json:"check_name"`
				Fingerprint string `json:"fingerprint"`
				Severity    string `json:"severity"`
				Location    struct {
					Path  string `json:"path"`
					Lines struct {
						Begin int `json:"begin"`
					} `json:"lines"`
				} `json:"location"`
			}
			if err := json.Unmarshal([]byte(got), &read); err != nil || read == nil {
				t.Fatalf("not a list: %v\n%s", err, got)
			}
			seen := map[string]bool{}
			for _, i := range read {
				if seen[i.Fingerprint] || len(i.Fingerprint) != 32 {
					t.Errorf("fingerprint %q of %q is badly formed or there twice", i.Fingerprint, i.Description)
				}
				seen[i.Fingerprint] = true
				if i.Description == "" || i.CheckName == "" || !severities[i.Severity] {
					t.Errorf("incomplete: %+v", i)
				}
				if i.Location.Lines.Begin < 1 || i.Location.Path == "" || strings.HasPrefix(i.Location.Path, "./") {
					t.Errorf("at %+v", i.Location)
				}
			}
			if w.name == "broken" {
				golden(t, "gitlab/broken.json", got)
			}
		})
	}
}

// twice is a result of two stacks with the same finding in a module of both.
func twice() *lint.Result {
	a, b := broken(), broken()
	b.Stacks[0].Path = "infra/production"
	return &lint.Result{Stacks: append(a.Stacks, b.Stacks...)}
}

// What reviewdog 0.21.0 makes of it was looked at, since the project does not
// need its binary:
//
//	reviewdog -f=rdjsonl -reporter=local -filter-mode=nofilter -diff='git diff' <testdata/rdjsonl/broken.jsonl
func TestRDJSONL(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			got := written(t, "rdjsonl", w.result(), report.Style{})
			for line := range strings.Lines(got) {
				var read rdDiagnostic
				d := json.NewDecoder(strings.NewReader(line))
				d.DisallowUnknownFields()
				if err := d.Decode(&read); err != nil {
					t.Fatalf("%v\n%s", err, line)
				}
				if read.Message == "" || read.Location.Path == "" || read.Code.Value == "" {
					t.Errorf("incomplete: %s", line)
				}
			}
			switch w.name {
			case "broken", "troubled", "fixed":
				golden(t, "rdjsonl/"+w.name+".jsonl", got)
			}
		})
	}
}

// The fields of Reviewdog Diagnostic Format that there are, by their names in
// JSON (reviewdog, proto/rdf/jsonschema/Diagnostic.json).
type (
	rdDiagnostic struct {
		Message     string `json:"message"`
		Location    rdPlace
		Severity    string                      `json:"severity"`
		Source      struct{ Name, URL string }  `json:"source"`
		Code        struct{ Value, URL string } `json:"code"`
		Suggestions []struct {
			Range struct{ Start, End rdPosition }
			Text  string
		}
		RelatedLocations []struct {
			Message  string
			Location rdPlace
		} `json:"related_locations"`
	}
	rdPlace struct {
		Path  string
		Range struct{ Start, End rdPosition }
	}
	rdPosition struct{ Line, Column int }
)

// Columns count bytes, of which 𝕏 has four.
func TestRDJSONLColumns(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(written(t, "rdjsonl", broken(), report.Style{})), "\n")
	var got rdDiagnostic
	if err := json.Unmarshal([]byte(lines[2]), &got); err != nil {
		t.Fatal(err)
	}
	want := rdPlace{Path: "../größe/naïve [1].tf"}
	want.Range.Start, want.Range.End = rdPosition{2, 14}, rdPosition{2, 40}
	if diff := cmp.Diff(want, got.Location); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The worst comes first, and problems are as bad as errors.
func TestGitHubOrder(t *testing.T) {
	r := broken()
	fs := r.Stacks[0].Findings
	fs[0], fs[2] = fs[2], fs[0]
	r.Problems = troubled().Problems
	var got []string
	for line := range strings.Lines(written(t, "github", r, report.Style{})) {
		level, _, _ := strings.Cut(line, " ")
		got = append(got, level)
	}
	if diff := cmp.Diff([]string{"::error", "::error", "::warning", "::notice"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
