package tfplan_test

import (
	"strings"
	"testing"
)

// documentText returns a state of the resources, one a line as address and
// values, or where there are some that were before, the plan that destroys them.
func documentText(resources string, before string) string {
	var planned, changes []string
	line := func(l string) (address, kind, name, values string) {
		address, values, _ = strings.Cut(strings.TrimSpace(l), " ")
		own := strings.Split(strings.TrimPrefix(address, "data."), ".")
		return address, own[0], own[1], values
	}
	for l := range strings.Lines(strings.ReplaceAll(strings.TrimSpace(resources), "\n\n", "\n")) {
		address, kind, name, values := line(l)
		mode := "managed"
		if strings.HasPrefix(address, "data.") {
			mode = "data"
		}
		planned = append(planned, `{"address": "`+address+`", "mode": "`+mode+`", "type": "`+kind+`", "name": "`+name+`", "values": `+values+`}`)
	}
	if before == "" {
		return `{"format_version": "1.0", "values": {"root_module": {"resources": [` + strings.Join(planned, ",\n") + `]}}}`
	}
	for l := range strings.Lines(strings.TrimSpace(before)) {
		address, kind, name, values := line(l)
		changes = append(changes, `{"address": "`+address+`", "mode": "managed", "type": "`+kind+`", "name": "`+name+`", "change": {"actions": ["delete"], "before": `+values+`}}`)
	}
	return `{"format_version": "1.2", "planned_values": {"root_module": {"resources": [` + strings.Join(planned, ",\n") +
		`]}}, "resource_changes": [` + strings.Join(changes, ",") + `]}`
}

// A text that is the id of a resource is a reference to it, one that could be
// anything else is not.
func TestIdentity(t *testing.T) {
	const world = `
aws_vpc.a {"id": "vpc-0123456789abcdef0", "default_security_group_id": "sg-0aaaaaaaaaaaaaaaa", "default_route_table_id": "rtb-0aaaaaaaaaaaaaaaa"}
aws_default_route_table.a {"id": "rtb-0aaaaaaaaaaaaaaaa", "default_route_table_id": "rtb-0aaaaaaaaaaaaaaaa"}
aws_subnet.a {"id": "subnet-0123456789abcdef0"}
aws_iam_role.exec {"id": "exec", "name": "exec", "arn": "arn:aws:iam::123456789012:role/exec"}
aws_cloudwatch_log_group.app {"id": "app", "name": "app"}
data.aws_vpc.read {"id": "vpc-0bbbbbbbbbbbbbbbb"}
data.aws_prefix_list.s3 {"id": "pl-63a5400a", "name": "com.amazonaws.eu-west-1.s3"}
`
	tests := []struct{ name, values, attr, want string }{
		{"an id", `{"vpc_id": "vpc-0123456789abcdef0"}`, "vpc_id", "aws_vpc.a.id"},
		{"an id of a neighbour", `{"vpc_id": "vpc-0123456789abcdef1"}`, "vpc_id", "vpc-0123456789abcdef1"},
		{"ids", `{"subnets": ["subnet-0123456789abcdef0", "subnet-0cccccccccccccccc"]}`, "subnets", "[aws_subnet.a.id subnet-0cccccccccccccccc]"},
		{"an ARN", `{"execution_role_arn": "arn:aws:iam::123456789012:role/exec"}`, "execution_role_arn", "aws_iam_role.exec.arn"},
		{"a name where one belongs", `{"role": "exec"}`, "role", "aws_iam_role.exec.name"},
		{"a name where anything may stand", `{"name": "exec"}`, "name", "exec"},
		{"an id that is a name", `{"family": "app"}`, "family", "app"},
		{"a part of a VPC", `{"groups": ["sg-0aaaaaaaaaaaaaaaa"]}`, "groups", "[aws_vpc.a.default_security_group_id]"},
		{"what a data source read", `{"vpc_id": "vpc-0bbbbbbbbbbbbbbbb"}`, "vpc_id", "vpc-0bbbbbbbbbbbbbbbb"},
		{"a prefix list that one names", `{"prefix_list_id": "pl-63a5400a"}`, "prefix_list_id", "data.aws_prefix_list.s3.id"},
		{"text in a document", `{"policy": "{\"Resource\": \"arn:aws:iam::123456789012:role/exec\"}"}`, "policy", "{Resource=arn:aws:iam::123456789012:role/exec}"},
		{"an id in a document", `{"policy": "{\"vpc\": \"vpc-0123456789abcdef0\"}"}`, "policy", "{vpc=aws_vpc.a.id}"},
		{"an ARN in a state machine", `{"definition": "{\"Role\": \"arn:aws:iam::123456789012:role/exec\"}"}`, "definition", "{Role=aws_iam_role.exec.arn}"},
		{"an empty text", `{"nat_gateway_id": ""}`, "nat_gateway_id", "null"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, documentText(world+"aws_test.x "+tt.values, ""))
			if s.Kind != "state" {
				t.Errorf("kind %s, want state", s.Kind)
			}
			if got := show(find(t, s, "aws_test.x").Body.Get(tt.attr)); got != tt.want {
				t.Errorf("%s = %s, want %s", tt.attr, got, tt.want)
			}
		})
	}
	s := stackOf(t, documentText(world, ""))
	if got := show(find(t, s, "aws_default_route_table.a").Body.Get("default_route_table_id")); got != "aws_vpc.a.default_route_table_id" {
		t.Errorf("the default route table is that of %s, want that of the VPC", got)
	}
}

// What rules and routes of their own show in what they are part of is theirs,
// whether they are there still or were there before.
func TestMirrored(t *testing.T) {
	const (
		group   = `aws_security_group.a {"id": "sg-0123456789", "egress": [{"from_port": 443, "to_port": 443, "protocol": "tcp", "cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"], "security_groups": [], "self": true}]}` + "\n"
		table   = `aws_route_table.a {"id": "rtb-0123456789", "route": [{"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1"}, {"cidr_block": "10.9.0.0/16", "nat_gateway_id": "nat-2"}]}` + "\n"
		acl     = `aws_network_acl.a {"id": "acl-0123456789", "ingress": [{"rule_no": 100, "action": "allow"}], "egress": [{"rule_no": 100, "action": "deny"}]}` + "\n"
		other   = `aws_vpc.x {}`
		ofTable = `{"route_table_id": "rtb-0123456789", "destination_cidr_block": "0.0.0.0/0"}`
	)
	tests := []struct {
		name, resources, before, address, attr, want string
	}{
		{"inline alone", group, "", "aws_security_group.a", "egress.cidr_blocks", "[10.0.0.0/8 0.0.0.0/0]"},
		{"one range is a rule", group + `aws_vpc_security_group_egress_rule.r {"security_group_id": "sg-0123456789", "ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ipv4": "0.0.0.0/0"}`, "", "aws_security_group.a", "egress.cidr_blocks", "[10.0.0.0/8]"},
		{"a rule of another port", group + `aws_vpc_security_group_egress_rule.r {"security_group_id": "sg-0123456789", "ip_protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_ipv4": "0.0.0.0/0"}`, "", "aws_security_group.a", "egress.cidr_blocks", "[10.0.0.0/8 0.0.0.0/0]"},
		{"a rule of another group", group + `aws_vpc_security_group_egress_rule.r {"security_group_id": "sg-9", "ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ipv4": "0.0.0.0/0"}`, "", "aws_security_group.a", "egress.cidr_blocks", "[10.0.0.0/8 0.0.0.0/0]"},
		{"all of it is rules", group + `aws_security_group_rule.r {"type": "egress", "security_group_id": "sg-0123456789", "protocol": "tcp", "from_port": 443, "to_port": 443, "self": true, "cidr_blocks": ["0.0.0.0/0", "10.0.0.0/8"]}`, "", "aws_security_group.a", "egress", "null"},
		{"a rule inwards", group + `aws_security_group_rule.r {"type": "ingress", "security_group_id": "sg-0123456789", "protocol": "tcp", "from_port": 443, "to_port": 443, "self": true, "cidr_blocks": ["0.0.0.0/0", "10.0.0.0/8"]}`, "", "aws_security_group.a", "egress.cidr_blocks", "[10.0.0.0/8 0.0.0.0/0]"},
		{"a rule that goes", group, `aws_vpc_security_group_egress_rule.r {"security_group_id": "sg-0123456789", "ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ipv4": "10.0.0.0/8"}`, "aws_security_group.a", "egress.cidr_blocks", "[0.0.0.0/0]"},
		{"a route of its own", table + `aws_route.r ` + ofTable, "", "aws_route_table.a", "route.cidr_block", "10.9.0.0/16"},
		{"a route that goes", table, `aws_route.r ` + ofTable, "aws_route_table.a", "route.cidr_block", "10.9.0.0/16"},
		{"an entry of its own", acl + `aws_network_acl_rule.r {"network_acl_id": "acl-0123456789", "egress": false, "rule_number": 100}`, "", "aws_network_acl.a", "ingress", "null"},
		{"an entry the other way", acl + `aws_network_acl_rule.r {"network_acl_id": "acl-0123456789", "egress": true, "rule_number": 100}`, "", "aws_network_acl.a", "ingress.action", "allow"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, documentText(tt.resources+"\n"+other, tt.before))
			if got := show(find(t, s, tt.address).Body.Get(tt.attr)); got != tt.want {
				t.Errorf("%s = %s, want %s", tt.attr, got, tt.want)
			}
		})
	}
}

// Where a resource is follows from its provider, or from what the document
// tells of others.
func TestRegions(t *testing.T) {
	const (
		bare    = `aws_vpc.a {"id": "vpc-1"}` + "\n"
		ireland = `aws_ecs_cluster.c {"arn": "arn:aws:ecs:eu-west-1:123456789012:cluster/c"}` + "\n"
		ohio    = `aws_ecs_cluster.d {"arn": "arn:aws:ecs:us-east-2:123456789012:cluster/d"}` + "\n"
	)
	tests := []struct{ name, resources, region, account string }{
		{"nothing tells", bare, "unknown: the state does not say the region of the aws provider: pass --region", "unknown: the state does not say the account: pass --account"},
		{"an ARN tells", bare + ireland, "eu-west-1", "123456789012"},
		{"two regions", bare + ireland + ohio, "unknown: the state does not say the region of the aws provider: pass --region", "123456789012"},
		{"its own attribute", `aws_vpc.a {"region": "sa-east-1"}` + "\n" + ireland, "sa-east-1", "123456789012"},
		{"a data source", bare + `data.aws_region.here {"id": "ap-south-1", "name": "ap-south-1"}`, "ap-south-1", "unknown: the state does not say the account: pass --account"},
		{"the account of what is read is another's", bare + `data.aws_iam_role.r {"arn": "arn:aws:iam::999999999999:role/r"}`, "unknown: the state does not say the region of the aws provider: pass --region", "unknown: the state does not say the account: pass --account"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := find(t, stackOf(t, documentText(tt.resources, "")), "aws_vpc.a")
			if got := show(r.Region); got != tt.region {
				t.Errorf("region %s, want %s", got, tt.region)
			}
			if got := show(r.Account); got != tt.account {
				t.Errorf("account %s, want %s", got, tt.account)
			}
		})
	}
}
