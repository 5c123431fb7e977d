package authz_test

import "testing"

const (
	managed = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
	allowed = "allowed"
	denied  = "blocked role-denied"
	unknown = "unknown"
)

// AmazonECSTaskExecutionRolePolicy allows to pull and to log, by whatever way
// it is attached (aws-semantics: G; Amazon ECS developer guide, "Amazon ECS task
// execution IAM role").
func TestManagedPolicyAttached(t *testing.T) {
	tests := []struct {
		name string
		twin twin
	}{
		{"attachment", executing(`
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.name
  policy_arn = "`+managed+`"
}
`, `      ManagedPolicyArns: [`+managed+`]
`)},
		{"partition as a symbol", executing(`
data "aws_partition" "current" {}

resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.id
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}
`, `      ManagedPolicyArns: [!Sub "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]
`)},
		{"joined as CDK does", executing("", `      ManagedPolicyArns:
        - !Join ["", ["arn:", !Ref AWS::Partition, ":iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]]
`)},
		{"for_each over ARNs", executing(`
resource "aws_iam_role_policy_attachment" "a" {
  for_each   = toset(["arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess", "`+managed+`"])
  role       = "execution"
  policy_arn = each.value
}
`, "")},
		{"data source by name", executing(`
data "aws_iam_policy" "execution" {
  name = "AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.name
  policy_arn = data.aws_iam_policy.execution.arn
}
`, "")},
		{"data source by ARN", executing(`
data "aws_iam_policy" "execution" {
  arn = "`+managed+`"
}

resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.name
  policy_arn = data.aws_iam_policy.execution.arn
}
`, "")},
		{"attachment to several roles", executing(`
resource "aws_iam_policy_attachment" "a" {
  name       = "a"
  roles      = [aws_iam_role.execution.name]
  policy_arn = "`+managed+`"
}
`, "")},
		{"exclusive attachments", executing(`
resource "aws_iam_role_policy_attachments_exclusive" "a" {
  role_name   = aws_iam_role.execution.name
  policy_arns = ["`+managed+`"]
}
`, "")},
		{"managed_policy_arns", definition(terraformExecution, "").and(`
resource "aws_iam_role" "execution" {
  assume_role_policy  = `+terraformTrust+`
  managed_policy_arns = ["`+managed+`"]
}
`, "")},
		{"a role by its ARN spelled out", definition(`execution_role_arn = "arn:aws:iam::123456789012:role/execution"`, `ExecutionRoleArn: !Sub "arn:aws:iam::${AWS::AccountId}:role/execution"`).and(terraformRole+`
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.name
  policy_arn = "`+managed+`"
}
`, cloudformationRole+`      ManagedPolicyArns: [`+managed+`]
`)},
		{"a role that AWS names", definition(terraformExecution, cloudformationExecution).and(`
resource "aws_iam_role" "execution" {
  name_prefix        = "app-"
  assume_role_policy = `+terraformTrust+`
}

resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.name
  policy_arn = "`+managed+`"
}
`, `
  Execution:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: `+cloudformationTrust+`
      ManagedPolicyArns: [`+managed+`]
`)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, tt.twin, "FARGATE", verdicts{"ecr.api": allowed, "ecr.dkr": allowed, "logs": allowed})
		})
	}
}

// The layers are signed by AWS, and no role is asked.
func TestLayersAskNoRole(t *testing.T) {
	w := executing("\n", "\n")
	check(t, w, "FARGATE", verdicts{"ecr.api": denied, "ecr.dkr": denied + ", " + denied, "s3": ""})
}

// A policy of one's own allows what it says, in every form that it is written
// in, and nothing else.
func TestOwnPolicyAttached(t *testing.T) {
	const (
		body     = `{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["ecr:GetAuthorizationToken", "ecr:BatchGetImage"], "Resource": "*"}}`
		document = `jsonencode(` + body + `)`
	)
	tests := []struct {
		name string
		twin twin
	}{
		{"inline in the role", definition(terraformExecution, cloudformationExecution).and(`
resource "aws_iam_role" "execution" {
  assume_role_policy = `+terraformTrust+`

  inline_policy {
    name   = "pull"
    policy = `+document+`
  }
}
`, cloudformationRole+`      Policies: [{PolicyName: pull, PolicyDocument: `+body+`}]
`)},
		{"inline apart", executing(`
resource "aws_iam_role_policy" "pull" {
  role   = aws_iam_role.execution.id
  policy = `+document+`
}
`, `
  Pull:
    Type: AWS::IAM::RolePolicy
    Properties: {PolicyName: pull, RoleName: !Ref Execution, PolicyDocument: `+body+`}
`)},
		{"inline for several roles", executing("", `
  Pull:
    Type: AWS::IAM::Policy
    Properties: {PolicyName: pull, Roles: [!Ref Execution], PolicyDocument: `+body+`}
`)},
		{"managed, attached", executing(`
resource "aws_iam_policy" "pull" {
  policy = `+document+`
}

resource "aws_iam_role_policy_attachment" "pull" {
  role       = aws_iam_role.execution.name
  policy_arn = aws_iam_policy.pull.arn
}
`, `      ManagedPolicyArns: [!Ref Pull]
  Pull:
    Type: AWS::IAM::ManagedPolicy
    Properties: {PolicyDocument: `+body+`}
`)},
		{"managed, naming the role", executing("", `
  Pull:
    Type: AWS::IAM::ManagedPolicy
    Properties: {Roles: [!Ref Execution], PolicyDocument: `+body+`}
`)},
		{"document of a data source", executing(`
data "aws_iam_policy_document" "pull" {
  statement {
    actions   = ["ecr:GetAuthorizationToken", "ecr:BatchGetImage"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "pull" {
  role   = "execution"
  policy = data.aws_iam_policy_document.pull.json
}
`, "")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, tt.twin, "FARGATE", verdicts{
				"ecr.api": allowed, "ecr.dkr": allowed + ", " + denied, "logs": denied + ", " + denied,
			})
		})
	}
}

// What is attached and not understood leaves the role open.
func TestRoleNotFullyKnown(t *testing.T) {
	open := verdicts{"ecr.api": unknown, "logs": unknown}
	attached := func(arn string) string {
		return `
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.name
  policy_arn = ` + arn + `
}
`
	}
	tests := []struct {
		name string
		twin twin
		want verdicts
	}{
		{"policy of the account that no file declares", executing(attached(`"arn:aws:iam::123456789012:policy/pull"`), `      ManagedPolicyArns: ["arn:aws:iam::123456789012:policy/pull"]
`), open},
		{"AWS managed policy that is not known here", executing(attached(`"arn:aws:iam::aws:policy/AmazonAthenaFullAccess"`), `      ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonAthenaFullAccess"]
`), open},
		{"the same beside one that allows", executing(attached(`"arn:aws:iam::aws:policy/AmazonAthenaFullAccess"`)+`
resource "aws_iam_role_policy_attachment" "b" {
  role       = aws_iam_role.execution.name
  policy_arn = "`+managed+`"
}
`, `      ManagedPolicyArns: ["arn:aws:iam::aws:policy/AmazonAthenaFullAccess", "`+managed+`"]
`), verdicts{"ecr.api": allowed, "logs": allowed}},
		{"policy without a value", executing(`
variable "policy" {}
`+attached(`var.policy`), ""), open},
		{"attachment that may not be", executing(`
variable "on" {}

resource "aws_iam_role_policy_attachment" "a" {
  count      = var.on ? 1 : 0
  role       = aws_iam_role.execution.name
  policy_arn = "`+managed+`"
}
`, ""), open},
		{"attachments of which the number is not known", executing(`
variable "policies" {}

resource "aws_iam_role_policy_attachment" "a" {
  for_each   = toset(var.policies)
  role       = aws_iam_role.execution.name
  policy_arn = each.value
}
`, `      ManagedPolicyArns: !Ref PolicyArns
Parameters: {PolicyArns: {Type: CommaDelimitedList}}
`), open},
		{"attachment to a role that is not known", executing(`
variable "role" {}

resource "aws_iam_role_policy_attachment" "a" {
  role       = var.role
  policy_arn = "`+managed+`"
}
`, ""), open},
		{"attachment of nothing", executing(attached(`""`), `      ManagedPolicyArns: [""]
`), open},
		{"attachment to another role", executing(`
resource "aws_iam_role_policy_attachment" "a" {
  role       = "deployer"
  policy_arn = "`+managed+`"
}
`, `
  Deployer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: `+cloudformationTrust+`
      ManagedPolicyArns: [`+managed+`]
`), verdicts{"ecr.api": denied}},
		{"attachment that is not created", executing(`
resource "aws_iam_role_policy_attachment" "a" {
  count      = 0
  role       = aws_iam_role.execution.name
  policy_arn = "`+managed+`"
}
`, ""), verdicts{"ecr.api": denied}},
		{"attached policies under ignore_changes", definition(terraformExecution, "").and(`
resource "aws_iam_role" "execution" {
  assume_role_policy = `+terraformTrust+`

  lifecycle {
    ignore_changes = [managed_policy_arns]
  }
}
`, ""), open},
		{"given to a module that is not on disk", executing(`
module "attach" {
  source = "git::https://example.com/attach.git"
  role   = aws_iam_role.execution.name
}
`, ""), open},
		{"given to a custom resource", executing("", `
  Attach:
    Type: Custom::Attach
    Properties: {ServiceToken: "arn:aws:lambda:eu-west-1:123456789012:function:attach", Role: !Ref Execution}
`), open},
		{"role by ARN alone", definition(`execution_role_arn = "arn:aws:iam::123456789012:role/execution"`, `ExecutionRoleArn: arn:aws:iam::123456789012:role/execution`), open},
		{"role of a data source", definition(`execution_role_arn = data.aws_iam_role.execution.arn`, "").and(`
data "aws_iam_role" "execution" {
  name = "execution"
}
`, ""), open},
		{"boundary that allows", definition(terraformExecution, cloudformationExecution).and(bounded("arn:aws:iam::aws:policy/PowerUserAccess")), verdicts{"ecr.api": allowed}},
		{"boundary that does not", definition(terraformExecution, cloudformationExecution).and(bounded("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")), verdicts{"ecr.api": denied}},
		{"boundary that is not known", definition(terraformExecution, cloudformationExecution).and(bounded("arn:aws:iam::123456789012:policy/boundary")), open},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.twin, "FARGATE", tt.want) })
	}
}

// bounded returns a role with the managed policy and a permissions boundary.
func bounded(boundary string) (terraform, cloudformation string) {
	return `
resource "aws_iam_role" "execution" {
  assume_role_policy   = ` + terraformTrust + `
  managed_policy_arns  = ["` + managed + `"]
  permissions_boundary = "` + boundary + `"
}
`, cloudformationRole + `      ManagedPolicyArns: ["` + managed + `"]
      PermissionsBoundary: "` + boundary + `"
`
}
