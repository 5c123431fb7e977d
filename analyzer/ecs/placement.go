package ecs

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A placement names what an object that starts tasks says of where they run.
// Every launcher says the same things in names of its own.
type placement struct {
	definition, cluster        iac.Name
	launch, strategy, platform iac.Name
	subnets, groups, publicIP  iac.Name
	exec                       iac.Name
}

// place returns the task that the object v of the resource r starts.
func (c *catalogue) place(r *iac.Resource, v iac.Value, p placement) *Task {
	l := r.Language
	t := &Task{
		Address: r.Address, Resource: r, Definition: c.find(v.Read(p.definition, l)),
		cluster: v.Read(p.cluster, l), exec: v.Read(p.exec, l),
	}
	t.Region, _ = r.Region.Text()
	t.Redefined = r.MayDiffer(p.definition)
	t.ENI = c.graph.ENI(deployed(r, v, p.subnets), deployed(r, v, p.groups), enabled(deployed(r, v, p.publicIP)))
	t.Platform, _ = v.Read(p.platform, l).Or("LATEST").Str()
	strategy := v.Read(p.strategy, l)
	t.Launch, t.LaunchUnknown = c.launch(v.Read(p.launch, l), strategy, t)
	switch t.Launch {
	case EC2:
		t.Instance = c.instances(strategy, t.cluster, l)
	case Managed:
		t.Instance = c.managedInstances(strategy, t.cluster, l)
	case Fargate, External, UnknownLaunch:
		// No instance of the account's own is known.
	}
	return t
}

// deployed returns the attribute n of the object v of r, unknown where what is
// deployed may differ.
func deployed(r *iac.Resource, v iac.Value, n iac.Name) iac.Value {
	written := v.Read(n, r.Language)
	if why := r.MayDiffer(n); why != nil && !written.IsAbsent() {
		return iac.UnknownValue(why, written.Range)
	}
	return written
}

// enabled reads a switch that Terraform writes as a boolean and
// CloudFormation as ENABLED or DISABLED, off if absent.
func enabled(v iac.Value) iac.Value {
	s, known := v.Str()
	switch {
	case !known:
		return v.Or(false)
	case s == "ENABLED":
		return iac.Bool(true, v.Range)
	case s == "DISABLED":
		return iac.Bool(false, v.Range)
	}
	return v
}

var strategyProvider = iac.Named("capacity_provider", "CapacityProvider")

// providerOf returns the name of the capacity provider in one entry of a
// strategy. A state machine writes it as CloudFormation does.
func providerOf(entry iac.Value, l iac.Language) iac.Value {
	if v := entry.Read(strategyProvider, l); !v.IsAbsent() {
		return v
	}
	return entry.Get(strategyProvider.CloudFormation)
}

// launch resolves the launch type as ECS does: launch type, capacity provider
// strategy, the cluster's default strategy, EC2 (Amazon ECS API, CreateService
// and RunTask). A task definition that runs on Fargate and nowhere else decides
// where those do not.
func (c *catalogue) launch(launch, strategyValue iac.Value, t *Task) (Launch, *iac.Unknown) {
	if !launch.IsAbsent() {
		s, known := launch.Str()
		if !known && t.Definition.requiresFargate() {
			return Fargate, nil
		}
		if !known {
			return UnknownLaunch, launch.Unknown()
		}
		return Launch(strings.ToUpper(s)), nil
	}
	l := t.Resource.Language
	strategy, partial := strategyValue.Items()
	if len(strategy) == 0 && partial == nil {
		strategy, partial, l = c.defaultStrategy(t.cluster, l)
	}
	managed := false
	for _, s := range strategy {
		v := providerOf(s, l)
		name, known := v.Str()
		if known && (name == "FARGATE" || name == "FARGATE_SPOT") {
			return Fargate, nil
		}
		managed = managed || c.isManaged(v)
		if u := v.Unknown(); u != nil && partial == nil {
			partial = u
		}
	}
	switch {
	case t.Definition.requiresFargate():
		return Fargate, nil
	case managed:
		return Managed, nil
	case partial != nil:
		return UnknownLaunch, partial
	}
	return EC2, nil
}

// requiresFargate reports whether the definition runs on Fargate and nowhere
// else.
func (d *Definition) requiresFargate() bool {
	if d.Resource == nil {
		return false
	}
	items, partial := d.Resource.Attr(definitionRequires).Items()
	if len(items) != 1 || partial != nil {
		return false
	}
	s, _ := items[0].Str()
	return strings.EqualFold(s, string(Fargate))
}
