package cloudformation

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// What actions of a pipeline deploy a stack set, and its instances once more.
//
// Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-StackSets.html
const (
	deploysStackSet  = "CloudFormationStackSet"
	deploysInstances = "CloudFormationStackInstances"
)

// stackSetAction returns an action that deploys a stack set, as if it deployed
// one stack of it: CloudFormation gives that a name, and its region is known if
// all are in one.
func (p *pipeline) stackSetAction(stage string, v iac.Value) *pipelineAction {
	a := p.action(stage, v)
	name, _ := v.Get("Configuration.StackSetName").Text()
	a.stackSet = name.String()
	a.set.region = ""
	list, _ := v.Get("Configuration.Regions").Str()
	if regions := strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }); len(regions) == 1 {
		a.set.region = regions[0]
	}
	return a
}

// fillStackSet gives the set of an action that deploys a stack set its
// parameters. What an action on some of the stacks overrides is not known of
// all.
func (p *pipeline) fillStackSet(a *pipelineAction) {
	for name, v := range p.listed(a.properties.Get("Configuration.Parameters")) {
		if s, ok := v.Str(); ok && !variable.MatchString(s) {
			a.set.values[name] = s
		} else {
			a.set.wires[name] = p.runOnly(name, v.String())
		}
	}
	p.each(func(_ string, v iac.Value) {
		name, _ := v.Get("Configuration.StackSetName").Text()
		if provider, _ := v.Get("ActionTypeId.Provider").Str(); provider != deploysInstances || name.String() != a.stackSet {
			return
		}
		for name, v := range p.listed(v.Get("Configuration.ParameterOverrides")) {
			delete(a.set.values, name)
			a.set.wires[name] = p.runOnly(name, v.String())
		}
	})
}

// runOnly returns the wire of a parameter whose value no file settles.
func (p *pipeline) runOnly(parameter, value string) wire {
	return wire{why: fmt.Sprintf("pipeline `%s` gives parameter `%s` what is not settled before it runs, `%s`: pass --parameters FILE",
		p.in.tmpl.name, parameter, value)}
}

// listed returns the parameters in the configuration of an action: a file of
// the artifact, a list in JSON, or ParameterKey=NAME,ParameterValue=VALUE with
// blanks between several.
func (p *pipeline) listed(v iac.Value) map[string]iac.Value {
	t, ok := v.Text()
	if !ok {
		return nil
	}
	s := t.String()
	f := source.NewFile("parameters.json", []byte(s))
	if name := p.artifactFile(v); name != "" {
		if read, err := p.load.tree.ReadFile(name); err == nil {
			f = read
		}
	} else if !strings.HasPrefix(strings.TrimSpace(s), "[") {
		return listedPairs(t, v.Range)
	}
	parameters, kept, err := ParseParameters(f)
	if err != nil {
		return nil
	}
	values := map[string]iac.Value{}
	for _, name := range kept {
		values[name] = previousValue(v.Range)
	}
	for name, s := range parameters {
		values[name] = iac.String(s, v.Range)
	}
	return values
}

func previousValue(at source.Range) iac.Value {
	return iac.UnknownValue(&iac.Unknown{Name: "the previous value"}, at)
}

// listedPairs reads parameters in the short form of the AWS command line.
func listedPairs(t iac.Text, at source.Range) map[string]iac.Value {
	values := map[string]iac.Value{}
	for _, pair := range t.Split("ParameterKey=")[1:] {
		parts := pair.Split(",ParameterValue=")
		name, ok := parts[0].Literal()
		if !ok {
			continue
		}
		if len(parts) != 2 {
			name, _, _ = strings.Cut(name, ",")
			values[name] = previousValue(at)
			continue
		}
		value := iac.TextValue(parts[1], at)
		if s, known := value.Str(); known {
			s, _, _ = strings.Cut(s, ",UsePreviousValue=")
			value = iac.String(strings.TrimRight(s, " "), at)
		}
		values[name] = value
	}
	return values
}
