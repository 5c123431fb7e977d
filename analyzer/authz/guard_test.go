package authz_test

import "testing"

const refused = "blocked resource-refused"

// statement returns a statement of a resource's policy about one principal.
func statement(effect, action, principal string) string {
	return `{"Effect": "` + effect + `", "Action": "` + action + `", "Resource": "*", "Principal": ` + principal + `}`
}

const (
	everyone  = `"*"`
	ownRole   = `{"AWS": "arn:aws:iam::123456789012:role/execution"}`
	otherRole = `{"AWS": "arn:aws:iam::123456789012:role/admin"}`
	ownRoot   = `{"AWS": "arn:aws:iam::123456789012:root"}`
)

// The policy of a secret (aws-semantics: F; AWS Secrets Manager user guide,
// "Resource-based policies").
func TestSecretPolicy(t *testing.T) {
	const grants = `{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}`
	tests := []struct {
		name     string
		identity string
		resource string
		want     string
	}{
		{"allows the role", "", statement("Allow", "secretsmanager:GetSecretValue", ownRole), allowed},
		{"allows another role", "", statement("Allow", "secretsmanager:GetSecretValue", otherRole), denied},
		{"leaves it to the account", "", statement("Allow", "secretsmanager:*", ownRoot), denied},
		{"denies everyone", grants, statement("Deny", "secretsmanager:*", everyone), refused},
		{"denies another role", grants, statement("Deny", "secretsmanager:*", otherRole), allowed},
		{"denies deleting", grants, statement("Deny", "secretsmanager:DeleteSecret", everyone), allowed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			identity := `{"Version": "2012-10-17", "Statement": [` + tt.identity + `]}`
			resource := `{"Version": "2012-10-17", "Statement": [` + tt.resource + `]}`
			w := container(terraformExecution, cloudformationExecution,
				`secrets = [{ name = "DB", valueFrom = aws_secretsmanager_secret.db.arn }]`, `Secrets: [{Name: DB, ValueFrom: !Ref Db}]`)
			check(t, w.and(terraformRole+`
resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.execution.id
  policy = jsonencode(`+identity+`)
}

resource "aws_secretsmanager_secret" "db" {
  name = "db"
}

resource "aws_secretsmanager_secret_policy" "db" {
  secret_arn = aws_secretsmanager_secret.db.arn
  policy     = jsonencode(`+resource+`)
}
`, cloudformationRole+`      Policies: [{PolicyName: own, PolicyDocument: `+identity+`}]
  Db:
    Type: AWS::SecretsManager::Secret
    Properties: {Name: db}
  DbPolicy:
    Type: AWS::SecretsManager::ResourcePolicy
    Properties: {SecretId: !Ref Db, ResourcePolicy: `+resource+`}
`), "FARGATE", verdicts{"secretsmanager": tt.want})
		})
	}
}

// A key of the account's own has to be allowed by the role's policies or by its
// own, and its own has to let in the role or the account (aws-semantics: G; KMS
// developer guide, "Key policies in AWS KMS").
func TestKeyPolicy(t *testing.T) {
	const decrypt = `, {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*"}`
	keyed := func(identity, policy, policyProperty string) twin {
		document := `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}` + identity + `]}`
		w := container(terraformExecution, cloudformationExecution,
			`secrets = [{ name = "DB", valueFrom = aws_secretsmanager_secret.db.arn }]`, `Secrets: [{Name: DB, ValueFrom: !Ref Db}]`)
		return w.and(terraformRole+`
resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.execution.id
  policy = jsonencode(`+document+`)
}

resource "aws_kms_key" "key" {
  `+policy+`
}

resource "aws_secretsmanager_secret" "db" {
  name       = "db"
  kms_key_id = aws_kms_key.key.id
}
`, cloudformationRole+`      Policies: [{PolicyName: own, PolicyDocument: `+document+`}]
  Key:
    Type: AWS::KMS::Key
    Properties: {Description: key`+policyProperty+`}
  Db:
    Type: AWS::SecretsManager::Secret
    Properties: {Name: db, KmsKeyId: !Ref Key}
`)
	}
	withPolicy := func(identity, statement string) twin {
		document := `{"Version": "2012-10-17", "Statement": [` + statement + `]}`
		return keyed(identity, `policy = jsonencode(`+document+`)`, `, KeyPolicy: `+document)
	}
	tests := []struct {
		name string
		twin twin
		want string
	}{
		{"default policy, the role may decrypt", keyed(decrypt, "", ""), allowed},
		{"default policy, the role may not", keyed("", "", ""), allowed + ", " + denied},
		{"policy that leaves it to the account, the role may", withPolicy(decrypt, statement("Allow", "kms:*", ownRoot)), allowed},
		{"policy that leaves it to the account, the role may not", withPolicy("", statement("Allow", "kms:*", ownRoot)), allowed + ", " + denied},
		{"policy that lets in the role", withPolicy("", statement("Allow", "kms:Decrypt", ownRole)), allowed},
		{"policy that lets in another role", withPolicy(decrypt, statement("Allow", "kms:*", otherRole)), allowed + ", " + refused},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.twin, "FARGATE", verdicts{"secretsmanager": tt.want}) })
	}
	aws := keyed("", "", "")
	aws.terraform = replacedIn(aws.terraform, "aws_kms_key.key.id", `"alias/aws/secretsmanager"`)
	aws.cloudformation = replacedIn(aws.cloudformation, "!Ref Key}", "alias/aws/secretsmanager}")
	check(t, aws, "FARGATE", verdicts{"secretsmanager": allowed})
}

// An image of another account has to be allowed by both (aws-semantics: B.1 N2).
// That account's repositories are not in the files, so that their policies may
// let the role in.
func TestRepositoryPolicy(t *testing.T) {
	own := definition(terraformExecution, cloudformationExecution).and(terraformRole+`
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.name
  policy_arn = "`+managed+`"
}

resource "aws_ecr_repository_policy" "app" {
  repository = aws_ecr_repository.app.name
  policy     = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Action = "ecr:BatchGetImage", Principal = "*" }] })
}
`, "")
	check(t, own, "FARGATE", verdicts{"ecr.api": allowed, "ecr.dkr": refused + ", " + allowed})
	inline := definition("", cloudformationExecution).and("", cloudformationRole+`      ManagedPolicyArns: [`+managed+`]
`)
	inline.cloudformation = replacedIn(inline.cloudformation, "{RepositoryName: app}",
		`{RepositoryName: app, RepositoryPolicyText: {Version: "2012-10-17", Statement: [{Effect: Deny, Action: "ecr:BatchGetImage", Principal: "*"}]}}`)
	check(t, inline, "FARGATE", verdicts{"ecr.api": allowed, "ecr.dkr": refused + ", " + allowed})

	foreign := executing(`
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.execution.name
  policy_arn = "`+managed+`"
}
`, `      ManagedPolicyArns: [`+managed+`]
`)
	bare := executing("\n", "\n")
	for _, w := range []*twin{&foreign, &bare} {
		w.terraform = replacedIn(w.terraform, "${aws_ecr_repository.app.repository_url}:1", "210987654321.dkr.ecr.eu-west-1.amazonaws.com/app:1")
		w.cloudformation = replacedIn(w.cloudformation, "!Sub ${Repository.RepositoryUri}:1", "210987654321.dkr.ecr.eu-west-1.amazonaws.com/app:1")
	}
	check(t, foreign, "FARGATE", verdicts{"ecr.api": allowed, "ecr.dkr": unknown})
	check(t, bare, "FARGATE", verdicts{"ecr.api": denied, "ecr.dkr": denied + ", " + denied})
}

// Environment files are objects that the execution role fetches from a bucket
// (aws-semantics: G).
func TestBucketPolicy(t *testing.T) {
	const reads = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:GetBucketLocation"], "Resource": "*"}]}`
	file := func(identity, statement string) twin {
		resource := `{"Version": "2012-10-17", "Statement": [` + statement + `]}`
		w := container(terraformExecution, cloudformationExecution,
			`environmentFiles = [{ type = "s3", value = "${aws_s3_bucket.env.arn}/app.env" }]`,
			`EnvironmentFiles: [{Type: s3, Value: !Sub "${Env.Arn}/app.env"}]`)
		return w.and(terraformRole+`
resource "aws_iam_role_policy" "own" {
  role   = aws_iam_role.execution.id
  policy = jsonencode(`+identity+`)
}

resource "aws_s3_bucket" "env" {
  bucket = "app-env"
}

resource "aws_s3_bucket_policy" "env" {
  bucket = aws_s3_bucket.env.id
  policy = jsonencode(`+resource+`)
}
`, cloudformationRole+`      Policies: [{PolicyName: own, PolicyDocument: `+identity+`}]
  Env:
    Type: AWS::S3::Bucket
    Properties: {BucketName: app-env}
  EnvPolicy:
    Type: AWS::S3::BucketPolicy
    Properties: {Bucket: !Ref Env, PolicyDocument: `+resource+`}
`)
	}
	insecure := `{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}`
	outside := `{"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": "*", "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}}`
	tests := []struct {
		name string
		twin twin
		want string
	}{
		{"no statement", file(reads, ""), allowed},
		{"TLS alone", file(reads, insecure), allowed},
		{"one endpoint alone, by a way that is not known", file(reads, outside), unknown},
		{"everyone denied", file(reads, statement("Deny", "s3:*", everyone)), refused + ", " + refused},
		{"objects of the bucket", file(replacedIn(reads, `"Resource": "*"`, `"Resource": "arn:aws:s3:::app-env/*"`), ""), allowed + ", " + denied},
		{"the bucket and its objects", file(replacedIn(reads, `"Resource": "*"`, `"Resource": ["arn:aws:s3:::app-env", "arn:aws:s3:::app-env/*"]`), ""), allowed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.twin, "FARGATE", verdicts{"s3:environment-files": tt.want}) })
	}
}

// The mount of a file system with IAM authorization is asked for with the task
// role; a file system without a policy lets every client in (aws-semantics: G;
// Amazon EFS user guide, "Using IAM to control access to file systems").
func TestFileSystemPolicy(t *testing.T) {
	const (
		mounts  = `{"Effect": "Allow", "Action": "elasticfilesystem:ClientMount", "Resource": "*"}`
		limited = `{"Effect": "Allow", "Action": "elasticfilesystem:ClientMount", "Resource": "*", "Principal": ` + otherRole + `}`
	)
	mounted := func(mode, identity, resource string) twin {
		own := `{"Version": "2012-10-17", "Statement": [` + identity + `]}`
		w := twin{
			terraform: `
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  task_role_arn         = aws_iam_role.task.arn
  container_definitions = jsonencode([{ name = "app", image = "nginx" }])

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id     = aws_efs_file_system.data.id
      transit_encryption = "ENABLED"

      authorization_config {
        iam = "` + mode + `"
      }
    }
  }
}

resource "aws_efs_file_system" "data" {}

resource "aws_iam_role" "task" {
  assume_role_policy = ` + terraformTrust + `

  inline_policy {
    name   = "own"
    policy = jsonencode(` + own + `)
  }
}
`,
			cloudformation: `
  App:
    Type: AWS::ECS::TaskDefinition
    Properties:
      TaskRoleArn: !GetAtt Task.Arn
      ContainerDefinitions: [{Name: app, Image: nginx}]
      Volumes:
        - Name: data
          EFSVolumeConfiguration:
            FilesystemId: !Ref Data
            TransitEncryption: ENABLED
            AuthorizationConfig: {IAM: ` + mode + `}
  Task:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: ` + cloudformationTrust + `
      Policies: [{PolicyName: own, PolicyDocument: ` + own + `}]
`,
		}
		if resource == "" {
			return w.and("\n", `  Data: {Type: AWS::EFS::FileSystem}
`)
		}
		guard := `{"Version": "2012-10-17", "Statement": [` + resource + `]}`
		return w.and(`
resource "aws_efs_file_system_policy" "data" {
  file_system_id = aws_efs_file_system.data.id
  policy         = jsonencode(`+guard+`)
}
`, `  Data:
    Type: AWS::EFS::FileSystem
    Properties: {FileSystemPolicy: `+guard+`}
`)
	}
	tests := []struct {
		name                     string
		mode, identity, resource string
		want                     string
	}{
		{"without IAM", "DISABLED", "", limited, ""},
		{"no policy at all", "ENABLED", "", "", allowed},
		{"the role may mount", "ENABLED", mounts, limited, allowed},
		{"neither lets the role in", "ENABLED", "", replacedIn(limited, otherRole, `{"AWS": "arn:aws:iam::210987654321:root"}`), denied},
		{"the file system denies everyone", "ENABLED", mounts, statement("Deny", "elasticfilesystem:*", everyone), refused},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, mounted(tt.mode, tt.identity, tt.resource), "FARGATE", verdicts{"efs": tt.want})
		})
	}
}
