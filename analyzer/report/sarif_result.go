package report

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A result holds at most so many related locations and paths; GitHub shows the
// first hundred of the former.
const (
	maxRelated   = 100
	maxCodeFlows = 10
	maxSnippet   = 4 << 10 // bytes: a longer one is a minified file
)

func (s *sarifWriter) result(f *lint.Finding) *sarif.Result {
	at := f.Primary()
	location := s.location(at)
	if f.Identity != "" {
		kind := "resource"
		location.AddLogicalLocations(&sarif.LogicalLocation{FullyQualifiedName: &f.Identity, Kind: &kind})
	}
	links := s.links(f)
	result := sarif.NewRuleResult(f.Rule.ID).
		WithLevel(string(f.Severity)).
		WithMessage(sarif.NewTextMessage(linked(f.Message, links)))
	result.Locations = []*sarif.Location{location}
	for _, l := range links {
		result.RelatedLocations = append(result.RelatedLocations, l.location)
	}
	result.PartialFingerprints = map[string]any{"taskreach/v1": f.Fingerprint()}
	result.CodeFlows = s.codeFlows(f)
	result.Fixes = s.fixes(f)
	result.Properties = resultProperties(f)
	return result
}

// fixes returns the fix of a finding as replacements in its file.
func (s *sarifWriter) fixes(f *lint.Finding) []*sarif.Fix {
	if f.Fix == nil {
		return nil
	}
	file := s.texts.file(f.Fix.Edits[0].Range.File)
	if file == nil {
		return nil
	}
	change := sarif.NewArtifactChange(sarif.NewSimpleArtifactLocation(uri(file.Name)).WithUriBaseId(sourceRoot))
	for _, e := range f.Fix.Edits {
		region := sarif.NewRegion().
			WithStartLine(e.Range.Start.Line).WithStartColumn(file.Column(e.Range.Start)).
			WithEndLine(e.Range.End.Line).WithEndColumn(file.Column(e.Range.End))
		change.WithReplacement(sarif.NewReplacement(region).WithInsertedContent(sarif.NewArtifactContent().WithText(e.Text)))
	}
	return []*sarif.Fix{sarif.NewFix().WithDescriptionText(unlinked(f.Fix.Description)).WithArtifactChanges([]*sarif.ArtifactChange{change})}
}

func resultProperties(f *lint.Finding) sarif.Properties {
	p := sarif.Properties{"tasks": addresses(f.Tasks()), "flows": len(f.Proofs)}
	set := func(name, value string) {
		if value != "" {
			p[name] = value
		}
	}
	set("mend", f.Mend)
	if f.Step != nil {
		set("code", f.Step.Code)
	}
	set("runtimeError", f.Symptom())
	return p
}

// A link is a related location and the words in a message that lead to it.
type link struct {
	text     string
	location *sarif.Location
}

// links returns the other ends of a finding and the tasks that it affects,
// numbered from 1.
func (s *sarifWriter) links(f *lint.Finding) []link {
	var links []link
	add := func(at source.Range, text, message string) {
		if lint.Placed(at) && len(links) < maxRelated {
			l := s.location(at).WithId(len(links) + 1).WithDescriptionText(unlinked(message))
			links = append(links, link{text, l})
		}
	}
	for _, r := range f.Related {
		add(r.At, r.Message, r.Message)
	}
	for _, t := range f.Tasks() {
		add(lint.Header(t), t.Address, "task "+t.Address)
	}
	return links
}

// linked returns a message in which the names of related locations lead to
// them; what it does not name is in a list behind it.
func linked(message string, links []link) string {
	const most = 5
	text := unlinked(message)
	var more []string
	for i, l := range links {
		anchor := fmt.Sprintf("[%s](%d)", linkText.Replace(l.text), i+1)
		if before, after, found := cutName(text, l.text); found {
			text = before + anchor + after
		} else if len(more) < most {
			more = append(more, anchor)
		}
	}
	if len(more) > 0 {
		text += "; see " + lint.List(more)
	}
	return text
}

// linkText escapes the text of a link, and unlinked what a reader would take
// for one (SARIF 2.1.0, 3.11.6, "Messages with embedded links").
var linkText = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`)

func unlinked(text string) string { return strings.ReplaceAll(text, "](", "] (") }

// cutName slices text around the first name in it that is not part of a longer
// one.
func cutName(text, name string) (before, after string, found bool) {
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 || name == "" {
			return text, "", false
		}
		start, end := from+i, from+i+len(name)
		if (start == 0 || !inName(text[start-1])) && (end == len(text) || !inName(text[end])) {
			return text[:start], text[end:], true
		}
		from = end
	}
}

// inName reports whether c continues a resource address or the text of a link.
func inName(c byte) bool {
	return strings.IndexByte(`_-./[]\`, c) >= 0 ||
		'0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// codeFlows returns the paths that a finding blocks, one for each task and
// need.
func (s *sarifWriter) codeFlows(f *lint.Finding) []*sarif.CodeFlow {
	var flows []*sarif.CodeFlow
	seen := map[string]bool{}
	for _, p := range f.Proofs {
		key := p.Task.Address + " " + p.Need.Name
		if seen[key] || len(flows) == maxCodeFlows {
			continue
		}
		seen[key] = true
		if locations := s.hops(p); len(locations) > 0 {
			title := unlinked(p.Task.Address + " to " + p.Need.Name)
			flows = append(flows, &sarif.CodeFlow{
				Message:     sarif.NewTextMessage(title),
				ThreadFlows: []*sarif.ThreadFlow{{Locations: locations}},
			})
		}
	}
	return flows
}

// hops returns the task, its subnet and the steps of a proof, those of its roles
// last. A step that the
// files do not place, such as a default network ACL, stands where the one
// before it does: GitHub rejects a hop without a location.
func (s *sarifWriter) hops(p *lint.Proof) []*sarif.ThreadFlowLocation {
	var hops []*sarif.ThreadFlowLocation
	last := lint.Header(p.Task)
	add := func(at source.Range, level int, importance, message string, kinds ...string) {
		if !lint.Placed(at) {
			at = last
		}
		if !lint.Placed(at) {
			return
		}
		last = at
		order := len(hops) + 1
		hops = append(hops, &sarif.ThreadFlowLocation{
			ExecutionOrder: &order, NestingLevel: &level, Importance: importance, Kinds: kinds,
			Location: s.location(at).WithDescriptionText(unlinked(message)),
		})
	}
	add(last, 0, "important", "task "+p.Task.Address, "task")
	if p.Subnet != nil {
		add(p.Subnet.Range, 0, "important", "in "+p.Subnet.Address, "subnet")
	}
	for _, step := range slices.Concat(p.Steps, p.Roles) {
		importance := "important"
		if step.Verdict == lint.Blocked {
			importance = "essential"
		}
		verdict := step.Verdict.String()
		add(step.At, 1, importance, fmt.Sprintf("%s %s: %s", step.Hop, verdict, step.Why), string(step.Hop), verdict)
	}
	return hops
}

// location returns a place in a file of the tree.
func (s *sarifWriter) location(r source.Range) *sarif.Location {
	at := s.texts.place(r)
	region := sarif.NewRegion().WithStartLine(max(1, at.line))
	if at.column > 0 {
		region.WithStartColumn(at.column).WithEndLine(at.endLine).WithEndColumn(at.endColumn)
		if text := s.snippet(r); text != "" {
			region.WithSnippet(sarif.NewArtifactContent().WithText(text))
		}
	}
	return sarif.NewLocationWithPhysicalLocation(sarif.NewPhysicalLocation().
		WithArtifactLocation(sarif.NewSimpleArtifactLocation(uri(at.name)).WithUriBaseId(sourceRoot)).
		WithRegion(region))
}

// snippet returns the text at r, or nothing where it is too long to show.
func (s *sarifWriter) snippet(r source.Range) string {
	f := s.texts.file(r.File)
	r = trimmed(f, r)
	text := f.Bytes[r.Start.Byte:r.End.Byte]
	if len(text) > maxSnippet {
		return ""
	}
	return string(text)
}

// uri returns a name in the tree as a relative reference. A colon in its first
// segment would make what is before it a scheme.
func uri(name string) string {
	segments := strings.Split(name, "/")
	for i, s := range segments {
		segments[i] = strings.ReplaceAll(url.PathEscape(s), ":", "%3A")
	}
	return strings.Join(segments, "/")
}
