# By default the roles of version 5 read every parameter and secret.

variable "task_exec_ssm_param_arns" {
  default = ["arn:aws:ssm:*:*:parameter/*"]
}

variable "task_exec_secret_arns" {
  default = ["arn:aws:secretsmanager:*:*:secret:*"]
}
