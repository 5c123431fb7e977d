package authz_test

import (
	"strings"
	"testing"
)

// replaced returns form with every %s in it replaced.
func replaced(form, s string) string { return strings.ReplaceAll(form, "%s", s) }

// permitted is a definition whose execution role has one policy, and whose
// container has further fields.
func permitted(fields, properties, statement string) twin {
	document := `{"Version": "2012-10-17", "Statement": [` + statement + `]}`
	return container(terraformExecution, cloudformationExecution, fields, properties).and(terraformRole+`
resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.execution.id
  policy = jsonencode(`+document+`)
}
`, cloudformationRole+`      Policies: [{PolicyName: own, PolicyDocument: `+document+`}]
`)
}

func allow(action, resource string) string {
	return `{"Effect": "Allow", "Action": "` + action + `", "Resource": "` + resource + `"}`
}

// Secrets are asked for by their ARNs: the end that a partial ARN leaves out is
// six random characters (aws-semantics: G).
func TestSecretRequests(t *testing.T) {
	const (
		get    = "secretsmanager:GetSecretValue"
		secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:"
	)
	tests := []struct {
		name      string
		from      string
		statement string
		want      string
	}{
		{"full ARN", secret + "db-AbCdEf", allow(get, secret+"db-AbCdEf"), allowed},
		{"full ARN and a key of it", secret + "db-AbCdEf:password::", allow(get, secret+"db-AbCdEf"), allowed},
		{"full ARN, any end", secret + "db-AbCdEf", allow(get, secret+"db-??????"), allowed},
		{"partial ARN, any end", secret + "db", allow(get, secret+"db-??????"), allowed},
		{"partial ARN, wildcard", secret + "db", allow(get, secret+"db*"), allowed},
		{"partial ARN, one end", secret + "db", allow(get, secret+"db-AbCdEf"), unknown},
		{"partial ARN as it is written", secret + "db", allow(get, secret+"db"), unknown},
		{"another secret", secret + "db-AbCdEf", allow(get, secret+"cache-*"), unknown},
		{"ARN without a name", secret, allow(get, secret+"db"), unknown},
		{"another action", secret + "db-AbCdEf", allow("secretsmanager:DescribeSecret", "*"), unknown},
		{"a statement that denies", secret + "db-AbCdEf", allow(get, "*") + `, {"Effect": "Deny", "Action": "secretsmanager:*", "Resource": "*"}`, denied},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := permitted(`secrets = [{ name = "KEY", valueFrom = "`+tt.from+`" }]`, `Secrets: [{Name: KEY, ValueFrom: "`+tt.from+`"}]`, tt.statement)
			check(t, w, "FARGATE", verdicts{"secretsmanager": tt.want})
		})
	}
}

// Parameters are asked for by ARN or by name in the task's region. They have no
// policy that could let the role in, so that what its own does not allow is
// denied.
func TestParameterRequests(t *testing.T) {
	const (
		get       = "ssm:GetParameters"
		parameter = "arn:aws:ssm:eu-west-1:123456789012:parameter/"
	)
	tests := []struct {
		name      string
		from      string
		statement string
		want      string
	}{
		{"ARN", parameter + "app/key", allow(get, parameter+"app/*"), allowed},
		{"name", "/app/key", allow(get, parameter+"app/key"), allowed},
		{"name without a slash", "key", allow(get, parameter+"key"), allowed},
		{"another path", "/app/key", allow(get, parameter+"web/*"), denied},
		{"another region", "/app/key", allow(get, "arn:aws:ssm:eu-west-2:123456789012:parameter/*"), denied},
		{"one parameter at a time", "/app/key", allow("ssm:GetParameter", "*"), denied},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := permitted(`secrets = [{ name = "KEY", valueFrom = "`+tt.from+`" }]`, `Secrets: [{Name: KEY, ValueFrom: "`+tt.from+`"}]`, tt.statement)
			check(t, w, "FARGATE", verdicts{"ssm": tt.want})
		})
	}
}

// What the files declare is known by its name and by a reference to it alike.
func TestDeclaredRequests(t *testing.T) {
	const resources = `
resource "aws_secretsmanager_secret" "db" {
  name = "db"
}

resource "aws_ssm_parameter" "key" {
  name  = "/app/key"
  type  = "String"
  value = "x"
}
`
	const declared = `
  Db:
    Type: AWS::SecretsManager::Secret
    Properties: {Name: db}
  Key:
    Type: AWS::SSM::Parameter
    Properties: {Name: /app/key, Type: String, Value: x}
`
	tests := []struct {
		name       string
		statement  string
		properties string // of the statement in CloudFormation
		want       verdicts
	}{
		{
			"by reference", `
      { Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.db.arn },
      { Effect = "Allow", Action = "ssm:GetParameters", Resource = aws_ssm_parameter.key.arn }`,
			`{Effect: Allow, Action: "secretsmanager:GetSecretValue", Resource: !Ref Db}, {Effect: Allow, Action: "ssm:GetParameters", Resource: !Sub "arn:aws:ssm:eu-west-1:123456789012:parameter${Key}"}`,
			verdicts{"secretsmanager": allowed, "ssm": allowed},
		},
		{
			"by name", allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:db-??????") + "," + allow("ssm:GetParameters", "arn:aws:ssm:*:*:parameter/app/*"),
			allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:db-??????") + "," + allow("ssm:GetParameters", "arn:aws:ssm:*:*:parameter/app/*"),
			verdicts{"secretsmanager": allowed, "ssm": allowed},
		},
		{
			"by another name", allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:cache-*") + "," + allow("ssm:GetParameters", "arn:aws:ssm:*:*:parameter/web/*"),
			allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:cache-*") + "," + allow("ssm:GetParameters", "arn:aws:ssm:*:*:parameter/web/*"),
			verdicts{"secretsmanager": denied, "ssm": denied},
		},
		{
			"by an end that only AWS knows", allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"),
			allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"),
			verdicts{"secretsmanager": unknown, "ssm": denied},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := container(terraformExecution, cloudformationExecution,
				`secrets = [{ name = "DB", valueFrom = aws_secretsmanager_secret.db.arn }, { name = "KEY", valueFrom = aws_ssm_parameter.key.name }]`,
				`Secrets: [{Name: DB, ValueFrom: !Ref Db}, {Name: KEY, ValueFrom: !Ref Key}]`)
			check(t, w.and(resources+terraformRole+`
resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.execution.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [`+tt.statement+`] })
}
`, declared+cloudformationRole+`      Policies: [{PolicyName: own, PolicyDocument: {Version: "2012-10-17", Statement: [`+tt.properties+`]}}]
`), "FARGATE", tt.want)
		})
	}
}

// Log streams are asked for below their group, whose ARN alone does not name
// them, and a group is created only where there is none (aws-semantics: G).
func TestLogRequests(t *testing.T) {
	const group = "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/app"
	streams := func(resource string) string { return allow("logs:*Log*", resource) }
	tests := []struct {
		name      string
		statement string
		want      string
	}{
		{"everything", streams("*"), allowed},
		{"the group and what is below it", streams(group + ":*"), allowed},
		{"the group alone", streams(group), denied + ", " + denied},
		{"every group of a prefix", streams("arn:aws:logs:*:*:log-group:/ecs/*"), allowed},
		{"another group", streams("arn:aws:logs:*:*:log-group:/web:*"), denied + ", " + denied},
		{"a stream of one prefix", streams(group + ":log-stream:app/*"), unknown},
		{"no writing", allow("logs:CreateLogStream", "*"), allowed + ", " + denied},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, permitted("", "", tt.statement), "FARGATE", verdicts{"logs": tt.want})
		})
	}
	create := func(group string) twin {
		return twin{
			terraform: `
resource "aws_ecs_task_definition" "app" {
  family = "app"
  ` + terraformExecution + `
  container_definitions = jsonencode([{
    name  = "app"
    image = "nginx"
    logConfiguration = {
      logDriver = "awslogs"
      options = { "awslogs-group" = "/ecs/app", "awslogs-region" = "eu-west-1", "awslogs-create-group" = "true" }
    }
  }])
}

resource "aws_cloudwatch_log_group" "app" {
  name = "` + group + `"
}

resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.name
  policy_arn = "` + managed + `"
}
` + terraformRole,
			cloudformation: `
  LogGroup:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: ` + group + `}
  App:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ` + cloudformationExecution + `
      ContainerDefinitions:
        - Name: app
          Image: nginx
          LogConfiguration:
            LogDriver: awslogs
            Options: {awslogs-group: /ecs/app, awslogs-region: eu-west-1, awslogs-create-group: "true"}
` + cloudformationRole + `      ManagedPolicyArns: [` + managed + `]
`,
		}
	}
	check(t, create("/ecs/app"), "FARGATE", verdicts{"logs": allowed})
	check(t, create("/ecs/other"), "FARGATE", verdicts{"logs": allowed + ", " + denied})
}
