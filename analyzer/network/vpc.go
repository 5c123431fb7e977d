package network

import "github.com/taskreach/taskreach/analyzer/iac"

// A VPC is a virtual network. Of one that the files do not declare, only the
// identity is known.
type VPC struct {
	Node
	CIDRs        []Block
	CIDRsPartial *iac.Unknown

	DNSSupport   iac.Value
	DNSHostnames iac.Value
	DNSServers   iac.Value // of the DHCP options; absent means AmazonProvidedDNS

	Region iac.Text

	MainTable    *RouteTable
	DefaultGroup *SecurityGroup
	DefaultACL   *ACL

	InternetGateways []*InternetGateway

	// Open are the reasons why resources that cannot be seen may have been
	// added to the VPC: endpoints above all. A claim that something is missing
	// from an open VPC is not a proof.
	Open []*iac.Unknown

	// Resolving are what may change how names resolve here in ways that are
	// not decided, such as Resolver rules that are not in the files.
	Resolving []*iac.Unknown

	ResolverRules []*ResolverRule
	Firewall      []*FirewallGroup // in the order in which they are asked

	// PublicAccess is what VPC Block Public Access leaves of the paths to the
	// internet: off, block-ingress or block-bidirectional; absent means off.
	PublicAccess iac.Value

	firstTable *RouteTable // the main table as the VPC is made
}

var vpcKind = kind{[]string{"aws_vpc", "AWS::EC2::VPC"}, (*builder).vpc}

// The default VPC is adopted, not created: its endpoints and routes are not
// closed by the files.
var defaultVPCKind = kind{[]string{"aws_default_vpc"}, func(b *builder, r *iac.Resource) {
	b.vpc(r)
	v := b.vpcs.declared[r]
	why := &iac.Unknown{
		Name: r.Address, Range: r.Range,
		Why: "the default VPC of the account exists before this stack and may hold more than it declares",
	}
	v.External, v.MainTable.External, v.DefaultGroup.External, v.DefaultACL.External = why, why, why, why
}}

// CIDRBlock is the block of a VPC or a subnet.
var CIDRBlock = iac.Named("cidr_block", "CidrBlock")

// The attributes of VPCs that a change can mend.
var (
	VPCDNSSupport   = iac.Named("enable_dns_support", "EnableDnsSupport")
	VPCDNSHostnames = iac.Named("enable_dns_hostnames", "EnableDnsHostnames")
)

func (b *builder) vpc(r *iac.Resource) {
	v := &VPC{
		Node:         declare(r),
		DNSSupport:   r.Deployed(VPCDNSSupport).Or(true),
		DNSHostnames: r.Deployed(VPCDNSHostnames).Or(r.Type == "aws_default_vpc"),
		CIDRs:        []Block{block(r.Attr(CIDRBlock))},
	}
	v.Region, _ = r.Region.Text()
	b.vpcs.add(r, v)
	if !v.Missing {
		b.graph.VPCs = append(b.graph.VPCs, v)
	}
	v.firstTable = &RouteTable{Node: implied("main route table of "+v.Address, v), VPC: v}
	v.MainTable = v.firstTable
	v.DefaultGroup = defaultGroup(v)
	v.DefaultACL = &ACL{Node: implied("default network ACL of "+v.Address, v), Default: true}
}

// implied returns the common part of what AWS makes together with a VPC.
func implied(address string, v *VPC) Node {
	return Node{Address: address, Range: v.Range, External: v.External}
}

// openMain notes that another table may take the place of the main one, for the
// VPC or for a subnet of it: neither takes more than the id of that.
func (v *VPC) openMain(why *iac.Unknown) {
	if v.MainTable != nil {
		v.MainTable.Partial = either(v.MainTable.Partial, why)
	}
}

// vpcOf returns the VPC that v refers to. What belongs to a VPC that is
// declared elsewhere exists too, and is as unknown.
func (b *builder) vpcOf(v iac.Value) *VPC {
	vpc := b.vpcs.get(v)
	if vpc != nil && vpc.MainTable == nil {
		vpc.MainTable = &RouteTable{Node: implied("main route table of "+vpc.Address, vpc), VPC: vpc}
		vpc.DefaultGroup = &SecurityGroup{Node: implied("default security group of "+vpc.Address, vpc), VPC: vpc}
		vpc.DefaultACL = &ACL{Node: implied("default network ACL of "+vpc.Address, vpc)}
	}
	return vpc
}

// partOfVPC returns the VPC of which v names a part by an attribute, such as
// its default security group.
func (b *builder) partOfVPC(v iac.Value, part iac.Name) *VPC {
	r, attr := v.Ref()
	if r == nil || attr == "" || attr != part.In(r.Language) {
		return nil
	}
	return b.vpcs.declared[r]
}

// A secondary CIDR block extends the local route.
var cidrBlockKind = kind{
	[]string{"aws_vpc_ipv4_cidr_block_association", "AWS::EC2::VPCCidrBlock"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		cidr := r.Attr(CIDRBlock)
		if !created || cidr.IsAbsent() {
			return
		}
		b.link(func() {
			vpc := b.vpcOf(r.Attr(vpcID))
			switch {
			case vpc == nil:
			case why != nil:
				vpc.CIDRsPartial = why
			default:
				vpc.CIDRs = append(vpc.CIDRs, block(cidr))
			}
		})
	},
}

var vpcID = iac.Named("vpc_id", "VpcId")

// VPC Block Public Access is a setting of the account in a region: it holds
// for every VPC that has no exclusion (VPC user guide, "Block public access to
// VPCs and subnets").
var publicAccessKind = kind{
	[]string{"aws_vpc_block_public_access_options", "AWS::EC2::VPCBlockPublicAccessOptions"},
	func(b *builder, r *iac.Resource) {
		mode := r.Attr(iac.Named("internet_gateway_block_mode", "InternetGatewayBlockMode"))
		why, created := maybe(r)
		if !created {
			return
		}
		if why != nil {
			mode = iac.UnknownValue(why, mode.Range)
		}
		b.link(func() {
			for _, v := range b.graph.VPCs {
				v.PublicAccess = mode
			}
		})
	},
}

// An exclusion opens a VPC or a subnet, at least for what goes out (EC2 API
// reference, CreateVpcBlockPublicAccessExclusion).
var publicAccessExclusionKind = kind{
	[]string{"aws_vpc_block_public_access_exclusion", "AWS::EC2::VPCBlockPublicAccessExclusion"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		if !created {
			return
		}
		b.in(closing, func() {
			if s := b.subnets.get(r.Attr(associationSubnet)); s != nil {
				s.PublicAccess = iac.Bool(true, r.Range)
				if why = either(why, s.External); why != nil {
					s.PublicAccess = iac.UnknownValue(why, r.Range)
				}
			}
			of := b.vpcOf(r.Attr(vpcID))
			for _, v := range b.graph.VPCs {
				if mode, _ := v.PublicAccess.Str(); of == nil || v.PublicAccess.IsAbsent() || mode == "off" {
					continue
				}
				switch doubt := either(of.MayBe(&v.Node), why); {
				case of == v && why == nil:
					v.PublicAccess = iac.Absent(r.Range)
				case of == v, of.MayBe(&v.Node) != nil:
					v.PublicAccess = iac.UnknownValue(doubt, r.Range)
				}
			}
		})
	},
}
