package terraform

import (
	"slices"

	"github.com/zclconf/go-cty/cty"
)

// stateKinds are the data sources of the outputs that another root keeps.
var stateKinds = []string{"terraform_remote_state", "tfe_outputs"}

// readsState reports whether data sources of the type read outputs of a state.
func readsState(kind string) bool { return slices.Contains(stateKinds, kind) }

// outputsAttr reports whether attr of the data source is the object of all
// outputs. That of tfe_outputs without those that are sensitive has a name of
// its own.
// https://registry.terraform.io/providers/hashicorp/tfe/latest/docs/data-sources/outputs
func (i *instance) outputsAttr(attr string) bool {
	if i.res.kind == "tfe_outputs" {
		return attr == "values" || attr == "nonsensitive_values"
	}
	return attr == "outputs"
}

// tfeBackend returns where the state is that a tfe_outputs reads: in a workspace
// of HCP Terraform, of the organization and host that its provider has if it
// does not say.
func (i *instance) tfeBackend() (backend, bool) {
	e := i.scope.e
	settings := map[string]cty.Value{}
	if b := e.main.mod.providers["tfe"]; b != nil {
		v, diags := e.bodyValue(b.Body, e.main.ctx)
		for _, name := range []string{"organization", "hostname"} {
			if !diags.HasErrors() && v.IsKnown() && v.Type().IsObjectType() && v.Type().HasAttribute(name) {
				settings[name] = v.GetAttr(name)
			}
		}
	}
	for _, name := range []string{"organization", "workspace"} {
		v, ok, diags := i.written(name)
		switch {
		case diags.HasErrors():
			return backend{}, false
		case ok:
			settings[name] = e.softened(v, e.at(i.res.block.Body.Attributes[name].Expr, i.ctx))
		}
	}
	workspace, ok := settings["workspace"]
	if !ok {
		return backend{}, false
	}
	settings["workspaces"] = cty.ObjectVal(map[string]cty.Value{"name": workspace})
	delete(settings, "workspace")
	return e.located("remote", cty.ObjectVal(settings), defaultWorkspace), true
}
