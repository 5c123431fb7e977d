package authz

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// attachesUnseen reports whether a resource can attach what no file shows. A
// stack can where its template is in none: otherwise what it declares is seen.
func attachesUnseen(r *iac.Resource) bool {
	switch r.Type {
	case "module", "AWS::CloudFormation::CustomResource":
		return true
	case "AWS::CloudFormation::Stack", "AWS::Serverless::Application", "AWS::CloudFormation::StackSet":
		return r.Unseen != nil
	}
	if iac.Deploys(r.Type) {
		return true
	}
	return strings.HasPrefix(r.Type, "Custom::")
}

// unseen says that what r does with what it is given is not known.
func unseen(r *iac.Resource) *iac.Unknown {
	why := "what `" + r.Address + "` does with what it is given is not in the files"
	if r.Type == "module" {
		why = "`" + r.Address + "` is not on disk: run `terraform init`, or scan with its source"
	}
	return &iac.Unknown{Name: r.Address, Why: why, Range: r.Range}
}

// texts returns the strings in v.
func texts(v iac.Value) []iac.Value {
	if v.IsString() {
		return []iac.Value{v}
	}
	var all []iac.Value
	if v.IsList() {
		items, _ := v.Items()
		for _, item := range items {
			all = append(all, texts(item)...)
		}
	}
	fields, _ := v.Fields()
	for _, f := range fields {
		all = append(all, texts(f.Value)...)
	}
	return all
}
