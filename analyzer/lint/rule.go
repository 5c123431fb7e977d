package lint

import "strings"

// Title returns the first line of the rule's Doc: the defect in a few words.
func (r *Rule) Title() string {
	title, _, _ := strings.Cut(r.Doc, "\n")
	return title
}

// Body returns the rule's Doc without its title, in Markdown.
func (r *Rule) Body() string {
	_, body, _ := strings.Cut(r.Doc, "\n")
	return strings.TrimSpace(body)
}

// Summary returns the first paragraph of the rule's Body on one line: what the
// defect is and why it stops the task. Where the paragraph announces what the
// task stops with, the first line of that is part of it.
func (r *Rule) Summary() string {
	first, rest, _ := strings.Cut(r.Body(), "\n\n")
	if quoted, found := strings.CutPrefix(rest, "~~~text\n"); found && strings.HasSuffix(first, ":") {
		symptom, _, _ := strings.Cut(quoted, "\n")
		first += " " + symptom
	}
	return strings.Join(strings.Fields(first), " ")
}

// Area returns what the rule is about, by the hundred of its ID: "routing",
// "endpoint", "dns", "security-group", "policy", "storage", "platform",
// "capacity", "input". It is empty for an ID of no such form.
func (r *Rule) Area() string {
	if len(r.ID) != len("TR000") || !strings.HasPrefix(r.ID, "TR") {
		return ""
	}
	switch r.ID[2] {
	case '1':
		return "routing"
	case '2':
		return "endpoint"
	case '3':
		return "dns"
	case '4':
		return "security-group"
	case '5':
		return "policy"
	case '6':
		return "storage"
	case '7':
		return "platform"
	case '8':
		return "capacity"
	case '9':
		return "input"
	}
	return ""
}
