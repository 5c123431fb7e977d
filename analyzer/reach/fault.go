package reach

// A Fault is what is wrong where a flow is blocked: the smallest thing that
// names a way to mend it. Rules are written against faults.
type Fault string

// The faults of name resolution.
const (
	DNSSupportOff   Fault = "dns-support-off"
	DNSHostnamesOff Fault = "dns-hostnames-off"
	NameNotFound    Fault = "name-not-found"
	NameBarred      Fault = "name-barred"    // by DNS Firewall
	IPv4NameOnly    Fault = "ipv4-name-only" // from a subnet without IPv4
	PrivateDNSOff   Fault = "private-dns-off"
	S3InboundOnly   Fault = "s3-inbound-only"
)

// The faults of endpoints.
const (
	MissingEndpoint        Fault = "missing-endpoint"
	NoPrivatePath          Fault = "no-private-path" // no endpoint there could be serves the destination
	EndpointNotCreated     Fault = "endpoint-not-created"
	EndpointWithoutSubnets Fault = "endpoint-without-subnets"
	EndpointInOtherVPC     Fault = "endpoint-in-other-vpc"
	EndpointNotDualStack   Fault = "endpoint-not-dual-stack"
	EndpointInOtherRegion  Fault = "endpoint-in-other-region"
	WrongEndpointType      Fault = "wrong-endpoint-type"
	GatewayNotAssociated   Fault = "gateway-not-associated"
)

// The faults of routes.
const (
	NoRoute         Fault = "no-route" // a subnet that is isolated on purpose or by accident
	MissingNAT      Fault = "missing-nat"
	NATNotRouted    Fault = "nat-not-routed"
	NATNoInternet   Fault = "nat-no-internet"
	NoPublicAddress Fault = "no-public-address"
	DeadRoute       Fault = "dead-route" // to a gateway that leads nowhere
	PublicBlocked   Fault = "public-access-blocked"
	PeerNotRouted   Fault = "peer-not-routed" // no way to the VPC that the name leads to, or none back

	TransitNotRouted Fault = "transit-not-routed" // a transit gateway that does not lead to the internet, or back
)

// The faults of filters.
const (
	EgressRefused   Fault = "egress-refused"
	IngressRefused  Fault = "ingress-refused"
	ACLRefused      Fault = "acl-refused"
	GroupInOtherVPC Fault = "group-in-other-vpc" // which no interface of the VPC can have
	PolicyRefused   Fault = "policy-refused"
)

// The faults of file systems.
const (
	FileSystemNameOff        Fault = "file-system-name-off" // DNS hostnames are off in the VPC
	NoMountTarget            Fault = "no-mount-target"      // none in the zone of the task
	FileSystemEgressRefused  Fault = "file-system-egress-refused"
	FileSystemIngressRefused Fault = "file-system-ingress-refused"
)

// The faults of servers: databases, caches.
const (
	ServerEgressRefused  Fault = "server-egress-refused"  // by the groups of the task
	ServerIngressRefused Fault = "server-ingress-refused" // by the groups of the server
)

// The faults of roles, and of the policies of what they ask for.
const (
	RoleMissing     Fault = "role-missing"      // the task definition names none
	RoleNotTrusting Fault = "role-not-trusting" // ECS may not assume it
	RoleDenied      Fault = "role-denied"
	ResourceRefused Fault = "resource-refused"
)

// The faults of health checks.
const (
	BalancerEgressRefused  Fault = "balancer-egress-refused"  // by the groups of the load balancer
	BalancerIngressRefused Fault = "balancer-ingress-refused" // by the groups of the task
)

// Explanation codes of VPC Reachability Analyzer ("Explanation codes").
const (
	codeRulesMismatch = "ENI_SG_RULES_MISMATCH"
	codeNoRules       = "SG_HAS_NO_RULES"
	codeACL           = "SUBNET_ACL_RESTRICTION"
	codeNoRoute       = "NO_ROUTE_TO_DESTINATION"
	codeNoPublicIP    = "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS"
	codeDetached      = "UNASSOCIATED_COMPONENT"
	codeBadRoute      = "BAD_STATE_ROUTE"
	codeCannotRoute   = "CANNOT_ROUTE"
	codeNATZone       = "REGIONAL_NGW_ROUTE_AZ_RESTRICTION"
	codeBlockPublic   = "VPC_BLOCK_PUBLIC_ACCESS_ENABLED"
	codePeerAddress   = "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR"
	codePrivateByIGW  = "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS"
	codeUnattached    = "DISCONNECTED_VPCS"
	codeTransitTable  = "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION"
	codeTransitRoute  = "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT"
	codeTransitZone   = "TGW_ROUTE_AZ_RESTRICTION"
)
