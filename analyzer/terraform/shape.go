package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// arn returns the shape of an ARN with region and account.
func arn(service, rest string) string {
	return "arn:{partition}:" + service + ":{region}:{account}:" + rest
}

// shapes returns the documented form of computed attributes, so that region
// and account can be read from them; empty for those without. In braces stand
// partition, region, account, suffix (of DNS) and attributes of the resource:
// as tokens, which keep the resource's identity, or, with a question mark, as
// configured.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
func shapes(kind string) map[string]string {
	switch kind {
	case "aws_iam_role":
		return map[string]string{"arn": "arn:{partition}:iam::{account}:role/{name}"}
	case "aws_iam_policy":
		return map[string]string{"arn": "arn:{partition}:iam::{account}:policy/{name}"}
	case "aws_ecs_cluster":
		a := arn("ecs", "cluster/{name}")
		return map[string]string{"arn": a, "id": a}
	case "aws_ecs_service":
		a := arn("ecs", "service/{name}")
		return map[string]string{"arn": a, "id": a}
	case "aws_ecs_task_definition":
		return map[string]string{
			"arn":                  arn("ecs", "task-definition/{family}:{revision}"),
			"arn_without_revision": arn("ecs", "task-definition/{family}"),
			"family":               "{family}",
			"id":                   "{family}",
		}
	case "aws_ecr_repository":
		return map[string]string{
			"arn":            arn("ecr", "repository/{name}"),
			"repository_url": "{account}.dkr.ecr.{region}.{suffix}/{name}",
			"registry_id":    "{account}",
		}
	case "aws_ecr_image":
		return map[string]string{"image_uri": "{account}.dkr.ecr.{region}.{suffix}/{repository_name?}@{image_digest}"}
	case "aws_cloudwatch_log_group":
		return map[string]string{"arn": arn("logs", "log-group:{name}")}
	case "aws_secretsmanager_secret":
		a := arn("secretsmanager", "secret:{name}-{suffix of arn}")
		return map[string]string{"arn": a, "id": a}
	case "aws_ssm_parameter":
		return map[string]string{"arn": arn("ssm", "parameter/{name}")}
	case "aws_s3_bucket":
		return map[string]string{"arn": "arn:{partition}:s3:::{bucket?}", "id": "{bucket?}"}
	case "aws_efs_file_system":
		return map[string]string{"arn": arn("elasticfilesystem", "file-system/{id}")}
	case "aws_efs_access_point":
		return map[string]string{"arn": arn("elasticfilesystem", "access-point/{id}")}
	case "aws_kms_key":
		return map[string]string{"arn": arn("kms", "key/{key_id}"), "id": "{key_id}"}
	case "aws_sns_topic":
		a := arn("sns", "{name}")
		return map[string]string{"arn": a, "id": a}
	case "aws_sqs_queue":
		return map[string]string{"arn": arn("sqs", "{name}")}
	case "aws_dynamodb_table":
		return map[string]string{"arn": arn("dynamodb", "table/{name}")}
	}
	return nil
}

// shaped returns the attribute attr of i as a text of its documented form.
func (i *instance) shaped(attr string) (cty.Value, bool) {
	form := shapes(i.res.kind)[attr]
	if form == "" {
		return cty.NilVal, false
	}
	i.place()
	var b strings.Builder
	for form != "" {
		literal, rest, _ := strings.Cut(form, "{")
		b.WriteString(literal)
		field, after, found := strings.Cut(rest, "}")
		form = after
		if !found {
			continue
		}
		v := i.field(field)
		if !isString(v) {
			return cty.UnknownVal(cty.String), true
		}
		b.WriteString(v.AsString())
	}
	return cty.StringVal(b.String()), true
}

// field returns what stands for one pair of braces in a shape.
func (i *instance) field(name string) cty.Value {
	id, suffix := partition(i.region)
	switch name {
	case "partition":
		return cty.StringVal(id)
	case "suffix":
		return cty.StringVal(suffix)
	case "region":
		return i.region
	case "account":
		return i.account
	}
	attr, configured := strings.CutSuffix(name, "?")
	if configured {
		if v, ok, diags := i.written(attr); ok && !diags.HasErrors() && isString(v) {
			return v
		}
	}
	return i.token(attr)
}

// token returns the string that stands for an attribute that only apply
// settles.
func (i *instance) token(attr string) cty.Value {
	return i.scope.e.tokens.add(token{part: iac.Part{Resource: i.named(), Attr: attr}, weak: !neverNull(attr)})
}

// neverNull reports whether attributes of that name are never null or empty
// once applied, in any resource that has them.
func neverNull(attr string) bool {
	switch attr {
	case "id", "arn", "owner_id", "default_security_group_id", "default_route_table_id", "main_route_table_id",
		"default_network_acl_id", "prefix_list_id", "dns_name", "zone_id", "hosted_zone_id", "revision", "family",
		"arn_without_revision", "key_id", "name", "name_servers", "repository_url", "registry_id", "unique_id",
		"allocation_id", "network_interface_id", "private_ip", "cidr_block", "availability_zone", "bucket", "endpoint",
		"address", "image_digest", "suffix of arn", "security_group_id", "invoke_arn":
		return true
	}
	return strings.HasPrefix(attr, "names[") || strings.HasPrefix(attr, "zone_ids[")
}

// isList reports whether attributes of that name are collections, so that no
// token can stand for them.
func isList(attr string) bool {
	switch attr {
	case "ids", "names", "zone_ids", "group_names", "dns_entry", "name_servers", "domain_validation_options", "entries",
		"cidr_block_associations", "certificate_authority", "identity", "master_user_secret", "network_interface",
		"cidr_blocks", "ipv6_cidr_blocks", "private_ips", "security_groups", "subnets", "arns", "outputs", "result", "tags",
		"tags_all", "values", "map_ip", "vpc_config", "access_policy":
		return true
	}
	return strings.HasSuffix(attr, "_ids") || strings.HasSuffix(attr, "_configuration")
}

// unsetIsNull reports whether an attribute that is left out is null, and not
// computed.
func unsetIsNull(kind, attr string) bool {
	switch attr {
	case "tags", "description", "permissions_boundary", "launch_type", "iam_role", "placement_tenancy":
		return true
	case "policy":
		return kind == "aws_ecr_repository"
	case "kms_key_id":
		return kind == "aws_cloudwatch_log_group"
	}
	return false
}

// unset returns the attribute attr of i, which is not written, and what the
// steps after it lead to.
func (i *instance) unset(attr string, steps hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	if i.res.data {
		return i.fact(attr, steps), nil
	}
	if attr == "region" && len(steps) == 0 && strings.HasPrefix(i.res.kind, "aws_") {
		// From version 6 of the provider on, every resource tells its region.
		i.place()
		return i.region, nil
	}
	if unsetIsNull(i.res.kind, attr) {
		return cty.NullVal(cty.DynamicPseudoType), nil
	}
	path, static := pathOf(steps)
	full := attr + pathText(i.scope.e.tokens, path)
	if !static || isList(attr) && len(path) == 0 || isList(lastName(path)) {
		return cty.DynamicVal, nil
	}
	return i.token(full), nil
}

// lastName returns the last key of path if it is a name.
func lastName(path []cty.Value) string {
	if n := len(path); n > 0 && isString(path[n-1]) {
		return path[n-1].AsString()
	}
	return ""
}
