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
	channel := regional("ssmmessages", t.Region)
	channel.Requests = requests(TaskRole, nil, "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel")
	all := []Need{channel}
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
	if key := v.Read(execKey, l); !key.IsAbsent() {
		n := regional("kms", t.Region)
		n.Requests = requests(TaskRole, undecided("the key of "+key.String(), key.Range), "kms:Decrypt")
		all = append(all, n)
	}
	if mode, _ := v.Read(execLogging, l).Str(); mode != "OVERRIDE" {
		return all
	}
	if group := v.Read(execGroup, l); !group.IsAbsent() {
		n := regional("logs", t.Region)
		name, _ := group.Text()
		n.Requests = requests(TaskRole, streamARN(t, t.Region, name), "logs:CreateLogStream", "logs:PutLogEvents")
		all = append(all, n)
	}
	if bucket := v.Read(execBucket, l); !bucket.IsAbsent() {
		name, _ := bucket.Text()
		name, region := bucketOf(t, name)
		n := s3Bucket("s3:exec-logs", name, region)
		n.Requests = requests(TaskRole, iac.Concat("arn:"+partition(region)+":s3:::", name, "/session"), "s3:PutObject")
		all = append(all, n)
	}
	return all
}
