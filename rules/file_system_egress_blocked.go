package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// FileSystemEgressBlocked reports task security groups that do not let the task
// out to the file systems that it mounts.
var FileSystemEgressBlocked = &lint.Rule{
	ID:       "TR602",
	Name:     "file-system-egress-blocked",
	Severity: lint.Error,
	Doc: `task security group without egress to the file system

The task mounts an EFS file system over NFS, tcp/2049, encrypted on the way or
not, and no egress rule of its security group covers the mount target on that
port. The task stops with:

~~~text
ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Mount attempt 1/3 failed due to timeout after 15 sec
~~~

Terraform, before: egress for tcp/443 alone. After, beside it:

~~~hcl
resource "aws_vpc_security_group_egress_rule" "files" {
  security_group_id            = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  referenced_security_group_id = aws_security_group.files.id
}
~~~

CloudFormation, after, beside it:

~~~yaml
    SecurityGroupEgress:
      - {IpProtocol: tcp, FromPort: 2049, ToPort: 2049, DestinationSecurityGroupId: !Ref FileGroup}
~~~`,
	Check: checkFileSystemEgressBlocked,
}

func checkFileSystemEgressBlocked(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.FileSystemEgressRefused) {
		f := finding.New(g, firstReasons(g))
		f.Label = "no egress to the file system"
		f.Mend = fmt.Sprintf("allow %s out of %s to the mount targets of %s", finding.Ports(g.Proofs), guards(g), fileSystems(g))
		f.Related = append(finding.At(g.Cause.Subject.FileSystem.Range, fileSystems(g)+" is out of reach"), finding.TaskPlaces(g.Proofs, "mounts it")...)
		f.Identity = guards(g) + " " + fileSystems(g)
		pass.Report(f)
	}
}
