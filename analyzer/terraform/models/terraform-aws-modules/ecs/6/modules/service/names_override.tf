# Version 6 does not add what a role or group is for to its default name.

locals {
  task_exec_iam_role_name = coalesce(var.task_exec_iam_role_name, var.name, "NotProvided")
  tasks_iam_role_name     = coalesce(var.tasks_iam_role_name, var.name, "NotProvided")
  security_group_name     = coalesce(var.security_group_name, var.name, "NotProvided")
}
