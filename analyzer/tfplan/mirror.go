package tfplan

import (
	"fmt"
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// A mirror is an attribute in which the provider shows what resources of their
// own add to a resource, once it has read that back.
type mirror struct {
	of    string                     // the attribute of theirs that names the resource
	kinds []string                   // their types
	taken func(entry, part any) bool // removes part from entry, and reports whether nothing is left
}

// mirrorOf returns the mirror that the attribute attr of resources of that type
// is.
func mirrorOf(kind, attr string) (mirror, bool) {
	switch kind + "." + attr {
	case "aws_security_group.ingress", "aws_default_security_group.ingress":
		return mirror{"security_group_id", []string{"aws_security_group_rule", "aws_vpc_security_group_ingress_rule"}, withoutRule("ingress")}, true
	case "aws_security_group.egress", "aws_default_security_group.egress":
		return mirror{"security_group_id", []string{"aws_security_group_rule", "aws_vpc_security_group_egress_rule"}, withoutRule("egress")}, true
	case "aws_route_table.route", "aws_default_route_table.route":
		return mirror{"route_table_id", []string{"aws_route"}, sameDestination}, true
	case "aws_network_acl.ingress", "aws_default_network_acl.ingress":
		return mirror{"network_acl_id", []string{"aws_network_acl_rule"}, sameNumber(false)}, true
	case "aws_network_acl.egress", "aws_default_network_acl.egress":
		return mirror{"network_acl_id", []string{"aws_network_acl_rule"}, sameNumber(true)}, true
	}
	return mirror{}, false
}

// unmirrored returns the attribute of in called name, which its configuration
// does not set, without what resources of their own have added to it, or had
// before the plan: those speak for themselves.
func (b *builder) unmirrored(in *instance, name string) any {
	entries, isList := in.values[name].([]any)
	m, is := mirrorOf(in.Type, name)
	id, _ := in.values["id"].(string)
	if !isList || !is || id == "" {
		return in.values[name]
	}
	parts := b.partsOf(m, id)
	if len(parts) == 0 {
		return entries
	}
	var rest []any
	for _, entry := range entries {
		entry = cloned(entry)
		gone := false
		for _, part := range parts {
			gone = m.taken(entry, part) || gone
		}
		if !gone {
			rest = append(rest, entry)
		}
	}
	if len(rest) == 0 {
		return nil
	}
	return rest
}

// partsOf returns the values of the resources that the mirror shows in the
// resource with that id, now and before.
func (b *builder) partsOf(m mirror, id string) []any {
	var parts []any
	add := func(kind string, v any) {
		fields, _ := v.(map[string]any)
		if slices.Contains(m.kinds, kind) && fields[m.of] == id {
			parts = append(parts, fields)
		}
	}
	for _, in := range b.all {
		add(in.Type, asAny(in.values))
	}
	for _, c := range b.doc.plan.ResourceChanges {
		if c != nil && c.Change != nil && c.Mode != tfjson.DataResourceMode {
			add(c.Type, c.Change.Before)
		}
	}
	return parts
}

// cloned returns an entry whose lists can be cut.
func cloned(entry any) any {
	fields, ok := entry.(map[string]any)
	if !ok {
		return entry
	}
	out := make(map[string]any, len(fields))
	for k, v := range fields {
		if items, ok := v.([]any); ok {
			v = slices.Clone(items)
		}
		out[k] = v
	}
	return out
}

// withoutRule returns the function that takes the peers of a rule in that
// direction out of an entry of the same ports.
func withoutRule(direction string) func(entry, part any) bool {
	return func(entry, part any) bool {
		e, _ := entry.(map[string]any)
		p, _ := part.(map[string]any)
		if t, ok := p["type"].(string); ok && t != direction {
			return false
		}
		if !samePorts(e, p) {
			return false
		}
		cut(e, "cidr_blocks", p["cidr_blocks"], p["cidr_ipv4"])
		cut(e, "ipv6_cidr_blocks", p["ipv6_cidr_blocks"], p["cidr_ipv6"])
		cut(e, "prefix_list_ids", p["prefix_list_ids"], p["prefix_list_id"])
		cut(e, "security_groups", p["source_security_group_id"], p["referenced_security_group_id"])
		if isTrue(p["self"]) || p["referenced_security_group_id"] == p["security_group_id"] {
			e["self"] = false
		}
		return !isTrue(e["self"]) && isNothing(e["cidr_blocks"]) && isNothing(e["ipv6_cidr_blocks"]) &&
			isNothing(e["prefix_list_ids"]) && isNothing(e["security_groups"])
	}
}

func samePorts(entry, rule map[string]any) bool {
	protocol := rule["protocol"]
	if p, ok := rule["ip_protocol"]; ok {
		protocol = p
	}
	if allProtocols(entry["protocol"]) && allProtocols(protocol) {
		return true
	}
	return folded(entry["protocol"]) == folded(protocol) &&
		folded(entry["from_port"]) == folded(rule["from_port"]) && folded(entry["to_port"]) == folded(rule["to_port"])
}

func allProtocols(v any) bool { return folded(v) == "-1" || folded(v) == "all" }

func folded(v any) string { return strings.ToLower(fmt.Sprint(v)) }

// cut removes from the list called name in entry what the values are or hold.
func cut(entry map[string]any, name string, values ...any) {
	items, _ := entry[name].([]any)
	for _, v := range values {
		list, isList := v.([]any)
		if !isList {
			list = []any{v}
		}
		items = slices.DeleteFunc(items, func(item any) bool { return slices.Contains(list, item) })
	}
	entry[name] = items
}

// sameDestination reports whether an inline route and one of its own lead to
// the same destination.
func sameDestination(entry, part any) bool {
	e, _ := entry.(map[string]any)
	p, _ := part.(map[string]any)
	return same(e["cidr_block"], p["destination_cidr_block"]) ||
		same(e["ipv6_cidr_block"], p["destination_ipv6_cidr_block"]) ||
		same(e["destination_prefix_list_id"], p["destination_prefix_list_id"])
}

func same(a, b any) bool {
	s, _ := a.(string)
	t, _ := b.(string)
	return s != "" && s == t
}

// sameNumber returns the function that reports whether an inline entry of a
// network ACL and one of its own are the same.
func sameNumber(egress bool) func(entry, part any) bool {
	return func(entry, part any) bool {
		e, _ := entry.(map[string]any)
		p, _ := part.(map[string]any)
		return isTrue(p["egress"]) == egress && folded(e["rule_no"]) == folded(p["rule_number"])
	}
}
