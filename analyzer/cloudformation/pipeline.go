package cloudformation

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

const pipelineType = "AWS::CodePipeline::Pipeline"

// A pipelineAction is an action of a pipeline that deploys a stack, and the
// names by which later actions know its outputs.
type pipelineAction struct {
	stage, name string
	properties  iac.Value // of the action

	stack     string // as written, to tell the stacks of a pipeline apart
	stackSet  string // likewise, if it deploys a stack set
	namespace string
	artifacts []string

	template string // in the tree; empty for an action that only executes a change set
	set      *parameterSet
}

// deployByPipelines has the pipelines that the stacks declare deploy templates:
// these get a root for each action instead of the ones that they have.
//
// Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
func (l *loader) deployByPipelines(names []string) {
	for _, root := range l.roots {
		root.walk(func(in *instance) {
			if !in.tmpl.declares(pipelineType) {
				return
			}
			for _, d := range in.declared {
				properties := d.entry.value.get("Properties")
				if d.resource.Type != pipelineType || properties == nil {
					continue
				}
				p := &pipeline{load: l, in: in, id: d.entry.key, properties: properties}
				p.read()
				for _, a := range p.actions {
					if a.template != "" && a.template != in.top.tmpl.name {
						l.actions[a.template] = append(l.actions[a.template], a.set)
					}
				}
			}
		})
	}
	if len(l.actions) == 0 {
		return
	}
	for _, name := range names {
		if len(l.actions[name]) > 0 {
			l.roots = slices.DeleteFunc(l.roots, func(in *instance) bool { return in.tmpl.name == name })
			l.addRoot(name)
		}
	}
	slices.SortStableFunc(l.roots, func(a, b *instance) int { return strings.Compare(a.tmpl.name, b.tmpl.name) })
	for _, root := range l.roots {
		root.walk((*instance).forget)
	}
}

// declares reports whether the template has a resource of a type.
func (t *template) declares(kind string) bool {
	for _, e := range t.section("Resources") {
		if s, _ := e.value.get("Type").scalar(); s == kind {
			return true
		}
	}
	return false
}

// A pipeline is one resource of that type in the stack that declares it.
type pipeline struct {
	load       *loader
	in         *instance
	id         string
	properties *node
	actions    []*pipelineAction
}

// value returns the properties of the pipeline.
func (p *pipeline) value() iac.Value {
	return p.in.once("pipeline `"+p.id+"`", p.in.at(p.properties), func() iac.Value {
		before := len(p.in.problems)
		v := p.in.eval(p.properties)
		p.in.problems = p.in.problems[:before] // of what pipelines are, no flow waits for
		return v
	})
}

// read reads the actions in the order in which they run, then what they pass
// on to each other.
func (p *pipeline) read() {
	p.each(func(stage string, v iac.Value) {
		switch provider, _ := v.Get("ActionTypeId.Provider").Str(); provider {
		case "CloudFormation":
			p.actions = append(p.actions, p.action(stage, v))
		case deploysStackSet:
			p.actions = append(p.actions, p.stackSetAction(stage, v))
		}
	})
	for _, a := range p.actions {
		if a.template != "" {
			p.fill(a)
		}
	}
}

// each visits the actions of the pipeline.
func (p *pipeline) each(visit func(stage string, action iac.Value)) {
	stages, _ := p.value().Get("Stages").Items()
	for _, s := range stages {
		name, _ := s.Get("Name").Str()
		actions, _ := s.Get("Actions").Items()
		for _, a := range actions {
			visit(name, a)
		}
	}
}

// override returns what an action overrides a parameter with. It is evaluated
// when it is asked for: not before all stacks are there.
func (p *pipeline) override(of *pipelineAction, parameter string) iac.Value {
	var found iac.Value
	p.each(func(stage string, v iac.Value) {
		if name, _ := v.Get("Name").Str(); stage == of.stage && name == of.name {
			found = p.in.document(v.Get("Configuration.ParameterOverrides")).Get(parameter)
		}
	})
	return found
}

func (p *pipeline) action(stage string, v iac.Value) *pipelineAction {
	a := &pipelineAction{stage: stage, properties: v}
	a.name, _ = v.Get("Name").Str()
	a.namespace, _ = v.Get("Namespace").Str()
	outputs, _ := v.Get("OutputArtifacts").Items()
	for _, o := range outputs {
		name, _ := o.Get("Name").Str()
		a.artifacts = append(a.artifacts, name)
	}
	stack, _ := v.Get("Configuration.StackName").Text()
	a.stack = stack.String()
	a.template = p.artifactFile(v.Get("Configuration.TemplatePath"))
	a.set = &parameterSet{name: p.in.tmpl.name + " " + stage, template: a.template}
	a.set.action = strings.Join([]string{p.in.top.tmpl.name, p.in.path(), p.id, stage, a.name}, " ")
	for _, other := range p.actions {
		if other.template == a.template && other.set.name == a.set.name {
			a.set.name = p.in.tmpl.name + " " + stage + " " + a.name
		}
	}
	a.set.stackName, _ = stack.Literal()
	a.set.region, _ = v.Get("Region").Str()
	return a
}

// artifactFile returns the one file in the tree that ARTIFACT::PATH may be. An
// artifact is taken to be a folder that holds the template of the pipeline,
// however far up.
func (p *pipeline) artifactFile(v iac.Value) string {
	s, _ := v.Str()
	_, file, ok := strings.Cut(s, "::")
	if !ok {
		return ""
	}
	found := ""
	for dir := path.Dir(p.in.tmpl.name); ; dir = path.Dir(dir) {
		if name, err := source.Join(dir, file); err == nil && p.load.readable(name) {
			if found != "" {
				return ""
			}
			found = name
		}
		if dir == "." || dir == "/" {
			return found
		}
	}
}

// fill gives the set of an action what its configuration says: a file of
// parameters, and what overrides it.
func (p *pipeline) fill(a *pipelineAction) {
	a.set.values, a.set.wires = map[string]string{}, map[string]wire{}
	if a.stackSet != "" {
		p.fillStackSet(a)
		return
	}
	configuration := a.properties.Get("Configuration")
	if name := p.artifactFile(configuration.Get("TemplateConfiguration")); name != "" {
		if f, err := p.load.tree.ReadFile(name); err == nil {
			if values, kept, err := ParseParameters(f); err == nil {
				a.set.values, a.set.wires = values, keptWires(kept)
			}
		}
	}
	overrides, _ := p.in.document(configuration.Get("ParameterOverrides")).Fields()
	for _, f := range overrides {
		if s, ok := f.Value.Str(); ok && !variable.MatchString(s) {
			a.set.values[f.Name] = s
			delete(a.set.wires, f.Name)
			continue
		}
		delete(a.set.values, f.Name)
		a.set.wires[f.Name] = p.wire(a, f.Name, f.Value)
	}
}

// variable is what stands for a value that an earlier action has put out: of a
// stack, #{NAMESPACE.OUTPUT}.
var variable = regexp.MustCompile(`#\{([^.}]*)\.([^}]*)\}`)

// wire returns what leads to the value of a parameter that an earlier action of
// the pipeline puts out.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-parameter-override-functions.html
func (p *pipeline) wire(to *pipelineAction, parameter string, v iac.Value) wire {
	if s, ok := v.Str(); ok {
		if m := variable.FindStringSubmatch(s); m != nil && m[0] == s {
			if w, ok := p.output(to, m[2], func(a *pipelineAction) bool { return a.namespace == m[1] }); ok {
				return w
			}
		}
	}
	if items, _ := v.Get("Fn::GetParam").Items(); len(items) == 3 {
		artifact, _ := items[0].Str()
		file, _ := items[1].Str()
		key, _ := items[2].Str()
		w, ok := p.output(to, key, func(a *pipelineAction) bool {
			name, _ := a.properties.Get("Configuration.OutputFileName").Str()
			return name == file && len(a.artifacts) > 0 && a.artifacts[0] == artifact
		})
		if ok {
			return w
		}
	}
	name, known := v.Str()
	if known || v.IsObject() {
		if !known {
			name = firstField(v)
		}
		return wire{why: fmt.Sprintf("pipeline `%s` gives parameter `%s` what only a run of it knows, `%s`: pass --parameters FILE",
			p.in.tmpl.name, parameter, name)}
	}
	return wire{pipeline: p, of: to}
}

func firstField(v iac.Value) string {
	if fields, _ := v.Fields(); len(fields) > 0 {
		return fields[0].Name
	}
	return ""
}

// output returns the wire to an output of the stack that an action before to
// puts out. An action that executes a change set puts out what the one that has
// made the change set deploys.
func (p *pipeline) output(to *pipelineAction, key string, is func(*pipelineAction) bool) (wire, bool) {
	for _, a := range p.actions {
		if a == to {
			break
		}
		if !is(a) {
			continue
		}
		for _, made := range p.actions {
			if made.template != "" && made.stack == a.stack && (a.template == "" || made == a) {
				return wire{template: made.template, output: key, action: made.set.action}, true
			}
		}
	}
	return wire{}, false
}
