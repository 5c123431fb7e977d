package cloudformation_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
)

func TestProperties(t *testing.T) {
	tests := []struct {
		name       string
		kind       string
		properties string
		want       string
		problems   []string
	}{
		{
			"texts for numbers and booleans", "AWS::EC2::VPCEndpoint", `{PrivateDnsEnabled: "true", VpcEndpointType: Interface}`,
			"{PrivateDnsEnabled: true, VpcEndpointType: Interface}", nil,
		},
		{"numbers for texts", "AWS::ECS::TaskDefinition", `{Cpu: 256, Family: "a"}`, "{Cpu: 256, Family: a}", nil},
		{"a lone item", "AWS::EC2::VPCEndpoint", `{SubnetIds: !Ref Net, SecurityGroupIds: sg-1}`, "{SubnetIds: [Net.Ref], SecurityGroupIds: [sg-1]}", nil},
		{"a lone object", "AWS::EC2::SecurityGroup", `{SecurityGroupEgress: {IpProtocol: -1, CidrIp: 0.0.0.0/0}}`, "{SecurityGroupEgress: [{IpProtocol: -1, CidrIp: 0.0.0.0/0}]}", nil},
		{"an unknown list", "AWS::EC2::VPCEndpoint", `{SubnetIds: !Ref Open}`, "{SubnetIds: ?parameter Open}", nil},
		{"newer than the schema", "AWS::EC2::VPCEndpoint", `{DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers}, Tags: [], Brand: new}`, "{DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers}, Tags: [], Brand: new}", nil},
		{
			"a wrong case", "AWS::ECS::Service", `{NetworkConfiguration: {AwsVpcConfiguration: {Subnets: [a]}}}`,
			"{NetworkConfiguration: {AwsVpcConfiguration: {Subnets: [a]}}}",
			[]string{"a.yaml:6: wrong-property: `AwsVpcConfiguration` is not a property of AWS::ECS::Service NetworkConfiguration: write `AwsvpcConfiguration`"},
		},
		{
			"a wrong letter", "AWS::ECS::TaskDefinition", `{ContainerDefinitions: [{Name: a, Imege: b}]}`,
			"{ContainerDefinitions: [{Name: a, Imege: b}]}",
			[]string{"a.yaml:6: wrong-property: `Imege` is not a property of AWS::ECS::TaskDefinition ContainerDefinitions: write `Image`"},
		},
		{"a digit is no letter", "AWS::EC2::VPC", `{Ipv6IpamPoolId: x}`, "{Ipv6IpamPoolId: x}", nil},
		{
			"no boolean", "AWS::EC2::Subnet", `{MapPublicIpOnLaunch: maybe}`, "{MapPublicIpOnLaunch: maybe}",
			[]string{"a.yaml:6: wrong-property: MapPublicIpOnLaunch of AWS::EC2::Subnet is true or false, not `maybe`"},
		},
		{
			"no number", "AWS::EC2::SecurityGroupEgress", `{FromPort: https, ToPort: "443"}`, "{FromPort: https, ToPort: 443}",
			[]string{"a.yaml:6: wrong-property: FromPort of AWS::EC2::SecurityGroupEgress is a number, not `https`"},
		},
		{
			"a policy as text", "AWS::EC2::VPCEndpoint", `{PolicyDocument: !Sub '{"Statement": [{"Effect": "Allow", "Resource": "${Net}/*", "Max": 2}]}'}`,
			"{PolicyDocument: {Statement: [{Effect: Allow, Resource: Net.Ref/*, Max: 2}]}}", nil,
		},
		{"text that is no policy", "AWS::EC2::VPCEndpoint", `{PolicyDocument: '{"Statement"'}`, `{PolicyDocument: {"Statement"}`, nil},
		{"a type of SAM", "AWS::Serverless::Function", `{policies: x, timeout: "3"}`, "{policies: x, timeout: 3}", nil},
		{"a type not in the schema", "AWS::EC2::VPCBlockPublicAccessOptions", `{InternetGatewayBlockMode: off}`, "{InternetGatewayBlockMode: false}", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.yaml": "Parameters: {Open: {Type: 'List<AWS::EC2::Subnet::Id>'}}\nResources:\n  Net: {Type: AWS::EC2::Subnet}\n  It:\n    Type: " + tt.kind + "\n    Properties: " + tt.properties}.one(t, cloudformation.Options{})
			if got := describe(resource(t, s, "It").Body); got != tt.want {
				t.Errorf("properties are\n%s, want\n%s", got, tt.want)
			}
			if diff := cmp.Diff(tt.problems, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// TestCoercion checks what kind a property is of, which its text does not show.
func TestCoercion(t *testing.T) {
	s := files{"a.yaml": `
Resources:
  It:
    Type: AWS::EC2::NetworkAclEntry
    Properties: {Protocol: "6", Egress: "true", CidrBlock: 10, RuleNumber: 100}
`}.one(t, cloudformation.Options{})
	body := resource(t, s, "It").Body
	for path, isString := range map[string]bool{"Protocol": false, "Egress": false, "CidrBlock": true, "RuleNumber": false} {
		if v := body.Get(path); v.IsString() != isString {
			t.Errorf("%s is a string: %v, want %v", path, v.IsString(), isString)
		}
	}
}
