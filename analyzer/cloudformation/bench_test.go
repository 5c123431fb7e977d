package cloudformation_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/source"
)

// service is a template of a service with n functions and alarms beside it.
func service(n int) string {
	var b strings.Builder
	b.WriteString(`Parameters:
  Env: {Type: String, Default: prod}
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, 4, 8]]
  Tasks:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: !Sub "tasks of ${Env}"
      VpcId: !Ref Vpc
      SecurityGroupEgress:
        - IpProtocol: tcp
          FromPort: 443
          ToPort: 443
          CidrIp: 0.0.0.0/0
`)
	for i := range n {
		fmt.Fprintf(&b, `  Function%[1]d:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      Environment:
        Variables:
          TABLE: !Sub "${Env}-table-%[1]d"
          QUEUE: !GetAtt Queue%[1]d.QueueUrl
      Code:
        ZipFile: |
          import json
          def handler(event, context):
              print("event: " + json.dumps(event))
              return {"statusCode": 200, "body": json.dumps({"ok": True})}
  Queue%[1]d:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
      RedrivePolicy:
        deadLetterTargetArn: !Sub "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:dead-%[1]d"
        maxReceiveCount: 5
  Alarm%[1]d:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateAgeOfOldestMessage
      Dimensions: [{Name: QueueName, Value: !GetAtt Queue%[1]d.QueueName}]
      Statistic: Maximum
      Period: 300
      EvaluationPeriods: 1
      Threshold: 600
      ComparisonOperator: GreaterThanThreshold
`, i)
	}
	return b.String()
}

// cdkService is a template as CDK writes them, of a service with n functions
// and alarms beside it.
func cdkService(n int) string {
	resources := []string{
		`"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16", "EnableDnsHostnames": true}, "Metadata": {"aws:cdk:path": "App/Vpc/Resource"}}`,
		`"Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": {"Fn::Select": [0, {"Fn::Cidr": [{"Fn::GetAtt": ["Vpc", "CidrBlock"]}, 4, "8"]}]}}}`,
		`"Tasks": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "App/Tasks", "VpcId": {"Ref": "Vpc"},
			"SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}]}}`,
	}
	for i := range n {
		resources = append(resources, fmt.Sprintf(`"Function%[1]d": {"Type": "AWS::Lambda::Function", "Properties": {"Handler": "index.handler", "Runtime": "nodejs22.x",
			"Role": {"Fn::GetAtt": ["Role%[1]d", "Arn"]}, "Code": {"S3Bucket": {"Fn::Sub": "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"}, "S3Key": "%064[1]d.zip"},
			"Environment": {"Variables": {"TABLE": {"Ref": "Table%[1]d"}, "QUEUE": {"Ref": "Queue%[1]d"}}}},
			"DependsOn": ["Role%[1]d"], "Metadata": {"aws:cdk:path": "App/Function%[1]d/Resource", "aws:asset:path": "asset.%064[1]d", "aws:asset:property": "Code"}}`, i),
			fmt.Sprintf(`"Alarm%[1]d": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Namespace": "AWS/SQS", "MetricName": "ApproximateAgeOfOldestMessage",
			"Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": ["Queue%[1]d", "QueueName"]}}], "Statistic": "Maximum", "Period": 300,
			"EvaluationPeriods": 1, "Threshold": 600, "ComparisonOperator": "GreaterThanThreshold"}}`, i))
	}
	return `{"Resources": {` + strings.Join(resources, ",\n") + `}}`
}

// A benchmark is a tree of templates, and what parses one and does nothing else.
type benchmark struct {
	name      string
	templates int
	text      string
	parse     func([]byte) error
}

func (bm benchmark) run(b *testing.B) {
	fsys := fstest.MapFS{}
	var names []string
	for i := range bm.templates {
		name := fmt.Sprintf("%d.template", i)
		fsys[name] = &fstest.MapFile{Data: []byte(bm.text)}
		names = append(names, name)
	}
	size := int64(bm.templates * len(bm.text))
	b.Run(bm.name+"/floor", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			for _, name := range names {
				if err := bm.parse(fsys[name].Data); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run(bm.name+"/load", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			cloudformation.Load(context.Background(), source.NewTree(fsys), names, cloudformation.Options{})
		}
	})
}

// BenchmarkLoad holds a Load against a floor: parsing the same bytes and
// nothing else, which is what any tool that reads all of a template must do.
func BenchmarkLoad(b *testing.B) {
	parseYAML := func(text []byte) error {
		var document yaml.Node
		return yaml.Unmarshal(text, &document)
	}
	parseJSON := func(text []byte) error {
		var document any
		return json.Unmarshal(text, &document)
	}
	for _, bm := range []benchmark{
		{"mixed", 20, service(20), parseYAML},
		{"all-matters", 200, service(0), parseYAML},
		{"json/mixed", 20, cdkService(40), parseJSON},
		{"json/all-matters", 200, cdkService(0), parseJSON},
	} {
		bm.run(b)
	}
}
