package snapshot

import (
	"strconv"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// groups adds the security groups of the VPC. Their rules are told by the groups
// themselves or else rule by rule.
func (w *world) groups() {
	for _, g := range w.l.group {
		if g.v.VpcID != w.id {
			continue
		}
		kind := "aws_security_group"
		if g.v.GroupName == "default" {
			kind = "aws_default_security_group"
		}
		w.add(kind, g.v.GroupID, g.v.GroupID, g.at, w.inVPC(), text("name", g.v.GroupName, g.at), tags(g.v.Tags, g.at),
			field("ingress", w.permissions(g.v.IPPermissions, g.v.GroupID, false, g.at)),
			field("egress", w.permissions(g.v.IPPermissionsEgress, g.v.GroupID, true, g.at)))
	}
}

// permissions returns the rules of a group in one direction.
func (w *world) permissions(ps []permission, group string, egress bool, at source.Range) iac.Value {
	items := []iac.Value{}
	for _, p := range ps {
		var cidrs, cidrs6, lists, groups []string
		for _, r := range p.IPRanges {
			cidrs = append(cidrs, r.CidrIP)
		}
		for _, r := range p.Ipv6Ranges {
			cidrs6 = append(cidrs6, r.CidrIpv6)
		}
		for _, r := range p.PrefixListIDs {
			lists = append(lists, r.PrefixListID)
		}
		for _, r := range p.UserIDGroupPairs {
			groups = append(groups, r.GroupID)
		}
		items = append(items, iac.Object(append(ports(p.IPProtocol, p.FromPort, p.ToPort, at),
			field("cidr_blocks", list(cidrs, at)), field("ipv6_cidr_blocks", list(cidrs6, at)),
			field("prefix_list_ids", list(lists, at)), field("security_groups", list(groups, at))), nil, at))
	}
	if len(items) == 0 {
		items = append(items, w.single(group, egress)...)
	}
	return iac.List(items, nil, at)
}

// single returns the rules of a group as describe-security-group-rules tells
// them.
func (w *world) single(group string, egress bool) []iac.Value {
	var items []iac.Value
	for _, r := range w.l.rules {
		if r.v.GroupID != group || r.v.IsEgress != egress {
			continue
		}
		var groups []string
		if r.v.ReferencedGroupInfo != nil {
			groups = append(groups, r.v.ReferencedGroupInfo.GroupID)
		}
		items = append(items, iac.Object(append(ports(r.v.IPProtocol, r.v.FromPort, r.v.ToPort, r.at),
			field("cidr_blocks", list(given(r.v.CidrIpv4), r.at)), field("ipv6_cidr_blocks", list(given(r.v.CidrIpv6), r.at)),
			field("prefix_list_ids", list(given(r.v.PrefixListID), r.at)), field("security_groups", list(groups, r.at))), nil, r.at))
	}
	return items
}

// given returns a text as a list, empty if there is none.
func given(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func ports(protocol string, from, to *int, at source.Range) []iac.Field {
	fields := []iac.Field{text("protocol", protocol, at)}
	if from != nil {
		fields = append(fields, text("from_port", strconv.Itoa(*from), at))
	}
	if to != nil {
		fields = append(fields, text("to_port", strconv.Itoa(*to), at))
	}
	return fields
}

// lists returns the prefix lists: those of AWS by their names, of others that
// they are there. What is in a customer's list another command tells.
func (l *loader) lists() []*iac.Resource {
	w := &world{l: l}
	seen := map[string]bool{}
	for _, p := range l.prefixList {
		id, at := p.v.PrefixListID, p.at
		if id == "" || seen[id] {
			continue
		}
		seen[id] = true
		ofAWS := p.v.OwnerID == "" || p.v.OwnerID == "AWS"
		r := w.add("aws_ec2_managed_prefix_list", id, id, at, text("name", p.v.PrefixListName, at))
		r.Data = ofAWS
		if !ofAWS {
			r.Body = iac.Object([]iac.Field{field("entry", iac.UnknownValue(&iac.Unknown{
				Name: id, Range: at, Why: "the snapshot does not tell what is in prefix list `" + id + "`",
			}, at))}, nil, at)
		}
	}
	return w.resources
}
