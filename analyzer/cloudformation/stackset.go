package cloudformation

import (
	"bytes"
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// stackSet is a resource that makes stacks of one template in any number of
// accounts and regions. It stands for one of them: they differ in nothing that
// the template can tell but where they are.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
const stackSet = "AWS::CloudFormation::StackSet"

// bodyTemplate returns the template that stands in the resource itself, or nil
// if there is none. It can be read where it is written as a block of text, of
// which every line keeps its place.
func (in *instance) bodyTemplate(d *declared) (*template, *iac.Problem) {
	e, ok := d.entry.value.get("Properties").entry("TemplateBody")
	if d.resource.Type != stackSet || !ok {
		return nil, nil
	}
	f := in.tmpl.file
	if e.value.kind != text || !bytes.HasPrefix(f.Bytes[min(e.value.start, len(f.Bytes)):], []byte("|")) {
		return nil, &iac.Problem{
			Kind: iac.UnknownInput, Range: e.at(f),
			Message: fmt.Sprintf("the template of stack set `%s` is not written as a block of text", d.entry.key),
		}
	}
	t := &template{name: in.tmpl.name + "#" + d.entry.key, file: f}
	t.read(in.load.tree, masked(f, e.value), in.load.opts.Strict)
	return t, nil
}

// masked returns a file of the same length and lines that holds nothing but the
// lines of a block of text.
func masked(f *source.File, block *node) *source.File {
	b := bytes.Clone(f.Bytes)
	start := block.start + max(0, bytes.IndexByte(b[block.start:block.end], '\n'))
	for i, c := range b {
		if (i < start || i >= block.end) && c != '\n' && c != '\r' {
			b[i] = ' '
		}
	}
	return source.NewFile(f.Name, b)
}

// inStackSet returns the deployment of the stacks of a set: the region and the
// account are known if all of them are in one.
func (in *instance) inStackSet(id string, d deployment) deployment {
	var regions, accounts []iac.Value
	if groups := in.byID[id].entry.value.get("Properties").get("StackInstancesGroup"); groups != nil {
		items, _ := in.eval(groups).Items()
		for _, g := range items {
			rs, _ := g.Get("Regions").Items()
			as, _ := g.Get("DeploymentTargets.Accounts").Items()
			regions, accounts = append(regions, rs...), append(accounts, as...)
		}
	}
	elsewhere := func(name string) iac.Value {
		return iac.UnknownValue(&iac.Unknown{
			Name: name + " of " + in.path() + id, Why: "stack set `" + id + "` has stacks in any number of regions and accounts",
		}, source.Range{})
	}
	d.region, d.account = elsewhere("AWS::Region"), elsewhere("AWS::AccountId")
	d.partition, d.suffix = elsewhere("AWS::Partition"), elsewhere("AWS::URLSuffix")
	if region, ok := only(regions); ok {
		partition, suffix := partitionOf(region)
		d.region = iac.String(region, source.Range{})
		d.partition, d.suffix = iac.String(partition, source.Range{}), iac.String(suffix, source.Range{})
	}
	if account, ok := only(accounts); ok {
		d.account = iac.String(account, source.Range{})
	}
	return d
}

// only returns the one text that all the values are; ok is false if there is
// none.
func only(values []iac.Value) (s string, ok bool) {
	for i, v := range values {
		text, known := v.Str()
		if !known || i > 0 && text != s {
			return "", false
		}
		s = text
	}
	return s, s != ""
}

// passed returns what a stack passes to the one that a resource of it nests,
// by parameter: a mapping or, for a stack set, a list.
func passed(parameters *node) map[string]*node {
	args := map[string]*node{}
	if parameters == nil {
		return args
	}
	for _, e := range parameters.entries {
		args[e.key] = e.value
	}
	for _, item := range parameters.items {
		name, ok := item.get("ParameterKey").scalar()
		if value := item.get("ParameterValue"); ok && value != nil {
			args[name] = value
		}
	}
	return args
}
