provider "aws" {
  region = "eu-west-1"
}

module "label" {
  source     = "./label"
  namespace  = "acme"
  stage      = "prod"
  attributes = ["blue"]
  tags       = { Team = "net" }
}

module "groups" {
  source  = "./groups"
  context = module.label
  ports   = { http = 80, https = 443 }
}

module "none" {
  source  = "./groups"
  count   = length(module.groups.names) > 5 ? 1 : 0
  context = module.label
  ports   = {}
}

resource "aws_ssm_parameter" "summary" {
  for_each = {
    id     = module.label.id
    names  = join(",", module.groups.names)
    ports  = jsonencode(module.groups.ports)
    none   = jsonencode(module.none[*].names)
    whole  = module.groups.rules["https"].to_port
    lookup = lookup(module.label.tags, "Name", "?")
  }
  name  = "/summary/${each.key}"
  type  = "String"
  value = each.value
  tags  = module.label.tags
}
