package report_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/report"
	"github.com/taskreach/taskreach/analyzer/source"
)

// testdata/schema/sarif-2.1.0.json is OASIS's own, errata 01:
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
const sarifSchema = "../../testdata/schema/sarif-2.1.0.json"

func TestSARIF(t *testing.T) {
	schema := compiled(t, sarifSchema)
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			got := written(t, "sarif", w.result(), report.Style{})
			validate(t, schema, got)
			switch w.name {
			case "broken", "troubled", "fixed":
				golden(t, "sarif/"+w.name+".sarif", got)
			}
		})
	}
}

// What these tests read of a log.
type (
	sarifLog struct {
		Runs []struct {
			Tool struct {
				Driver struct {
					Rules []struct{ ID string }
				}
			}
			Results     []sarifResult
			Invocations []struct {
				ExecutionSuccessful        bool
				ToolExecutionNotifications []struct {
					Level   string
					Message struct{ Text string }
				}
			}
		}
	}
	sarifResult struct {
		RuleID           string
		RuleIndex        int
		Message          struct{ Text string }
		Locations        []sarifLocation
		RelatedLocations []sarifLocation
		CodeFlows        []struct {
			ThreadFlows []struct {
				Locations []struct{ Location sarifLocation }
			}
		}
	}
	sarifLocation struct {
		ID               int
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
			Region           struct {
				StartLine, StartColumn, EndLine, EndColumn int
				Snippet                                    struct{ Text string }
			}
		}
	}
)

func parsed(t *testing.T, r *lint.Result) sarifLog {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal([]byte(written(t, "sarif", r, report.Style{})), &log); err != nil {
		t.Fatal(err)
	}
	return log
}

// GitHub refuses a whole file for one location that is missing, absolute,
// empty or has a scheme; this holds for every place of every result.
func TestSARIFLocations(t *testing.T) {
	for _, w := range worlds {
		for _, result := range parsed(t, w.result()).Runs[0].Results {
			all := append(result.Locations, result.RelatedLocations...)
			for _, cf := range result.CodeFlows {
				for _, tf := range cf.ThreadFlows {
					for _, l := range tf.Locations {
						all = append(all, l.Location)
					}
				}
			}
			if len(result.Locations) != 1 {
				t.Errorf("%s: %s has %d locations, want 1", w.name, result.RuleID, len(result.Locations))
			}
			for _, l := range all {
				uri := l.PhysicalLocation.ArtifactLocation.URI
				u, err := url.Parse(uri)
				if err != nil || uri == "" || u.IsAbs() || path.IsAbs(uri) || strings.HasPrefix(uri, "..") {
					t.Errorf("%s: URI %q (%v)", w.name, uri, err)
					continue
				}
				if _, ok := sources[u.Path]; !ok {
					t.Errorf("%s: URI %q leads to no file", w.name, uri)
				}
				if l.PhysicalLocation.Region.StartLine < 1 {
					t.Errorf("%s: %s at line %d", w.name, uri, l.PhysicalLocation.Region.StartLine)
				}
			}
		}
	}
}

func TestSARIFRegion(t *testing.T) {
	results := parsed(t, broken()).Runs[0].Results
	got := results[2].Locations[0].PhysicalLocation
	if want := "gr%C3%B6%C3%9Fe/na%C3%AFve%20%5B1%5D.tf"; got.ArtifactLocation.URI != want {
		t.Errorf("URI = %s, want %s", got.ArtifactLocation.URI, want)
	}
	// 𝕏 is one character, two UTF-16 code units and four bytes.
	want := got.Region
	want.StartLine, want.StartColumn, want.EndLine, want.EndColumn = 2, 12, 2, 38
	want.Snippet.Text = "enable_dns_support = false"
	if diff := cmp.Diff(want, got.Region); diff != "" {
		t.Errorf("region (-want +got):\n%s", diff)
	}
}

func TestSARIFMessageLinks(t *testing.T) {
	tests := []struct {
		name   string
		result *lint.Result
		want   string
	}{
		{
			"names and places that are not named", broken(),
			"2 tasks cannot download their image layers from S3: aws_security_group.tasks has no egress to S3; " +
				"see [the gateway endpoint keeps the public addresses of S3](1), [aws_ecs_service.api](2) and [aws_ecs_service.worker](3)",
		},
		{
			"a name in the message, and text that looks like a link", homeless(),
			"task [aws_ecs_service.worker](1), [x] (1), 100%\nthe default network ACL\x1b[2J admits nothing",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := parsed(t, tt.result).Runs[0].Results[0]
			if diff := cmp.Diff(tt.want, got.Message.Text); diff != "" {
				t.Errorf("message (-want +got):\n%s", diff)
			}
			for i, l := range got.RelatedLocations {
				if l.ID != i+1 {
					t.Errorf("related location %d has id %d", i, l.ID)
				}
			}
		})
	}
}

func TestSARIFRuleIndex(t *testing.T) {
	run := parsed(t, broken()).Runs[0]
	for _, r := range run.Results {
		if got := run.Tool.Driver.Rules[r.RuleIndex].ID; got != r.RuleID {
			t.Errorf("rule %d is %s, want %s", r.RuleIndex, got, r.RuleID)
		}
	}
}

func TestSARIFLimit(t *testing.T) {
	many := func(errors, notes int) *lint.Result {
		s := &lint.Stack{Stack: &iac.Stack{Path: "infra", Kind: "terraform"}}
		for i := range errors + notes {
			severity := lint.Note
			if i >= notes {
				severity = lint.Error
			}
			s.Findings = append(s.Findings, &lint.Finding{
				Rule: hint, Severity: severity, Message: "m", Identity: fmt.Sprint(i),
				At: source.Range{File: "infra/vpc.tf", Start: source.Pos{Line: 1}, End: source.Pos{Line: 1, Byte: 3}},
			})
		}
		return stackOf(s)
	}
	tests := []struct {
		name          string
		errors, notes int
		results       int
		said          string
	}{
		{"as many as fit", 10, 24_990, 25_000, ""},
		{"one too many", 10, 24_991, 25_000, "1 finding left out: a run holds at most 25000 results"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			run := parsed(t, many(tt.errors, tt.notes)).Runs[0]
			if len(run.Results) != tt.results {
				t.Errorf("%d results, want %d", len(run.Results), tt.results)
			}
			said := ""
			for _, n := range run.Invocations[0].ToolExecutionNotifications {
				said += n.Message.Text
			}
			if said != tt.said {
				t.Errorf("notifications %q, want %q", said, tt.said)
			}
		})
	}
}

func TestSARIFNotifications(t *testing.T) {
	tests := []struct {
		name    string
		result  *lint.Result
		success bool
		levels  string
	}{
		{"nothing to say", clean(), true, ""},
		{"facts that are missing", unknown(), true, "note note note"},
		{"input that is not read", troubled(), false, "error error error error"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := parsed(t, tt.result).Runs[0].Invocations[0]
			var levels []string
			for _, n := range got.ToolExecutionNotifications {
				levels = append(levels, n.Level)
			}
			if got.ExecutionSuccessful != tt.success || strings.Join(levels, " ") != tt.levels {
				t.Errorf("successful %v, levels %q; want %v, %q", got.ExecutionSuccessful, levels, tt.success, tt.levels)
			}
		})
	}
}

// Far more steps than GitHub shows must not become far more code flows.
func TestSARIFCodeFlows(t *testing.T) {
	r := broken()
	f := r.Stacks[0].Findings[0]
	var proofs []*reach.Proof
	for i := range 30 {
		p := *f.Proofs[0]
		p.Need.Name = fmt.Sprintf("registry:r%d", i)
		proofs = append(proofs, &p)
	}
	tests := []struct {
		name   string
		proofs []*reach.Proof
		want   int
	}{
		{"one for each task and need, not for each subnet", f.Proofs, 2},
		{"no more than a reader reads", proofs, 10},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f.Proofs = tt.proofs
			got := parsed(t, r).Runs[0].Results[0].CodeFlows
			if len(got) != tt.want {
				t.Errorf("%d code flows, want %d", len(got), tt.want)
			}
		})
	}
}
