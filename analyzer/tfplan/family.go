package tfplan

import "strings"

// A family is what an attribute takes the id of: attributes of resources, by
// the type of resource. The first of a type is what a whole resource is taken
// for.
type family map[string][]string

// familyOf returns what attributes of that name take, or nil where that is not
// in the table.
func familyOf(attr string) family {
	switch attr {
	case "vpc_id":
		return family{"aws_vpc": {"id"}, "aws_default_vpc": {"id"}}
	case "subnet_id", "subnet_ids", "subnets", "vpc_zone_identifier":
		return family{"aws_subnet": {"id"}, "aws_default_subnet": {"id"}}
	case "security_group_id", "security_group_ids", "security_groups", "source_security_group_id",
		"referenced_security_group_id", "vpc_security_group_ids":
		return family{
			"aws_security_group": {"id"}, "aws_default_security_group": {"id"},
			"aws_vpc": {"default_security_group_id"}, "aws_default_vpc": {"default_security_group_id"},
		}
	case "route_table_id", "route_table_ids", "default_route_table_id":
		return family{
			"aws_route_table": {"id"}, "aws_default_route_table": {"id"},
			"aws_vpc":         {"main_route_table_id", "default_route_table_id"},
			"aws_default_vpc": {"main_route_table_id", "default_route_table_id"},
		}
	case "network_acl_id", "default_network_acl_id":
		return family{
			"aws_network_acl": {"id"}, "aws_default_network_acl": {"id"},
			"aws_vpc": {"default_network_acl_id"}, "aws_default_vpc": {"default_network_acl_id"},
		}
	}
	return roleFamily(attr)
}

// roleFamily returns what attributes take that name neither a VPC nor a part
// of it that routes or filters.
func roleFamily(attr string) family {
	switch attr {
	case "nat_gateway_id":
		return family{"aws_nat_gateway": {"id"}}
	case "gateway_id":
		return family{
			"aws_internet_gateway": {"id"}, "aws_vpn_gateway": {"id"}, "aws_internet_gateway_attachment": {"internet_gateway_id"},
			"aws_vpc_endpoint": {"id"},
		}
	case "internet_gateway_id":
		return family{"aws_internet_gateway": {"id"}}
	case "egress_only_gateway_id":
		return family{"aws_egress_only_internet_gateway": {"id"}}
	case "vpc_endpoint_id":
		return family{"aws_vpc_endpoint": {"id"}}
	case "vpc_peering_connection_id":
		return family{"aws_vpc_peering_connection": {"id"}, "aws_vpc_peering_connection_accepter": {"id"}}
	case "transit_gateway_id":
		return family{"aws_ec2_transit_gateway": {"id"}, "aws_ec2_transit_gateway_vpc_attachment": {"transit_gateway_id"}}
	case "prefix_list_id", "prefix_list_ids", "destination_prefix_list_id":
		return family{"aws_ec2_managed_prefix_list": {"id"}, "aws_vpc_endpoint": {"prefix_list_id"}}
	case "file_system_id":
		return family{"aws_efs_file_system": {"id"}, "aws_efs_mount_target": {"file_system_id"}}
	case "task_definition", "task_definition_arn":
		return family{"aws_ecs_task_definition": {"arn", "id", "arn_without_revision", "family"}}
	case "cluster", "cluster_arn", "cluster_name":
		return family{"aws_ecs_cluster": {"id", "arn", "name"}}
	case "execution_role_arn", "task_role_arn", "role_arn":
		return family{"aws_iam_role": {"arn"}}
	case "role", "roles":
		return family{"aws_iam_role": {"name", "id"}}
	case "launch_configuration":
		return family{"aws_launch_configuration": {"name", "id"}}
	case "policy_arn":
		return family{"aws_iam_policy": {"arn", "id"}}
	}
	return nil
}

// takes reports whether the family has the attribute attr of resources of that
// type.
func (f family) takes(kind, attr string) bool {
	for _, a := range f[kind] {
		if a == attr {
			return true
		}
	}
	return false
}

// isKind reports whether the ids of resources of that type are never those of
// another.
func isKind(kind string) bool {
	switch kind {
	case "aws_vpc", "aws_subnet", "aws_security_group", "aws_route_table", "aws_network_acl", "aws_nat_gateway",
		"aws_internet_gateway", "aws_vpc_endpoint", "aws_ec2_managed_prefix_list", "aws_efs_file_system", "aws_eip":
		return true
	}
	return false
}

// isIdentifier reports whether attributes of that name take ids or ARNs, and
// whether they take several.
func isIdentifier(attr string) (is, several bool) {
	switch attr {
	case "subnets", "security_groups", "vpc_zone_identifier", "roles":
		return true, true
	case "cluster", "task_definition", "role", "repository", "bucket", "id", "launch_configuration":
		return true, false
	}
	if strings.HasSuffix(attr, "_ids") || strings.HasSuffix(attr, "_arns") {
		return true, true
	}
	return strings.HasSuffix(attr, "_id") || strings.HasSuffix(attr, "_arn") || attr == "arn", false
}

// carries reports whether resources of that type hand on what they are given,
// so that an id in them can be that of anything.
func carries(kind string) bool {
	switch kind {
	case "terraform_data", "null_resource", "null_data_source", "aws_cloudformation_stack", "aws_ssm_parameter", "external",
		"aws_secretsmanager_secret_version":
		return true
	}
	return strings.HasPrefix(kind, "random_") || strings.HasPrefix(kind, "local_")
}
