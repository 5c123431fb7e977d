package analyzer_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules"
)

// A nested stack that is given a role may attach something to it only where its
// template is in no file.
func TestRolesGivenToNestedStacks(t *testing.T) {
	const nested = "Parameters: {Role: {Type: String}}\nResources: {Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Role}}}\n"
	template := house + task + `
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}]}
  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: PLACE, Parameters: {Role: !Ref Role}}}
`
	template = strings.Replace(template, "ContainerDefinitions: [{Name: app, Image: nginx}]",
		"ExecutionRoleArn: !GetAtt Role.Arn, ContainerDefinitions: [{Name: app, Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/app}]", 1)
	for url, want := range map[string]reach.Verdict{"inner.yaml": reach.Blocked, "https://s3.amazonaws.com/bucket/other.yaml": reach.Unknown} {
		fsys := fstest.MapFS{
			"a.yaml":     &fstest.MapFile{Data: []byte(strings.Replace(template, "PLACE", "'"+url+"'", 1))},
			"inner.yaml": &fstest.MapFile{Data: []byte(nested)},
		}
		result, err := analyzer.Analyze(context.Background(), analyzer.Options{
			Tree: source.NewTree(fsys), Rules: rules.All(),
			CloudFormation: cloudformation.Options{Region: "eu-west-1", Account: "111122223333"},
		})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range result.Stacks[0].Proofs {
			if p.Need.Name != "ecr.api" {
				continue // the policy of a repository may allow the rest
			}
			for _, s := range p.Roles {
				found = true
				if s.Verdict != want {
					t.Errorf("%s: %s is %v (%s), want %v", url, p.Need.Name, s.Verdict, s.Why, want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no role is asked", url)
		}
	}
}
