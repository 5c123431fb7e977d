provider "aws" {
  region = "eu-west-1"
}

variable "fixed" {}
variable "automatic" {}
variable "json" {}
variable "both" {
  default = "default"
}
variable "typed" {
  type = map(list(number))
}
variable "left" {
  type    = object({ a = string, b = optional(number) })
  default = { a = 1 }
}
variable "nothing" {
  type    = string
  default = null
}

resource "aws_ssm_parameter" "all" {
  for_each = {
    fixed     = var.fixed
    automatic = var.automatic
    json      = var.json
    both      = var.both
    typed     = jsonencode(var.typed)
    left      = jsonencode(var.left)
    nothing   = coalesce(var.nothing, "fallback")
  }
  name  = "/${each.key}"
  type  = "String"
  value = each.value
}
