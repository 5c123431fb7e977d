package lint

import (
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Change is an order to the files that mends a finding, said without the
// syntax of any language. A rule gives one only where the change is what its
// message asks for.
type Change struct {
	// Resource is what is changed.
	Resource *iac.Resource
	// Attr is its attribute, and At where the value of that stands: the value
	// itself, or the object that lacks it.
	Attr iac.Name
	At   source.Range

	// Does says in a clause what the change does, where that is not all of what
	// mends the finding could be.
	Does string

	// On is what the attribute is set to if it is not there, in each language;
	// where it is there, the word for off is replaced by the word for on.
	On iac.Name
	// Add are references to put into its list.
	Add []Reference
}

// A Reference is an attribute of a resource; an empty name in CloudFormation is
// what Ref returns.
type Reference struct {
	Resource *iac.Resource
	Attr     iac.Name
}

// TurnOn returns the change that makes the attribute of r true, whose value
// stands at v. It is nil if r is not in the files.
func TurnOn(r *iac.Resource, attr iac.Name, v iac.Value) *Change {
	if r == nil {
		return nil
	}
	return &Change{Resource: r, Attr: attr, At: v.Range, On: iac.Named("true", "true")}
}

// A Fix mends a finding by edits of one file. It has been proven: with them the
// finding is gone, and nothing else is worse.
type Fix struct {
	Description string // an order: turn private DNS on for …
	Edits       []source.Edit
}
