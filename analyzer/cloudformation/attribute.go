package cloudformation

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// getAtt returns what !GetAtt gives.
func (in *instance) getAtt(n, arg *node) iac.Value {
	if s, _, ok := in.nameOf(arg); ok {
		id, attr, found := strings.Cut(s, ".")
		if !found {
			return in.fail(n, "`Fn::GetAtt` takes a resource and an attribute: `%s` has no dot", s)
		}
		return in.attribute(n, id, attr)
	}
	items, ok := arguments(arg, 2, 10)
	if !ok {
		return in.fail(n, "`Fn::GetAtt` takes a resource and an attribute")
	}
	names := make([]string, len(items))
	for i, item := range items {
		v := in.eval(item)
		if names[i], ok = v.Str(); ok {
			continue
		}
		if us := v.Unknowns(); len(us) > 0 {
			return in.unknown(n, us[0].Name, us[0].Why)
		}
		return in.fail(n, "`Fn::GetAtt` takes a resource and an attribute")
	}
	id, attr := names[0], strings.Join(names[1:], ".")
	return in.attribute(n, id, attr)
}

// attribute returns an attribute of the resource called id.
func (in *instance) attribute(n *node, id, attr string) iac.Value {
	d := in.byID[id]
	switch {
	case d == nil && in.transformed():
		return in.unknown(n, id+"."+attr, in.addedBy(id))
	case d == nil:
		return in.fail(n, "`!GetAtt %s.%s` names no resource", id, attr)
	}
	if name, ok := strings.CutPrefix(attr, "Outputs."); ok && nests(d.resource.Type) {
		return in.nestedOutput(n, d, name)
	}
	if isModule(d.resource.Type) {
		return in.unknown(n, id+"."+attr, inRegistry(d.resource.Type))
	}
	if isCustom(d.resource.Type) {
		return in.customAttribute(n, d, attr)
	}
	if property, ok := echoes[d.resource.Type+"."+attr]; ok {
		if v, e, ok := in.property(d, property); ok && isFlat(v) && !v.IsList() {
			return in.through(n, v, iac.Origin{Name: id + "." + attr, Range: e.at(in.tmpl.file)})
		}
	}
	return iac.TextValue(in.attrShape(d.resource, attr), in.at(n))
}

// isCustom reports whether the type is that of a custom resource.
func isCustom(kind string) bool {
	return strings.HasPrefix(kind, "Custom::") || kind == "AWS::CloudFormation::CustomResource"
}

// customAttribute returns an attribute of a custom resource: anything at all,
// a list too, that its function answers.
func (in *instance) customAttribute(n *node, d *declared, attr string) iac.Value {
	name := d.entry.key + "." + attr
	v := in.once("attribute `"+name+"`", in.at(n), func() iac.Value {
		why := "`" + name + "` is what custom resource `" + d.entry.key + "` answers at deploy"
		return iac.UnknownValue(&iac.Unknown{Name: name, Why: why, Range: d.entry.keyAt(in.tmpl.file)}, in.at(n))
	})
	v.Range = in.at(n)
	return v
}

// echoes are the attributes that return a property as it is written.
//
// Source: the return values of each type in
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
var echoes = map[string]string{
	"AWS::EC2::VPC.CidrBlock":                 "CidrBlock",
	"AWS::EC2::Subnet.AvailabilityZone":       "AvailabilityZone",
	"AWS::EC2::Subnet.CidrBlock":              "CidrBlock",
	"AWS::EC2::Subnet.VpcId":                  "VpcId",
	"AWS::EC2::SecurityGroup.VpcId":           "VpcId",
	"AWS::ECS::Service.Name":                  "ServiceName",
	"AWS::ServiceDiscovery::Service.Name":     "Name",
	"AWS::Route53Resolver::ResolverRule.Name": "Name",
}

// property returns a property of a resource of this stack, and whether it is
// written.
func (in *instance) property(d *declared, name string) (iac.Value, entry, bool) {
	e, ok := d.entry.value.get("Properties").entry(name)
	if !ok {
		return iac.Value{}, e, false
	}
	key := "property `" + d.entry.key + "." + name + "`"
	v := in.once(key, e.at(in.tmpl.file), func() iac.Value { return in.eval(e.value) })
	return v, e, !v.IsAbsent()
}

// An arn says how the Arn of a resource type reads before the part that only
// the deployment knows. A global service's has no region.
type arn struct {
	service string
	prefix  string
	suffix  string
	part    string // the attribute that the part is: Ref, if not given
	global  bool   // without region
	bare    bool   // without account too
}

// arns are the types whose Arn has a shape.
//
// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/
var arns = map[string]arn{
	"AWS::ECR::Repository":                      {service: "ecr", prefix: "repository/"},
	"AWS::ECS::Cluster":                         {service: "ecs", prefix: "cluster/"},
	"AWS::EFS::FileSystem":                      {service: "elasticfilesystem", prefix: "file-system/"},
	"AWS::EFS::AccessPoint":                     {service: "elasticfilesystem", prefix: "access-point/"},
	"AWS::IAM::Role":                            {service: "iam", prefix: "role/", global: true},
	"AWS::IAM::InstanceProfile":                 {service: "iam", prefix: "instance-profile/", global: true},
	"AWS::KMS::Key":                             {service: "kms", prefix: "key/"},
	"AWS::Logs::LogGroup":                       {service: "logs", prefix: "log-group:", suffix: ":*"},
	"AWS::S3::Bucket":                           {service: "s3", global: true, bare: true},
	"AWS::SecretsManager::Secret":               {service: "secretsmanager", prefix: "secret:", part: "Name"},
	"AWS::ECS::TaskDefinition":                  {service: "ecs", prefix: "task-definition/", part: "Revision"},
	"AWS::ECS::Service":                         {service: "ecs", prefix: "service/", part: "Name"},
	"AWS::ElasticLoadBalancingV2::TargetGroup":  {service: "elasticloadbalancing", prefix: "targetgroup/", part: "TargetGroupFullName"},
	"AWS::ElasticLoadBalancingV2::LoadBalancer": {service: "elasticloadbalancing", prefix: "loadbalancer/", part: "LoadBalancerFullName"},
}

// arnOf returns the Arn of a resource, if its type's has a shape.
func (in *instance) arnOf(r *iac.Resource) (iac.Text, bool) {
	a, ok := arns[r.Type]
	if !ok {
		return nil, false
	}
	d, none := in.deployment, iac.String("", source.Range{})
	region, account := d.region, d.account
	if a.global {
		region = none
	}
	if a.bare {
		account = none
	}
	part := iac.Part{Resource: r, Attr: "Ref"}
	if a.part != "" {
		part.Attr = a.part
	}
	return textOf("arn:", d.partition, ":", a.service, ":", region, ":", account, ":"+a.prefix, part, a.suffix), true
}

// refShape returns what Ref gives for a resource. The Ref of a secret is its
// Arn, which tells the service and region to whoever reads it.
func (in *instance) refShape(r *iac.Resource) iac.Text {
	if r.Type == "AWS::SecretsManager::Secret" {
		t, _ := in.arnOf(r)
		return t
	}
	return iac.Text{{Resource: r, Attr: "Ref"}}
}

// attrShape returns what GetAtt gives for a resource: text around the part
// that is known after deploy, where the attribute's shape is documented.
func (in *instance) attrShape(r *iac.Resource, attr string) iac.Text {
	switch r.Type + "." + attr {
	case "AWS::ECR::Repository.RepositoryUri":
		d := in.deployment
		return textOf(d.account, ".dkr.ecr.", d.region, ".", d.suffix, "/", iac.Part{Resource: r, Attr: "Ref"})
	case "AWS::SecretsManager::Secret.Id":
		return in.refShape(r)
	case "AWS::EFS::FileSystem.FileSystemId", "AWS::EFS::AccessPoint.AccessPointId", "AWS::KMS::Key.KeyId",
		"AWS::EC2::VPC.VpcId", "AWS::EC2::Subnet.SubnetId", "AWS::EC2::RouteTable.RouteTableId",
		"AWS::EC2::InternetGateway.InternetGatewayId", "AWS::EC2::NatGateway.NatGatewayId",
		"AWS::EC2::VPCEndpoint.Id", "AWS::EC2::NetworkAcl.Id", "AWS::EC2::PrefixList.PrefixListId":
		return iac.Text{{Resource: r, Attr: attr}}
	}
	if attr == "Arn" {
		if t, ok := in.arnOf(r); ok {
			return t
		}
	}
	return iac.Text{{Resource: r, Attr: attr}}
}

// arnRefs are the types whose Ref is an Arn but stays a bare reference, since
// whoever reads it wants the resource.
var arnRefs = map[string]bool{
	"AWS::ECS::TaskDefinition":                  true,
	"AWS::ECS::Service":                         true,
	"AWS::ElasticLoadBalancingV2::TargetGroup":  true,
	"AWS::ElasticLoadBalancingV2::LoadBalancer": true,
}

// spread returns a text with the shape of what it refers to, so that it can be
// taken apart.
func (in *instance) spread(t iac.Text) iac.Text {
	var out iac.Text
	for _, p := range t {
		if p.Resource != nil && p.Attr == "Ref" && arnRefs[p.Resource.Type] {
			shape, _ := in.arnOf(p.Resource)
			out = append(out, shape...)
			continue
		}
		out = append(out, p)
	}
	return out
}
