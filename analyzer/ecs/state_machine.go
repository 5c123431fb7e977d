package ecs

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

var (
	machineDefinition    = iac.Named("definition", "Definition")
	machineString        = iac.Named("", "DefinitionString")
	machineSubstitutions = iac.Named("", "DefinitionSubstitutions")
)

// The parameters of a state are those of the RunTask call, with the capitals of
// Step Functions in both languages.
var statePlacement = placement{
	definition: same("TaskDefinition"),
	cluster:    same("Cluster"),
	launch:     same("LaunchType"),
	strategy:   same("CapacityProviderStrategy"),
	platform:   same("PlatformVersion"),
	subnets:    same("NetworkConfiguration.AwsvpcConfiguration.Subnets"),
	groups:     same("NetworkConfiguration.AwsvpcConfiguration.SecurityGroups"),
	publicIP:   same("NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"),
	exec:       same("EnableExecuteCommand"),
}

// same is a name that both languages share.
func same(name string) iac.Name { return iac.Named(name, name) }

// stateMachine reads the states of a Step Functions state machine that run ECS
// tasks. A definition that is kept in S3 is not in the files.
func stateMachine(c *catalogue, r *iac.Resource) []*Task {
	v := r.Deployed(machineDefinition)
	if v.IsAbsent() {
		v = r.Attr(machineString)
	}
	m := machine{substitutions: r.Attr(machineSubstitutions)}
	if t, ok := v.Text(); ok && v.IsString() {
		v = iac.TextValue(m.substitute(t), v.Range)
	}
	m.walk(document(v))
	var tasks []*Task
	for _, s := range m.states {
		tasks = append(tasks, c.place(r, s.parameters, statePlacement))
	}
	return tellApart(tasks, m.names())
}

// A machine is a state machine while it is read.
type machine struct {
	substitutions iac.Value
	states        []state
}

// A state is one state that runs a task.
type state struct {
	name       string
	parameters iac.Value
}

func (m *machine) names() []string {
	var names []string
	for _, s := range m.states {
		names = append(names, s.name)
	}
	return names
}

// walk reads the states of v, and those nested in its Map and Parallel states.
func (m *machine) walk(v iac.Value) {
	fields, _ := v.Get("States").Fields()
	for _, f := range fields {
		if runsTask(f.Value.Get("Resource")) {
			parameters := f.Value.Get("Parameters")
			if parameters.IsAbsent() {
				parameters = f.Value.Get("Arguments")
			}
			m.states = append(m.states, state{f.Name, m.settle(parameters)})
		}
		branches, _ := f.Value.Get("Branches").Items()
		for _, inner := range append(branches, f.Value.Get("Iterator"), f.Value.Get("ItemProcessor")) {
			m.walk(inner)
		}
	}
}

// runsTask reports whether the resource of a state is the integration that runs
// an ECS task, with or without waiting for it, or the call itself.
func runsTask(resource iac.Value) bool {
	s := resource.String()
	return strings.Contains(s, ":states:::ecs:runTask") || strings.Contains(s, ":states:::aws-sdk:ecs:runTask")
}

// settle returns v with its substitutions made, and unknown where the input of
// the execution decides: keys that end in `.$` and JSONata expressions.
func (m *machine) settle(v iac.Value) iac.Value {
	switch {
	case v.IsObject():
		fields, partial := v.Fields()
		var out []iac.Field
		for _, f := range fields {
			if name, ok := strings.CutSuffix(f.Name, ".$"); ok {
				out = append(out, iac.Field{Name: name, Value: atRunTime(name, f.Value), Range: f.Range})
				continue
			}
			out = append(out, iac.Field{Name: f.Name, Value: m.settle(f.Value), Range: f.Range})
		}
		return iac.Object(out, partial, v.Range)
	case v.IsList():
		items, partial := v.Items()
		out := make([]iac.Value, len(items))
		for i, item := range items {
			out[i] = m.settle(item)
		}
		return iac.List(out, partial, v.Range)
	case v.IsString():
		t, _ := v.Text()
		if strings.HasPrefix(strings.TrimSpace(t.String()), "{%") {
			return atRunTime(t.String(), v)
		}
		return iac.TextValue(m.substitute(t), v.Range)
	}
	return v
}

func atRunTime(name string, v iac.Value) iac.Value {
	return iac.UnknownValue(&iac.Unknown{
		Name: name, Range: v.Range,
		Why: fmt.Sprintf("`%s` is `%s`: the input of the execution decides it", name, v),
	}, v.Range)
}

// substitute replaces each `${name}` that the substitutions define.
func (m *machine) substitute(t iac.Text) iac.Text {
	fields, _ := m.substitutions.Fields()
	for _, f := range fields {
		value, ok := f.Value.Text()
		if !ok {
			continue
		}
		var out iac.Text
		pieces := t.Split("${" + f.Name + "}")
		for i, piece := range pieces {
			if i > 0 {
				out = append(out, value...)
			}
			out = append(out, piece...)
		}
		t = out
	}
	return iac.Concat(t)
}
