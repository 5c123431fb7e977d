package network

// Adds reports whether a resource of the type changes what it refers to: a
// route changes its table, an endpoint its VPC. A subnet or a security group
// changes nothing of the VPC that it is in until something refers to it.
func Adds(kind string) bool { return additions[kind] }

// Reads reports whether the graph is made of resources of the type, among
// others.
func Reads(kind string) bool { return decoders[kind] != nil }

var additions = func() map[string]bool {
	m := map[string]bool{}
	for _, k := range []kind{
		cidrBlockKind,
		defaultRouteTableKind, routeKind, routeTableAssociationKind, mainRouteTableKind, propagationKind,
		internetGatewayKind, gatewayAttachmentKind,
		endpointKind, endpointSubnetKind, endpointGroupKind, endpointRouteTableKind, endpointPolicyKind, endpointPrivateDNSKind,
		defaultSecurityGroupKind, ruleKind, ingressRuleKind, egressRuleKind, restrictDefaultGroupKind, groupVPCKind, exclusiveRulesKind,
		prefixListEntryKind,
		networkACLKind, defaultNetworkACLKind, networkACLEntryKind, networkACLAssociationKind,
		dhcpAssociationKind,
		zoneKind, zoneAssociationKind, recordKind, recordGroupKind,
		peeringAccepterKind, transitAttachmentKind, transitAssociationKind, transitPropagationKind, transitRouteKind,
		mountTargetKind, listenerKind, listenerRuleKind,
		resolverAssociationKind, firewallRuleKind, firewallAssociationKind, publicAccessKind, publicAccessExclusionKind,
	} {
		for _, t := range k.types {
			m[t] = true
		}
	}
	return m
}()
