package cloudformation

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An instance is a stack: a template with its parameters. A template that is
// nested twice has two.
type instance struct {
	load       *loader
	tmpl       *template
	deployment deployment

	top    *instance        // the stack that nobody nests
	parent *instance        // nil if it is no nested stack
	set    *parameterSet    // what it is deployed with; empty for a nested stack
	id     string           // logical id in the parent
	args   map[string]*node // parameters that the parent gives

	declared []*declared
	byID     map[string]*declared
	unseen   *iac.Unknown // why there may be more than these, or nil

	outputs    []entry          // expanded, once they are asked for
	conditions map[string]entry // likewise
	imports    []label          // the names of all imports, once they are asked for

	impossible bool // in a scenario: a root that imports what nobody exports

	unset map[string]*iac.Unknown // values of parameters that nobody gives one

	memo     map[string]iac.Value
	busy     map[string]bool
	steps    int                   // spent on it and below it, if it is the top
	copied   int                   // nodes made by Fn::ForEach
	optional map[*iac.Unknown]bool // values that may turn out to be absent
	said     map[string]bool       // what is reported once a stack
	problems []iac.Problem
	asked    []string // names of assumed inputs, if it is the top
}

// A declared resource is an entry of Resources.
type declared struct {
	entry    entry
	resource *iac.Resource
	nested   *instance    // the stack that it nests, or nil
	missing  *iac.Unknown // why the nested stack is not known
	problem  *iac.Problem // the same, for a stack that is created
}

// newInstance returns a stack of t and, below it, the stacks that it nests.
func (l *loader) newInstance(t *template, parent *instance, id string, set *parameterSet) *instance {
	l.instances++
	in := l.lone(t, parent, id, set)
	for _, d := range in.declared {
		in.nest(d)
	}
	// One that could not be found may be where the output of a later one says.
	in.forget()
	for _, d := range in.declared {
		if d.problem != nil && d.problem.Kind == iac.UnknownInput {
			d.problem, d.missing = nil, nil
			in.nest(d)
		}
	}
	in.forget()
	return in
}

// forget drops what was evaluated before all nested stacks were there.
func (in *instance) forget() { clear(in.memo) }

// lone returns a stack of t without those that it nests.
func (l *loader) lone(t *template, parent *instance, id string, set *parameterSet) *instance {
	in := &instance{
		load: l, tmpl: t, parent: parent, id: id, set: set,
		byID: map[string]*declared{}, unset: map[string]*iac.Unknown{}, memo: map[string]iac.Value{},
		busy: map[string]bool{}, optional: map[*iac.Unknown]bool{}, said: map[string]bool{},
	}
	if parent == nil {
		in.top = in
		in.deployment = l.deploymentOf(t, set)
	} else {
		in.top = parent.top
		in.deployment = parent.deployment.nestedIn(parent, id)
		properties := parent.byID[id].entry.value.get("Properties")
		in.args = passed(properties.get("Parameters"))
		if parent.byID[id].resource.Type == stackSet {
			in.deployment = parent.inStackSet(id, in.deployment)
		}
	}
	entries, more := in.expand(t.section("Resources"))
	in.unseen = more
	for _, e := range entries {
		in.declare(e)
	}
	return in
}

// declare adds the resource of an entry of Resources.
func (in *instance) declare(e entry) {
	if e.key == "Fn::Transform" {
		in.unseen = in.transform(e.value).Unknown()
		return
	}
	if e.value.kind != mapping {
		in.report(iac.ParseError, e.at(in.tmpl.file), "resource `%s` is not a mapping with `Type`", e.key)
		return
	}
	kind, ok := e.value.get("Type").scalar()
	if !ok {
		in.report(iac.ParseError, e.keyAt(in.tmpl.file), "resource `%s` has no `Type`", e.key)
		return
	}
	d := &declared{entry: e, resource: &iac.Resource{
		Address: e.key, Type: kind, Language: iac.CloudFormation,
		Exists: iac.Bool(true, e.keyAt(in.tmpl.file)),
		Body:   iac.Object(nil, nil, e.at(in.tmpl.file)),
		Region: in.deployment.region, Account: in.deployment.account,
		Range: e.at(in.tmpl.file), Header: in.header(e), Remarks: in.remarks(e),
		Construct: construct(e), Written: in.writtenAt(e),
	}}
	in.declared = append(in.declared, d)
	in.byID[e.key] = d
}

// header returns the line of the logical id, with that of the type if it is
// the next.
func (in *instance) header(e entry) source.Range {
	f := in.tmpl.file
	if kind, ok := e.value.entry("Type"); ok && f.Pos(kind.start).Line <= f.Pos(e.end).Line+1 && kind.start > e.end {
		return f.Range(e.start, kind.value.end)
	}
	return f.Range(e.start, e.end)
}

// path returns the logical ids that lead from the root to the stack, each with
// a slash behind it.
func (in *instance) path() string {
	if in.parent == nil {
		return ""
	}
	return in.parent.path() + in.id + "/"
}

// walk visits the stack and all below it.
func (in *instance) walk(visit func(*instance)) {
	visit(in)
	for _, d := range in.declared {
		if d.nested != nil {
			d.nested.walk(visit)
		}
	}
}

// evaluate settles the resources that can matter, here and below.
func (in *instance) evaluate() {
	in.checkParameters()
	in.checkTransforms()
	for _, d := range in.declared {
		if in.load.ctx.Err() != nil {
			return
		}
		d.resource.Exists = in.exists(d)
		if matters(d.resource.Type) {
			in.evaluateBody(d)
		}
		d.resource.Unseen = in.standsFor(d)
		if exists, known := d.resource.Exists.Bool(); d.problem != nil && (exists || !known) {
			in.problems = append(in.problems, *d.problem)
		}
		if d.nested != nil {
			d.nested.evaluate()
		}
	}
	in.checkCircles()
}

func (in *instance) evaluateBody(d *declared) {
	e, ok := d.entry.value.entry("Properties")
	if !ok {
		return
	}
	if e.value.kind != mapping {
		in.report(iac.ParseError, e.at(in.tmpl.file), "`Properties` of `%s` is not a mapping", d.entry.key)
		return
	}
	before := len(in.problems)
	d.resource.Body = in.conform(d.resource.Type, in.eval(e.value))
	if exists, known := d.resource.Exists.Bool(); known && !exists {
		// Nobody looks at what is not created: a parameter that is left empty
		// is no mistake there.
		in.problems = in.problems[:before]
	}
}

// exists returns whether the resource is created: its own condition and those
// of the stacks around it decide.
func (in *instance) exists(d *declared) iac.Value {
	own := iac.Bool(true, d.entry.keyAt(in.tmpl.file))
	if e, ok := d.entry.value.entry("Condition"); ok {
		name, v, _ := in.nameOf(e.value)
		if own = v; v.Unknown() == nil {
			own = in.condition(name, e.value)
		}
		own.Range = e.at(in.tmpl.file)
		if of, ok := in.conditionEntry(name); ok {
			own.Trail = append([]iac.Origin{{Name: "condition " + name, Range: of.keyAt(in.tmpl.file)}}, own.Trail...)
		}
	}
	if b, known := own.Bool(); in.parent == nil || known && !b {
		return own
	}
	around := in.parent.exists(in.parent.byID[in.id])
	if b, known := around.Bool(); known && b {
		return own
	}
	return around
}

// matters reports whether resources of a type can bear on a task's network or
// on what places the task. The others are known by name only.
func matters(kind string) bool {
	service, _, _ := strings.Cut(strings.TrimPrefix(kind, "AWS::"), "::")
	switch service {
	case "EC2", "ECS", "ECR", "EFS", "FSx", "IAM", "Logs", "Events", "Scheduler", "Pipes", "StepFunctions", "Batch",
		"Route53", "Route53Resolver", "Route53Profiles", "SecretsManager", "SSM", "KMS", "S3", "ElasticLoadBalancing", "ElasticLoadBalancingV2",
		"AutoScaling", "ApplicationAutoScaling", "ServiceDiscovery", "CloudFormation", "Custom", "Serverless",
		"RDS", "ElastiCache", "OpenSearchService", "Elasticsearch", "CodeDeploy", "RAM", "VpcLattice", "NetworkFirewall":
		return true
	}
	return isModule(kind)
}

func (in *instance) report(kind iac.ProblemKind, at source.Range, format string, args ...any) {
	in.problems = append(in.problems, iac.Problem{Kind: kind, Message: fmt.Sprintf(format, args...), Range: at})
}

// first reports whether what is to be said has not been said of the stack. A
// template that imports ten values from one stack gives one problem.
func (in *instance) first(what string) bool {
	before := in.said[what]
	in.said[what] = true
	return !before
}

// at returns the place of a node.
func (in *instance) at(n *node) source.Range { return in.tmpl.file.Range(n.start, n.end) }

// once returns the value that key has, evaluating it the first time. A value
// that needs itself is a problem and unknown.
func (in *instance) once(key string, at source.Range, evaluate func() iac.Value) iac.Value {
	if v, ok := in.memo[key]; ok {
		return v
	}
	if in.busy[key] {
		in.report(iac.EvaluationError, at, "%s refers to itself", key)
		return iac.UnknownValue(&iac.Unknown{Name: key, Why: key + " refers to itself", Range: at}, at)
	}
	in.busy[key] = true
	v := evaluate()
	delete(in.busy, key)
	in.memo[key] = v
	return v
}

// fail reports that n cannot be evaluated and returns what it is then.
func (in *instance) fail(n *node, format string, args ...any) iac.Value {
	why := fmt.Sprintf(format, args...)
	in.report(iac.EvaluationError, in.at(n), "%s", why)
	v := in.unknown(n, "the value", why)
	v.Unknown().Choice = true
	return v
}

// unknown returns a value at n that is not known.
func (in *instance) unknown(n *node, name, why string) iac.Value {
	return iac.UnknownValue(&iac.Unknown{Name: name, Why: why, Range: in.at(n)}, in.at(n))
}

// maxTrail is how many origins a value keeps, the nearest ones.
const maxTrail = 8

// through returns v as it stands at n, which it came to through o.
func (in *instance) through(n *node, v iac.Value, o iac.Origin) iac.Value {
	if v.IsList() {
		items, partial := v.Items()
		if !in.spend(n, len(items)) {
			return in.exhausted(n)
		}
		moved := make([]iac.Value, len(items))
		for i, item := range items {
			moved[i] = moveTo(item, in.at(n), o)
		}
		v = like(iac.List(moved, partial, v.Range), v)
	}
	return moveTo(v, in.at(n), o)
}

func moveTo(v iac.Value, at source.Range, o iac.Origin) iac.Value {
	trail := append([]iac.Origin{o}, v.Trail...)
	v.Range, v.Trail = at, trail[:min(len(trail), maxTrail)]
	return v
}
