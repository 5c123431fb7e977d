package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

// The volumes of a task definition are written in the words of each language;
// those of a Batch job in the document that both share.
var (
	volumeEFS     = iac.Named("efs_volume_configuration.file_system_id", "EFSVolumeConfiguration.FilesystemId")
	volumeConfig  = iac.Named("efs_volume_configuration", "EFSVolumeConfiguration")
	volumeIAM     = iac.Named("efs_volume_configuration.authorization_config.iam", "EFSVolumeConfiguration.AuthorizationConfig.IAM")
	volumeFSx     = iac.Named("fsx_windows_file_server_volume_configuration", "FSxWindowsFileServerVolumeConfiguration")
	fsxFileSystem = iac.Named("file_system_id", "FileSystemId")
	fsxLogin      = iac.Named("authorization_config.credentials_parameter", "AuthorizationConfig.CredentialsParameter")
)

// The ports of NFS and SMB.
const (
	nfs = 2049
	smb = 445
)

// fileSystemNeeds returns the file systems that are mounted before the first
// container starts.
func fileSystemNeeds(c *catalogue, t *Task) []Need {
	if t.Definition.Resource == nil {
		return nil
	}
	l := t.Definition.Resource.Language
	volumes, _ := t.Definition.volumes.Items()
	var all []Need
	for _, v := range volumes {
		if v.Unknown() != nil {
			continue // of no kind that is known
		}
		id := v.Read(volumeEFS, l)
		if id.IsAbsent() {
			id = v.GetFold("efsVolumeConfiguration.fileSystemId")
		}
		if id.Unknown() == nil && id.IsAbsent() {
			all = append(all, c.fsx(t, v.Read(volumeFSx, l), l)...)
			continue
		}
		all = append(all, c.efs(t, id, v))
	}
	return all
}

// efs returns the need for an EFS file system: NFS to the mount target in the
// zone of the task, whether or not it is encrypted on the way (Amazon EFS user
// guide, "Encrypting data in transit"). On instances, the agent hands the network
// namespace of a task with an interface of its own to the volume plugin, which
// mounts from there (amazon-ecs-agent, SetPausePIDInVolumeResources); agents
// without the plugin mount from the host.
func (c *catalogue) efs(t *Task, id, volume iac.Value) Need {
	text, _ := id.Text()
	n := Need{
		Name: "efs", Host: iac.Concat(text, ".efs.", t.Region, "."+dnsSuffix(t.Region)), Port: nfs, Region: t.Region, AtStart: true,
		FileSystem: c.graph.FileSystem(id), FromTask: true,
		Trigger: "the volume " + volume.GetFold("name").String() + " of " + t.Definition.Address, Range: id.Range,
	}
	n.Requests = mountRequests(t, text, volume)
	if id.Unknown() != nil && volume.Read(volumeConfig, t.Definition.Resource.Language).Unknown() != nil {
		n.If = id.Unknown()
	}
	if t.Launch != Fargate && t.ownsENI() {
		n.Unless = &iac.Unknown{
			Name: "volume plugin", Range: id.Range,
			Why: "whether the instance mounts through the task's interface or its own depends on its agent",
		}
	}
	return n
}

// mountRequests returns what the mount of a file system asks for: with IAM
// authorization, to mount it with the task role (Amazon ECS API,
// EFSAuthorizationConfig).
func mountRequests(t *Task, id iac.Text, volume iac.Value) []Request {
	mode := volume.Read(volumeIAM, t.Definition.Resource.Language)
	if mode.IsAbsent() {
		mode = volume.GetFold("efsVolumeConfiguration.authorizationConfig.iam")
	}
	if s, _ := mode.Str(); s != "ENABLED" {
		return nil
	}
	account, _ := t.Resource.Account.Text()
	arn := iac.Concat("arn:"+partition(t.Region)+":elasticfilesystem:", t.Region, ":", account, ":file-system/", id)
	return requests(TaskRole, arn, "elasticfilesystem:ClientMount")
}

// fsx returns the needs of a volume on FSx for Windows File Server: SMB to the
// file system, and a directory whose servers no file names.
func (c *catalogue) fsx(t *Task, v iac.Value, l iac.Language) []Need {
	if v.IsAbsent() {
		return nil
	}
	id, _ := v.Read(fsxFileSystem, l).Text()
	all := []Need{{
		Name: "fsx", Host: iac.Concat(id, ".fsx.", t.Region, "."+dnsSuffix(t.Region)), Port: smb, Region: t.Region, AtStart: true,
		Trigger: "a volume of " + t.Definition.Address, Range: v.Range,
	}}
	beyond := &iac.Unknown{
		Name: "volume of " + t.Definition.Address, Range: v.Range,
		Why: "the way to the directory that the file system has joined is not followed",
	}
	if s := c.graph.FileServer(v.Read(fsxFileSystem, l)); s != nil {
		all[0].Server, all[0].Beyond = s, beyond
	} else {
		all[0].If = beyond
	}
	if login := v.Read(fsxLogin, l); !login.IsAbsent() {
		all = append(all, credentials(t, login, "the login to a volume of "+t.Definition.Address))
	}
	return all
}
