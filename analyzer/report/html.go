package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

//go:embed page.html
var pageText string

// HTML writes the run as one page that needs no other file, no network and no
// script: what was proved, each finding with its source and its path, every
// flow in a table, and what the files do not decide. What comes from the input
// is escaped by html/template.
func HTML(w io.Writer, run Run, _ Style) error {
	page, err := template.New("page").Funcs(template.FuncMap{"noun": inNumber, "spans": spans}).Parse(pageText)
	if err != nil {
		return err
	}
	h := &htmlWriter{run: run, texts: newTexts(run.Files)}
	var b bytes.Buffer
	if err := page.Execute(&b, h.page()); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// A span is a part of a message, which may be code.
type span struct {
	Text string
	Code bool
}

// spans cuts what a message has between backquotes from the rest.
func spans(s string) []span {
	parts := strings.Split(s, "`")
	if len(parts)%2 == 0 {
		return []span{{Text: s}}
	}
	all := make([]span, len(parts))
	for i, part := range parts {
		all[i] = span{part, i%2 == 1}
	}
	return all
}

type htmlWriter struct {
	run   Run
	texts *texts
}

// What the page is made of.
type (
	htmlPage struct {
		Title, Version string
		Summary        lint.Summary
		Incomplete     bool
		Stacks         []htmlStack
		Problems       []htmlProblem
	}
	htmlStack struct {
		Name, Kind  string
		Findings    []htmlFinding
		Needs       []string
		Tasks       []htmlTask
		Gaps        []htmlGap
		Certain     []string
		Unknown     int
		Suppressed  []htmlFinding
		Assumptions []htmlProblem
		Problems    []htmlProblem
	}
	htmlTask struct {
		Address, Place string
		Cells          []htmlCell
	}
	htmlCell struct{ Verdict, Sign, Why string }
	htmlGap  struct {
		Flows, Message, Place string
	}
	htmlProblem struct{ Name, Message, Place string }
	htmlFinding struct {
		Severity, ID, Name, URL, Message string
		Excerpts                         []htmlExcerpt
		Flow, Symptom, Mend, Does, Why   string
		Hops                             []htmlHop
		Width                            int // of the picture
		Diff                             []htmlDiff
		Tasks                            []string
	}
	htmlExcerpt struct {
		Place, Label string
		Lines        []htmlLine
		More         bool
	}
	htmlLine struct {
		Number                int
		Before, Marked, After string
	}
	htmlHop struct {
		Name, Verdict, Sign, Why, Place, Code string
		X, Next                               int // where it and the one behind it stand
		Last                                  bool
	}
	htmlDiff struct{ Class, Sign, Text string }
)

func (h *htmlWriter) page() htmlPage {
	r := h.run.Result
	p := htmlPage{Version: h.run.Version, Summary: r.Summary(), Incomplete: r.Incomplete(), Problems: h.problems(r.Problems)}
	p.Title = verdict(r)
	for _, s := range r.Stacks {
		if len(s.Tasks)+len(s.Findings)+len(s.Suppressed)+len(s.Problems) > 0 {
			p.Stacks = append(p.Stacks, h.stack(s))
		}
	}
	return p
}

func (h *htmlWriter) stack(s *lint.Stack) htmlStack {
	gaps := s.Gaps()
	unknown := unknownProofs(s)
	out := htmlStack{
		Name: plain(strings.TrimSpace(h.run.path(s.Path) + " " + s.Variant)), Kind: s.Kind,
		Unknown: len(unknown), Certain: certainties(unknown), Problems: h.problems(unsaid(s.Problems, gaps)),
	}
	for _, f := range s.Findings {
		out.Findings = append(out.Findings, h.finding(f))
	}
	for _, f := range s.Suppressed {
		accepted := h.finding(f.Finding)
		accepted.Why = plain(strings.TrimSpace(string(f.By) + " " + f.Reason))
		out.Suppressed = append(out.Suppressed, accepted)
	}
	for _, g := range gaps {
		out.Gaps = append(out.Gaps, htmlGap{count(g.Flows, "flow"), plain(gapMessage(g)), h.place(g.Range)})
	}
	if len(s.Tasks) > 0 {
		for _, a := range s.Assumptions {
			out.Assumptions = append(out.Assumptions, htmlProblem{plain(a.Name), plain(a.Says), h.place(a.Range)})
		}
	}
	out.Needs, out.Tasks = h.table(s)
	return out
}

// table returns every task with the verdicts on its destinations: the worst of
// the subnets that it may be placed in.
func (h *htmlWriter) table(s *lint.Stack) (needs []string, tasks []htmlTask) {
	worst := map[*lint.Task]map[string]*lint.Proof{}
	for _, p := range s.Proofs {
		needs = append(needs, p.Need.Name)
		if worst[p.Task] == nil {
			worst[p.Task] = map[string]*lint.Proof{}
		}
		if old := worst[p.Task][p.Need.Name]; old == nil || badness(p) > badness(old) {
			worst[p.Task][p.Need.Name] = p
		}
	}
	needs = distinct(needs)
	for _, t := range s.Tasks {
		row := htmlTask{Address: plain(t.Address), Place: h.place(lint.Header(t))}
		for _, n := range needs {
			cell := htmlCell{Verdict: "none", Sign: "–", Why: "not needed"}
			if p := worst[t][n]; p != nil {
				sign := verdictSigns[p.Verdict.String()]
				cell = htmlCell{p.Verdict.Flow(), sign, plain(lint.Reason(p))}
			}
			row.Cells = append(row.Cells, cell)
		}
		tasks = append(tasks, row)
	}
	for i, n := range needs {
		needs[i] = plain(n)
	}
	return needs, tasks
}

func badness(p *lint.Proof) int {
	return map[string]int{"allowed": 0, "unknown": 1, "blocked": 2}[p.Verdict.String()]
}

func (h *htmlWriter) finding(f *lint.Finding) htmlFinding {
	out := htmlFinding{
		Severity: string(f.Severity), ID: f.Rule.ID, Name: f.Rule.Name, URL: rulePage(f.Rule.ID),
		Message: plain(f.Message), Symptom: plain(f.Symptom()), Mend: plain(f.Mend),
	}
	quoted := map[source.Range]bool{}
	for _, r := range append([]lint.Related{{At: f.Primary(), Message: f.Label}}, f.Related...) {
		e := h.excerpt(r)
		if quoted[r.At] {
			e.Lines, e.More = nil, false
		}
		quoted[r.At] = true
		out.Excerpts = append(out.Excerpts, e)
	}
	if len(f.Proofs) > 0 {
		p := f.Proofs[0]
		out.Flow = plain(strings.Join(stations(f.Proofs, p), " → "))
		out.Hops = h.hops(p)
		out.Width = hopWidth * len(out.Hops)
	}
	for _, name := range addresses(f.Tasks()) {
		out.Tasks = append(out.Tasks, plain(name))
	}
	if f.Fix != nil {
		out.Does = plain(f.Fix.Description)
		class := map[byte]string{'-': "removed", '+': "added", ' ': "kept"}
		for _, l := range h.texts.diff(f.Fix, 2) {
			out.Diff = append(out.Diff, htmlDiff{class[l.sign], string(l.sign), screen(l.text)})
		}
	}
	return out
}

// hopWidth is how wide a hop is in the picture of a path.
const hopWidth = 96

// hops returns the path of a flow from its task to what it needs.
func (h *htmlWriter) hops(p *lint.Proof) []htmlHop {
	hops := []htmlHop{{Name: "task", Verdict: "end", Sign: "●", Why: plain(p.Task.Address), Place: h.place(lint.Header(p.Task))}}
	for _, s := range joined(slices.Concat(p.Steps, p.Roles)) {
		verdict := s.Verdict.String()
		hops = append(hops, htmlHop{
			Name: string(s.Hop), Verdict: verdict, Sign: verdictSigns[verdict],
			Why: plain(s.Why), Place: h.place(s.At), Code: s.Code,
		})
	}
	hops = append(hops, htmlHop{Name: plain(p.Need.Name), Verdict: "end", Sign: "●", Why: plain(fmt.Sprintf("%s:%d", p.Need.Host, p.Need.Port))})
	for i := range hops {
		hops[i].X = hopWidth/2 + i*hopWidth
		hops[i].Next = hops[i].X + hopWidth
		hops[i].Last = i == len(hops)-1
	}
	return hops
}

// excerpt quotes a place; what is in no file has its message alone.
func (h *htmlWriter) excerpt(r lint.Related) htmlExcerpt {
	out := htmlExcerpt{Place: h.place(r.At), Label: plain(r.Message)}
	at := h.texts.place(r.At)
	f := h.texts.file(r.At.File)
	if f == nil || at.column == 0 {
		return out
	}
	first, last := window(f, at)
	marked := trimmed(f, r.At)
	for n := first; n <= last; n++ {
		line, left, width := quote(f, n, marked, columnsShown)
		text := []rune(line)
		if n != at.line {
			left, width = len(text), 0
		}
		left = min(left, len(text))
		end := max(left, min(left+width, len(text)))
		out.Lines = append(out.Lines, htmlLine{n, string(text[:left]), string(text[left:end]), string(text[end:])})
	}
	out.More = at.endLine > last
	return out
}

func (h *htmlWriter) problems(ps []lint.Problem) []htmlProblem {
	var out []htmlProblem
	for _, p := range ps {
		out = append(out, htmlProblem{string(p.Kind), plain(p.Message), h.place(p.Range)})
	}
	return out
}

// place returns a range as path:line, or nothing for what is in no file.
func (h *htmlWriter) place(r source.Range) string {
	if r.IsZero() {
		return ""
	}
	r.File = h.run.path(r.File)
	return plain(r.String())
}
