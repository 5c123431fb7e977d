package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// toFileSystem returns the paths to the file system of the need. Its name
// resolves to the mount target in the client's own zone, by the VPC's resolver
// (Amazon EFS user guide, "Mounting on Amazon EC2 with a DNS name").
func (f *flow) toFileSystem() []path {
	if f.vpc == nil || f.subnet == nil {
		return f.toUnseenTarget(f.vpcUnknown())
	}
	if step, broken := f.fileSystemName(); broken {
		return []path{{steps: []Step{step}}}
	}
	if why := f.fileSystemNameUnknown(); why != nil {
		return f.toUnseenTarget(why)
	}
	certain, maybe, more := f.targets()
	if certain != nil {
		return []path{f.toTarget(certain, Step{
			Hop: DNS, Verdict: Allowed, At: certain.Range,
			Why: fmt.Sprintf("`%s` resolves to %s in the zone of %s", f.need.Host, certain.Address, f.subnet.Address),
		})}
	}
	if more == nil {
		return []path{{steps: []Step{f.noTarget()}}}
	}
	paths := f.toUnseenTarget(more)
	for _, m := range maybe {
		paths = append(paths, f.toTarget(m, Step{
			Hop: DNS, Assumed: true, Unknown: []*iac.Unknown{more}, At: more.Range,
			Why: fmt.Sprintf("`%s` may resolve to %s: %s", f.need.Host, m.Address, more.Why),
		}))
	}
	return paths
}

// fileSystemName says whether the VPC resolves names of file systems at all:
// both of its DNS attributes have to be on.
func (f *flow) fileSystemName() (step Step, broken bool) {
	if step, broken := f.resolver(); broken {
		return step, true
	}
	on, known := f.vpc.DNSHostnames.Bool()
	if f.vpc.External != nil || !known || on {
		return Step{}, false
	}
	return Step{
		Hop: DNS, Verdict: Blocked, Fault: FileSystemNameOff, Subject: Subject{VPC: f.vpc, FileSystem: f.need.FileSystem},
		At:  attribute(f.vpc.DNSHostnames.Range, f.vpc.Node),
		Why: fmt.Sprintf("DNS hostnames are off in %s, so `%s` does not resolve", f.vpc.Address, f.need.Host),
	}, true
}

// fileSystemNameUnknown returns why the name may resolve otherwise, or nil.
func (f *flow) fileSystemNameUnknown() *iac.Unknown {
	if why := f.resolvingUnknown(); why != nil {
		return why
	}
	if _, known := f.vpc.DNSHostnames.Bool(); !known && f.vpc.External == nil {
		return undecided(f.vpc.DNSHostnames)
	}
	if zone, _ := f.owningZone(); zone != nil {
		return &iac.Unknown{
			Name: zone.Address, Range: zone.Range,
			Why: fmt.Sprintf("the private zone `%s` may answer for `%s`", zone.Name, f.need.Host),
		}
	}
	return nil
}

// targets returns the mount target in the zone of the task's subnet, else those
// that may be and why that is not decided; more is nil if there is none.
func (f *flow) targets() (certain *network.MountTarget, maybe []*network.MountTarget, more *iac.Unknown) {
	fs := f.need.FileSystem
	more = fs.More
	if f.vpc.External != nil {
		more = firstOf(more, f.vpc.External)
	} else if len(f.vpc.Open) > 0 {
		more = firstOf(more, f.vpc.Open[0])
	}
	for _, m := range fs.Targets {
		same, why := f.inZone(m)
		switch {
		case same && m.Maybe == nil:
			return m, nil, nil
		case same || why != nil:
			maybe, more = append(maybe, m), firstOf(more, why, m.Maybe)
		}
	}
	return nil, maybe, more
}

// inZone reports whether the mount target is in the zone of the task's subnet;
// why is the reason where that is not known.
func (f *flow) inZone(m *network.MountTarget) (same bool, why *iac.Unknown) {
	s := m.Subnet()
	if s == nil {
		if m.ENI.SubnetsMore != nil {
			return false, m.ENI.SubnetsMore
		}
		return false, &iac.Unknown{Name: m.Address, Range: m.Range, Why: fmt.Sprintf("the subnet of %s is not known", m.Address)}
	}
	if s != f.subnet && s.VPC != f.vpc {
		return false, &iac.Unknown{
			Name: m.Address, Range: m.Range,
			Why: fmt.Sprintf("%s is not known to be in the VPC of the task", m.Address),
		}
	}
	same, known := s.SameZone(f.subnet)
	if known {
		return same, nil
	}
	if why = firstOf(s.External, f.subnet.External); why != nil {
		return false, why
	}
	return false, &iac.Unknown{
		Name: m.Address, Range: m.Range,
		Why: fmt.Sprintf("whether %s and %s are in one availability zone is not known: give both an `availability_zone`", s.Address, f.subnet.Address),
	}
}

// noTarget is the step of a name that does not resolve in the task's zone.
func (f *flow) noTarget() Step {
	fs := f.need.FileSystem
	step := Step{
		Hop: DNS, Verdict: Blocked, Fault: NoMountTarget, At: fs.Range, Subject: Subject{VPC: f.vpc, FileSystem: fs},
		Why: fmt.Sprintf("%s has no mount target in the zone of %s, so `%s` does not resolve there", fs.Address, f.subnet.Address, f.need.Host),
	}
	if len(fs.Targets) > 0 {
		step.At = fs.Targets[0].Range
	}
	return step
}

// toTarget returns the path to a mount target.
func (f *flow) toTarget(m *network.MountTarget, name Step) path {
	name.Subject = Subject{FileSystem: f.need.FileSystem, MountTarget: m, VPC: f.vpc}
	dst := endOf(m.Address, m.ENI)
	steps := append([]Step{name}, f.between(f.self(), dst, f.ephemeral(), FileSystemEgressRefused, FileSystemIngressRefused)...)
	for i := range steps {
		steps[i].Subject.FileSystem, steps[i].Subject.MountTarget = f.need.FileSystem, m
	}
	return path{steps: steps, via: m.Address}
}

// toUnseenTarget returns the path to a mount target that is not known. Groups
// that let nothing out block it all the same.
func (f *flow) toUnseenTarget(why *iac.Unknown) []path {
	name := Step{
		Hop: DNS, At: why.Range, Unknown: []*iac.Unknown{why},
		Why: fmt.Sprintf("which mount target answers for `%s` is not known: %s", f.need.Host, why.Why),
	}
	dst := end{name: "the mount target", unseen: why}
	egress := f.guard(Egress, f.self(), dst, FileSystemEgressRefused)
	egress.Subject.FileSystem = f.need.FileSystem
	return []path{{steps: []Step{name, egress}}}
}
