package ecs_test

import (
	"fmt"
	"testing"
)

// permitted is a spec whose task role has the statement, which names nothing but
// effect, action and resource.
func permitted(statement string) spec {
	return spec{
		containers:    container(""),
		tfDefinition:  `, "task_role_arn": "${aws_iam_role.task.arn}"`,
		cfnDefinition: `, "TaskRoleArn": {"Fn::GetAtt": ["Role", "Arn"]}`,
		tf: fmt.Sprintf(`{
			"aws_iam_role": {"task": {"name": "task"}},
			"aws_iam_role_policy": {"task": {"role": "${aws_iam_role.task.id}", "policy": {"Statement": [%s]}}}
		}`, statement),
		cfn: fmt.Sprintf(`{"Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": [%s]}}]}}}`, statement),
	}
}

func allows(actions, resource string) string {
	return fmt.Sprintf(`{"Effect": "Allow", "Action": %s, "Resource": %s}`, actions, resource)
}

// TestTaskRoleNeeds is N28, application calls to AWS APIs: those that the
// policies of the task role show.
func TestTaskRoleNeeds(t *testing.T) {
	const sqs = "sqs sqs.eu-west-1.amazonaws.com:443 run task"
	attached := permitted("")
	attached.tf = `{
		"aws_iam_role": {"task": {"name": "task"}},
		"aws_iam_policy": {"queue": {"policy": {"Statement": ` + allows(`"sqs:SendMessage"`, `"*"`) + `}}},
		"aws_iam_role_policy_attachment": {"queue": {"role": "${aws_iam_role.task.name}", "policy_arn": "${aws_iam_policy.queue.arn}"}}
	}`
	attached.cfn = `{
		"Role": {"Type": "AWS::IAM::Role", "Properties": {}},
		"Queue": {"Type": "AWS::IAM::Policy", "Properties": {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": ` + allows(`"sqs:SendMessage"`, `"*"`) + `}}}
	}`
	managed := attached
	managed.tf = `{
		"aws_iam_role": {"task": {"name": "task", "managed_policy_arns": ["${aws_iam_policy.queue.arn}", "arn:aws:iam::aws:policy/AmazonSNSFullAccess"]}},
		"aws_iam_policy": {"queue": {"policy": {"Statement": ` + allows(`"sqs:SendMessage"`, `"*"`) + `}}}
	}`
	managed.cfn = `{
		"Role": {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": [{"Ref": "Queue"}]}},
		"Queue": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": ` + allows(`"sqs:SendMessage"`, `"*"`) + `}}}
	}`
	both := permitted(allows(`["logs:PutLogEvents", "sqs:SendMessage"]`, `"*"`))
	both.tfDefinition += `, "execution_role_arn": "${aws_iam_role.task.arn}"`
	both.cfnDefinition += `, "ExecutionRoleArn": {"Fn::GetAtt": ["Role", "Arn"]}`
	checkRows(t, []row{
		{"N28 one action", permitted(allows(`"sqs:SendMessage"`, `"*"`)), []string{sqs}},
		{"N28 every action of a service", permitted(allows(`["sqs:*"]`, `"*"`)), []string{sqs}},
		{"N28 several of one service are one need", permitted(allows(`["sqs:SendMessage", "sqs:ReceiveMessage"]`, `"*"`)), []string{sqs}},
		{"N28 by the host of the service", permitted(allows(`["dynamodb:GetItem", "firehose:PutRecord"]`, `"*"`)), []string{
			"dynamodb dynamodb.eu-west-1.amazonaws.com:443 run task", "kinesis-firehose firehose.eu-west-1.amazonaws.com:443 run task",
		}},
		{"N28 objects", permitted(allows(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`)), []string{"s3:task s3.eu-west-1.amazonaws.com:443 by s3 run task"}},
		{"N28 in the region of the ARN", permitted(allows(`"sqs:SendMessage"`, `["arn:aws:sqs:us-east-1:1:q"]`)), []string{"sqs sqs.us-east-1.amazonaws.com:443 run task"}},
		{"N28 keys, which others use in the task's name", permitted(allows(`"kms:Decrypt"`, `"*"`)), []string{"kms kms.eu-west-1.amazonaws.com:443 run task unless"}},
		{"N28 attached", attached, []string{sqs}},
		{"N28 managed by the files", managed, []string{sqs}},
		{"N28 the role of both, which the execution has its actions from", both, []string{sqs}},
		{"N28 denied", permitted(`{"Effect": "Deny", "Action": "sqs:SendMessage", "Resource": "*"}`), nil},
		{"N28 everything is nothing in particular", permitted(allows(`"*"`, `"*"`)), nil},
		{"N28 all but", permitted(`{"Effect": "Allow", "NotAction": "sqs:SendMessage", "Resource": "*"}`), nil},
		{"N28 no endpoint in the region", permitted(allows(`["iam:PassRole", "route53:ChangeResourceRecordSets"]`, `"*"`)), nil},
		{"N21 the channels are those of ECS Exec", permitted(allows(`"ssmmessages:OpenDataChannel"`, `"*"`)), nil},
	})
}

// What the task may need to start and what runs in it needs for sure are two
// needs of one destination: neither stands for the other.
func TestStartBesideRunTime(t *testing.T) {
	s := permitted(allows(`"logs:PutLogEvents"`, `"*"`))
	s.containers = `[{"name": "app", "image": "nginx", "logConfiguration": {"logDriver": "ENDPOINT", "options": {}}}]`
	const start, run = "logs logs.eu-west-1.amazonaws.com:443", "logs logs.eu-west-1.amazonaws.com:443 run task"
	checkRows(t, []row{
		{"for sure at the start", s.naming(`"awslogs"`, `"awslogs"`), []string{start}},
		{"at the start perhaps", s.naming(`"${var.driver}"`, `{"Ref": "Driver"}`), []string{start + " if", run}},
		{"not at the start", s.naming(`"json-file"`, `"json-file"`), []string{run}},
	})
}

// TestEnvironmentNeeds is N28, what the variables of a container tell it to call.
func TestEnvironmentNeeds(t *testing.T) {
	told := func(value string) spec {
		return spec{containers: container(`, "environment": [{"name": "A", "value": "` + value + `"}]`)}
	}
	server := func(tfType, cfnType, tf, cfn, tfName, cfnName string) spec {
		return spec{
			containers: container(`, "environment": [{"name": "A", "value": "ENDPOINT"}]`),
			tf:         fmt.Sprintf(`{"aws_db_subnet_group": {"p": {"subnet_ids": ["subnet-1"]}}, %q: {"server": {%s}}}`, tfType, tf),
			cfn:        fmt.Sprintf(`{"Place": {"Type": "AWS::RDS::DBSubnetGroup", "Properties": {"SubnetIds": ["subnet-1"]}}, "Server": {"Type": %q, "Properties": {%s}}}`, cfnType, cfn),
		}.naming(`"${`+tfType+".server."+tfName+`}"`, `{"Fn::GetAtt": ["Server", "`+cfnName+`"]}`)
	}
	const tfPlace, cfnPlace = `"db_subnet_group_name": "${aws_db_subnet_group.p.name}"`, `"DBSubnetGroupName": {"Ref": "Place"}`
	checkRows(t, []row{
		{"N28 URL of a queue", told("https://sqs.eu-west-1.amazonaws.com/123456789012/q"), []string{"sqs sqs.eu-west-1.amazonaws.com:443 run task"}},
		{"N28 URL in another region", told("https://sqs.us-east-1.amazonaws.com/123456789012/q"), []string{"sqs sqs.us-east-1.amazonaws.com:443 run task"}},
		{"N28 URL in China", told("https://sqs.cn-north-1.amazonaws.com.cn/1/q"), []string{"sqs sqs.cn-north-1.amazonaws.com.cn:443 run task"}},
		{"N28 ARN", told("arn:aws:sns:eu-west-1:123456789012:t"), []string{"sns sns.eu-west-1.amazonaws.com:443 run task"}},
		{"N28 ARN of a bucket tells no region", told("arn:aws:s3:::b"), nil},
		{"N28 ARN of a role", told("arn:aws:iam::123456789012:role/r"), nil},
		{"N28 URL of somebody else", told("https://api.example.com"), nil},
		{"N28 host that is no service's", told("https://x.eu-west-1.amazonaws.com"), nil},
		{"N28 text", told("sqs"), nil},
		{
			"N28 database", server("aws_db_instance", "AWS::RDS::DBInstance", tfPlace+`, "engine": "postgres"`, cfnPlace+`, "Engine": "postgres"`, "address", "Endpoint.Address"),
			[]string{"rds server:5432 run task"},
		},
		{
			"N28 database on a port of its own", server("aws_db_instance", "AWS::RDS::DBInstance", tfPlace+`, "engine": "postgres", "port": 6000`, cfnPlace+`, "Engine": "postgres", "Port": "6000"`, "address", "Endpoint.Address"),
			[]string{"rds server:6000 run task"},
		},
		{
			"N28 database of an engine that is not known", server("aws_db_instance", "AWS::RDS::DBInstance", tfPlace+`, "engine": "db2-se"`, cfnPlace+`, "Engine": "db2-se"`, "address", "Endpoint.Address"),
			[]string{"rds server:0 run task if"},
		},
		{"N28 name of a database is no host", server("aws_db_instance", "AWS::RDS::DBInstance", tfPlace, cfnPlace, "db_name", "DbiResourceId"), nil},
		{
			"N28 search domain in the VPC", server("aws_opensearch_domain", "AWS::OpenSearchService::Domain", `"vpc_options": {"subnet_ids": ["subnet-1"]}`, `"VPCOptions": {"SubnetIds": ["subnet-1"]}`, "endpoint", "DomainEndpoint"),
			[]string{"opensearch server:443 run task"},
		},
		{"N28 search domain outside", server("aws_opensearch_domain", "AWS::OpenSearchService::Domain", `"domain_name": "d"`, `"DomainName": "d"`, "endpoint", "DomainEndpoint"), nil},
	})
}

// naming returns the spec with what stands for "ENDPOINT" in each language.
func (s spec) naming(tf, cfn string) spec {
	s.endpoint = [2]string{tf, cfn}
	return s
}
