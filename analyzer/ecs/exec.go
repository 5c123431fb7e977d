package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

var (
	execKey     = iac.Named("kms_key_id", "KmsKeyId")
	execLogging = iac.Named("logging", "Logging")
	execGroup   = iac.Named("log_configuration.cloud_watch_log_group_name", "LogConfiguration.CloudWatchLogGroupName")
	execBucket  = iac.Named("log_configuration.s3_bucket_name", "LogConfiguration.S3BucketName")
)

// execNeeds returns what ECS Exec needs: the session channel, and what the
// cluster configures for sessions. The task starts without any of it, and the
// agent inside the task asks for it (Amazon ECS developer guide, "ECS Exec").
func execNeeds(c *catalogue, t *Task) []Need {
	on, known := t.exec.Or(false).Bool()
	if known && !on {
		return nil
	}
	all := []Need{regional("ssmmessages", t.Region)}
	if cluster := c.cluster(t.cluster); cluster != nil {
		all = append(all, sessionNeeds(t, cluster)...)
	}
	for i := range all {
		all[i].Trigger, all[i].Range, all[i].FromTask = "ECS Exec", t.exec.Range, true
		if !known {
			all[i].If = t.exec.Unknown()
		}
	}
	return all
}

// regional returns the need for an AWS service in a region.
func regional(service string, region iac.Text) Need {
	return Need{Name: service, Service: service, Host: serviceHost(service, region), Port: 443, Region: region}
}

// sessionNeeds returns what the cluster has sessions encrypted with and logged
// to. Logging of any other kind than OVERRIDE is the container's own.
func sessionNeeds(t *Task, cluster *iac.Resource) []Need {
	v, l := cluster.Attr(clusterExec), cluster.Language
	var all []Need
	if !v.Read(execKey, l).IsAbsent() {
		all = append(all, regional("kms", t.Region))
	}
	if mode, _ := v.Read(execLogging, l).Str(); mode != "OVERRIDE" {
		return all
	}
	if !v.Read(execGroup, l).IsAbsent() {
		all = append(all, regional("logs", t.Region))
	}
	if bucket := v.Read(execBucket, l); !bucket.IsAbsent() {
		name, _ := bucket.Text()
		name, region := bucketOf(t, name)
		all = append(all, s3Bucket("s3:exec-logs", name, region))
	}
	return all
}
