package cloudformation_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/rules"
)

// synthesized is the assembly of an app with one construct; %s are the entries
// of its metadata.
func synthesized(metadata string) files {
	return files{
		"infra/cdk.out/manifest.json": `{"artifacts": {"App": {"type": "aws:cloudformation:stack",
			"properties": {"templateFile": "App.template.json"}, ` + metadata + `}}}`,
		"infra/cdk.out/App.template.json": `{"Resources": {"Vpc8378EB38": {"Type": "AWS::EC2::VPC", "Metadata": {"aws:cdk:path": "App/Vpc/Resource"}}}}`,
	}
}

func TestConstructs(t *testing.T) {
	logicalID := func(frames ...string) string {
		return `"metadata": {"/App/Vpc/Resource": [{"type": "aws:cdk:logicalId", "data": "Vpc8378EB38", "trace": ["` + strings.Join(frames, `", "`) + `"]}]}`
	}
	tests := []struct {
		name, metadata string
		files          files
		want           string // file and line
	}{
		{name: "no trace", metadata: `"metadata": {}`},
		{
			name:     "a trace",
			metadata: logicalID("new CfnVPC (/home/ci/app/infra/node_modules/aws-cdk-lib/ec2.js:1:2)", "new App (/home/ci/app/infra/lib/app.ts:2:3)"),
			files:    files{"infra/lib/app.ts": "class App {\n  vpc = new Vpc()\n}\n", "infra/node_modules/aws-cdk-lib/ec2.js": "x\n"},
			want:     "infra/lib/app.ts:2 `vpc = new Vpc()`",
		},
		{
			name:     "without a function, on Windows",
			metadata: logicalID(`C:\\app\\lib\\app.ts:1:3`),
			files:    files{"infra/lib/app.ts": "vpc\n"},
			want:     "infra/lib/app.ts:1 `vpc`",
		},
		{
			name:     "from the root of the repository",
			metadata: logicalID("App (/build/infra/bin/app.ts:1:1)"),
			files:    files{"bin/app.ts": "other\n", "infra/bin/app.ts": "vpc\n"},
			want:     "infra/bin/app.ts:1 `vpc`",
		},
		{name: "a line that is not there", metadata: logicalID("App (/app/lib/app.ts:9:1)"), files: files{"infra/lib/app.ts": "vpc\n"}},
		{name: "a file that is not there", metadata: logicalID("App (/app/lib/app.ts:1:1)"), files: files{"infra/lib/other.ts": "vpc\n"}},
		{name: "out of the tree", metadata: logicalID("App (/../../etc/passwd:1:1)")},
		{name: "not a frame", metadata: logicalID("...node internals...", "App", ":1:1", "App (lib/app.ts:99999999999999999999:1)"), files: files{"infra/lib/app.ts": "vpc\n"}},
		{
			name:     "of the construct, in a file of its own",
			metadata: `"additionalMetadataFile": "App.metadata.json"`,
			files: files{
				"infra/cdk.out/App.metadata.json": `{"/App/Vpc/Resource": [{"type": "aws:cdk:creationStack", "data": ["...aws-cdk-lib...", "App (/app/synth.js:1:1)"]}]}`,
				"infra/synth.js":                  "vpc\n",
			},
			want: "infra/synth.js:1 `vpc`",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := synthesized(tt.metadata)
			for name, text := range tt.files {
				f[name] = text
			}
			s := f.loadOnly([]string{"infra/cdk.out/App.template.json"}, cloudformation.Options{})[0]
			vpc := resource(t, s, "Vpc8378EB38")
			if vpc.Construct != "App/Vpc" {
				t.Errorf("construct is %q, want App/Vpc", vpc.Construct)
			}
			got := ""
			if at := vpc.Written; !at.IsZero() {
				got = at.String() + " `" + f[at.File][at.Start.Byte:at.End.Byte] + "`"
			}
			if got != tt.want {
				t.Errorf("written at %q, want %q", got, tt.want)
			}
		})
	}
}

// A finding stands where the author of the app can mend it, and names the
// construct.
func TestFindingsInApp(t *testing.T) {
	f := files{
		"lib/app.ts": "const vpc = new Vpc()\nnew Service()\n",
		"cdk.out/manifest.json": `{"artifacts": {"App": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/eu-west-1",
			"properties": {"templateFile": "App.template.json"}, "metadata": {"/App/Tasks/Resource": [
			{"type": "aws:cdk:logicalId", "data": "Tasks1234ABCD", "trace": ["App (/app/lib/app.ts:2:1)"]}]}}}}`,
		"cdk.out/App.template.json": `{"Resources": {
			"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
			"Net": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"}},
			"Tasks1234ABCD": {"Type": "AWS::EC2::SecurityGroup", "Metadata": {"aws:cdk:path": "App/Tasks/Resource"}, "Properties": {"VpcId": {"Ref": "Vpc"},
				"SecurityGroupEgress": [{"IpProtocol": "icmp", "FromPort": 252, "ToPort": 86, "CidrIp": "255.255.255.255/32"}]}},
			"Def": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"NetworkMode": "awsvpc", "RequiresCompatibilities": ["FARGATE"],
				"ContainerDefinitions": [{"Name": "a", "Image": "docker.io/library/nginx"}]}},
			"Svc9876": {"Type": "AWS::ECS::Service", "Metadata": {"aws:cdk:path": "App/Svc/Service"}, "Properties": {"LaunchType": "FARGATE", "TaskDefinition": {"Ref": "Def"},
				"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [{"Ref": "Net"}], "SecurityGroups": [{"Fn::GetAtt": ["Tasks1234ABCD", "GroupId"]}]}}}}}}`,
	}
	tree, _ := f.tree()
	result, err := analyzer.Analyze(context.Background(), analyzer.Options{Tree: tree, Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, finding := range result.Stacks[0].Findings {
		got = append(got, finding.At.String()+": "+finding.Message)
	}
	want := []string{
		"cdk.out/App.template.json:9: task App/Svc/Service (Svc9876) cannot pull its image from Docker Hub: " +
			"no route of main route table of Vpc leads Net out of Vpc, and no endpoint is for registry-1.docker.io",
		"lib/app.ts:2: task App/Svc/Service (Svc9876) cannot pull its image from Docker Hub: " +
			"security group App/Tasks (Tasks1234ABCD) has no egress rule for tcp/443, and public addresses answer for registry-1.docker.io",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
