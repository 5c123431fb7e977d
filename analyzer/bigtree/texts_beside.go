package bigtree

// What roots have that run no service.

const bucketModule = `variable "name" {
  description = "name of the bucket"
  type        = string
}

variable "versioned" {
  type    = bool
  default = true
}

variable "tags" {
  type    = map(string)
  default = {}
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
  tags   = var.tags
}

resource "aws_s3_bucket_versioning" "this" {
  count  = var.versioned ? 1 : 0
  bucket = aws_s3_bucket.this.id
  versioning_configuration {
    status = "Enabled"
  }
}

output "arn" {
  value = aws_s3_bucket.this.arn
}
`

const bucketCall = `module "NAME" {
  source = "../../modules/bucket"

  name      = "${var.env}-${var.region}-NAME"
  versioned = var.env == "prod"

  tags = merge(local.tags, {
    Name      = "${var.env}-NAME"
    component = "NAME"
    owner     = "platform"
    backup    = var.env == "prod" ? "daily" : "never"
  })
}
`

const moreVariables = `
variable "retention" {
  description = "days after which exports expire; those of audits are kept for as long as the law says"
  type        = number
  default     = 90
}

variable "alarm_address" {
  description = "address that alarms are sent to, of the team that is on call"
  type        = string
  default     = "oncall@example.com"
}

variable "schedules" {
  description = "when the functions run, by their name, as EventBridge has it"
  type = map(object({
    expression = string
    enabled    = optional(bool, true)
    timeout    = optional(number, 300)
  }))
  default = {
    nightly = { expression = "cron(0 2 * * ? *)" }
    weekly  = { expression = "cron(0 4 ? * SUN *)", timeout = 900 }
    hourly  = { expression = "rate(1 hour)", enabled = false }
  }
}

variable "allowed_cidrs" {
  description = "networks of the offices, which may read the exports"
  type        = list(string)
  default     = ["192.0.2.0/24", "198.51.100.0/24"]
  validation {
    condition     = length(var.allowed_cidrs) > 0
    error_message = "at least one network has to be allowed"
  }
}
`

const access = `data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "work" {
  statement {
    sid       = "Buckets"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:ListBucket"]
    resources = [module.assets.arn, "${module.assets.arn}/*", module.exports.arn, "${module.exports.arn}/*"]
  }
  statement {
    sid       = "Queue"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = ["arn:aws:sqs:${var.region}:${data.aws_caller_identity.current.account_id}:${var.env}-f0000"]
  }
  statement {
    sid       = "Logs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.work.arn}:*"]
  }
}

resource "aws_iam_role" "work" {
  name               = "${var.env}-work"
  assume_role_policy = data.aws_iam_policy_document.assume.json
  tags               = local.tags
}

resource "aws_iam_role_policy" "work" {
  name   = "work"
  role   = aws_iam_role.work.id
  policy = data.aws_iam_policy_document.work.json
}

resource "aws_cloudwatch_log_group" "work" {
  name              = "/aws/lambda/${var.env}-work"
  retention_in_days = 30
  tags              = local.tags
}
`

const settings = `locals {
  settings = {
    log_level = var.env == "prod" ? "warn" : "debug"
    region    = var.region
    assets    = module.assets.arn
    exports   = module.exports.arn
  }
}

resource "aws_ssm_parameter" "settings" {
  for_each = local.settings
  name     = "/${var.env}/work/${each.key}"
  type     = "String"
  value    = each.value
  tags     = local.tags
}

resource "aws_security_group" "work" {
  name        = "${var.env}-work"
  description = "what the functions of ${var.env} may reach"
  tags        = merge(local.tags, { Name = "${var.env}-work" })

  egress {
    description = "HTTPS"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    description = "PostgreSQL"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = [var.cidr]
  }
}
`

const bucketOutputs = `output "assets_arn" {
  value = module.assets.arn
}

output "role_arn" {
  description = "role of the functions"
  value       = aws_iam_role.work.arn
}
`
