package analyzer_test

import "testing"

// TestFactsOfBothLanguages: a fact of the network has one meaning, in whichever
// resource and language it is written. An edit that is left out is of a
// resource that the other language does not have.
func TestFactsOfBothLanguages(t *testing.T) {
	const (
		tfSubnet, cfnSubnet = "subnet_ids          = [aws_subnet.app.id]", "SubnetIds: [!Ref App], "
		tfGroup             = "security_group_ids  = [aws_security_group.ends.id]"
		onlyPut             = `{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:PutImage", "Resource": "*"}]}`
		second              = "resource \"aws_subnet\" \"second\" {\n  vpc_id     = aws_vpc.main.id\n  cidr_block = \"10.1.1.0/24\"\n}\n"
		secondTemplate      = "  Second: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.1.0/24}}\n"
	)
	for _, p := range []poison{
		{
			"secondary CIDR",
			edit{tfSubnet, "subnet_ids          = [aws_subnet.second.id]", "resource \"aws_vpc_ipv4_cidr_block_association\" \"more\" {\n  vpc_id     = aws_vpc.main.id\n  cidr_block = \"10.1.0.0/16\"\n}\n" + second},
			edit{cfnSubnet, "SubnetIds: [!Ref Second], ", "  More: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/16}}\n" + secondTemplate},
			"reachable",
		},
		{
			"CIDR of an address pool",
			edit{"cidr_block           = \"10.0.0.0/16\"", "ipv4_ipam_pool_id    = \"ipam-pool-1\"\n  ipv4_netmask_length  = 16", ""},
			edit{"CidrBlock: 10.0.0.0/16,", "Ipv4IpamPoolId: ipam-pool-1, Ipv4NetmaskLength: 16,", ""},
			"reachable",
		},
		{
			"service, of another region",
			edit{"service_name        = \"com.amazonaws.eu-west-1.ecr.api\"", "service_name        = \"com.amazonaws.us-east-1.ecr.api\"\n  service_region      = \"us-east-1\"", ""},
			edit{"ServiceName: com.amazonaws.eu-west-1.ecr.api", "ServiceRegion: us-east-1, ServiceName: com.amazonaws.us-east-1.ecr.api", ""},
			"blocked",
		},
		{
			"private DNS, left out",
			edit{"private_dns_enabled = true", "", ""},
			edit{"PrivateDnsEnabled: true, ", "", ""},
			"blocked",
		},
		{
			"private DNS, by a resource of its own",
			edit{"private_dns_enabled = true", "", "resource \"aws_vpc_endpoint_private_dns\" \"api\" {\n  vpc_endpoint_id     = aws_vpc_endpoint.api.id\n  private_dns_enabled = true\n}\n"},
			edit{},
			"reachable",
		},
		{"endpoint subnets, left out", edit{tfSubnet, "", ""}, edit{cfnSubnet, "", ""}, "blocked"},
		{
			"endpoint subnets, by a resource of its own",
			edit{tfSubnet, "", "resource \"aws_vpc_endpoint_subnet_association\" \"api\" {\n  vpc_endpoint_id = aws_vpc_endpoint.api.id\n  subnet_id       = aws_subnet.app.id\n}\n"},
			edit{},
			"reachable",
		},
		{"endpoint SGs, left out", edit{tfGroup, "", ""}, edit{", SecurityGroupIds: [!Ref Ends]", "", ""}, "blocked"},
		{
			"endpoint SGs, by a resource of its own",
			edit{tfGroup, "", "resource \"aws_vpc_endpoint_security_group_association\" \"api\" {\n  vpc_endpoint_id   = aws_vpc_endpoint.api.id\n  security_group_id = aws_security_group.ends.id\n}\n"},
			edit{},
			"reachable",
		},
		{
			"endpoint policy, in the endpoint",
			edit{"private_dns_enabled = true", "private_dns_enabled = true\n  policy = jsonencode(" + onlyPut + ")", ""},
			edit{"PrivateDnsEnabled: true, ", "PrivateDnsEnabled: true, PolicyDocument: " + onlyPut + ", ", ""},
			"blocked",
		},
		{
			"endpoint policy, by a resource of its own or as text",
			edit{more: "resource \"aws_vpc_endpoint_policy\" \"api\" {\n  vpc_endpoint_id = aws_vpc_endpoint.api.id\n  policy          = jsonencode(" + onlyPut + ")\n}\n"},
			edit{"PrivateDnsEnabled: true, ", "PrivateDnsEnabled: true, PolicyDocument: '" + onlyPut + "', ", ""},
			"blocked",
		},
		{
			"PHZ, that names the VPC",
			edit{more: "resource \"aws_route53_zone\" \"own\" {\n  name = \"api.ecr.eu-west-1.amazonaws.com\"\n  vpc {\n    vpc_id = aws_vpc.main.id\n  }\n}\n", old: "private_dns_enabled = true"},
			edit{"PrivateDnsEnabled: true, ", "", "  Own: {Type: AWS::Route53::HostedZone, Properties: {Name: api.ecr.eu-west-1.amazonaws.com., VPCs: [{VPCId: !Ref Vpc, VPCRegion: eu-west-1}]}}\n"},
			"blocked",
		},
		{
			"NACL, that denies all",
			edit{more: "resource \"aws_network_acl\" \"none\" {\n  vpc_id = aws_vpc.main.id\n}\nresource \"aws_network_acl_association\" \"none\" {\n  network_acl_id = aws_network_acl.none.id\n  subnet_id      = aws_subnet.app.id\n}\n" + second, old: tfSubnet, new: "subnet_ids          = [aws_subnet.second.id]"},
			edit{cfnSubnet, "SubnetIds: [!Ref Second], ", "  None: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: !Ref Vpc}}\n  NoneOfApp: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {NetworkAclId: !Ref None, SubnetId: !Ref App}}\n" + secondTemplate},
			"blocked",
		},
		{
			"PL, of one's own",
			edit{"cidr_blocks = [\"0.0.0.0/0\"]", "prefix_list_ids = [aws_ec2_managed_prefix_list.own.id]", "resource \"aws_ec2_managed_prefix_list\" \"own\" {\n  name           = \"own\"\n  address_family = \"IPv4\"\n  max_entries    = 1\n}\nresource \"aws_ec2_managed_prefix_list_entry\" \"own\" {\n  prefix_list_id = aws_ec2_managed_prefix_list.own.id\n  cidr           = \"10.0.0.0/16\"\n}\n"},
			edit{"CidrIp: 0.0.0.0/0", "DestinationPrefixListId: !Ref Own", "  Own: {Type: AWS::EC2::PrefixList, Properties: {PrefixListName: own, AddressFamily: IPv4, MaxEntries: 1, Entries: [{Cidr: 10.0.0.0/16}]}}\n"},
			"reachable",
		},
	} {
		p.try(t, p.terraform.of, p.template.of)
	}
}
