package rules_test

var cloudFormationMutations = []mutation{
	{"image on Docker Hub", []edit{
		{`!Sub ${Repository.RepositoryUri}:${ImageTag}`, `nginx:1.27`},
		{`DestinationSecurityGroupId: !GetAtt Endpoints.GroupId`, `CidrIp: 0.0.0.0/0`},
	}, "TR205"},
	{"no endpoint for ecr.api", []edit{{`${AWS::Region}.ecr.api`, `${AWS::Region}.sts`}}, "TR201"},
	{"misspelt service of an endpoint", []edit{{`${AWS::Region}.ecr.api`, `${AWS::Region}.ecr-api`}}, "TR201"},
	{"no endpoint for ecr.dkr", []edit{{`${AWS::Region}.ecr.dkr`, `${AWS::Region}.kms`}}, "TR201"},
	{"no endpoint for S3", []edit{{`${AWS::Region}.s3`, `${AWS::Region}.dynamodb`}}, "TR202"},
	{"no endpoint for logs", []edit{{`${AWS::Region}.logs`, `${AWS::Region}.monitoring`}}, "TR203"},
	{"endpoint for logs not created", []edit{
		{"  Logs:\n    Type: AWS::EC2::VPCEndpoint\n", "  Logs:\n    Type: AWS::EC2::VPCEndpoint\n    Condition: Never\n"},
		{"\nResources:\n", "\nConditions:\n  Never: !Equals [yes, no]\n\nResources:\n"},
	}, "TR203"},
	{"secret without an endpoint", []edit{{
		"          Essential: true\n",
		"          Secrets:\n            - {Name: TOKEN, ValueFrom: !Sub 'arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:token-AbCdEf'}\n",
	}}, "TR204"},
	{"endpoint without subnets", []edit{{
		".ecr.api\n      VpcEndpointType: Interface\n      PrivateDnsEnabled: true\n      SubnetIds: [!Ref PrivateA, !Ref PrivateB]\n",
		".ecr.api\n      VpcEndpointType: Interface\n      PrivateDnsEnabled: true\n",
	}}, "TR211"},
	{"endpoint in another VPC", []edit{
		{"      VpcId: !Ref Vpc\n      ServiceName: !Sub com.amazonaws.${AWS::Region}.logs", "      VpcId: !Ref Other\n      ServiceName: !Sub com.amazonaws.${AWS::Region}.logs"},
		{"", "\n  Other:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.30.0.0/16\n"},
	}, "TR212"},
	{"endpoint in one zone", []edit{{
		".logs\n      VpcEndpointType: Interface\n      PrivateDnsEnabled: true\n      SubnetIds: [!Ref PrivateA, !Ref PrivateB]",
		".logs\n      VpcEndpointType: Interface\n      PrivateDnsEnabled: true\n      SubnetIds: [!Ref PrivateA]",
	}}, "TR213"},
	{"S3 endpoint on one of two tables", []edit{{`[!Ref PrivateARoutes, !Ref PrivateBRoutes]`, `[!Ref PrivateARoutes]`}}, "TR214"},
	{"gateway endpoint for ecr.dkr", []edit{{".ecr.dkr\n      VpcEndpointType: Interface", ".ecr.dkr\n      VpcEndpointType: Gateway"}}, "TR215"},
	{"second endpoint takes the names of S3", []edit{{"", cloudFormationS3Interface}}, "TR216"},
	{"private DNS off", []edit{{
		".ecr.dkr\n      VpcEndpointType: Interface\n      PrivateDnsEnabled: true",
		".ecr.dkr\n      VpcEndpointType: Interface\n      PrivateDnsEnabled: false",
	}}, "TR301"},
	{"DNS support off", []edit{{`EnableDnsSupport: true`, `EnableDnsSupport: false`}}, "TR302"},
	{"DNS hostnames left off", []edit{{"      EnableDnsHostnames: true\n", ""}}, "TR303"},
	{"zone without records", []edit{{"", "\n  Zone:\n    Type: AWS::Route53::HostedZone\n    Properties:\n      Name: !Sub s3.${AWS::Region}.amazonaws.com\n      VPCs:\n        - {VPCId: !Ref Vpc, VPCRegion: !Ref AWS::Region}\n"}}, "TR304"},
	{"S3 by an interface endpoint for inbound resolvers", []edit{
		{".s3\n      VpcEndpointType: Gateway", ".s3\n      VpcEndpointType: Interface"},
		{
			"      RouteTableIds: [!Ref PrivateARoutes, !Ref PrivateBRoutes]\n",
			"      PrivateDnsEnabled: true\n      SubnetIds: [!Ref PrivateA, !Ref PrivateB]\n      SecurityGroupIds: [!GetAtt Endpoints.GroupId]\n",
		},
	}, "TR305"},
	{"endpoints admit only themselves", []edit{{`SourceSecurityGroupId: !GetAtt Task.GroupId`, `SourceSecurityGroupId: !GetAtt Endpoints.GroupId`}}, "TR401"},
	{"endpoints admit another port", []edit{{
		"      FromPort: 443\n      ToPort: 443\n      SourceSecurityGroupId",
		"      FromPort: 80\n      ToPort: 80\n      SourceSecurityGroupId",
	}}, "TR401"},
	{"no egress to S3", []edit{{`DestinationPrefixListId: !FindInMap [S3PrefixList, !Ref AWS::Region, Id]`, `CidrIp: !GetAtt Vpc.CidrBlock`}}, "TR402"},
	{"egress to S3 on another port", []edit{{
		"          FromPort: 443\n          ToPort: 443\n          DestinationPrefixListId",
		"          FromPort: 80\n          ToPort: 80\n          DestinationPrefixListId",
	}}, "TR402"},
	{"no egress to the endpoints", []edit{{`DestinationSecurityGroupId: !GetAtt Endpoints.GroupId`, `CidrIp: 10.21.0.0/16`}}, "TR403"},
	{"no egress at all", []edit{
		{"          FromPort: 443\n          ToPort: 443\n          DestinationSecurityGroupId", "          FromPort: 80\n          ToPort: 80\n          DestinationSecurityGroupId"},
		{"          FromPort: 443\n          ToPort: 443\n          DestinationPrefixListId", "          FromPort: 80\n          ToPort: 80\n          DestinationPrefixListId"},
	}, "TR403"},
	{"network ACL without entries", []edit{{"", `
  Acl:
    Type: AWS::EC2::NetworkAcl
    Properties:
      VpcId: !Ref Vpc

  PrivateAAcl:
    Type: AWS::EC2::SubnetNetworkAclAssociation
    Properties:
      SubnetId: !Ref PrivateA
      NetworkAclId: !Ref Acl
`}}, "TR411"},
	{"DNS and door of one endpoint", []edit{
		{
			".ecr.dkr\n      VpcEndpointType: Interface\n      PrivateDnsEnabled: true\n      SubnetIds: [!Ref PrivateA, !Ref PrivateB]\n      SecurityGroupIds: [!GetAtt Endpoints.GroupId]",
			".ecr.dkr\n      VpcEndpointType: Interface\n      PrivateDnsEnabled: false\n      SubnetIds: [!Ref PrivateA, !Ref PrivateB]\n      SecurityGroupIds: [!GetAtt Task.GroupId]",
		},
		{`DestinationSecurityGroupId: !GetAtt Endpoints.GroupId`, `CidrIp: !GetAtt Vpc.CidrBlock`},
	}, "TR301 TR401"},
	{"both doors closed", []edit{
		{`DestinationSecurityGroupId: !GetAtt Endpoints.GroupId`, `CidrIp: 10.21.0.0/16`},
		{`SourceSecurityGroupId: !GetAtt Task.GroupId`, `SourceSecurityGroupId: !GetAtt Endpoints.GroupId`},
	}, "TR401 TR403"},
	{"egress to neither S3 nor the endpoints", []edit{
		{`DestinationSecurityGroupId: !GetAtt Endpoints.GroupId`, `CidrIp: 10.21.0.0/16`},
		{`DestinationPrefixListId: !FindInMap [S3PrefixList, !Ref AWS::Region, Id]`, `CidrIp: 10.22.0.0/16`},
	}, "TR402 TR403"},
	{"S3 neither routed nor let out to", []edit{
		{`[!Ref PrivateARoutes, !Ref PrivateBRoutes]`, `[]`},
		{`DestinationPrefixListId: !FindInMap [S3PrefixList, !Ref AWS::Region, Id]`, `CidrIp: !GetAtt Vpc.CidrBlock`},
	}, "TR214 TR402"},
	{"both DNS attributes off", []edit{
		{`EnableDnsSupport: true`, `EnableDnsSupport: false`},
		{"      EnableDnsHostnames: true\n", ""},
	}, "TR302 TR303"},
	{"endpoint policy for another bucket", []edit{{".s3\n      VpcEndpointType: Gateway\n", `.s3
      VpcEndpointType: Gateway
      PolicyDocument:
        Statement:
          - {Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: "arn:aws:s3:::orders-data/*"}
`}}, "TR501"},
}

const cloudFormationS3Interface = `
  S3Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: S3 interface endpoint
      VpcId: !Ref Vpc
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}

  S3Interface:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: !Sub com.amazonaws.${AWS::Region}.s3
      VpcEndpointType: Interface
      PrivateDnsEnabled: true
      DnsOptions:
        PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers
      SubnetIds: [!Ref PrivateA, !Ref PrivateB]
      SecurityGroupIds: [!GetAtt S3Group.GroupId]
`
