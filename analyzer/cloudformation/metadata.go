package cloudformation

import "github.com/taskreach/taskreach/analyzer/iac"

// remarks returns what the metadata of a resource says to taskreach: the text,
// or the list of texts, at Metadata.taskreach.ignore. What is neither is a text
// that says nothing.
func (in *instance) remarks(e entry) []iac.Remark {
	ignore, ok := e.value.get("Metadata").get("taskreach").entry("ignore")
	if !ok {
		return nil
	}
	items := []*node{ignore.value}
	if ignore.value.kind == sequence {
		items = ignore.value.items
	}
	var all []iac.Remark
	for _, item := range items {
		said, _ := item.scalar()
		all = append(all, iac.Remark{Text: said, Range: in.tmpl.file.Range(item.start, item.end)})
	}
	return all
}
