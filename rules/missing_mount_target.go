package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// MissingMountTarget reports file systems without a mount target in the zone of
// a task that mounts them.
var MissingMountTarget = &lint.Rule{
	ID:       "TR601",
	Name:     "missing-mount-target",
	Severity: lint.Error,
	Doc: `file system without a mount target in the zone of the task

The name of an EFS file system resolves to the mount target in the availability
zone of whoever asks, and to nothing where there is none. The volume cannot be
mounted, and the task stops with:

~~~text
ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "fs-….efs.eu-west-1.amazonaws.com"
~~~

Terraform, before: mount targets for some of the task's subnets. After:

~~~hcl
resource "aws_efs_mount_target" "data" {
  for_each        = toset([aws_subnet.private_a.id, aws_subnet.private_b.id])
  file_system_id  = aws_efs_file_system.data.id
  subnet_id       = each.key
  security_groups = [aws_security_group.files.id]
}
~~~

CloudFormation, after, one for each zone:

~~~yaml
DataInB:
  Type: AWS::EFS::MountTarget
  Properties:
    FileSystemId: !Ref Data
    SubnetId: !Ref PrivateSubnetB
    SecurityGroups: [!Ref FileGroup]
~~~`,
	Check: checkMissingMountTarget,
}

func checkMissingMountTarget(pass *lint.Pass) {
	key := func(_ *reach.Proof, c reach.Cause) string { return finding.Place(c.Subject.FileSystem.Range) }
	for _, g := range pass.Causes(key, reach.NoMountTarget) {
		f := finding.New(g, fmt.Sprintf("%s has no mount target in the zone of %s, so its name does not resolve there", fileSystems(g), zones(finding.ProofSubnets(g.Proofs))))
		f.At = finding.Within(g.Cause.Subject.FileSystem.Range, f.At)
		f.Label = "no mount target in the zone of " + finding.Subnets(g.Proofs)
		f.Mend = fmt.Sprintf("add a mount target for %s in %s, or in another subnet of that zone", fileSystems(g), finding.Subnets(g.Proofs))
		f.Related = append(mountTargetPlaces(g), finding.SubnetPlaces(g.Proofs, "is in a zone without a mount target")...)
		f.Identity = fileSystems(g)
		pass.Report(f)
	}
}

// fileSystems names the file systems that the causes are about.
func fileSystems(g *lint.Group) string {
	return finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.FileSystem.Address })
}

// mountTargetPlaces are where the mount targets of the file system are
// declared.
func mountTargetPlaces(g *lint.Group) []lint.Related {
	var all []lint.Related
	for _, m := range g.Cause.Subject.FileSystem.Targets {
		all = append(all, finding.At(m.Range, m.Address+" is in another zone")...)
	}
	return all
}
