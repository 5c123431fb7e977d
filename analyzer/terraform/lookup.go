package terraform

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A query is a kind of data source that looks up what resources declare.
type query struct {
	managed []string          // types of those resources, in both languages
	list    string            // the attribute with the ids of all that are found, if it looks up a list
	by      map[string]string // arguments that are attributes under another name
}

// lookups are the data sources that can be answered from what is declared.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs
var lookups = map[string]query{
	"aws_vpc":             {managed: []string{"aws_vpc", "aws_default_vpc", "AWS::EC2::VPC"}},
	"aws_subnet":          {managed: subnets},
	"aws_subnets":         {managed: subnets, list: "ids"},
	"aws_subnet_ids":      {managed: subnets, list: "ids"},
	"aws_security_group":  {managed: groups},
	"aws_security_groups": {managed: groups, list: "ids"},
	"aws_route_table":     {managed: tables},
	"aws_route_tables":    {managed: tables, list: "ids"},
	"aws_vpc_endpoint":    {managed: []string{"aws_vpc_endpoint", "AWS::EC2::VPCEndpoint"}},
	"aws_iam_role":        {managed: []string{"aws_iam_role"}},
	"aws_ecs_cluster":     {managed: []string{"aws_ecs_cluster", "AWS::ECS::Cluster"}, by: map[string]string{"cluster_name": "name"}},
	"aws_lb":              {managed: []string{"aws_lb", "aws_alb", "AWS::ElasticLoadBalancingV2::LoadBalancer"}},
	"aws_alb":             {managed: []string{"aws_lb", "aws_alb", "AWS::ElasticLoadBalancingV2::LoadBalancer"}},
	"aws_lb_target_group": {managed: []string{"aws_lb_target_group", "aws_alb_target_group", "AWS::ElasticLoadBalancingV2::TargetGroup"}},
	"aws_ssm_parameter":   {managed: []string{"aws_ssm_parameter", "AWS::SSM::Parameter"}},
	"aws_efs_file_system": {managed: []string{"aws_efs_file_system", "AWS::EFS::FileSystem"}, by: map[string]string{"file_system_id": "id"}},
	"aws_ecr_repository":  {managed: []string{"aws_ecr_repository", "AWS::ECR::Repository"}},

	"aws_ecs_task_definition": {managed: []string{"aws_ecs_task_definition", "AWS::ECS::TaskDefinition"}, by: map[string]string{"task_definition": "family"}},

	"aws_secretsmanager_secret": {managed: []string{"aws_secretsmanager_secret", "AWS::SecretsManager::Secret"}},
}

// The types of what more than one data source looks up.
var (
	subnets = []string{"aws_subnet", "aws_default_subnet", "AWS::EC2::Subnet"}
	groups  = []string{"aws_security_group", "aws_default_security_group", "AWS::EC2::SecurityGroup"}
	tables  = []string{"aws_route_table", "aws_default_route_table", "AWS::EC2::RouteTable"}
)

// A match says whether a lookup finds a resource.
type match uint8

const (
	no    match = iota // something that is asked for differs
	blank              // nothing that is asked for is known
	may                // some of it fits, and the rest is not known
	yes                // all of it fits
)

// all returns what becomes of things that are asked for at once: yes if there
// are none.
func all(ms []match) match {
	if len(ms) == 0 {
		return yes
	}
	least, most := slices.Min(ms), slices.Max(ms)
	if least == blank && most > blank {
		return may
	}
	return least
}

// or returns what becomes of two things of which one is enough.
func (m match) or(o match) match { return max(m, o) }

// looksUp returns whether the data source d finds m, region and account aside.
func (e *evaluator) looksUp(d, m *iac.Resource) match {
	fields, partial := d.Body.Fields()
	var asked []match
	for _, f := range fields {
		if f.Value.IsAbsent() || f.Name == "state" || f.Name == "region" || f.Name == "with_decryption" {
			continue
		}
		one := e.meets(d, f, m)
		if m.Ignores(iac.Named("tags", "")) && (f.Name == "tags" || f.Name == "filter") {
			one = min(one, blank) // they may be others by now
		}
		asked = append(asked, one)
	}
	if partial != nil || len(asked) == 0 {
		asked = append(asked, blank)
	}
	return all(asked)
}

// meets returns whether m meets one argument of the data source d.
func (e *evaluator) meets(d *iac.Resource, f iac.Field, m *iac.Resource) match {
	name := f.Name
	if other, ok := lookups[d.Type].by[name]; ok {
		name = other
	}
	switch name {
	case "id", "route_table_id":
		return compare(f.Value, identity(m))
	case "vpc_id":
		return inVPC(m, f.Value)
	case "cidr_block", "availability_zone", "name", "service_name", "family":
		return compare(f.Value, attributeIn(m, name))
	case "subnet_id":
		return e.routes(m, f.Value)
	case "default":
		wanted, known := f.Value.Bool()
		return decided(known, wanted == isDefault(m))
	case "default_for_az":
		wanted, known := f.Value.Bool()
		return decided(known, wanted == isDefault(m))
	case "tags":
		return tagsMatch(d, f.Value, m)
	case "filter":
		filters, partial := f.Value.Items()
		var found []match
		for _, x := range filters {
			found = append(found, e.passes(x, m))
		}
		if partial != nil {
			found = append(found, blank)
		}
		return all(found)
	}
	return blank
}

func decided(known, is bool) match {
	switch {
	case !known:
		return blank
	case is:
		return yes
	}
	return no
}

// tagsMatch returns whether m has the tags that the data source d asks for.
func tagsMatch(d *iac.Resource, asked iac.Value, m *iac.Resource) match {
	tags, partial := asked.Fields()
	var found []match
	for _, tag := range tags {
		have := tagOf(m, tag.Name)
		one := compare(tag.Value, have)
		if filtersTags(d) && hasWildcards(tag.Value) {
			one = max(one, like(tag.Value, have))
		}
		found = append(found, one)
	}
	if partial != nil {
		found = append(found, blank)
	}
	return all(found)
}

// filtersTags reports whether the provider makes filters of EC2, which have
// wildcards, of the tags that the data source d asks for. It compares those of
// load balancers and file systems itself.
// https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_subnets_data_source.go
func filtersTags(d *iac.Resource) bool {
	switch d.Type {
	case "aws_lb", "aws_alb", "aws_lb_target_group", "aws_efs_file_system":
		return false
	}
	return true
}

// passes returns whether m passes a filter block.
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html
func (e *evaluator) passes(filter iac.Value, m *iac.Resource) match {
	name, known := filter.Get("name").Str()
	values, partial := filter.Get("values").Items()
	if !known {
		return blank
	}
	found := no
	if partial != nil {
		found = blank
	}
	have, ok := filtered(name, m)
	for _, v := range values {
		switch {
		case name == "association.subnet-id":
			found = found.or(e.routes(m, v))
		case name == "tag-key":
			found = found.or(hasTag(m, v))
		case name == "vpc-id" && !isVPC(m):
			found = found.or(inVPC(m, v))
		case name == "association.main":
			found = found.or(e.isMain(m, v))
		case !ok:
			found = found.or(blank)
		default:
			found = found.or(max(compare(v, have), like(v, have)))
		}
	}
	return found
}

// filtered returns what a filter of that name looks at in m.
func filtered(name string, m *iac.Resource) (iac.Value, bool) {
	if tag, ok := strings.CutPrefix(name, "tag:"); ok {
		return tagOf(m, tag), true
	}
	switch name {
	case "vpc-id":
		return identity(m), true
	case "subnet-id", "group-id", "route-table-id":
		return identity(m), true
	case "cidr", "cidr-block", "cidrBlock", "cidr-block-association.cidr-block":
		return attributeIn(m, "cidr_block"), true
	case "availability-zone", "availabilityZone":
		return attributeIn(m, "availability_zone"), true
	case "map-public-ip-on-launch", "mapPublicIpOnLaunch":
		return attributeIn(m, "map_public_ip_on_launch").Or(m.Type == "aws_default_subnet"), true
	case "group-name":
		return attributeIn(m, "name"), true
	case "state":
		return iac.String("available", source.Range{}), true
	case "is-default", "isDefault", "default-for-az", "defaultForAz":
		return iac.Bool(isDefault(m), source.Range{}), true
	}
	return iac.Value{}, false
}

// isDefault reports whether m is the network of the account that AWS itself
// makes, or one of its subnets: such resources adopt them, and no other is one.
func isDefault(m *iac.Resource) bool {
	return m.Type == "aws_default_vpc" || m.Type == "aws_default_subnet"
}

// inVPC returns whether m is in the VPC with that id. Default subnets, which do
// not say so, are in the default VPC.
func inVPC(m *iac.Resource, id iac.Value) match {
	if m.Type != "aws_default_subnet" {
		return max(compare(id, attributeIn(m, "vpc_id")), like(id, attributeIn(m, "vpc_id")))
	}
	vpc := referred(id)
	switch {
	case vpc == nil || !vpc.Data && !isVPC(vpc):
		return blank
	case vpc.Data:
		is, known := vpc.Body.Get("default").Bool()
		return decided(known && is, true)
	}
	return decided(true, isDefault(vpc))
}

// hasTag returns whether m has a tag of that name.
func hasTag(m *iac.Resource, name iac.Value) match {
	key, known := name.Str()
	if !known || strings.ContainsAny(key, "*?") {
		return blank
	}
	tag := tagOf(m, key)
	return decided(tag.Unknown() == nil, !tag.IsAbsent())
}

func isVPC(m *iac.Resource) bool {
	return m.Type == "aws_vpc" || m.Type == "aws_default_vpc" || m.Type == "AWS::EC2::VPC"
}

// inCloudFormation are the names of attributes there.
var inCloudFormation = map[string]string{
	"vpc_id": "VpcId", "cidr_block": "CidrBlock", "availability_zone": "AvailabilityZone", "service_name": "ServiceName",
	"map_public_ip_on_launch": "MapPublicIpOnLaunch", "value": "Value", "subnet_id": "SubnetId", "route_table_id": "RouteTableId", "family": "Family",
}

// attributeIn returns the attribute of m that Terraform calls so.
func attributeIn(m *iac.Resource, attr string) iac.Value {
	switch {
	case m.Type == "aws_default_route_table" && attr == "vpc_id":
		return ownerOf(m.Body.Get("default_route_table_id"))
	case m.Type == "aws_default_subnet" && attr == "cidr_block":
		return iac.UnknownValue(&iac.Unknown{Name: m.Address, Why: "its block is the account's", Range: m.Header}, m.Header)
	case m.Type == "aws_default_security_group" && attr == "name":
		return iac.String("default", m.Header)
	case m.Language != iac.CloudFormation:
		return m.Body.Get(attr)
	}
	if attr != "name" {
		return m.Body.Get(inCloudFormation[attr])
	}
	switch m.Type {
	case "AWS::EC2::SecurityGroup":
		return m.Body.Get("GroupName")
	case "AWS::ECS::Cluster":
		return m.Body.Get("ClusterName")
	case "AWS::ECR::Repository":
		return m.Body.Get("RepositoryName")
	}
	return m.Body.Get("Name")
}

// ownerOf returns the id of the resource that v is a part of.
func ownerOf(v iac.Value) iac.Value {
	if r, _ := v.Ref(); r != nil {
		return identity(r)
	}
	return iac.UnknownValue(&iac.Unknown{Name: "owner", Why: "whose it is is not known", Range: v.Range}, v.Range)
}

// tagOf returns the tag of m with that name.
func tagOf(m *iac.Resource, name string) iac.Value {
	if m.Language == iac.CloudFormation {
		tags, partial := m.Body.Get("Tags").Items()
		for _, tag := range tags {
			if key, _ := tag.Get("Key").Str(); key == name {
				return tag.Get("Value")
			}
		}
		if partial != nil {
			return iac.UnknownValue(partial, m.Range)
		}
		return iac.Absent(m.Range)
	}
	for _, tags := range []iac.Value{m.Body.Get("tags"), m.DefaultTags} {
		fields, partial := tags.Fields()
		for _, f := range fields {
			if f.Name == name { // dots included
				return f.Value
			}
		}
		if partial != nil {
			return iac.UnknownValue(partial, m.Range)
		}
	}
	return iac.Absent(m.Range)
}

// identity returns the id of m as others refer to it.
func identity(m *iac.Resource) iac.Value {
	attr := "id"
	if m.Language == iac.CloudFormation {
		attr = "Ref"
	}
	return iac.TextValue(iac.Text{{Resource: m, Attr: attr}}, m.Header)
}

// compare returns whether two values are the same text.
func compare(a, b iac.Value) match {
	switch {
	case a.IsAbsent() || b.IsAbsent():
		return no
	case a.Unknown() != nil && a.Unknown() == b.Unknown():
		return yes
	case a.Unknown() != nil || b.Unknown() != nil:
		return blank
	}
	if r := referred(a); r != nil && r == referred(b) {
		return yes // by whichever of its names
	}
	s, ok := a.Text()
	t, too := b.Text()
	equal, known := spelled(s).Equal(spelled(t))
	switch {
	case !ok || !too:
		return blank
	case !known && (isRef(a) || isRef(b)):
		return byIdentity(a, b)
	case !known:
		return may
	}
	return decided(true, equal)
}

// spelled returns the text with the id that is known for a reference.
func spelled(t iac.Text) iac.Text {
	if len(t) == 1 && t[0].Resource != nil && t[0].Resource.ID != "" && (t[0].Attr == "" || t[0].Attr == "id") {
		return iac.Text{{Literal: t[0].Resource.ID}}
	}
	return t
}

// referred returns the resource that v is a bare reference to, or the one that
// that stands for.
func referred(v iac.Value) *iac.Resource {
	r, _ := v.Ref()
	if r != nil && r.Twin != nil {
		return r.Twin
	}
	return r
}

func isRef(v iac.Value) bool { return referred(v) != nil }

// byIdentity returns whether two values of which one is a reference may be the
// same thing: two things that are declared are not, nor is an id that somebody
// wrote down one that is yet to be given. What a lookup finds is something else
// than what it does not.
func byIdentity(a, b iac.Value) match {
	for _, pair := range [][2]iac.Value{{a, b}, {b, a}} {
		r := referred(pair[0])
		if r == nil || !r.Data {
			continue
		}
		if q := referred(pair[1]); q != nil && !q.Data && isVPC(q) && r.Type == "aws_vpc" && !slices.Contains(r.May, q) {
			return no
		}
		return blank
	}
	if isRef(a) && isRef(b) || isLiteral(a) || isLiteral(b) {
		return no
	}
	return blank
}

// like returns whether the text have is one that the wildcards in v stand for.
func like(v, have iac.Value) match {
	pattern, known := v.Str()
	text, too := have.Str()
	switch {
	case have.IsAbsent() || isRef(v) || isRef(have) || known && !strings.ContainsAny(pattern, "*?"):
		return no
	case !known || !too:
		return blank
	case strings.ContainsAny(pattern+text, `/[]\`):
		return may
	}
	matched, err := path.Match(pattern, text)
	return decided(err == nil, matched)
}

// routes returns whether the route table m is associated with the subnet.
func (e *evaluator) routes(m *iac.Resource, subnet iac.Value) match {
	associates := func(r *iac.Resource) bool {
		return isAssociation(r.Type) && isTrue(r.Exists) &&
			compare(attributeIn(r, "subnet_id"), subnet) == yes && compare(attributeIn(r, "route_table_id"), identity(m)) == yes
	}
	if slices.ContainsFunc(e.emitted, associates) || e.set != nil && slices.ContainsFunc(e.set.associations, associates) {
		return yes
	}
	return blank
}

// isAssociation reports whether resources of the type give subnets a route table.
func isAssociation(kind string) bool {
	return kind == "aws_route_table_association" || kind == "AWS::EC2::SubnetRouteTableAssociation"
}

// isMain returns whether it is so, or not, that the route table m is the main
// one of its VPC. Which is can be told while nothing makes another that.
func (e *evaluator) isMain(m *iac.Resource, wanted iac.Value) match {
	text, known := wanted.Str()
	switch {
	case !known, m.Language == iac.CloudFormation, e.set == nil, e.set.makesMain, e.makesMain(), slices.ContainsFunc(e.mates(), (*evaluator).makesMain):
		return blank
	}
	return decided(true, text == strconv.FormatBool(m.Type == "aws_default_route_table"))
}

// makesMain reports whether the root makes a route table the main one of a VPC.
func (e *evaluator) makesMain() bool {
	return slices.ContainsFunc(e.emitted, func(r *iac.Resource) bool { return r.Type == "aws_main_route_table_association" })
}

func isLiteral(v iac.Value) bool {
	_, known := v.Str()
	return known
}
