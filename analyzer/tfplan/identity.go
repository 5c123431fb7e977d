package tfplan

import (
	"regexp"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// identities are the attributes of resources by their text, where that can be
// of nothing else: the ids that AWS gives, and ARNs.
type identities map[string][]iac.Part

// identifying are the attributes whose text says which resource is meant, those
// that go first where two have one text before the others.
func identifying() []string {
	return []string{
		"id", "arn", "default_security_group_id", "default_route_table_id", "main_route_table_id",
		"default_network_acl_id", "prefix_list_id", "allocation_id", "network_interface_id", "key_id", "zone_id",
		"primary_network_interface_id",
	}
}

// An id of AWS is a prefix and hexadecimal digits (vpc-0a1b…), a UUID (keys) or
// begins with Z (hosted zones).
var awsID = regexp.MustCompile(`^([a-z][a-z0-9]*-[0-9a-f]{8,}|Z[A-Z0-9]{7,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)

func isIdentity(text string) bool { return strings.HasPrefix(text, "arn:") || awsID.MatchString(text) }

func identitiesOf(all []*instance) identities {
	ids := identities{}
	for _, data := range []bool{false, true} {
		for _, attr := range identifying() {
			for _, in := range all {
				text, _ := in.values[attr].(string)
				if in.Data == data && (!data || standsForItself(in.Type)) && isIdentity(text) {
					ids[text] = append(ids[text], iac.Part{Resource: in.Resource, Attr: attr})
				}
			}
		}
	}
	return ids
}

// standsForItself reports whether a data source of the type tells more of what
// it reads than its id, so that a reference to it says more than the id does.
func standsForItself(kind string) bool {
	switch kind {
	case "aws_prefix_list", "aws_ec2_managed_prefix_list", "aws_ecs_task_definition":
		return true
	}
	return false
}

// part returns the attribute of another resource than self that text is.
func (ids identities) part(text string, self *instance) (iac.Part, bool) {
	for _, p := range ids[text] {
		if self == nil || p.Resource != self.Resource {
			return p, true
		}
	}
	return iac.Part{}, false
}

// names are resources by the names that attributes of others call them by.
type names map[string]map[string]*instance // by attribute, then name

// named returns the type of resource that an attribute of that name holds the
// name of, and the attribute that has it there.
func named(attr string) (kind, nameAttr string) {
	switch attr {
	case "role", "roles":
		return "aws_iam_role", "name"
	case "repository":
		return "aws_ecr_repository", "name"
	case "bucket":
		return "aws_s3_bucket", "bucket"
	case "cluster", "cluster_name":
		return "aws_ecs_cluster", "name"
	}
	return "", ""
}

func namesOf(all []*instance) names {
	out := names{}
	for _, attr := range []string{"role", "roles", "repository", "bucket", "cluster", "cluster_name"} {
		kind, nameAttr := named(attr)
		out[attr] = map[string]*instance{}
		for _, in := range all {
			name, _ := in.values[nameAttr].(string)
			if in.Type == kind && !in.Data && name != "" && out[attr][name] == nil {
				out[attr][name] = in
			}
		}
	}
	return out
}

// part returns the attribute of another resource than self that text names in
// an attribute called attr.
func (n names) part(attr, text string, self *instance) (iac.Part, bool) {
	in := n[attr][text]
	if in == nil || in == self {
		return iac.Part{}, false
	}
	_, nameAttr := named(attr)
	return iac.Part{Resource: in.Resource, Attr: nameAttr}, true
}
