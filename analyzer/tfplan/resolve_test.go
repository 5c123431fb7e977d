package tfplan_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// resources are planned instances as a plan has them, none of whose ids are
// known: aws_vpc.a, aws_subnet.b[0].
func resources(addresses ...string) (planned, changes []any) {
	for _, a := range addresses {
		at := a
		if i := strings.LastIndex(a, "module."); i >= 0 {
			at = a[strings.Index(a[i+len("module."):], ".")+i+len("module.")+1:]
		}
		kind, name, _ := strings.Cut(at, ".")
		name, _, _ = strings.Cut(name, "[")
		planned = append(planned, map[string]any{"address": a, "mode": "managed", "type": kind, "name": name, "values": map[string]any{}})
		changes = append(changes, map[string]any{"address": a, "mode": "managed", "type": kind, "name": name, "change": map[string]any{
			"actions": []string{"create"}, "after": map[string]any{}, "after_unknown": map[string]any{
				"id": true, "arn": true, "vpc_id": true, "default_security_group_id": true,
			},
		}})
	}
	return planned, changes
}

// world is what every plan of TestResolve declares.
const world = `{
 "variables": {"on": {}, "extra": {}},
 "resources": [
  {"address": "aws_vpc.one", "mode": "managed", "type": "aws_vpc", "name": "one"},
  {"address": "aws_subnet.a", "mode": "managed", "type": "aws_subnet", "name": "a", "expressions": {"vpc_id": {"references": ["aws_vpc.one.id", "aws_vpc.one"]}}},
  {"address": "aws_subnet.b", "mode": "managed", "type": "aws_subnet", "name": "b"},
  {"address": "aws_subnet.counted", "mode": "managed", "type": "aws_subnet", "name": "counted", "count_expression": {"constant_value": 2}},
  {"address": "aws_subnet.keyed", "mode": "managed", "type": "aws_subnet", "name": "keyed", "for_each_expression": {"references": ["var.extra"]}},
  {"address": "aws_security_group.sg", "mode": "managed", "type": "aws_security_group", "name": "sg"},
  {"address": "aws_security_group.other", "mode": "managed", "type": "aws_security_group", "name": "other"},
  {"address": "aws_test.x", "mode": "managed", "type": "aws_test", "name": "x", %s "expressions": {"%s": %s}}
 ],
 "module_calls": {"net": {
  "expressions": {"vpc_id": {"references": ["aws_vpc.one.id", "aws_vpc.one"]}, "subnets": {"references": ["aws_subnet.a.id", "aws_subnet.a"]}},
  "module": {
   "variables": {"vpc_id": {}, "subnets": {}},
   "resources": [{"address": "aws_subnet.in", "mode": "managed", "type": "aws_subnet", "name": "in"}],
   "outputs": {
    "id": {"expression": {"references": ["aws_subnet.in.id", "aws_subnet.in"]}},
    "vpc": {"expression": {"references": ["var.vpc_id"]}},
    "both": {"expression": {"references": ["var.subnets", "aws_subnet.in.id", "aws_subnet.in"]}},
    "through": {"expression": {"references": ["local.x"]}}
   }}}}
}`

// What only apply knows comes from something that only apply knows: references
// decide where that is one thing, and where they do not, nothing is claimed.
func TestResolve(t *testing.T) {
	const unkept = "unknown: the plan does not keep the expression of "
	tests := []struct {
		name, attr, refs, want string
	}{
		{"one id", "vpc_id", `["aws_vpc.one.id", "aws_vpc.one"]`, "aws_vpc.one.id"},
		{"an id behind a switch", "vpc_id", `["var.on", "aws_vpc.one.id", "aws_vpc.one"]`, "aws_vpc.one.id"},
		{"one of two", "subnet_id", `["var.on", "aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b"]`, unkept + "`subnet_id`: put the plan beside its .tf files"},
		{"the VPC of a subnet", "vpc_id", `["aws_subnet.a.vpc_id", "aws_subnet.a"]`, "aws_vpc.one.id"},
		{"a part of the VPC", "security_group_id", `["aws_vpc.one.default_security_group_id", "aws_vpc.one"]`, "aws_vpc.one.default_security_group_id"},
		{"a local of the only VPC", "vpc_id", `["local.vpc_id"]`, "aws_vpc.one.id"},
		{"a local of many subnets", "subnet_id", `["local.subnet"]`, unkept + "`subnet_id`: put the plan beside its .tf files"},
		{"two ids", "subnet_ids", `["aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b"]`, "[aws_subnet.a.id aws_subnet.b.id]"},
		{"two ids and a switch", "subnet_ids", `["var.on", "aws_subnet.a.id", "aws_subnet.a", "aws_subnet.b.id", "aws_subnet.b"]`, unkept + "`subnet_ids`: put the plan beside its .tf files"},
		{"one id and what else is given", "subnet_ids", `["var.extra", "aws_subnet.a.id", "aws_subnet.a"]`, "[aws_subnet.a.id …]"},
		{"all of a count", "subnet_ids", `["aws_subnet.counted"]`, "[aws_subnet.counted[0].id aws_subnet.counted[1].id]"},
		{"one of a count", "subnet_ids", `["aws_subnet.counted[1].id", "aws_subnet.counted[1]", "aws_subnet.counted"]`, "[aws_subnet.counted[1].id]"},
		{"one of a count and all of it", "subnet_ids", `["aws_subnet.counted[1].id", "aws_subnet.counted[1]", "aws_subnet.counted", "aws_subnet.counted"]`, unkept + "`subnet_ids`: put the plan beside its .tf files"},
		{"a count or else one", "subnet_ids", `["aws_subnet.counted", "aws_subnet.a.id", "aws_subnet.a"]`, unkept + "`subnet_ids`: put the plan beside its .tf files"},
		{"what a for expression leaves of for_each", "subnet_ids", `["aws_subnet.keyed"]`, unkept + "`subnet_ids`: put the plan beside its .tf files"},
		{"one of for_each", "subnet_ids", `["aws_subnet.keyed[\"a.b\"].id", "aws_subnet.keyed[\"a.b\"]", "aws_subnet.keyed"]`, "[aws_subnet.keyed[\"a.b\"].id]"},
		{"an output", "subnet_id", `["module.net.id", "module.net"]`, "module.net.aws_subnet.in.id"},
		{"an output that hands an input on", "vpc_id", `["module.net.vpc", "module.net"]`, "aws_vpc.one.id"},
		{"an output of both", "subnet_ids", `["module.net.both", "module.net"]`, "[aws_subnet.a.id module.net.aws_subnet.in.id]"},
		{"an output of a local", "subnet_ids", `["module.net.through", "module.net"]`, unkept + "`subnet_ids`: put the plan beside its .tf files"},
		{"a group, where there are subnets too", "security_groups", `["local.all"]`, unkept + "`security_groups`: put the plan beside its .tf files"},
		{"no id at all", "name", `["aws_vpc.one.id", "aws_vpc.one"]`, "unknown: `name` is known after apply: put the plan beside its .tf files"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := resolved(t, "", "aws_test.x", tt.attr, tt.refs); got != tt.want {
				t.Errorf("%s = %s, want %s", tt.attr, got, tt.want)
			}
		})
	}
}

// The references of attributes that are written as blocks are merged: which
// block refers to what is known only where there is one thing to refer to.
func TestResolveBlocks(t *testing.T) {
	const unkept = "unknown: the plan does not keep the expression of `security_groups`: put the plan beside its .tf files"
	both := `["aws_security_group.sg.id", "aws_security_group.sg", "aws_security_group.other.id", "aws_security_group.other"]`
	one := `["aws_security_group.sg.id", "aws_security_group.sg"]`
	tests := []struct{ name, refs, values, unknown, want string }{
		{"one block of one group", one, `[{"from_port": 1}]`, `[{"security_groups": true}]`, "[{from_port=1 security_groups=[aws_security_group.sg.id]}]"},
		{"one block of two groups", both, `[{"from_port": 1}]`, `[{"security_groups": true}]`, "[{from_port=1 security_groups=[aws_security_group.sg.id aws_security_group.other.id]}]"},
		{"two blocks of two groups", both, `[{"from_port": 1}, {"from_port": 2}]`, `[{"security_groups": true}, {"security_groups": true}]`, "[{from_port=1 security_groups=" + unkept + "} {from_port=2 security_groups=" + unkept + "}]"},
		{"two blocks of one group", one, `[{"from_port": 1}, {"from_port": 2, "security_groups": []}]`, `[{"security_groups": true}, {}]`, "[{from_port=1 security_groups=[aws_security_group.sg.id]} {from_port=2 security_groups=[]}]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			planned, changes := resources("aws_security_group.sg", "aws_security_group.other", "aws_test.x")
			planned[2].(map[string]any)["values"] = map[string]any{"egress": json.RawMessage(tt.values)}
			changes[2].(map[string]any)["change"].(map[string]any)["after_unknown"] = map[string]any{"egress": json.RawMessage(tt.unknown)}
			text, err := json.Marshal(map[string]any{
				"format_version":   "1.2",
				"planned_values":   map[string]any{"root_module": map[string]any{"resources": planned}},
				"resource_changes": changes,
				"configuration":    map[string]any{"root_module": json.RawMessage(fmt.Sprintf(world, "", "egress", `{"references": `+tt.refs+`}`))},
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := show(find(t, stackOf(t, string(text)), "aws_test.x").Body.Get("egress")); got != tt.want {
				t.Errorf("egress = %s, want %s", got, tt.want)
			}
		})
	}
}

// Beside a key, one instance of as many is meant.
func TestResolvePairs(t *testing.T) {
	const unkept = "unknown: the plan does not keep the expression of `subnet_id`: put the plan beside its .tf files"
	tests := []struct{ name, repeat, address, refs, want string }{
		{"by index", `"count_expression": {},`, "aws_test.x[1]", `["aws_subnet.counted", "count.index"]`, "aws_subnet.counted[1].id"},
		{"by key", `"for_each_expression": {},`, `aws_test.x["a.b"]`, `["aws_subnet.keyed", "each.key"]`, `aws_subnet.keyed["a.b"].id`},
		{"by something else", `"for_each_expression": {},`, `aws_test.x["a.b"]`, `["aws_subnet.keyed", "each.value"]`, unkept},
		{"of another number", `"count_expression": {},`, "aws_test.x[2]", `["aws_subnet.counted", "count.index"]`, unkept},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := resolved(t, tt.repeat, tt.address, "subnet_id", tt.refs); got != tt.want {
				t.Errorf("subnet_id = %s, want %s", got, tt.want)
			}
		})
	}
}

// resolved returns the attribute of aws_test.x, of which the configuration has
// these references.
func resolved(t *testing.T, repeat, address, attr, refs string) string {
	t.Helper()
	addresses := []string{
		"aws_vpc.one", "aws_subnet.a", "aws_subnet.b", "aws_subnet.counted[0]", "aws_subnet.counted[1]",
		`aws_subnet.keyed["a.b"]`, `aws_subnet.keyed["c"]`, "aws_security_group.sg", "aws_security_group.other", "module.net.aws_subnet.in",
	}
	switch {
	case strings.HasSuffix(address, "[1]"):
		addresses = append(addresses, "aws_test.x[0]", address)
	case strings.HasSuffix(address, "[2]"):
		addresses = append(addresses, "aws_test.x[0]", "aws_test.x[1]", address)
	case strings.Contains(address, "["):
		addresses = append(addresses, address, `aws_test.x["c"]`)
	default:
		addresses = append(addresses, address)
	}
	planned, changes := resources(addresses...)
	for _, c := range changes {
		change := c.(map[string]any)
		if strings.HasPrefix(change["address"].(string), "aws_test.") {
			change["change"].(map[string]any)["after_unknown"] = map[string]any{attr: true}
		}
	}
	configuration := fmt.Sprintf(world, repeat, attr, `{"references": `+refs+`}`)
	text, err := json.Marshal(map[string]any{
		"format_version":   "1.2",
		"planned_values":   map[string]any{"root_module": map[string]any{"resources": planned}},
		"resource_changes": changes,
		"variables": map[string]any{
			"on": map[string]any{"value": true}, "extra": map[string]any{"value": []string{"subnet-1"}},
		},
		"configuration": map[string]any{"root_module": json.RawMessage(configuration)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return show(find(t, stackOf(t, string(text)), address).Body.Get(attr))
}
