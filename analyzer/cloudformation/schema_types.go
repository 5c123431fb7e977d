package cloudformation

import (
	"reflect"

	"github.com/awslabs/goformation/v7/cloudformation/autoscaling"
	"github.com/awslabs/goformation/v7/cloudformation/batch"
	"github.com/awslabs/goformation/v7/cloudformation/ec2"
	"github.com/awslabs/goformation/v7/cloudformation/ecr"
	"github.com/awslabs/goformation/v7/cloudformation/ecs"
	"github.com/awslabs/goformation/v7/cloudformation/efs"
	"github.com/awslabs/goformation/v7/cloudformation/elasticloadbalancing"
	"github.com/awslabs/goformation/v7/cloudformation/elasticloadbalancingv2"
	"github.com/awslabs/goformation/v7/cloudformation/events"
	"github.com/awslabs/goformation/v7/cloudformation/iam"
	"github.com/awslabs/goformation/v7/cloudformation/kms"
	"github.com/awslabs/goformation/v7/cloudformation/logs"
	"github.com/awslabs/goformation/v7/cloudformation/pipes"
	"github.com/awslabs/goformation/v7/cloudformation/ram"
	"github.com/awslabs/goformation/v7/cloudformation/route53"
	"github.com/awslabs/goformation/v7/cloudformation/route53resolver"
	"github.com/awslabs/goformation/v7/cloudformation/s3"
	"github.com/awslabs/goformation/v7/cloudformation/scheduler"
	"github.com/awslabs/goformation/v7/cloudformation/secretsmanager"
	"github.com/awslabs/goformation/v7/cloudformation/servicediscovery"
	"github.com/awslabs/goformation/v7/cloudformation/ssm"
	"github.com/awslabs/goformation/v7/cloudformation/stepfunctions"
	"github.com/awslabs/goformation/v7/cloudformation/tags"
)

// schema holds the struct of each resource type whose properties are checked.
// goformation is imported by service: its root package has all 1,260 types and
// adds 14 MB.
var schema = map[string]reflect.Type{
	"AWS::AutoScaling::AutoScalingGroup":                 reflect.TypeFor[autoscaling.AutoScalingGroup](),
	"AWS::AutoScaling::LaunchConfiguration":              reflect.TypeFor[autoscaling.LaunchConfiguration](),
	"AWS::Batch::ComputeEnvironment":                     reflect.TypeFor[batch.ComputeEnvironment](),
	"AWS::Batch::JobDefinition":                          reflect.TypeFor[batch.JobDefinition](),
	"AWS::Batch::JobQueue":                               reflect.TypeFor[batch.JobQueue](),
	"AWS::EC2::CarrierGateway":                           reflect.TypeFor[ec2.CarrierGateway](),
	"AWS::EC2::DHCPOptions":                              reflect.TypeFor[ec2.DHCPOptions](),
	"AWS::EC2::EIP":                                      reflect.TypeFor[ec2.EIP](),
	"AWS::EC2::EIPAssociation":                           reflect.TypeFor[ec2.EIPAssociation](),
	"AWS::EC2::EgressOnlyInternetGateway":                reflect.TypeFor[ec2.EgressOnlyInternetGateway](),
	"AWS::EC2::GatewayRouteTableAssociation":             reflect.TypeFor[ec2.GatewayRouteTableAssociation](),
	"AWS::EC2::Instance":                                 reflect.TypeFor[ec2.Instance](),
	"AWS::EC2::InternetGateway":                          reflect.TypeFor[ec2.InternetGateway](),
	"AWS::EC2::LaunchTemplate":                           reflect.TypeFor[ec2.LaunchTemplate](),
	"AWS::EC2::NatGateway":                               reflect.TypeFor[ec2.NatGateway](),
	"AWS::EC2::NetworkAcl":                               reflect.TypeFor[ec2.NetworkAcl](),
	"AWS::EC2::NetworkAclEntry":                          reflect.TypeFor[ec2.NetworkAclEntry](),
	"AWS::EC2::NetworkInterface":                         reflect.TypeFor[ec2.NetworkInterface](),
	"AWS::EC2::PrefixList":                               reflect.TypeFor[ec2.PrefixList](),
	"AWS::EC2::Route":                                    reflect.TypeFor[ec2.Route](),
	"AWS::EC2::RouteTable":                               reflect.TypeFor[ec2.RouteTable](),
	"AWS::EC2::SecurityGroup":                            reflect.TypeFor[ec2.SecurityGroup](),
	"AWS::EC2::SecurityGroupEgress":                      reflect.TypeFor[ec2.SecurityGroupEgress](),
	"AWS::EC2::SecurityGroupIngress":                     reflect.TypeFor[ec2.SecurityGroupIngress](),
	"AWS::EC2::Subnet":                                   reflect.TypeFor[ec2.Subnet](),
	"AWS::EC2::SubnetCidrBlock":                          reflect.TypeFor[ec2.SubnetCidrBlock](),
	"AWS::EC2::SubnetNetworkAclAssociation":              reflect.TypeFor[ec2.SubnetNetworkAclAssociation](),
	"AWS::EC2::SubnetRouteTableAssociation":              reflect.TypeFor[ec2.SubnetRouteTableAssociation](),
	"AWS::EC2::TransitGateway":                           reflect.TypeFor[ec2.TransitGateway](),
	"AWS::EC2::TransitGatewayAttachment":                 reflect.TypeFor[ec2.TransitGatewayAttachment](),
	"AWS::EC2::TransitGatewayRoute":                      reflect.TypeFor[ec2.TransitGatewayRoute](),
	"AWS::EC2::TransitGatewayVpcAttachment":              reflect.TypeFor[ec2.TransitGatewayVpcAttachment](),
	"AWS::EC2::VPC":                                      reflect.TypeFor[ec2.VPC](),
	"AWS::EC2::VPCCidrBlock":                             reflect.TypeFor[ec2.VPCCidrBlock](),
	"AWS::EC2::VPCDHCPOptionsAssociation":                reflect.TypeFor[ec2.VPCDHCPOptionsAssociation](),
	"AWS::EC2::VPCEndpoint":                              reflect.TypeFor[ec2.VPCEndpoint](),
	"AWS::EC2::VPCEndpointService":                       reflect.TypeFor[ec2.VPCEndpointService](),
	"AWS::EC2::VPCGatewayAttachment":                     reflect.TypeFor[ec2.VPCGatewayAttachment](),
	"AWS::EC2::VPCPeeringConnection":                     reflect.TypeFor[ec2.VPCPeeringConnection](),
	"AWS::EC2::VPNGateway":                               reflect.TypeFor[ec2.VPNGateway](),
	"AWS::EC2::VPNGatewayRoutePropagation":               reflect.TypeFor[ec2.VPNGatewayRoutePropagation](),
	"AWS::ECR::PullThroughCacheRule":                     reflect.TypeFor[ecr.PullThroughCacheRule](),
	"AWS::ECR::RegistryPolicy":                           reflect.TypeFor[ecr.RegistryPolicy](),
	"AWS::ECR::Repository":                               reflect.TypeFor[ecr.Repository](),
	"AWS::ECS::CapacityProvider":                         reflect.TypeFor[ecs.CapacityProvider](),
	"AWS::ECS::Cluster":                                  reflect.TypeFor[ecs.Cluster](),
	"AWS::ECS::ClusterCapacityProviderAssociations":      reflect.TypeFor[ecs.ClusterCapacityProviderAssociations](),
	"AWS::ECS::PrimaryTaskSet":                           reflect.TypeFor[ecs.PrimaryTaskSet](),
	"AWS::ECS::Service":                                  reflect.TypeFor[ecs.Service](),
	"AWS::ECS::TaskDefinition":                           reflect.TypeFor[ecs.TaskDefinition](),
	"AWS::ECS::TaskSet":                                  reflect.TypeFor[ecs.TaskSet](),
	"AWS::EFS::AccessPoint":                              reflect.TypeFor[efs.AccessPoint](),
	"AWS::EFS::FileSystem":                               reflect.TypeFor[efs.FileSystem](),
	"AWS::EFS::MountTarget":                              reflect.TypeFor[efs.MountTarget](),
	"AWS::ElasticLoadBalancing::LoadBalancer":            reflect.TypeFor[elasticloadbalancing.LoadBalancer](),
	"AWS::ElasticLoadBalancingV2::Listener":              reflect.TypeFor[elasticloadbalancingv2.Listener](),
	"AWS::ElasticLoadBalancingV2::LoadBalancer":          reflect.TypeFor[elasticloadbalancingv2.LoadBalancer](),
	"AWS::ElasticLoadBalancingV2::TargetGroup":           reflect.TypeFor[elasticloadbalancingv2.TargetGroup](),
	"AWS::Events::Rule":                                  reflect.TypeFor[events.Rule](),
	"AWS::IAM::InstanceProfile":                          reflect.TypeFor[iam.InstanceProfile](),
	"AWS::IAM::ManagedPolicy":                            reflect.TypeFor[iam.ManagedPolicy](),
	"AWS::IAM::Policy":                                   reflect.TypeFor[iam.Policy](),
	"AWS::IAM::Role":                                     reflect.TypeFor[iam.Role](),
	"AWS::IAM::RolePolicy":                               reflect.TypeFor[iam.RolePolicy](),
	"AWS::KMS::Alias":                                    reflect.TypeFor[kms.Alias](),
	"AWS::KMS::Key":                                      reflect.TypeFor[kms.Key](),
	"AWS::Logs::LogGroup":                                reflect.TypeFor[logs.LogGroup](),
	"AWS::Logs::ResourcePolicy":                          reflect.TypeFor[logs.ResourcePolicy](),
	"AWS::Pipes::Pipe":                                   reflect.TypeFor[pipes.Pipe](),
	"AWS::RAM::ResourceShare":                            reflect.TypeFor[ram.ResourceShare](),
	"AWS::Route53::HostedZone":                           reflect.TypeFor[route53.HostedZone](),
	"AWS::Route53::RecordSet":                            reflect.TypeFor[route53.RecordSet](),
	"AWS::Route53::RecordSetGroup":                       reflect.TypeFor[route53.RecordSetGroup](),
	"AWS::Route53Resolver::FirewallDomainList":           reflect.TypeFor[route53resolver.FirewallDomainList](),
	"AWS::Route53Resolver::FirewallRuleGroup":            reflect.TypeFor[route53resolver.FirewallRuleGroup](),
	"AWS::Route53Resolver::FirewallRuleGroupAssociation": reflect.TypeFor[route53resolver.FirewallRuleGroupAssociation](),
	"AWS::Route53Resolver::ResolverEndpoint":             reflect.TypeFor[route53resolver.ResolverEndpoint](),
	"AWS::Route53Resolver::ResolverRule":                 reflect.TypeFor[route53resolver.ResolverRule](),
	"AWS::Route53Resolver::ResolverRuleAssociation":      reflect.TypeFor[route53resolver.ResolverRuleAssociation](),
	"AWS::S3::AccessPoint":                               reflect.TypeFor[s3.AccessPoint](),
	"AWS::S3::Bucket":                                    reflect.TypeFor[s3.Bucket](),
	"AWS::S3::BucketPolicy":                              reflect.TypeFor[s3.BucketPolicy](),
	"AWS::SSM::Parameter":                                reflect.TypeFor[ssm.Parameter](),
	"AWS::Scheduler::Schedule":                           reflect.TypeFor[scheduler.Schedule](),
	"AWS::SecretsManager::ResourcePolicy":                reflect.TypeFor[secretsmanager.ResourcePolicy](),
	"AWS::SecretsManager::Secret":                        reflect.TypeFor[secretsmanager.Secret](),
	"AWS::ServiceDiscovery::HttpNamespace":               reflect.TypeFor[servicediscovery.HttpNamespace](),
	"AWS::ServiceDiscovery::PrivateDnsNamespace":         reflect.TypeFor[servicediscovery.PrivateDnsNamespace](),
	"AWS::ServiceDiscovery::Service":                     reflect.TypeFor[servicediscovery.Service](),
	"AWS::StepFunctions::StateMachine":                   reflect.TypeFor[stepfunctions.StateMachine](),
}

// newer holds the properties that goformation 7.14.9, made of the schema of
// April 2024, does not have yet.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/,
// as of CDK 2.276.
var newer = map[reflect.Type]reflect.Type{
	reflect.TypeFor[ec2.VPCEndpoint](): reflect.TypeFor[struct {
		DnsOptions struct {
			DnsRecordIpType                          string   `json:"DnsRecordIpType"`
			PrivateDnsOnlyForInboundResolverEndpoint string   `json:"PrivateDnsOnlyForInboundResolverEndpoint"`
			PrivateDnsPreference                     string   `json:"PrivateDnsPreference"`
			PrivateDnsSpecifiedDomains               []string `json:"PrivateDnsSpecifiedDomains"`
		} `json:"DnsOptions"`
		IpAddressType            string     `json:"IpAddressType"`
		ResourceConfigurationArn string     `json:"ResourceConfigurationArn"`
		ServiceNetworkArn        string     `json:"ServiceNetworkArn"`
		ServiceRegion            string     `json:"ServiceRegion"`
		Tags                     []tags.Tag `json:"Tags"`
	}](),
	reflect.TypeFor[ec2.NatGateway](): reflect.TypeFor[struct {
		AvailabilityMode          string `json:"AvailabilityMode"`
		AvailabilityZoneAddresses []struct {
			AllocationIds      []string `json:"AllocationIds"`
			AvailabilityZone   string   `json:"AvailabilityZone"`
			AvailabilityZoneId string   `json:"AvailabilityZoneId"`
		} `json:"AvailabilityZoneAddresses"`
		VpcId string `json:"VpcId"`
	}](),
	reflect.TypeFor[ec2.EgressOnlyInternetGateway](): reflect.TypeFor[struct {
		Tags []tags.Tag `json:"Tags"`
	}](),
	reflect.TypeFor[ec2.VPCEndpointService](): reflect.TypeFor[struct {
		SupportedIpAddressTypes []string   `json:"SupportedIpAddressTypes"`
		SupportedRegions        []string   `json:"SupportedRegions"`
		Tags                    []tags.Tag `json:"Tags"`
	}](),
	reflect.TypeFor[ec2.SubnetCidrBlock](): reflect.TypeFor[struct {
		Ipv6IpamPoolId    string `json:"Ipv6IpamPoolId"`
		Ipv6NetmaskLength int    `json:"Ipv6NetmaskLength"`
	}](),
	reflect.TypeFor[ec2.VPCPeeringConnection](): reflect.TypeFor[struct {
		AssumeRoleRegion string `json:"AssumeRoleRegion"`
	}](),
	reflect.TypeFor[ecs.Service](): reflect.TypeFor[struct {
		AvailabilityZoneRebalancing string `json:"AvailabilityZoneRebalancing"`
		ForceNewDeployment          any    `json:"ForceNewDeployment"`
		VpcLatticeConfigurations    []any  `json:"VpcLatticeConfigurations"`
	}](),
	reflect.TypeFor[ecs.TaskDefinition](): reflect.TypeFor[struct {
		EnableFaultInjection bool `json:"EnableFaultInjection"`
	}](),
	reflect.TypeFor[ecs.TaskDefinition_ContainerDefinition](): reflect.TypeFor[struct {
		RestartPolicy      any    `json:"RestartPolicy"`
		VersionConsistency string `json:"VersionConsistency"`
	}](),
	reflect.TypeFor[ecs.CapacityProvider](): reflect.TypeFor[struct {
		ClusterName              string `json:"ClusterName"`
		ManagedInstancesProvider any    `json:"ManagedInstancesProvider"`
	}](),
	reflect.TypeFor[ecr.Repository](): reflect.TypeFor[struct {
		ImageTagMutabilityExclusionFilters []any `json:"ImageTagMutabilityExclusionFilters"`
	}](),
	reflect.TypeFor[ecr.PullThroughCacheRule](): reflect.TypeFor[struct {
		CustomRoleArn            string `json:"CustomRoleArn"`
		UpstreamRepositoryPrefix string `json:"UpstreamRepositoryPrefix"`
	}](),
	reflect.TypeFor[logs.LogGroup](): reflect.TypeFor[struct {
		DeletionProtectionEnabled bool  `json:"DeletionProtectionEnabled"`
		FieldIndexPolicies        []any `json:"FieldIndexPolicies"`
		ResourcePolicyDocument    any   `json:"ResourcePolicyDocument"`
	}](),
	reflect.TypeFor[efs.MountTarget](): reflect.TypeFor[struct {
		IpAddressType string `json:"IpAddressType"`
		Ipv6Address   string `json:"Ipv6Address"`
	}](),
}
