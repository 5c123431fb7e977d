// Package network is the supply side: VPCs, subnets, route tables, gateways,
// endpoints, security groups and network ACLs as one graph, joined on the
// identity of resources. It reads both languages by one table of names for
// each kind of resource, and nothing above it knows which language a resource
// was written in. It does not judge: what a packet may do is for reach.
package network

import (
	"path"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Graph is the network that one stack describes. It is read-only once built.
type Graph struct {
	VPCs               []*VPC
	Subnets            []*Subnet
	RouteTables        []*RouteTable
	Endpoints          []*Endpoint
	SecurityGroups     []*SecurityGroup
	NATGateways        []*NATGateway
	NetworkACLs        []*ACL
	Zones              []*Zone
	Peerings           []*Peering
	TransitAttachments []*TransitAttachment
	Mixtures           []*Mixture

	b *builder
}

// A Node is what all nodes of the graph have in common.
type Node struct {
	Address  string // as its author calls it: aws_vpc_endpoint.logs
	Resource *iac.Resource
	Range    source.Range // the whole block; zero for what is in no file

	// External says why nothing but the identity of the node is known: it is
	// declared elsewhere. It is nil for a node that the files declare.
	External *iac.Unknown

	// undecided says of an external node that even which one it is is not
	// known: two of them may be one, or one that is declared.
	undecided bool

	// Maybe says why the node may not exist; it is nil if it does.
	Maybe *iac.Unknown

	// Missing says that the node is declared and not created: a count,
	// for_each or condition is off.
	Missing bool
}

func (n *Node) node() *Node { return n }

// MayBe returns why n and o may be one thing under two names, or nil if they
// are known to be two. What files declare cannot be handed to them as an input
// of their own, but it can be looked up, and another template can be given it;
// what is only known after apply can be anything. What no file declares and the
// user says is there can be handed to them.
func (n *Node) MayBe(o *Node) *iac.Unknown {
	switch {
	case n == o:
		return nil
	case n.External == nil:
		n, o = o, n
	}
	switch {
	case n.External == nil:
		return nil
	case o.External != nil && (n.undecided || o.undecided):
		return n.External
	case n.undecided && n.External.Input && (o.inRootOf(n.External) || n.Range.File == o.Range.File):
		return nil
	case n.undecided:
		return n.External
	case o.Resource != nil && o.Resource.Language == iac.CloudFormation && n.Range.File != o.Range.File:
		return n.External // an id, written in another template than what may have it
	}
	return nil
}

// inRootOf reports whether the node is declared in Terraform, by the root that
// u is an input of: one root has one set of inputs, but what another declares
// can be handed to it.
func (n *Node) inRootOf(u *iac.Unknown) bool {
	return n.Resource != nil && n.Resource.Language == iac.Terraform && n.Resource.ID == "" &&
		(n.Resource.Root == "" || path.Dir(u.Range.File) == path.Clean(n.Resource.Root))
}

// Build returns the graph of the resources.
func Build(resources []*iac.Resource) *Graph {
	b := newBuilder(resources)
	for _, r := range resources {
		if decode, ok := decoders[r.Type]; ok && !r.Data {
			decode(b, r)
		}
	}
	for p := range phases {
		for _, f := range b.links[p] {
			f()
		}
	}
	b.finish()
	return b.graph
}

// decoders maps resource types of both languages to what reads them.
var decoders = func() map[string]func(*builder, *iac.Resource) {
	m := map[string]func(*builder, *iac.Resource){}
	for _, k := range append(serverKinds, []kind{
		vpcKind, defaultVPCKind, cidrBlockKind,
		subnetKind, defaultSubnetKind,
		routeTableKind, defaultRouteTableKind, routeKind, routeTableAssociationKind, mainRouteTableKind, propagationKind,
		internetGatewayKind, gatewayAttachmentKind,
		natGatewayKind, peeringKind, peeringAccepterKind,
		networkFirewallKind, transitGatewayKind, transitAttachmentKind, transitTableKind, transitAssociationKind, transitPropagationKind, transitRouteKind,
		transitListKind, transitAnnounceKind, transitDefaultKind,
		endpointKind, endpointSubnetKind, endpointGroupKind, endpointRouteTableKind, endpointPolicyKind, endpointPrivateDNSKind,
		securityGroupKind, defaultSecurityGroupKind, ruleKind, ingressRuleKind, egressRuleKind, restrictDefaultGroupKind, groupVPCKind, exclusiveRulesKind,
		prefixListKind, prefixListEntryKind,
		networkACLKind, defaultNetworkACLKind, networkACLEntryKind, networkACLAssociationKind,
		dhcpOptionsKind, dhcpAssociationKind,
		zoneKind, zoneAssociationKind, recordKind, recordGroupKind,
		fileSystemKind, mountTargetKind, loadBalancerKind, classicBalancerKind, targetGroupKind, listenerKind, listenerRuleKind,
		resolverRuleKind, resolverAssociationKind, profileAssociationKind,
		domainListKind, firewallGroupKind, firewallRuleKind, firewallAssociationKind,
		publicAccessKind, publicAccessExclusionKind,
	}...) {
		for _, t := range k.types {
			m[t] = k.decode
		}
	}
	return m
}()

// A kind is one type of resource in both vocabularies and how it is read.
type kind struct {
	types  []string
	decode func(*builder, *iac.Resource)
}
