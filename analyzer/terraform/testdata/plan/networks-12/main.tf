provider "aws" { region = "us-east-1" }
variable "env" { default = "dev" }
variable "envs" {
  type = map(object({
    cidr  = string
    nat   = optional(bool, false)
    dns   = optional(object({ support = optional(bool), hostnames = optional(bool) }), {})
    extra = optional(list(string), [])
  }))
}
variable "apps" {
  type = any
}
variable "rules" { type = list(map(string)) }
locals {
  azs     = ["us-east-1a", "us-east-1b", "us-east-1c"]
  name    = "x-${var.env}"
  is_prod = var.env == "prod"
}
module "net" {
  source      = "./net"
  for_each    = var.envs
  name        = "${local.name}-${each.key}"
  cidr        = each.value.cidr
  azs         = local.azs
  nat         = each.value.nat
  single_nat  = var.env == "dev"
  dns         = each.value.dns
  tags        = { Env = var.env }
  extra_cidrs = each.value.extra
}
locals {
  first   = sort(keys(var.envs))[0]
  vpc_ids = { for k, n in module.net : k => n.vpc_id }
  cidrs   = flatten([for n in module.net : n.private_cidrs])
}
module "sg" {
  source = "./sg"
  name   = local.name
  vpc_id = lookup(local.vpc_ids, local.first, null)
  rules  = [for r in var.rules : { port = tonumber(r.port), cidrs = compact(split(",", lookup(r, "cidrs", ""))), protocol = lookup(r, "protocol", "tcp"), self = lookup(r, "self", null) }]
  peers  = { "10.0.0.1" = [22], vpc = range(8080, 8083) }
}
module "app" {
  source   = "./app"
  for_each = { for k, a in var.apps : k => a if try(a.enabled, true) }
  name     = each.key
  image    = coalesce(try(each.value.image, null), format("%s:%s", each.key, "v1"))
  subnets  = [for k in sort(keys(module.net[local.first].private)) : module.net[local.first].private[k]]
  groups   = [module.sg.id]
  env      = merge({ ENV = var.env }, try(each.value.env, {}))
  ports    = try(each.value.ports, [80])
  sidecars = try(each.value.sidecars, [])
  public   = try(each.value.public, !local.is_prod)
}
resource "aws_vpc_endpoint" "interface" {
  for_each            = { for p in setproduct(keys(var.envs), ["ecr.api", "ecr.dkr", "logs"]) : "${p[0]}/${p[1]}" => { env = p[0], service = p[1] } }
  vpc_id              = local.vpc_ids[each.value.env]
  service_name        = "com.amazonaws.us-east-1.${each.value.service}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = each.value.service != "logs" || local.is_prod
  subnet_ids          = values(module.net[each.value.env].private)
  security_group_ids  = [module.sg.id]
}
resource "aws_vpc_endpoint" "s3" {
  for_each        = module.net
  vpc_id          = each.value.vpc_id
  service_name    = "com.amazonaws.us-east-1.s3"
  route_table_ids = each.value.tables
  policy          = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = ["s3:GetObject"], Resource = [for b in ["a", "b"] : "arn:aws:s3:::${b}-${each.key}/*"] }] })
}
resource "aws_network_acl" "this" {
  vpc_id = module.net[local.first].vpc_id
  dynamic "ingress" {
    for_each = local.cidrs
    content {
      rule_no    = 100 + ingress.key
      action     = ingress.key % 2 == 0 ? "allow" : "deny"
      protocol   = "tcp"
      cidr_block = ingress.value
      from_port  = 443
      to_port    = 443 + ingress.key
    }
  }
}
resource "aws_ssm_parameter" "facts" {
  name = "facts"
  type = "String"
  value = jsonencode({
    cidrs  = local.cidrs
    nats   = { for k, n in module.net : k => n.nat_count }
    total  = sum(concat([0], values(module.net)[*].nat_count))
    counts = [for n in module.net : n.all.count]
    vcidr  = module.net[local.first].all.vpc.cidr_block
    dns    = [for n in values(module.net) : n.all.vpc.enable_dns_support]
    subn   = { for k, s in module.net[local.first].all.subnets : k => s.cidr_block }
    azs    = distinct(flatten([for n in module.net : [for s in n.all.subnets : s.availability_zone]]))
    ports  = module.sg.ports
    names  = sort(module.sg.names)
    any    = [for k, a in var.apps : length(a)]
  })
}
