package ecs

import (
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// imageNeeds returns where the images of the task come from. Every container
// is pulled before the task runs, sidecars included.
func imageNeeds(c *catalogue, t *Task) []Need {
	var all []Need
	for _, container := range t.Definition.Containers {
		image := container.GetFold("image")
		if image.IsAbsent() && container.Unknown() == nil {
			continue
		}
		all = append(all, c.pull(t, image, containerName(container))...)
	}
	if len(all) == 0 && t.Definition.Partial != nil {
		all = unknownImage(t, t.Definition.Partial, "the image of "+t.Definition.Address, t.Definition.Partial.Range)
	}
	return append(all, windowsLayers(t)...)
}

// containerName returns what to call the container in messages. The one
// container of a Batch job has no name.
func containerName(c iac.Value) string {
	v := c.GetFold("name")
	if v.IsAbsent() {
		return "of the job"
	}
	if name, known := v.Str(); known {
		return strconv.Quote(name)
	}
	return v.String()
}

// pull returns what the pull of one image needs.
func (c *catalogue) pull(t *Task, image iac.Value, container string) []Need {
	text, _ := image.Text()
	trigger := "the image of container " + container
	ref := parseImage(text)
	switch {
	case ref.unknown != nil:
		return unknownImage(t, ref.unknown, trigger, image.Range)
	case ref.kind != otherRegistry:
		return append(ecrNeeds(t, ref, trigger, image.Range), c.upstream(ref, image.Range)...)
	}
	return []Need{registry(ref, trigger, image.Range)}
}

// unknownImage returns the needs that the task has if its image, which is not
// decided, is in ECR in the task's region, where most are.
func unknownImage(t *Task, why *iac.Unknown, trigger string, at source.Range) []Need {
	ns := ecrNeeds(t, imageRef{unknown: why, kind: plainECR, region: t.Region}, trigger, at)
	for i := range ns {
		ns[i].If = why
	}
	return ns
}

// registry returns the need for a registry that is only on the internet, or at
// an address of its own.
func registry(ref imageRef, trigger string, at source.Range) Need {
	n := Need{
		Name: "registry:" + ref.host.String(), Host: ref.host, Port: ref.port, AtStart: true,
		Trigger: trigger, Range: at, If: unresolvable(ref.host, at),
	}
	switch host, _ := ref.host.Literal(); host {
	case "registry-1.docker.io":
		n.Name = "dockerhub"
	case "public.ecr.aws":
		n.Name = "ecr-public"
	}
	return n
}

// windowsLayers returns the need for the base layers of Windows images, which
// registries refer to and do not hold (Amazon ECR user guide, "Amazon ECR
// interface VPC endpoints").
func windowsLayers(t *Task) []Need {
	if !t.Definition.Windows || t.Launch != Fargate {
		return nil
	}
	at := t.Definition.Resource.Header
	n := registry(imageRef{host: iac.Text{{Literal: "mcr.microsoft.com"}}, port: 443}, "the Windows base layers of "+t.Definition.Address, at)
	n.Unless = &iac.Unknown{
		Name: "Windows base layers", Range: at,
		Why: "the base layers may be in the repository with the image, or be kept by Fargate",
	}
	return []Need{n}
}

// A registryKind is the kind of registry that an image is in.
type registryKind uint8

const (
	otherRegistry registryKind = iota
	plainECR
	dualStackECR
	fipsECR
	dualStackFIPSECR
)

// registryInfixes are what follows the account in the hosts of ECR's private
// registries (Amazon ECR user guide, "Making requests to Amazon ECR
// registries").
var registryInfixes = []struct {
	text string
	kind registryKind
}{
	{".dkr.ecr.", plainECR},
	{".dkr.ecr-fips.", fipsECR},
	{".dkr-ecr.", dualStackECR},
	{".dkr-ecr-fips.", dualStackFIPSECR},
}

// An imageRef is what an image reference says of its registry.
type imageRef struct {
	unknown    *iac.Unknown // the registry is not decided
	kind       registryKind
	host       iac.Text
	port       uint16
	account    iac.Text
	region     iac.Text
	suffix     iac.Text // of the host: amazonaws.com
	repository iac.Text
}

// parseImage reads an image reference. A reference without a registry host is
// Docker Hub's (Docker documentation, "docker image tag").
func parseImage(t iac.Text) imageRef {
	host, repository, slash := t.Cut("/")
	if ref, ok := parseECR(lower(host), repository); ok {
		return ref
	}
	if ref, ok := repositoryRef(t); ok {
		return ref
	}
	literal, known := host.Literal()
	if !slash {
		// No host: a name, with a tag perhaps.
		name, _, _ := host.Cut(":")
		if _, known := name.Literal(); !known {
			return imageRef{unknown: firstUnknown(host)}
		}
		return dockerHub()
	}
	switch {
	case !known:
		return imageRef{unknown: firstUnknown(host)}
	case literal == "docker.io", literal == "index.docker.io", literal == "registry-1.docker.io", literal == "registry.hub.docker.com":
		return dockerHub()
	case !strings.ContainsAny(literal, ".:") && literal != "localhost":
		return dockerHub()
	}
	ref := imageRef{host: host, port: 443}
	if name, port, ok := strings.Cut(literal, ":"); ok {
		if p, err := strconv.ParseUint(port, 10, 16); err == nil {
			ref.host, ref.port = iac.Text{{Literal: name}}, uint16(p)
		}
	}
	return ref
}

// parseECR reads a reference whose host is that of a private registry of ECR.
func parseECR(host, repository iac.Text) (imageRef, bool) {
	for _, infix := range registryInfixes {
		account, rest, ok := host.Cut(infix.text)
		if !ok {
			continue
		}
		region, suffix, _ := rest.Cut(".")
		name, _, _ := repository.Cut(":")
		name, _, _ = name.Cut("@")
		return imageRef{
			kind: infix.kind, host: host, port: 443,
			account: account, region: region, suffix: suffix, repository: name,
		}, true
	}
	return imageRef{}, false
}

// repositoryRef reads a reference that begins with an attribute of a repository
// in ECR, be it declared or looked up.
func repositoryRef(t iac.Text) (imageRef, bool) {
	if len(t) == 0 || t[0].Resource == nil {
		return imageRef{}, false
	}
	r := t[0].Resource
	switch r.Type {
	case "aws_ecr_repository", "aws_ecr_image", "AWS::ECR::Repository":
	default:
		return imageRef{}, false
	}
	ref := imageRef{kind: plainECR, port: 443}
	ref.region, _ = r.Region.Text()
	ref.account, _ = r.Account.Text()
	ref.repository, _ = r.Attr(iac.Named("name", "RepositoryName")).Text()
	return ref, true
}

func dockerHub() imageRef {
	return imageRef{host: iac.Text{{Literal: "registry-1.docker.io"}}, port: 443}
}

// lower returns the text with its literal parts in lower case, as host names
// compare.
func lower(t iac.Text) iac.Text {
	out := make(iac.Text, len(t))
	for i, p := range t {
		p.Literal = strings.ToLower(p.Literal)
		out[i] = p
	}
	return out
}

// firstUnknown returns what the text waits for.
func firstUnknown(t iac.Text) *iac.Unknown {
	if us := t.Unknowns(); len(us) > 0 {
		return us[0]
	}
	return &iac.Unknown{Name: t.String(), Why: "what `" + t.String() + "` stands for is only known after apply"}
}
