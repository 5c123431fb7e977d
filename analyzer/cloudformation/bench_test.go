package cloudformation_test

import (
	"context"
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

// BenchmarkLoad holds a Load against a floor: parsing the same bytes and
// nothing else, which is what any tool that reads all of a template must do.
func BenchmarkLoad(b *testing.B) {
	for _, size := range []struct {
		name      string
		templates int
		functions int
	}{
		{"mixed", 20, 20},
		{"all-matters", 200, 0},
	} {
		fsys := fstest.MapFS{}
		var names []string
		var bytes int64
		for i := range size.templates {
			name := fmt.Sprintf("%d.yaml", i)
			text := service(size.functions)
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
			names = append(names, name)
			bytes += int64(len(text))
		}
		b.Run(size.name+"/floor", func(b *testing.B) {
			b.SetBytes(bytes)
			for b.Loop() {
				for _, name := range names {
					var document yaml.Node
					if err := yaml.Unmarshal(fsys[name].Data, &document); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		b.Run(size.name+"/load", func(b *testing.B) {
			b.SetBytes(bytes)
			for b.Loop() {
				cloudformation.Load(context.Background(), source.NewTree(fsys), names, cloudformation.Options{})
			}
		})
	}
}
