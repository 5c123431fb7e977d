package ecs

import (
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/aws"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// imageNeeds returns where the images of the task come from. Every container
// is pulled before the task runs, sidecars included.
func imageNeeds(t *Task) []Need {
	var all []Need
	for _, c := range t.Definition.Containers {
		image := c.GetFold("image")
		if image.IsAbsent() && c.Unknown() == nil {
			continue
		}
		all = append(all, pull(t, image, containerName(c))...)
	}
	if len(all) == 0 && t.Definition.Partial != nil {
		all = unknownImage(t, t.Definition.Partial, "the image of "+t.Definition.Address, t.Definition.Partial.Range)
	}
	return all
}

func containerName(c iac.Value) string {
	if name, known := c.GetFold("name").Str(); known {
		return strconv.Quote(name)
	}
	return c.GetFold("name").String()
}

// pull returns what the pull of one image needs.
func pull(t *Task, image iac.Value, container string) []Need {
	text, _ := image.Text()
	trigger := "the image of container " + container
	ref := parseImage(text)
	switch {
	case ref.unknown != nil:
		return unknownImage(t, ref.unknown, trigger, image.Range)
	case ref.ecr:
		return ecrNeeds(t, ref, trigger, image.Range)
	}
	return []Need{registry(ref, trigger, image.Range)}
}

// unknownImage returns the needs that the task has if its image, which is not
// decided, is in ECR in the task's region, where most are.
func unknownImage(t *Task, why *iac.Unknown, trigger string, at source.Range) []Need {
	ns := ecrNeeds(t, imageRef{region: t.Region}, trigger, at)
	for i := range ns {
		ns[i].If = why
	}
	return ns
}

// ecrNeeds returns the three destinations of a pull from ECR: the token from
// ecr.api, the manifest from ecr.dkr, the layers from S3 (Amazon ECR user
// guide, "Amazon ECR interface VPC endpoints").
func ecrNeeds(t *Task, ref imageRef, trigger string, at source.Range) []Need {
	host := ref.host
	if len(host) == 0 {
		host = serviceHost("ecr.dkr", ref.region)
	}
	arn := iac.Concat("arn:"+partition(ref.region)+":ecr:", ref.region, ":", ref.account, ":repository/", ref.repository)
	bucket := iac.Concat("prod-", ref.region, "-starport-layer-bucket")
	all := []Need{
		{
			Name: "ecr.api", Service: "ecr.api", Host: serviceHost("ecr.api", ref.region),
			Requests: []Request{{Action: "ecr:GetAuthorizationToken"}},
		},
		{
			Name: "ecr.dkr", Service: "ecr.dkr", Host: host,
			Requests: []Request{{Action: "ecr:BatchGetImage", Resource: arn}, {Action: "ecr:GetDownloadUrlForLayer", Resource: arn}},
		},
		{
			Name: "s3", Service: "s3", Host: iac.Concat(bucket, ".", serviceHost("s3", ref.region)),
			// The layer URL is signed by ECR, not by the account.
			Requests: []Request{{
				Action: "s3:GetObject", Foreign: true,
				Resource: iac.Concat("arn:"+partition(ref.region)+":s3:::", bucket, "/layer"),
			}},
		},
	}
	for i := range all {
		all[i].Region, all[i].Port, all[i].AtStart = ref.region, 443, true
		all[i].Trigger, all[i].Range = trigger, at
	}
	if t.Launch == Fargate && beforePlatform14(t.Platform) {
		// The token came through an interface of Fargate's own, outside the VPC.
		return all[1:]
	}
	return all
}

// beforePlatform14 reports whether the Linux platform version is below 1.4.0,
// the first to send everything through the task's interface (Amazon ECS
// developer guide, "Migrating to Linux platform version 1.4.0").
func beforePlatform14(version string) bool {
	for _, old := range []string{"1.0", "1.1", "1.2", "1.3"} {
		if version == old || strings.HasPrefix(version, old+".") {
			return true
		}
	}
	return false
}

// registry returns the need for a registry that is only on the internet.
func registry(ref imageRef, trigger string, at source.Range) Need {
	n := Need{Name: "registry:" + ref.host.String(), Host: ref.host, Port: ref.port, AtStart: true, Trigger: trigger, Range: at}
	switch host, _ := ref.host.Literal(); host {
	case "registry-1.docker.io":
		n.Name = "dockerhub"
	case "public.ecr.aws":
		n.Name = "ecr-public"
	}
	return n
}

// An imageRef is what an image reference says of its registry.
type imageRef struct {
	unknown    *iac.Unknown // the registry is not decided
	ecr        bool         // a private ECR registry
	host       iac.Text
	port       uint16
	account    iac.Text
	region     iac.Text
	repository iac.Text
}

// parseImage reads an image reference. A reference without a registry host is
// Docker Hub's (Docker documentation, "docker image tag").
func parseImage(t iac.Text) imageRef {
	host, repository, slash := t.Cut("/")
	for _, infix := range []string{".dkr.ecr.", ".dkr.ecr-fips.", ".dkr-ecr."} {
		if account, rest, ok := host.Cut(infix); ok {
			region, _, _ := rest.Cut(".")
			name, _, _ := repository.Cut(":")
			name, _, _ = name.Cut("@")
			return imageRef{ecr: true, host: host, account: account, region: region, repository: name, port: 443}
		}
	}
	literal, known := host.Literal()
	if !slash {
		// No host: a name, with a tag perhaps.
		name, _, _ := host.Cut(":")
		if _, known := name.Literal(); !known {
			return imageRef{unknown: firstUnknown(host)}
		}
		return dockerHub
	}
	switch {
	case !known:
		return imageRef{unknown: firstUnknown(host)}
	case literal == "docker.io", literal == "index.docker.io", literal == "registry-1.docker.io", literal == "registry.hub.docker.com":
		return dockerHub
	case !strings.ContainsAny(literal, ".:") && literal != "localhost":
		return dockerHub
	}
	ref := imageRef{host: host, port: 443}
	if name, port, ok := strings.Cut(literal, ":"); ok {
		if p, err := strconv.ParseUint(port, 10, 16); err == nil {
			ref.host, ref.port = iac.Text{{Literal: name}}, uint16(p)
		}
	}
	return ref
}

var dockerHub = imageRef{host: iac.Text{{Literal: "registry-1.docker.io"}}, port: 443}

// firstUnknown returns what the text waits for.
func firstUnknown(t iac.Text) *iac.Unknown {
	if us := t.Unknowns(); len(us) > 0 {
		return us[0]
	}
	return &iac.Unknown{Name: t.String(), Why: "what `" + t.String() + "` stands for is only known after apply"}
}

// serviceHost returns the host name of a service in a region.
func serviceHost(service string, region iac.Text) iac.Text {
	r, _ := region.Literal()
	return iac.Concat(aws.Host(service)+".", region, "."+aws.PartitionOf(r).DNSSuffix)
}

func partition(region iac.Text) string {
	r, _ := region.Literal()
	return aws.PartitionOf(r).ID
}
