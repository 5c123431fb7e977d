package terraform

import (
	"slices"
	"strconv"
	"strings"
)

// A release is a run of versions of a module that one model stands for.
type release struct {
	since  version
	layers []string // folders of the model, the base first; nil where there is no model

	// presets is the folder that lies below those of all submodules, where they
	// differ in little.
	presets string
}

// name returns the name of the release, which is that of its uppermost layer;
// it is empty where there is no model.
func (r release) name() string {
	if len(r.layers) == 0 {
		return ""
	}
	return r.layers[len(r.layers)-1]
}

// releases are the modules that have a model, by namespace/name/provider, and
// their releases from the newest on. The first entry says where knowledge
// ends; the layer of a release need not have a folder of its own.
var releases = map[string][]release{
	"RaJiska/fck-nat/aws": {
		{since: version{2}},
		{since: version{1, 3}, layers: []string{"1"}},
		{since: version{1}, layers: []string{"1", "1.0"}},
	},
	"cloudposse/dynamic-subnets/aws": {
		{since: version{4}},
		{since: version{3}, layers: []string{"3"}},
		{since: version{2}, layers: []string{"3", "2"}},
		{since: version{0}, layers: []string{"0"}},
	},
	"cloudposse/ecr/aws": {
		{since: version{2}},
		{since: version{0}, layers: []string{"1"}},
	},
	"cloudposse/ecs-alb-service-task/aws": {
		{since: version{1}},
		{since: version{0, 60}, layers: []string{"0"}},
		{since: version{0, 57}}, // another module makes the group
		{since: version{0, 50}, layers: []string{"0", "0.50"}},
		{since: version{0}, layers: []string{"0", "0.49"}},
	},
	"cloudposse/ecs-container-definition/aws": {
		{since: version{1}},
		{since: version{0}, layers: []string{"0"}},
	},
	"cloudposse/label/null": {
		{since: version{1}},
		{since: version{0}, layers: []string{"0"}},
	},
	"cloudposse/security-group/aws": {
		{since: version{3}},
		{since: version{2}, layers: []string{"2"}},
		{since: version{0, 4}, layers: []string{"2", "1"}},
	},
	"cloudposse/vpc/aws": {
		{since: version{4}},
		{since: version{3}, layers: []string{"3"}},
		{since: version{2}, layers: []string{"3", "1"}},
		{since: version{1}, layers: []string{"3", "1", "1.0"}},
		{since: version{0}, layers: []string{"3", "1", "1.0", "0"}},
	},
	"cn-terraform/networking/aws": {
		{since: version{4}},
		{since: version{3}, layers: []string{"3"}},
	},
	"terraform-aws-modules/alb/aws": {
		{since: version{11}},
		{since: version{10}, layers: []string{"10"}},
		{since: version{9}, layers: []string{"10", "9"}},
		{since: version{8}, layers: []string{"8"}},
		{since: version{6}, layers: []string{"8", "6"}},
	},
	"terraform-aws-modules/autoscaling/aws": {
		{since: version{10}},
		{since: version{9}, layers: []string{"9"}},
		{since: version{7}, layers: []string{"9", "7"}},
		{since: version{6}, layers: []string{"9", "7", "6"}},
	},
	"terraform-aws-modules/cloudwatch/aws": {
		{since: version{6}},
		{since: version{1}, layers: []string{"5"}},
	},
	"terraform-aws-modules/ecr/aws": {
		{since: version{4}},
		{since: version{1}, layers: []string{"3"}},
	},
	"terraform-aws-modules/ecs/aws": {
		{since: version{8}},
		{since: version{7}, layers: []string{"7"}},
		{since: version{6}, layers: []string{"7", "6"}},
		{since: version{5}, layers: []string{"7", "5"}},
	},
	"terraform-aws-modules/iam/aws": {
		{since: version{7}},
		{since: version{6}, layers: []string{"6"}},
		{since: version{5}, layers: []string{"5"}},
		{since: version{4}, layers: []string{"5", "4"}},
	},
	"terraform-aws-modules/kms/aws": {
		{since: version{5}},
		{since: version{1}, layers: []string{"4"}},
	},
	"terraform-aws-modules/secrets-manager/aws": {
		{since: version{3}},
		{since: version{1}, layers: []string{"2"}},
	},
	"terraform-aws-modules/security-group/aws": {
		{since: version{6}},
		{since: version{5}, layers: []string{"5"}, presets: "5/modules/presets"},
		{since: version{4}, layers: []string{"5", "4"}, presets: "5/modules/presets"},
		{since: version{3}, layers: []string{"5", "4", "3"}, presets: "5/modules/presets"},
	},
	"terraform-aws-modules/ssm-parameter/aws": {
		{since: version{3}},
		{since: version{1}, layers: []string{"2"}},
	},
	"terraform-aws-modules/vpc/aws": {
		{since: version{7}},
		{since: version{6}, layers: []string{"6"}},
		{since: version{5, 1, 2}, layers: []string{"6", "5"}},
		{since: version{5}, layers: []string{"6", "4", "5.0"}},
		{since: version{4}, layers: []string{"6", "4"}},
		{since: version{3}, layers: []string{"6", "3"}},
		{since: version{2}, layers: []string{"6", "3", "2"}},
	},
	"umotif-public/ecs-fargate/aws": {
		{since: version{9}},
		{since: version{7}, layers: []string{"8"}},
	},
}

// A version is major, minor and patch.
type version [3]int

func (v version) compare(w version) int { return slices.Compare(v[:], w[:]) }

// bump returns the first version that differs from v at or above component i.
func (v version) bump(i int) version {
	v[i]++
	for j := i + 1; j < len(v); j++ {
		v[j] = 0
	}
	return v
}

// last is above every version.
var last = version{1 << 30}

// parseVersion returns the version that s spells and how many components it
// has. Suffixes of pre-releases and builds do not count.
func parseVersion(s string) (v version, components int, ok bool) {
	s, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimSpace(s), "v"), "-")
	s, _, _ = strings.Cut(s, "+")
	parts := strings.Split(s, ".")
	if len(parts) > len(v) {
		return version{}, 0, false
	}
	for i, p := range parts {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || n >= last[0] {
			return version{}, 0, false
		}
		v[i] = n
	}
	return v, len(parts), true
}

// chooseRelease returns the newest release, of rs from the newest on, that has
// a model and versions that the constraint allows. A release stands for all of
// its versions: that some of them were never published does not matter.
// https://developer.hashicorp.com/terraform/language/expressions/version-constraints
func chooseRelease(rs []release, constraint string) (r release, ok bool) {
	low, high, ok := versionBounds(constraint)
	if !ok {
		return release{}, false
	}
	until := last
	for _, r := range rs {
		first := slices.MaxFunc([]version{low, r.since}, version.compare)
		end := slices.MinFunc([]version{high, until}, version.compare)
		if first.compare(end) < 0 && r.layers != nil {
			return r, true
		}
		until = r.since
	}
	return release{}, false
}

// versionBounds returns the versions that a constraint allows: from low on,
// below high. What "!=" excludes is not taken out.
func versionBounds(constraint string) (low, high version, ok bool) {
	high = last
	if strings.TrimSpace(constraint) == "" {
		return low, high, true
	}
	for _, c := range strings.Split(constraint, ",") {
		l, h, ok := bounds(strings.TrimSpace(c))
		if !ok {
			return low, high, false
		}
		if l.compare(low) > 0 {
			low = l
		}
		if h.compare(high) < 0 {
			high = h
		}
	}
	return low, high, true
}

// bounds returns the bounds of one condition.
func bounds(c string) (low, high version, ok bool) {
	number := strings.TrimLeft(c, "=!<>~ ")
	op := strings.TrimSpace(strings.TrimSuffix(c, number))
	v, components, ok := parseVersion(number)
	switch op {
	case "", "=":
		return v, v.bump(2), ok
	case "!=":
		return version{}, last, ok
	case ">":
		return v.bump(2), last, ok
	case ">=":
		return v, last, ok
	case "<":
		return version{}, v, ok
	case "<=":
		return version{}, v.bump(2), ok
	case "~>":
		// Only the last component that is written may grow.
		if components == 1 {
			return v, last, ok
		}
		return v, v.bump(components - 2), ok
	}
	return version{}, version{}, false
}
