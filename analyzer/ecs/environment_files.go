package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

// environmentFileNeeds returns where the environment files of the containers
// are: objects in S3 that the agent fetches before the container starts (Amazon
// ECS API, EnvironmentFile).
func environmentFileNeeds(_ *catalogue, t *Task) []Need {
	var all []Need
	for _, c := range t.Definition.Containers {
		files, _ := c.GetFold("environmentFiles").Items()
		for _, f := range files {
			all = append(all, s3Object(t, "s3:environment-files", f.GetFold("value"), "the environment file of container "+containerName(c)))
		}
	}
	return all
}

// s3Object returns the need for the object that v names by its ARN. The ARN does
// not tell the region: it is the bucket's if the files declare the bucket, else
// taken to be the task's.
func s3Object(t *Task, name string, v iac.Value, trigger string) Need {
	arn, _ := v.Text()
	bucket, region := bucketOf(t, arn)
	n := s3Bucket(name, bucket, region)
	n.Trigger, n.Range, n.AtStart = trigger, v.Range, true
	prefix := "arn:" + partition(region) + ":s3:::"
	n.Requests = []Request{
		{Action: "s3:GetObject", Resource: arn},
		{Action: "s3:GetBucketLocation", Resource: iac.Concat(prefix, bucket)},
	}
	if len(arn) == 1 && arn[0].Unknown != nil {
		n.If = arn[0].Unknown
	}
	return n
}

// s3Bucket returns a need for a bucket.
func s3Bucket(name string, bucket, region iac.Text) Need {
	return Need{
		Name: name, Service: "s3", Host: iac.Concat(bucket, ".", serviceHost("s3", region)),
		Port: 443, Region: region,
	}
}

var bucketName = iac.Named("bucket", "BucketName")

// bucketOf returns the bucket in the ARN of an object and its region.
func bucketOf(t *Task, arn iac.Text) (bucket, region iac.Text) {
	region = t.Region
	if fields := arn.Split(":"); len(fields) >= 6 {
		arn = fields[5]
	}
	bucket, _, _ = arn.Cut("/")
	r := referred(bucket)
	if r == nil {
		return bucket, region
	}
	if !r.Data {
		region, _ = r.Region.Text()
	}
	if name, ok := r.Attr(bucketName).Text(); ok && len(name.Unknowns()) == 0 {
		bucket = name
	}
	return bucket, region
}
