// Package rules holds the rules, one file each. It reads proofs and the graph;
// it knows neither language.
package rules

import "github.com/taskreach/taskreach/analyzer/lint"

//go:generate go run ./generate

// All returns every rule, in the order of their ids.
func All() []*lint.Rule {
	return []*lint.Rule{
		PublicSubnetWithoutAddress,
		NATGatewayWithoutInternet,
		NATGatewayNotRouted,
		MissingNATGateway,
		IsolatedSubnet,
		DeadRoute,
		PublicAccessBlocked,
		PeerVPCNotRouted,
		TransitGatewayWithoutInternet,
		MissingECREndpoint,
		MissingS3Endpoint,
		MissingLogsEndpoint,
		MissingServiceEndpoint,
		DestinationWithoutPrivatePath,
		EndpointWithoutSubnets,
		EndpointInAnotherVPC,
		EndpointZoneMismatch,
		S3GatewayNotAssociated,
		WrongEndpointType,
		EndpointCapturesName,
		EndpointNotDualStack,
		EndpointInAnotherRegion,
		InertEndpoint,
		PrivateDNSDisabled,
		VPCDNSSupportDisabled,
		VPCDNSHostnamesDisabled,
		PrivateZoneShadowsName,
		S3PrivateDNSInboundOnly,
		NameBarredByFirewall,
		IPv4NameOnly,
		EndpointIngressBlocked,
		S3EgressBlocked,
		EndpointEgressBlocked,
		InternetEgressBlocked,
		GroupOfAnotherVPC,
		MixedRuleForms,
		NetworkACLBlocked,
		ShadowedNetworkACLEntry,
		HealthCheckEgressBlocked,
		HealthCheckIngressBlocked,
		ServerEgressBlocked,
		ServerIngressBlocked,
		EndpointPolicyDenies,
		ExecutionRoleMissing,
		ExecutionRoleLacksPermission,
		ExecutionRoleNotAssumable,
		ResourcePolicyDenies,
		TaskRoleUnusable,
		MissingMountTarget,
		FileSystemEgressBlocked,
		FileSystemIngressBlocked,
		SubnetTooSmall,
		FaultySuppression,
	}
}
