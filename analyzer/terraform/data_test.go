package terraform_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

const shapesWorld = `
provider "aws" { region = "eu-west-1" }
data "aws_region" "here" {}
data "aws_partition" "p" {}
data "aws_availability_zones" "az" { state = "available" }
data "aws_prefix_list" "s3" { name = "com.amazonaws.eu-west-1.s3" }
data "aws_ec2_managed_prefix_list" "s3" {
  filter {
    name   = "prefix-list-name"
    values = ["com.amazonaws.eu-west-1.s3"]
  }
}
data "aws_vpc_endpoint_service" "logs" { service = "logs" }
data "aws_vpc_endpoint_service" "s3" {
  service      = "s3"
  service_type = "Gateway"
}
data "aws_vpc_endpoint_service" "custom" { service_name = "com.example.svc" }
data "aws_ecr_repository" "app" { name = "app" }
data "aws_ecr_image" "app" {
  repository_name = "app"
  image_tag       = "1"
}
data "aws_ecs_task_definition" "app" { task_definition = "app" }
data "aws_ssm_parameter" "subnets" { name = "/subnets" }
data "aws_ssm_parameter" "router" { name = "/aws/service/aws-for-fluent-bit/2.32.0" }
data "aws_ssm_parameter" "routers" { name = "/aws/service/aws-for-fluent-bit/a/b" }
data "terraform_remote_state" "net" { backend = "s3" }
data "template_file" "t" {
  template = "x-$${name}-$${id}"
  vars     = { name = "n", id = aws_vpc.main.id }
}
data "aws_vpc" "counted" { count = 1 }
resource "aws_vpc" "main" {}
resource "aws_vpc_endpoint" "s3" {}
resource "aws_iam_role" "exec" { name = "exec" }
resource "aws_ecr_repository" "app" { name = "app" }
resource "aws_ecs_cluster" "main" { name = "main" }
resource "aws_ecs_task_definition" "app" { family = "app" }
resource "aws_secretsmanager_secret" "db" { name = "db" }
resource "aws_cloudwatch_log_group" "app" { name = "/ecs/app" }
resource "aws_s3_bucket" "b" { bucket = "my-bucket" }
resource "aws_efs_file_system" "fs" {}
resource "aws_ssm_parameter" "p" { name = "/a/b" }
resource "aws_kms_key" "k" {}
`

func TestShapes(t *testing.T) {
	const account = "${AWS account id}"
	wantExpressions(t, shapesWorld, []expressionTest{
		{"role", `aws_iam_role.exec.arn`, "arn:aws:iam::" + account + ":role/aws_iam_role.exec.name"},
		{"configured name", `aws_iam_role.exec.name`, "exec"},
		{"cluster id", `aws_ecs_cluster.main.id`, "arn:aws:ecs:eu-west-1:" + account + ":cluster/aws_ecs_cluster.main.name"},
		{"task definition", `aws_ecs_task_definition.app.arn`, "arn:aws:ecs:eu-west-1:" + account + ":task-definition/aws_ecs_task_definition.app.family:aws_ecs_task_definition.app.revision"},
		{"family and revision", `"${aws_ecs_task_definition.app.family}:${aws_ecs_task_definition.app.revision}"`, "aws_ecs_task_definition.app.family:aws_ecs_task_definition.app.revision"},
		{"repository", `"${aws_ecr_repository.app.repository_url}:1"`, account + ".dkr.ecr.eu-west-1.amazonaws.com/aws_ecr_repository.app.name:1"},
		{"registry", `aws_ecr_repository.app.registry_id`, "?AWS account id"},
		{"host of repository", `split("/", aws_ecr_repository.app.repository_url)[0]`, account + ".dkr.ecr.eu-west-1.amazonaws.com"},
		{"secret", `"${aws_secretsmanager_secret.db.arn}:key::"`, "arn:aws:secretsmanager:eu-west-1:" + account + ":secret:aws_secretsmanager_secret.db.name-aws_secretsmanager_secret.db.suffix of arn:key::"},
		{"log group", `"${aws_cloudwatch_log_group.app.arn}:*"`, "arn:aws:logs:eu-west-1:" + account + ":log-group:aws_cloudwatch_log_group.app.name:*"},
		{"log group name", `aws_cloudwatch_log_group.app.name`, "/ecs/app"},
		{"bucket", `"${aws_s3_bucket.b.arn}/*"`, "arn:aws:s3:::my-bucket/*"},
		{"file system", `aws_efs_file_system.fs.arn`, "arn:aws:elasticfilesystem:eu-west-1:" + account + ":file-system/aws_efs_file_system.fs.id"},
		{"parameter", `aws_ssm_parameter.p.arn`, "arn:aws:ssm:eu-west-1:" + account + ":parameter/aws_ssm_parameter.p.name"},
		{"key", `aws_kms_key.k.id`, "aws_kms_key.k.key_id"},
		{"parts of a VPC", `[aws_vpc.main.default_security_group_id, aws_vpc.main.main_route_table_id]`, "[aws_vpc.main.default_security_group_id aws_vpc.main.main_route_table_id]"},
		{"parts of an endpoint", `[aws_vpc_endpoint.s3.prefix_list_id, aws_vpc_endpoint.s3.dns_entry[0].dns_name]`, "[aws_vpc_endpoint.s3.prefix_list_id aws_vpc_endpoint.s3.dns_entry[0].dns_name]"},
		{"interfaces of an endpoint", `aws_vpc_endpoint.s3.network_interface_ids`, "?aws_vpc_endpoint.s3.network_interface_ids"},
	})
}

func TestDataSources(t *testing.T) {
	const account = "${AWS account id}"
	wantExpressions(t, shapesWorld, []expressionTest{
		{"region", `[data.aws_region.here.name, data.aws_region.here.id, data.aws_region.here.region]`, "[eu-west-1 eu-west-1 eu-west-1]"},
		{"region decides", `data.aws_region.here.name == "eu-west-1" ? "y" : "n"`, "y"},
		{"partition", `"arn:${data.aws_partition.p.partition}:${data.aws_partition.p.dns_suffix}"`, "arn:aws:amazonaws.com"},
		{"zone", `data.aws_availability_zones.az.names[1]`, "data.aws_availability_zones.az.names[1]"},
		{"zone beyond three", `data.aws_availability_zones.az.names[4]`, "data.aws_availability_zones.az.names[4]"},
		{"computed zone beyond three", `data.aws_availability_zones.az.names[2 + 2]`, "data.aws_availability_zones.az.names[4]"},
		{"zones", `slice(data.aws_availability_zones.az.names, 0, 2)`, "[data.aws_availability_zones.az.names[0] data.aws_availability_zones.az.names[1]]"},
		{"more than three zones", `length(slice(data.aws_availability_zones.az.names, 0, 4))`, "4"},
		{"number of zones", `min(length(data.aws_availability_zones.az.names), 2)`, "2"},
		{"prefix list", `data.aws_prefix_list.s3.id`, "data.aws_prefix_list.s3.id"},
		{"prefix list name", `data.aws_prefix_list.s3.name`, "com.amazonaws.eu-west-1.s3"},
		{"managed prefix list", `data.aws_ec2_managed_prefix_list.s3.id`, "data.aws_ec2_managed_prefix_list.s3.id"},
		{"endpoint service", `data.aws_vpc_endpoint_service.logs.service_name`, "com.amazonaws.eu-west-1.logs"},
		{"gateway service", `data.aws_vpc_endpoint_service.s3.service_name`, "com.amazonaws.eu-west-1.s3"},
		{"other service", `data.aws_vpc_endpoint_service.custom.service_name`, "com.example.svc"},
		{"repository", `data.aws_ecr_repository.app.repository_url`, account + ".dkr.ecr.eu-west-1.amazonaws.com/aws_ecr_repository.app.name"},
		{"image", `data.aws_ecr_image.app.image_uri`, account + ".dkr.ecr.eu-west-1.amazonaws.com/app@data.aws_ecr_image.app.image_digest"},
		{"task definition", `data.aws_ecs_task_definition.app.family`, "app"},
		{"parameter value", `split(",", data.aws_ssm_parameter.subnets.value)`, "?data.aws_ssm_parameter.subnets.value"},
		{"public parameter", `nonsensitive(data.aws_ssm_parameter.router.value)`, "${account of aws-for-fluent-bit}.dkr.ecr.eu-west-1.amazonaws.com/aws-for-fluent-bit:2.32.0"},
		{"another public parameter", `data.aws_ssm_parameter.routers.value`, "?data.aws_ssm_parameter.routers.value"},
		{"remote state", `data.terraform_remote_state.net.outputs.vpc_id`, "?data.terraform_remote_state.net.outputs.vpc_id"},
		{"remote state list", `[for s in data.terraform_remote_state.net.outputs.subnets : s]`, "?data.terraform_remote_state.net.outputs.subnets"},
		{"template", `data.template_file.t.rendered`, "x-n-aws_vpc.main.id"},
		{"counted", `data.aws_vpc.counted[0].id`, "data.aws_vpc.counted[0].id"},
	})
}

func TestPolicyDocument(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": `
variable "bucket" {}
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Keep"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"]
  }
  statement {
    sid     = "Replaced"
    actions = ["s3:*"]
  }
}
data "aws_iam_policy_document" "doc" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid     = "Replaced"
    effect  = "Deny"
    actions = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpc"
      values   = [aws_vpc.main.id]
    }
  }
  dynamic "statement" {
    for_each = ["one"]
    content {
      actions   = ["sts:${statement.value}"]
      resources = ["arn:aws:s3:::${var.bucket}/*"]
      principals {
        type        = "*"
        identifiers = ["*"]
      }
    }
  }
}
resource "aws_vpc" "main" {}
resource "aws_vpc_endpoint" "e" { policy = data.aws_iam_policy_document.doc.json }
`}, terraform.Options{})
	wantNoProblems(t, s)
	const want = `{Statement=[` +
		`{Action=s3:GetObject Effect=Allow Resource=[arn:aws:s3:::a/* arn:aws:s3:::b/*] Sid=Keep} ` +
		`{Action=* Condition={StringEquals={aws:SourceVpc=aws_vpc.main.id}} Effect=Deny Principal={AWS=arn:aws:iam::111122223333:root} Sid=Replaced} ` +
		`{Action=sts:one Effect=Allow Principal=* Resource=arn:aws:s3:::${var.bucket}/*}` +
		`] Version=2012-10-17}`
	if got := show(find(t, s, "aws_vpc_endpoint.e").Body.Get("policy")); got != want {
		t.Errorf("policy = %s\nwant %s", got, want)
	}
}
