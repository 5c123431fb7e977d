package network

import "github.com/taskreach/taskreach/analyzer/iac"

// A FileSystem is an EFS file system. It is mounted over NFS through the mount
// target of the client's zone.
type FileSystem struct {
	Node
	Targets []*MountTarget
	More    *iac.Unknown // why there may be more mount targets
}

// A MountTarget is the network interface of a file system in one zone.
type MountTarget struct {
	Node
	ENI *ENI
}

// Subnet returns the subnet of the mount target, or nil if it is not known.
func (m *MountTarget) Subnet() *Subnet {
	if len(m.ENI.Subnets) == 1 {
		return m.ENI.Subnets[0]
	}
	return nil
}

// FileSystem returns the file system that v names by its id or ARN, nil if v
// is absent.
func (g *Graph) FileSystem(v iac.Value) *FileSystem {
	fs := g.b.fileSystems.get(v)
	if fs != nil {
		fs.More = either(fs.More, fs.External)
	}
	return fs
}

var fileSystemKind = kind{[]string{"aws_efs_file_system", "AWS::EFS::FileSystem"}, func(b *builder, r *iac.Resource) {
	b.fileSystems.add(r, &FileSystem{Node: declare(r)})
}}

var (
	mountTargetFileSystem = iac.Named("file_system_id", "FileSystemId")
	mountTargetGroups     = iac.Named("security_groups", "SecurityGroups")
)

var mountTargetKind = kind{[]string{"aws_efs_mount_target", "AWS::EFS::MountTarget"}, func(b *builder, r *iac.Resource) {
	m := &MountTarget{Node: declare(r)}
	if m.Missing {
		return
	}
	b.link(func() {
		m.ENI = b.graph.ENI(r.Attr(associationSubnet), r.Attr(mountTargetGroups), iac.Bool(false, r.Range))
		if fs := b.fileSystems.get(r.Attr(mountTargetFileSystem)); fs != nil {
			fs.Targets = append(fs.Targets, m)
		}
	})
}}
