package tfplan

import (
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A builder makes resources of a document.
type builder struct {
	doc     *Document
	opts    Options
	root    *module
	changes map[string]*tfjson.Change // by address

	all        []*instance
	identities identities
	names      names
	regions    places
}

func newBuilder(d *Document, opts Options) *builder {
	b := &builder{
		doc: d, opts: opts, root: newModule(nil, nil),
		changes: changesOf(d.plan),
	}
	if d.plan.Config != nil {
		b.root.config = d.plan.Config.RootModule
	}
	b.all = b.instances()
	b.identities = identitiesOf(b.all)
	b.names = namesOf(b.all)
	b.regions = b.placesOf()
	return b
}

// resources returns the resources of the document with their bodies.
func (b *builder) resources() []*iac.Resource {
	var out []*iac.Resource
	for _, in := range b.all {
		in.Region, in.Account = b.regions.region(in), b.regions.account(in)
		in.Body = b.body(in)
		out = append(out, in.Resource)
	}
	if b.doc.partial != nil {
		out = append(out, b.unseen())
	}
	return out
}

// unseen returns the resource that stands for those which a document that is
// not whole does not show: they may add to any that it does.
func (b *builder) unseen() *iac.Resource {
	at := b.doc.partial.Range
	var fields []iac.Field
	for _, in := range b.all {
		if !in.Data {
			fields = append(fields, iac.Field{Name: in.Address, Value: iac.TextValue(iac.Text{{Resource: in.Resource, Attr: "id"}}, at), Range: at})
		}
	}
	return &iac.Resource{
		Address: b.doc.file.Name, Type: "plan", Language: iac.Terraform, Unseen: b.doc.partial,
		Exists: iac.Bool(true, at), Body: iac.Object(fields, nil, at), Range: at, Header: at,
		Region: iac.Absent(at), Account: iac.Absent(at),
	}
}
