variable "create" {
  type    = bool
  default = true
}

variable "region" {
  type    = string
  default = null
}

variable "name" {
  type = string
}

variable "use_name_prefix" {
  type    = bool
  default = true
}

variable "ignore_desired_capacity_changes" {
  type    = bool
  default = false
}

variable "availability_zones" {
  type    = list(string)
  default = null
}

variable "vpc_zone_identifier" {
  type    = list(string)
  default = null
}

variable "create_launch_template" {
  type    = bool
  default = true
}

variable "launch_template_name" {
  type    = string
  default = ""
}

variable "launch_template_use_name_prefix" {
  type    = bool
  default = true
}

variable "use_mixed_instances_policy" {
  type    = bool
  default = false
}

variable "network_interfaces" {
  type    = any
  default = null
}

variable "security_groups" {
  type    = list(string)
  default = []
}

variable "user_data" {
  type    = string
  default = null
}

variable "create_iam_instance_profile" {
  type    = bool
  default = false
}

variable "iam_instance_profile_arn" {
  type    = string
  default = null
}

variable "iam_instance_profile_name" {
  type    = string
  default = null
}

variable "iam_role_name" {
  type    = string
  default = null
}

variable "iam_role_use_name_prefix" {
  type    = bool
  default = true
}

variable "iam_role_path" {
  type    = string
  default = null
}

variable "iam_role_policies" {
  type    = map(string)
  default = {}
}
