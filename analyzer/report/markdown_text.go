package report

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// prose returns text of the input as Markdown that shows it as it is: nothing
// in it is markup, and nobody is notified by it. What messages have between
// backquotes is a code span.
func prose(s string) string {
	s = plain(s)
	parts := strings.Split(s, "`")
	if len(parts)%2 == 0 || slices.Contains(parts[1:max(1, len(parts)-1)], "") {
		return markup.Replace(s)
	}
	for i, part := range parts {
		if i%2 == 1 {
			parts[i] = code(part)
			continue
		}
		parts[i] = markup.Replace(part)
	}
	return strings.Join(parts, "")
}

var markup = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`,
	"<", "&lt;", ">", "&gt;", "&", "&amp;", "@", "@<!-- -->", "_", `\_`, "#", `\#`,
)

// caption returns text of the input as HTML that shows it as it is: what is
// folded away has its title in a line of HTML, in which Markdown is no markup.
func caption(s string) string {
	return strings.ReplaceAll(html.EscapeString(plain(s)), "@", "@<!-- -->")
}

// code returns text of the input as a code span, also within a table.
func code(s string) string {
	s = strings.ReplaceAll(plain(s), "|", "¦")
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// mermaid draws the way of the first flow that a finding is about, what blocks
// it red and what is not known dashed, as GitHub and GitLab show it. A picture
// is made as wide as the text around it, so that only what does not let the flow
// through has its reason there: all have theirs in the list below.
func mermaid(f *lint.Finding) string {
	p := f.Proofs[0]
	var b strings.Builder
	b.WriteString("```mermaid\n%%{init: {\"flowchart\": {\"nodeSpacing\": 20, \"rankSpacing\": 24}}}%%\nflowchart LR\n")
	n := 0
	node := func(class string, shape [2]string, lines ...string) {
		for i, l := range lines {
			lines[i] = label(l)
		}
		arrow := ""
		if n > 0 {
			arrow = fmt.Sprintf("n%d --> ", n-1)
		}
		fmt.Fprintf(&b, "  %sn%d%s\"%s\"%s:::%s\n", arrow, n, shape[0], strings.Join(lines, "<br/>"), shape[1], class)
		n++
	}
	end, step := [2]string{"([", "])"}, [2]string{"[", "]"}
	node("end_", end, p.Task.Address)
	if from := subnets(f.Proofs, p); len(from) > 0 {
		node("end_", step, several(from))
	}
	for _, s := range joined(slices.Concat(p.Steps, p.Roles)) {
		verdict := s.Verdict.String()
		lines := []string{verdictSigns[verdict] + " " + string(s.Hop), s.Why}
		if s.Verdict == lint.Allowed {
			lines = lines[:1]
		}
		node(verdict, step, lines...)
	}
	node("end_", end, p.Need.Name)
	b.WriteString("  classDef end_ fill:#ddf4ff,stroke:#0969da,color:#0a3069\n" +
		"  classDef allowed fill:#dafbe1,stroke:#1a7f37,color:#044f1e\n" +
		"  classDef blocked fill:#ffebe9,stroke:#cf222e,color:#82071e,stroke-width:3px\n" +
		"  classDef unknown fill:#fff8c5,stroke:#9a6700,color:#633c01,stroke-dasharray:4\n```\n\n")
	return b.String()
}

// label returns text of the input as the quoted text of a node, in which Mermaid
// takes #…; for a character, and after that ` for Markdown that it does not draw.
func label(s string) string { return entities.Replace(plain(s)) }

var entities = strings.NewReplacer("#", "#35;", `"`, "#34;", "`", "'", "<", "#60;", ">", "#62;", "&", "#38;", `\`, "#92;", ";", "#59;", "*", "#42;")
