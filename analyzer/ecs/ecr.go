package ecs

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/aws"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// ecrNeeds returns the three destinations of a pull from ECR: the token from
// ecr.api, the manifest from ecr.dkr, the layers from S3 (Amazon ECR user
// guide, "Amazon ECR interface VPC endpoints"). All are of the image's region,
// whatever the task's.
func ecrNeeds(t *Task, ref imageRef, trigger string, at source.Range) []Need {
	arn := ref.repositoryARN()
	bucket := iac.Concat("prod-", ref.region, "-starport-layer-bucket")
	all := []Need{
		{
			Name: "ecr.api", Service: "ecr.api", Host: ref.tokenHost(),
			Requests: []Request{{Action: "ecr:GetAuthorizationToken"}},
		},
		{
			Name: "ecr.dkr", Service: "ecr.dkr", Host: ref.registryHost(),
			Requests: []Request{{Action: "ecr:BatchGetImage", Resource: arn}, {Action: "ecr:GetDownloadUrlForLayer", Resource: arn}},
		},
		{
			Name: "s3", Service: "s3", Host: iac.Concat(bucket, ".", ref.layerHost()),
			// The layer URL is signed by ECR, not by the account.
			Requests: []Request{{
				Action: "s3:GetObject", By: AWS,
				Resource: iac.Concat("arn:"+partition(ref.region)+":s3:::", bucket, "/layer"),
			}},
		},
	}
	fips := ref.kind == fipsECR || ref.kind == dualStackFIPSECR
	for i := range all {
		all[i].Region, all[i].Port, all[i].AtStart = ref.region, 443, true
		all[i].Trigger, all[i].Range = trigger, at
		all[i].DualStack = ref.kind == dualStackECR
		if fips && all[i].Name != "s3" {
			// No endpoint service answers for the FIPS hosts of ECR: they are
			// reached by public addresses.
			all[i].Service = ""
		}
	}
	if t.fetchesOutside() {
		return all[1:]
	}
	return all
}

// repositoryARN returns the ARN of the image's repository.
func (ref imageRef) repositoryARN() iac.Text {
	account, repository := ref.account, ref.repository
	if ref.unknown != nil {
		account = iac.Text{{Unknown: ref.unknown}}
		repository = account
	}
	return iac.Concat("arn:"+partition(ref.region)+":ecr:", ref.region, ":", account, ":repository/", repository)
}

// fetchesOutside reports whether token and secrets are fetched through an
// interface of Fargate's own, outside the VPC: on Linux platform versions below
// 1.4.0, the first to send everything through the task's interface (Amazon ECS
// developer guide, "Migrating to Linux platform version 1.4.0").
func (t *Task) fetchesOutside() bool {
	if t.Launch != Fargate || t.Definition.Windows {
		return false
	}
	for _, old := range []string{"1.0", "1.1", "1.2", "1.3"} {
		if t.Platform == old || strings.HasPrefix(t.Platform, old+".") {
			return true
		}
	}
	return false
}

// tokenHost returns the host of the ECR API that goes with the registry.
func (ref imageRef) tokenHost() iac.Text {
	switch ref.kind {
	case dualStackECR:
		return iac.Concat("ecr.", ref.region, "."+ref.dualStackSuffix())
	case fipsECR:
		return iac.Concat("ecr-fips.", ref.region, "."+ref.dnsSuffix())
	case dualStackFIPSECR:
		return iac.Concat("ecr-fips.", ref.region, "."+ref.dualStackSuffix())
	case plainECR, otherRegistry:
	}
	return iac.Concat("api.ecr.", ref.region, "."+ref.dnsSuffix())
}

// registryHost returns the host of the registry. An account that is not known
// is left out.
func (ref imageRef) registryHost() iac.Text {
	if len(ref.host) > 0 {
		return ref.host
	}
	host := iac.Concat("dkr.ecr.", ref.region, "."+ref.dnsSuffix())
	if len(ref.account) > 0 {
		return iac.Concat(ref.account, ".", host)
	}
	return host
}

// layerHost returns the host of S3 that the registry sends its clients to.
func (ref imageRef) layerHost() iac.Text {
	if ref.kind == dualStackECR || ref.kind == dualStackFIPSECR {
		return iac.Concat("s3.dualstack.", ref.region, "."+ref.dnsSuffix())
	}
	return iac.Concat("s3.", ref.region, "."+ref.dnsSuffix())
}

// dnsSuffix returns the DNS suffix of the registry's partition: by the region,
// or by the host where the region is not known.
func (ref imageRef) dnsSuffix() string {
	region, known := ref.region.Literal()
	suffix, _ := ref.suffix.Literal()
	if !known && strings.HasSuffix(suffix, ".cn") {
		region = "cn-"
	}
	return aws.PartitionOf(region).DNSSuffix
}

// dualStackSuffix returns the suffix of dual-stack API hosts (AWS SDK endpoint
// rules, "dualStackDnsSuffix").
func (ref imageRef) dualStackSuffix() string {
	if strings.HasSuffix(ref.dnsSuffix(), ".cn") {
		return "api.amazonwebservices.com.cn"
	}
	return "api.aws"
}

// serviceHost returns the host name of a service in a region.
func serviceHost(service string, region iac.Text) iac.Text {
	return iac.Concat(aws.Host(service)+".", region, "."+dnsSuffix(region))
}

func dnsSuffix(region iac.Text) string {
	r, _ := region.Literal()
	return aws.PartitionOf(r).DNSSuffix
}

func partition(region iac.Text) string {
	r, _ := region.Literal()
	return aws.PartitionOf(r).ID
}
