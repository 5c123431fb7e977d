package iam_test

import (
	"fmt"
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
	"github.com/taskreach/taskreach/analyzer/source"
)

func TestPrincipals(t *testing.T) {
	byARN := iam.Principal{Kind: iam.Role, ARN: parts("arn:aws:iam::111111111111:role/service/app-execution")}
	someone := iam.Principal{}
	tests := []struct {
		name      string
		who       iam.Principal
		principal string
		want      iam.Decision
	}{
		{"declared role by its name", executionRole(), `{"AWS": "arn:aws:iam::111111111111:role/app-execution"}`, iam.Allowed},
		{"declared role by another name", executionRole(), `{"AWS": "arn:aws:iam::111111111111:role/app-task"}`, iam.Denied},
		{"declared role in another account", executionRole(), `{"AWS": "arn:aws:iam::222222222222:role/app-execution"}`, iam.Denied},
		{"declared role under a path", executionRole(), `{"AWS": "arn:aws:iam::111111111111:role/x/app-execution"}`, iam.Denied},
		{"declared role in another partition", executionRole(), `{"AWS": "arn:aws-cn:iam::111111111111:role/app-execution"}`, iam.Denied},
		{"declared role under a name by variable", executionRole(), `{"AWS": "arn:aws:iam::111111111111:role/<any>"}`, iam.Unknown},
		{"role by its ARN", byARN, `{"AWS": "arn:aws:iam::111111111111:role/service/app-execution"}`, iam.Allowed},
		{"role by its ARN, without the path", byARN, `{"AWS": "arn:aws:iam::111111111111:role/app-execution"}`, iam.Denied},
		{"role by its ARN, the account", byARN, `{"AWS": "111111111111"}`, iam.Allowed},
		{"role by its ARN, another account", byARN, `{"AWS": "222222222222"}`, iam.Denied},
		{"session of the role", byARN, `{"AWS": "arn:aws:sts::111111111111:assumed-role/app-execution/3f2a"}`, iam.Unknown},
		{"session of another role", byARN, `{"AWS": "arn:aws:sts::111111111111:assumed-role/app-task/3f2a"}`, iam.Denied},
		{"session of the role's namesake", byARN, `{"AWS": "arn:aws:sts::222222222222:assumed-role/app-execution/3f2a"}`, iam.Denied},
		{"user by its ARN", byARN, `{"AWS": "arn:aws:iam::111111111111:user/ci"}`, iam.Denied},
		{"user by reference", executionRole(), `{"AWS": "<user>"}`, iam.Denied},
		{"unique id of a role", byARN, `{"AWS": "AROA1234567890EXAMPLE"}`, iam.Unknown},
		{"unique id of a user", byARN, `{"AWS": "AIDA1234567890EXAMPLE"}`, iam.Denied},
		{"wildcard within an ARN", byARN, `{"AWS": "arn:aws:iam::111111111111:role/*"}`, iam.Unknown},
		{"account by variable", byARN, `{"AWS": "<any>"}`, iam.Unknown},
		{"ARN that begins with a variable", byARN, `{"AWS": "<any>:role/service/app-execution"}`, iam.Unknown},
		{"more principals than known", byARN, `{"AWS": ["222222222222", "…"]}`, iam.Unknown},
		{"more kinds of principal than known", byARN, `{"AWS": ["222222222222"], "…": 1}`, iam.Unknown},
		{"more principals than known beside this one", byARN, `{"AWS": ["*", "…"]}`, iam.Allowed},
		{"principal that is no string", byARN, `{"AWS": [{"a": "b"}]}`, iam.Unknown},
		{"principal left out", byARN, `{"AWS": [null, "111111111111"]}`, iam.Allowed},
		{"role whose account is not known, an account", iam.Principal{Kind: iam.Role}, `{"AWS": "111111111111"}`, iam.Unknown},
		{"ARN that ends early", byARN, `{"AWS": "arn:aws:iam"}`, iam.Denied},
		{"federated identity", byARN, `{"Federated": "cognito-identity.amazonaws.com"}`, iam.Denied},
		{"canonical user", byARN, `{"CanonicalUser": "79a59df900b949e5"}`, iam.Unknown},
		{"bare string", byARN, `"arn:aws:iam::111111111111:role/service/app-execution"`, iam.Unknown},
		{"unknown", byARN, `"<any>"`, iam.Unknown},
		{"none named", byARN, `{"AWS": []}`, iam.Denied},

		{"a caller that is not known, everyone", someone, `"*"`, iam.Allowed},
		{"a caller that is not known, an account", someone, `{"AWS": "111111111111"}`, iam.Unknown},
		{"a caller that is not known, a service", someone, `{"Service": "ecs.amazonaws.com"}`, iam.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := policy(fmt.Sprintf(`{"Effect": "Allow", "Action": "*", "Principal": %s}`, tt.principal))
			req := iam.Request{Action: "ecr:BatchGetImage", Principal: tt.who}
			check(t, iam.Evaluate(document(t, doc), iam.ResourceBased, req), tt.want)
		})
	}
}

// TestAccountSymbol checks that an account nobody gave a number is still the
// same account on both sides.
func TestAccountSymbol(t *testing.T) {
	at := source.Range{}
	declared := *execution
	declared.Account = iac.UnknownValue(account, at)
	req := iam.Request{Action: "ecr:BatchGetImage", Principal: iam.Principal{Kind: iam.Role, Role: &declared}}
	tests := []struct {
		name      string
		principal string
		want      iam.Decision
	}{
		{"root", "arn:aws:iam::<account>:root", iam.Allowed},
		{"number", "<account>", iam.Allowed},
		{"role", "arn:aws:iam::<account>:role/app-execution", iam.Allowed},
		{"another role", "arn:aws:iam::<account>:role/app-task", iam.Denied},
		{"another account", "arn:aws:iam::222222222222:root", iam.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := policy(fmt.Sprintf(`{"Effect": "Allow", "Action": "*", "Principal": {"AWS": %q}}`, tt.principal))
			check(t, iam.Evaluate(document(t, doc), iam.ResourceBased, req), tt.want)
		})
	}
}

// TestRoleARN checks how a role's ARN is spelled out from its declaration.
func TestRoleARN(t *testing.T) {
	at := source.Range{}
	inChina, inGov, inEurope, nowhere := *execution, *execution, *execution, *execution
	inChina.Region = iac.String("cn-north-1", at)
	inGov.Region = iac.String("us-gov-west-1", at)
	inEurope.Region = iac.String("eusc-de-east-1", at)
	nowhere.Region = iac.UnknownValue(anyText, at)
	stack := &iac.Resource{
		Address: "ExecutionRole", Type: "AWS::IAM::Role", Language: iac.CloudFormation,
		Body: iac.Object([]iac.Field{
			{Name: "RoleName", Value: iac.String("app-execution", at)},
			{Name: "Path", Value: iac.String("/service/", at)},
		}, nil, at),
		Region: iac.String("eu-west-1", at), Account: iac.String(ownAccount, at),
	}
	unnamed := *stack
	unnamed.Body = iac.Object(nil, nil, at)
	tests := []struct {
		name string
		role *iac.Resource
		arn  string
		want iam.Decision
	}{
		{"region in China", &inChina, "arn:aws-cn:iam::111111111111:role/app-execution", iam.Allowed},
		{"region in China, other partition", &inChina, "arn:aws:iam::111111111111:role/app-execution", iam.Denied},
		{"region in GovCloud", &inGov, "arn:aws-us-gov:iam::111111111111:role/app-execution", iam.Allowed},
		{"region in the European cloud", &inEurope, "arn:aws-eusc:iam::111111111111:role/app-execution", iam.Allowed},
		{"region not known", &nowhere, "arn:aws:iam::111111111111:role/app-execution", iam.Unknown},
		{"region not known, another name", &nowhere, "arn:aws:iam::111111111111:role/app-task", iam.Denied},
		{"CloudFormation, with a path", stack, "arn:aws:iam::111111111111:role/service/app-execution", iam.Allowed},
		{"CloudFormation, without the path", stack, "arn:aws:iam::111111111111:role/app-execution", iam.Denied},
		{"CloudFormation, named by AWS", &unnamed, "arn:aws:iam::111111111111:role/app-execution", iam.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := policy(fmt.Sprintf(`{"Effect": "Allow", "Action": "*", "Resource": "*", "Principal": {"AWS": %q}}`, tt.arn))
			req := iam.Request{Action: "ecr:BatchGetImage", Principal: iam.Principal{Kind: iam.Role, Role: tt.role}}
			check(t, iam.Evaluate(document(t, doc), iam.InterfaceEndpoint, req), tt.want)
		})
	}
}

func TestNotPrincipal(t *testing.T) {
	tests := []struct {
		name         string
		notPrincipal string
		want         iam.Decision
	}{
		{"all but another account", `{"AWS": "222222222222"}`, iam.Denied},
		{"all but the role, whose session is not named", `{"AWS": ["<execution>", "111111111111"]}`, iam.Unknown},
		{"all but nobody", `"*"`, iam.Allowed},
		{"all but a variable", `{"AWS": "<any>"}`, iam.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := policy(fmt.Sprintf(`{"Effect": "Allow", "Action": "*", "Principal": "*"},
				{"Effect": "Deny", "Action": "*", "NotPrincipal": %s}`, tt.notPrincipal))
			req := iam.Request{Action: "ecr:BatchGetImage", Principal: executionRole()}
			check(t, iam.Evaluate(document(t, doc), iam.ResourceBased, req), tt.want)
		})
	}
}

func TestTrust(t *testing.T) {
	tasks := iam.Principal{Kind: iam.Service, Service: "ecs-tasks.amazonaws.com"}
	tests := []struct {
		name      string
		statement string
		want      iam.Decision
	}{
		{"tasks", `"Principal": {"Service": "ecs-tasks.amazonaws.com"}`, iam.Allowed},
		{"tasks among others", `"Principal": {"Service": ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"]}`, iam.Allowed},
		{"the ECS service", `"Principal": {"Service": "ecs.amazonaws.com"}`, iam.Denied},
		{"a service by variable", `"Principal": {"Service": "<any>"}`, iam.Unknown},
		{"a suffix by variable", `"Principal": {"Service": "ecs-tasks.<any>"}`, iam.Unknown},
		{"another service, a suffix by variable", `"Principal": {"Service": "ec2.<any>"}`, iam.Denied},
		{"an account", `"Principal": {"AWS": "111111111111"}`, iam.Denied},
		{"everyone", `"Principal": "*"`, iam.Allowed},
		{"everyone of AWS", `"Principal": {"AWS": "*"}`, iam.Unknown},
		{"all but tasks", `"NotPrincipal": {"Service": "ecs-tasks.amazonaws.com"}`, iam.Denied},
		{"from the account", `"Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Condition": {"StringEquals": {"aws:SourceAccount": "111111111111"}}`, iam.Allowed},
		{"from another account", `"Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Condition": {"StringEquals": {"aws:SourceAccount": "222222222222"}}`, iam.Denied},
		{"from services", `"Principal": "*", "Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}`, iam.Allowed},
		{"from this service", `"Principal": "*", "Condition": {"StringEquals": {"aws:PrincipalServiceName": "ecs-tasks.amazonaws.com"}}`, iam.Allowed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := policy(`{"Effect": "Allow", "Action": "sts:AssumeRole", ` + tt.statement + `}`)
			req := iam.Request{
				Action: "sts:AssumeRole", Principal: tasks,
				Context: iam.Context{"aws:sourceaccount": iam.Known(parts(ownAccount))},
			}
			check(t, iam.Evaluate(document(t, doc), iam.Trust, req), tt.want)
		})
	}
}
