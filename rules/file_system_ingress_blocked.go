package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// FileSystemIngressBlocked reports mount targets whose security groups do not
// admit the tasks that mount them.
var FileSystemIngressBlocked = &lint.Rule{
	ID:       "TR603",
	Name:     "file-system-ingress-blocked",
	Severity: lint.Error,
	Doc: `mount target whose security group does not admit the task

The task mounts an EFS file system over NFS, tcp/2049, and the security group of
the mount target has no ingress rule that covers the task on that port. The task
stops with:

~~~text
ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Mount attempt 1/3 failed due to timeout after 15 sec
~~~

Terraform, after:

~~~hcl
resource "aws_vpc_security_group_ingress_rule" "files" {
  security_group_id            = aws_security_group.files.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = aws_security_group.tasks.id
}
~~~

CloudFormation, after:

~~~yaml
    SecurityGroupIngress:
      - {IpProtocol: tcp, FromPort: 2049, ToPort: 2049, SourceSecurityGroupId: !Ref TaskGroup}
~~~`,
	Check: checkFileSystemIngressBlocked,
}

func checkFileSystemIngressBlocked(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.FileSystemIngressRefused) {
		targets := finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.MountTarget.Address })
		f := finding.New(g, fmt.Sprintf("%s, and the way leads to %s", firstReasons(g), targets))
		f.Label = "does not admit the task"
		f.Mend = fmt.Sprintf("allow %s in %s from %s", finding.Ports(g.Proofs), guards(g), finding.TaskGroups(g.Proofs))
		f.Related = append(finding.At(g.Cause.Subject.MountTarget.Range, targets+" has these security groups"), finding.TaskPlaces(g.Proofs, "is not admitted")...)
		f.Identity = guards(g) + " " + fileSystems(g)
		pass.Report(f)
	}
}
