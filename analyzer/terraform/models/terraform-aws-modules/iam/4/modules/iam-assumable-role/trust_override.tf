# Version 4 takes a trust policy where one is given, and tags no sessions.

resource "aws_iam_role" "this" {
  assume_role_policy = var.custom_role_trust_policy != "" ? var.custom_role_trust_policy : data.aws_iam_policy_document.assume_role.json
}

variable "trusted_role_actions" {
  default = ["sts:AssumeRole"]
}
