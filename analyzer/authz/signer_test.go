package authz_test

import "testing"

const (
	missing  = "blocked role-missing"
	trusting = "blocked role-not-trusting"
)

// The execution role is required on Fargate for images in ECR and awslogs, and
// everywhere for secrets and registry credentials (aws-semantics: G; Amazon ECS
// developer guide, "Amazon ECS task execution IAM role"). A container instance
// has a role of its own for the rest.
func TestExecutionRoleRequired(t *testing.T) {
	bare := definition("", "")
	secret := container("", "", `secrets = [{ name = "KEY", valueFrom = "arn:aws:ssm:eu-west-1:123456789012:parameter/key" }]`,
		`Secrets: [{Name: KEY, ValueFrom: "arn:aws:ssm:eu-west-1:123456789012:parameter/key"}]`)
	file := container("", "", `environmentFiles = [{ type = "s3", value = "arn:aws:s3:::app/app.env" }]`,
		`EnvironmentFiles: [{Type: s3, Value: "arn:aws:s3:::app/app.env"}]`)
	public := twin{terraform: `
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = "nginx" }])
}
`, cloudformation: `
  App:
    Type: AWS::ECS::TaskDefinition
    Properties: {ContainerDefinitions: [{Name: app, Image: nginx}]}
`}
	unknownImage := twin{terraform: `
variable "image" {}

resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = var.image }])
}
`, cloudformation: `
  App:
    Type: AWS::ECS::TaskDefinition
    Properties: {ContainerDefinitions: [{Name: app, Image: !Ref Image}]}
Parameters: {Image: {Type: String}}
`}
	tests := []struct {
		name   string
		twin   twin
		launch string
		want   verdicts
	}{
		{"Fargate", bare, "FARGATE", verdicts{"ecr.api": missing, "ecr.dkr": missing, "logs": missing, "s3": ""}},
		{"EC2", bare, "EC2", verdicts{"ecr.api": unknown, "ecr.dkr": unknown, "logs": unknown}},
		{"EC2 with a secret", secret, "EC2", verdicts{"ecr.api": unknown, "ssm": missing}},
		{"EC2 with an environment file", file, "EC2", verdicts{"s3:environment-files": missing}},
		{"public image without logs or secrets", public, "FARGATE", verdicts{"dockerhub": ""}},
		{"image that is not known", unknownImage, "FARGATE", verdicts{"ecr.api": unknown, "ecr.dkr": unknown}},
		{"null", definition("execution_role_arn = null", "ExecutionRoleArn: !Ref AWS::NoValue"), "FARGATE", verdicts{"ecr.api": missing}},
		{"not known", definition("execution_role_arn = var.role", "ExecutionRoleArn: !Ref Role").and(
			"variable \"role\" {}\n", "Parameters: {Role: {Type: String}}\n"), "FARGATE", verdicts{"ecr.api": unknown}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.twin, tt.launch, tt.want) })
	}
}

// On a container instance the execution role pulls where there is one, and the
// log driver may ask with either role.
func TestExecutionRoleOnInstance(t *testing.T) {
	check(t, executing("\n", "\n"), "EC2", verdicts{"ecr.api": denied, "logs": unknown})
}

// The trust policy must admit ecs-tasks.amazonaws.com (aws-semantics: G).
func TestTrust(t *testing.T) {
	trust := func(principal, condition string) twin {
		statement := `{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ` + principal + condition + `}`
		document := `{"Version": "2012-10-17", "Statement": [` + statement + `]}`
		return definition(terraformExecution, cloudformationExecution).and(`
resource "aws_iam_role" "execution" {
  assume_role_policy  = jsonencode(`+document+`)
  managed_policy_arns = ["`+managed+`"]
}
`, `
  Execution:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: `+document+`
      ManagedPolicyArns: [`+managed+`]
`)
	}
	const (
		tasks  = `{"Service": "ecs-tasks.amazonaws.com"}`
		source = `, "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:ecs:eu-west-1:%s:*"}, "StringEquals": {"aws:SourceAccount": "%s"}}`
	)
	tests := []struct {
		name      string
		principal string
		condition string
		want      string
	}{
		{"the service", tasks, "", allowed},
		{"one of several services", `{"Service": ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"]}`, "", allowed},
		{"the service that places tasks", `{"Service": "ecs.amazonaws.com"}`, "", trusting + ", " + allowed},
		{"an account", `{"AWS": "arn:aws:iam::123456789012:root"}`, "", trusting + ", " + allowed},
		{"the service for the own account", tasks, replaced(source, account), allowed},
		{"the service for another account", tasks, replaced(source, "210987654321"), trusting + ", " + allowed},
		{"the service under a condition that is not known", tasks, `, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}`, unknown + ", " + allowed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, trust(tt.principal, tt.condition), "FARGATE", verdicts{"ecr.api": tt.want})
		})
	}
}

// The task role signs what runs in the task: ECS Exec, and the mount of a file
// system with IAM authorization (aws-semantics: G).
func TestTaskRole(t *testing.T) {
	const (
		channels     = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ssmmessages:*", "Resource": "*"}]}`
		oneChannel   = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ssmmessages:CreateControlChannel", "Resource": "*"}]}`
		fourRefusals = denied + ", " + denied + ", " + denied + ", " + denied
	)
	task := func(policy string) twin {
		return definition("task_role_arn = aws_iam_role.task.arn # exec", "TaskRoleArn: !GetAtt Task.Arn # exec").and(`
resource "aws_iam_role" "task" {
  assume_role_policy = `+terraformTrust+`

  inline_policy {
    name   = "task"
    policy = jsonencode(`+policy+`)
  }
}
`, `
  Task:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: `+cloudformationTrust+`
      Policies: [{PolicyName: task, PolicyDocument: `+policy+`}]
`)
	}
	tests := []struct {
		name string
		twin twin
		want string
	}{
		{"no role", definition("# exec", "# exec"), missing},
		{"every channel", task(channels), allowed},
		{"one channel", task(oneChannel), allowed + ", " + denied + ", " + denied + ", " + denied},
		{"no channel", task(`{"Version": "2012-10-17", "Statement": []}`), fourRefusals},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.twin, "FARGATE", verdicts{"ssmmessages": tt.want}) })
	}
}

// The first pull of a tag through a cache imports it, which a tag that is there
// does without (aws-semantics: B.1 N6, G).
func TestPullThroughCache(t *testing.T) {
	cached := func(statement string) twin {
		w := permitted("", "", statement).and(`
resource "aws_ecr_pull_through_cache_rule" "hub" {
  ecr_repository_prefix = "hub"
  upstream_registry_url = "registry-1.docker.io"
}
`, `
  Hub:
    Type: AWS::ECR::PullThroughCacheRule
    Properties: {EcrRepositoryPrefix: hub, UpstreamRegistryUrl: registry-1.docker.io}
`)
		const image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/hub/nginx:1"
		w.terraform = replacedIn(w.terraform, "${aws_ecr_repository.app.repository_url}:1", image)
		w.cloudformation = replacedIn(w.cloudformation, "!Sub ${Repository.RepositoryUri}:1", image)
		return w
	}
	check(t, cached(allow("ecr:*", "*")), "FARGATE", verdicts{"ecr.dkr": allowed, "dockerhub": allowed})
	check(t, cached(allow("ecr:BatchGet*", "*")), "FARGATE", verdicts{"dockerhub": unknown})
}
