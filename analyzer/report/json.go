package report

import (
	"bufio"
	"encoding/json"
	"io"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// The JSON output is a contract: docs/json-output.schema.json. Fields are only
// ever added; every field is always there.
type document struct {
	Version  int       `json:"version"`
	Tool     tool      `json:"tool"`
	Stacks   []stack   `json:"stacks"`
	Problems []problem `json:"problems"`
	Summary  summary   `json:"summary"`
}

type tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type stack struct {
	Path     string    `json:"path"`
	Kind     string    `json:"kind"`
	Variant  string    `json:"variant"`
	Tasks    []task    `json:"tasks"`
	Findings []finding `json:"findings"`
	Problems []problem `json:"problems"`

	Suppressed  []suppressed `json:"suppressed"`
	Assumptions []assumption `json:"assumptions"`
}

type task struct {
	Address         string `json:"address"`
	Construct       string `json:"construct,omitempty"`
	LaunchType      string `json:"launch_type"`
	PlatformVersion string `json:"platform_version"`
	File            string `json:"file"`
	Line            int    `json:"line"`
	Flows           []flow `json:"flows"`
}

type flow struct {
	Need    string `json:"need"`
	Host    string `json:"host"`
	Port    uint16 `json:"port"`
	When    string `json:"when"`
	Subnet  string `json:"subnet"`
	Verdict string `json:"verdict"`
	Via     string `json:"via"`
	Reason  string `json:"reason"`
	Steps   []step `json:"steps"`
}

type step struct {
	Hop     string `json:"hop"`
	Verdict string `json:"verdict"`
	Code    string `json:"code"`
	Reason  string `json:"reason"`
	File    string `json:"file"`
	Line    int    `json:"line"`
}

type finding struct {
	Rule        string   `json:"rule"`
	Name        string   `json:"name"`
	Level       string   `json:"level"`
	Message     string   `json:"message"`
	File        string   `json:"file"`
	Line        int      `json:"line"`
	Column      int      `json:"column"`
	EndLine     int      `json:"end_line"`
	Fingerprint string   `json:"fingerprint"`
	Tasks       []string `json:"tasks"`
	Flows       int      `json:"flows"`
	Fixable     bool     `json:"fixable"`
}

type suppressed struct {
	By      string  `json:"by"`
	Reason  string  `json:"reason"`
	File    string  `json:"file"`
	Line    int     `json:"line"`
	Finding finding `json:"finding"`
}

type problem struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Flows   int    `json:"flows"`
}

type summary struct {
	Stacks    int `json:"stacks"`
	Tasks     int `json:"tasks"`
	Flows     int `json:"flows"`
	Reachable int `json:"reachable"`
	Blocked   int `json:"blocked"`
	Unknown   int `json:"unknown"`
	Errors    int `json:"errors"`
	Warnings  int `json:"warnings"`

	Suppressed int `json:"suppressed"`
}

// JSON writes the run as one JSON document with every flow and its steps.
func JSON(w io.Writer, run Run, _ Style) error {
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	c := converter{run: run, texts: newTexts(run.Files)}
	if err := e.Encode(c.document()); err != nil {
		return err
	}
	return b.Flush()
}

// A converter turns results into what the JSON document holds.
type converter struct {
	run   Run
	texts *texts
}

func (c converter) document() document {
	s := c.run.Result.Summary()
	d := document{
		Version:  1,
		Tool:     tool{Name: "taskreach", Version: c.run.Version},
		Stacks:   []stack{},
		Problems: c.problems(c.run.Result.Problems),
		Summary: summary{
			Stacks: s.Stacks, Tasks: s.Tasks, Flows: s.Flows,
			Reachable: s.Reachable, Blocked: s.Blocked, Unknown: s.Unknown,
			Errors: s.Errors, Warnings: s.Warnings, Suppressed: s.Suppressed,
		},
	}
	for _, s := range c.run.Result.Stacks {
		d.Stacks = append(d.Stacks, c.stack(s))
	}
	return d
}

func (c converter) stack(s *lint.Stack) stack {
	out := stack{
		Path: c.run.path(s.Path), Kind: s.Kind, Variant: s.Variant,
		Tasks: []task{}, Findings: []finding{}, Problems: []problem{}, Suppressed: []suppressed{},
	}
	flows := map[*lint.Task][]flow{}
	for _, p := range s.Proofs {
		flows[p.Task] = append(flows[p.Task], c.flow(p))
	}
	for _, t := range s.Tasks {
		at := lint.Header(t)
		out.Tasks = append(out.Tasks, task{
			Address: t.Address, Construct: construct(t), LaunchType: string(t.Launch), PlatformVersion: t.Platform,
			File: c.run.path(at.File), Line: at.Start.Line,
			Flows: append([]flow{}, flows[t]...),
		})
	}
	out.Assumptions = c.assumptions(s)
	for _, f := range s.Findings {
		out.Findings = append(out.Findings, c.finding(f))
	}
	for _, f := range s.Suppressed {
		out.Suppressed = append(out.Suppressed, suppressed{
			By: string(f.By), Reason: f.Reason, File: c.run.path(f.At.File), Line: f.At.Start.Line, Finding: c.finding(f.Finding),
		})
	}
	gaps := s.Gaps()
	for _, g := range gaps {
		out.Problems = append(out.Problems, problem{
			Kind: string(lint.UnknownInput), Message: gapMessage(g),
			File: c.run.path(g.Range.File), Line: g.Range.Start.Line, Flows: g.Flows,
		})
	}
	out.Problems = append(out.Problems, c.problems(unsaid(s.Problems, gaps))...)
	return out
}

// construct returns the path of the construct that made a task, if an app did.
func construct(t *lint.Task) string {
	if t.Resource == nil {
		return ""
	}
	return t.Resource.Construct
}

func (c converter) flow(p *lint.Proof) flow {
	f := flow{
		Need: p.Need.Name, Host: p.Need.Host.String(), Port: p.Need.Port, When: "run",
		Verdict: p.Verdict.Flow(), Via: p.Via, Reason: lint.Reason(p), Steps: []step{},
	}
	if p.Need.AtStart {
		f.When = "start"
	}
	if p.Subnet != nil {
		f.Subnet = p.Subnet.Address
	}
	for _, s := range slices.Concat(p.Steps, p.Roles) {
		f.Steps = append(f.Steps, step{
			Hop: string(s.Hop), Verdict: s.Verdict.String(), Code: s.Code, Reason: s.Why,
			File: c.run.path(s.At.File), Line: s.At.Start.Line,
		})
	}
	return f
}

func (c converter) finding(f *lint.Finding) finding {
	at := c.texts.place(f.Primary())
	out := finding{
		Rule: f.Rule.ID, Name: f.Rule.Name, Level: string(f.Severity), Message: f.Message,
		File: c.run.path(at.name), Line: at.line, Column: at.column, EndLine: at.endLine,
		Fingerprint: f.Fingerprint(), Tasks: []string{}, Flows: len(f.Proofs), Fixable: f.Fix != nil,
	}
	for _, t := range f.Tasks() {
		out.Tasks = append(out.Tasks, t.Address)
	}
	return out
}

func (c converter) problems(ps []lint.Problem) []problem {
	out := []problem{}
	for _, p := range ps {
		out = append(out, problem{
			Kind: string(p.Kind), Message: p.Message,
			File: c.run.path(p.Range.File), Line: p.Range.Start.Line,
		})
	}
	return out
}
