package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// maxResults is how many results a run of an uploaded file may have ("SARIF
// support for code scanning", GitHub).
const maxResults = 25_000

const home = "https://github.com/taskreach/taskreach"

// SARIF writes the run as a SARIF 2.1.0 log of one run, as GitHub code scanning
// reads it. Locations are relative to the root of the tree.
func SARIF(w io.Writer, run Run, _ Style) error {
	s := &sarifWriter{run: run, texts: newTexts(run.Files)}
	log, err := sarif.New(sarif.Version210)
	if err != nil {
		return err
	}
	log.AddRun(s.log())
	text, err := withoutNulls(log)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}

// withoutNulls encodes v without the members that are null: go-sarif writes
// null for what is not set in places where the schema allows no such thing.
func withoutNulls(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err = e.Encode(stripped(tree))
	return b.Bytes(), err
}

// stripped returns a tree of JSON values without members that are null.
func stripped(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if member == nil {
				delete(v, name)
				continue
			}
			v[name] = stripped(member)
		}
	case []any:
		for i, item := range v {
			v[i] = stripped(item)
		}
	}
	return v
}

type sarifWriter struct {
	run   Run
	texts *texts
}

func (s *sarifWriter) log() *sarif.Run {
	tool := sarif.NewTool(s.driver())
	run := sarif.NewRun(*tool).WithColumnKind("utf16CodeUnits")
	root := "The root of the repository, or of what was scanned where there is none."
	run.OriginalUriBaseIDs = map[string]*sarif.ArtifactLocation{
		sourceRoot: {Description: sarif.NewMessage().WithText(root)},
	}
	run.VersionControlProvenance = provenance(s.run.Files)
	id := path.Join("taskreach", s.run.Scope) + "/"
	run.WithAutomationDetails(&sarif.RunAutomationDetails{ID: &id})
	findings, dropped := s.findings()
	for _, f := range findings {
		run.AddResult(s.result(f))
	}
	invocation := sarif.NewInvocation().WithExecutionSuccess(!s.run.Result.Incomplete())
	invocation.WithToolExecutionNotifications(s.notifications(dropped))
	return run.WithInvocations([]*sarif.Invocation{invocation})
}

// findings returns what becomes a result, and how many findings are too many;
// the least severe are left out first.
func (s *sarifWriter) findings() (kept []*lint.Finding, dropped int) {
	for _, f := range s.run.Result.Reported() {
		kept = append(kept, f.Finding)
	}
	if len(kept) <= maxResults {
		return kept, 0
	}
	slices.SortStableFunc(kept, func(a, b *lint.Finding) int { return b.Severity.Rank() - a.Severity.Rank() })
	return kept[:maxResults], len(kept) - maxResults
}

func (s *sarifWriter) driver() *sarif.ToolComponent {
	version := numeric(s.run.Version)
	driver := sarif.NewVersionedDriver("taskreach", version).WithInformationURI(home)
	driver.SemanticVersion = &version
	for _, r := range s.run.Rules {
		driver.AddRule(descriptor(r))
	}
	for _, kind := range s.kinds() {
		driver.AddNotification(notice(kind))
	}
	return driver
}

// notice describes the notifications of problems of a kind.
func notice(kind lint.ProblemKind) *sarif.ReportingDescriptor {
	return sarif.NewRule(string(kind)).
		WithDescription(strings.ReplaceAll(string(kind), "-", " ")).
		WithFullDescription(sarif.NewMultiformatMessageString(kind.Meaning())).
		WithTextHelp(kind.Meaning()).
		WithMarkdownHelp(kind.Meaning()).
		WithHelpURI(home + "#readme")
}

// numeric returns a version as Semantic Versioning writes it: without the v of
// Go's modules. A binary that was built from no release comes before all of
// them.
func numeric(version string) string {
	v := strings.TrimPrefix(version, "v")
	if v == "" || v[0] < '0' || v[0] > '9' {
		return "0.0.0-" + version
	}
	return v
}

func descriptor(r *lint.Rule) *sarif.ReportingDescriptor {
	properties := sarif.Properties{
		"tags":             tags(r),
		"precision":        "very-high", // an error is a proof
		"problem.severity": problemSeverity(r.Severity),
	}
	if r.Area() == "policy" {
		properties["security-severity"] = securitySeverity(r.Severity)
	}
	markdown := "# " + r.Title() + "\n\n" + r.Body()
	full := r.Summary()
	if full == "" {
		full = r.Title()
	}
	return sarif.NewRule(r.ID).
		WithName(r.Name).
		WithDescription(r.Title()).
		WithFullDescription(sarif.NewMultiformatMessageString(full)).
		WithHelpURI(rulePage(r.ID)).
		WithTextHelp(r.Doc).
		WithMarkdownHelp(markdown).
		WithDefaultConfiguration(&sarif.ReportingConfiguration{Level: string(r.Severity)}).
		WithProperties(properties)
}

func tags(r *lint.Rule) []string {
	tags := []string{"ecs", "reliability"}
	if a := r.Area(); a != "" {
		tags = append(tags, a)
	}
	if r.Area() == "policy" {
		tags = append(tags, "security")
	}
	return tags
}

// securitySeverity returns the score that GitHub sorts security alerts by, which
// rules about policies are: at most medium, since what they find is a refusal.
// Source: GitHub documentation, "SARIF support for code scanning".
func securitySeverity(s lint.Severity) string {
	switch s {
	case lint.Error:
		return "5.0"
	case lint.Warning:
		return "3.0"
	case lint.Note:
	}
	return "1.0"
}

// problemSeverity returns GitHub's word for a severity.
func problemSeverity(s lint.Severity) string {
	if s == lint.Note {
		return "recommendation"
	}
	return string(s)
}

// kinds returns the kinds of the problems of the run, sorted.
func (s *sarifWriter) kinds() []lint.ProblemKind {
	var kinds []lint.ProblemKind
	for _, p := range s.problems() {
		kinds = append(kinds, p.Kind)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// problems returns the problems of no stack and those of each, gaps among them.
func (s *sarifWriter) problems() []lint.Problem {
	all := slices.Clone(s.run.Result.Problems)
	for _, stack := range s.run.Result.Stacks {
		gaps := stack.Gaps()
		for _, g := range gaps {
			all = append(all, lint.Problem{
				Kind: lint.UnknownInput, Range: g.Range,
				Message: fmt.Sprintf("%s: %s", gapMessage(g), count(g.Flows, "flow")+" unknown"),
			})
		}
		all = append(all, unsaid(s.run.Result.ReportedProblems(stack), gaps)...)
	}
	return all
}

func (s *sarifWriter) notifications(dropped int) []*sarif.Notification {
	var all []*sarif.Notification
	for _, p := range s.problems() {
		kind := string(p.Kind)
		n := sarif.NewNotification().WithTextMessage(unlinked(p.Message)).
			WithDescriptor(&sarif.ReportingDescriptorReference{Id: &kind}).
			WithLevel("note")
		if p.Incomplete() {
			n.WithLevel("error")
		}
		if lint.Placed(p.Range) {
			n.AddLocation(s.location(p.Range))
		}
		all = append(all, n)
	}
	if dropped > 0 {
		all = append(all, sarif.NewNotification().WithLevel("warning").
			WithTextMessage(fmt.Sprintf("%s left out: a run holds at most %d results", count(dropped, "finding"), maxResults)))
	}
	return all
}
