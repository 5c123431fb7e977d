package ecs

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

var (
	cachePrefix   = iac.Named("ecr_repository_prefix", "EcrRepositoryPrefix")
	cacheUpstream = iac.Named("upstream_registry_url", "UpstreamRegistryUrl")
)

// upstream returns the need for the registry behind the pull-through cache rule
// that the image falls under. AWS asks for a way to the internet from the VPC
// for the first pull of a tag and for none after that (Amazon ECR user guide,
// "Amazon ECR interface VPC endpoints"), so that a task whose tag is cached
// does without. The same goes for the permissions to import the image and to
// create its repository (Amazon ECR user guide, "IAM permissions required to
// sync an upstream registry").
func (c *catalogue) upstream(ref imageRef, at source.Range) []Need {
	for _, r := range c.resources {
		if r.Type != "aws_ecr_pull_through_cache_rule" && r.Type != "AWS::ECR::PullThroughCacheRule" || !cached(ref, r) {
			continue
		}
		url, _ := r.Attr(cacheUpstream).Text()
		from := parseImage(iac.Concat(url, "/upstream"))
		if from.unknown != nil || from.kind != otherRegistry {
			return nil
		}
		n := registry(from, "the first pull of a tag through "+r.Address, at)
		n.Unless = &iac.Unknown{
			Name: r.Address, Range: r.Range,
			Why: fmt.Sprintf("only the first pull of a tag through `%s` needs a way to the internet: pull it once from elsewhere", r.Address),
		}
		n.Requests = requests(ExecutionRole, ref.repositoryARN(), "ecr:BatchImportUpstreamImage", "ecr:CreateRepository")
		return []Need{n}
	}
	return nil
}

// cached reports whether the image falls under the cache rule r: its repository
// begins with the rule's prefix, and it is in the rule's region.
func cached(ref imageRef, r *iac.Resource) bool {
	prefix, known := r.Attr(cachePrefix).Str()
	if !known || ref.kind == otherRegistry {
		return false
	}
	region, _ := r.Region.Text()
	if same, known := region.Equal(ref.region); known && !same {
		return false
	}
	repository, _ := ref.repository.Literal()
	if repository == "" && len(ref.repository) > 0 {
		repository = ref.repository[0].Literal
	}
	return prefix == "ROOT" || strings.HasPrefix(repository, prefix+"/")
}
