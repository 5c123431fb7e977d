package authz

import "github.com/taskreach/taskreach/analyzer/iac"

// A file system in EFS. One without a policy lets every client mount it (EFS
// user guide, "Using IAM to control access to file systems").
var fileSystemKind = &guardKind{
	service: "elasticfilesystem",
	types:   []string{"aws_efs_file_system", "AWS::EFS::FileSystem"},
	policy:  iac.Named("", "FileSystemPolicy"),
	prefix:  "file-system/",

	apart:       []string{"aws_efs_file_system_policy"},
	apartTarget: iac.Named("file_system_id", ""),
	apartPolicy: iac.Named("policy", ""),
}
