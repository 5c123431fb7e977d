# The group of cloudposse/security-group/aws. Rules come as a list, as lists by
# name, and as a matrix of peers and rules; each has a key of its own.

locals {
  enabled = module.this.enabled
  make    = local.enabled && length(var.target_security_group_id) == 0
  made    = concat(aws_security_group.cbd[*], aws_security_group.default[*])
  id      = local.enabled ? try(local.made[0].id, var.target_security_group_id[0]) : null

  listed = flatten([
    for list, rules in merge({ _list_ = var.rules }, var.rules_map) : [
      for i, rule in rules : {
        key = try(coalesce(rule.key), "${list}[${i}]")
        at  = rule
        to = {
          cidr_blocks      = try(coalesce(rule.cidr_blocks), [])
          ipv6_cidr_blocks = try(coalesce(rule.ipv6_cidr_blocks), [])
          prefix_list_ids  = try(coalesce(rule.prefix_list_ids), [])
          group            = try(rule.source_security_group_id, null)
          self             = try(rule.self, null) == true ? true : null
        }
      }
    ]
  ])

  # Addresses, the group itself and each other group take a rule each.
  matrix = flatten([
    for i, subject in var.rule_matrix : [
      for j, rule in subject.rules : [
        for peer in concat(
          [for k in ["cidr"] : { key = k, group = null, self = null, open = true } if length(concat(lookup(subject, "cidr_blocks", []), lookup(subject, "ipv6_cidr_blocks", []), lookup(subject, "prefix_list_ids", []))) > 0],
          [for k in ["self"] : { key = k, group = null, self = true, open = false } if try(rule.self, null) == true],
          [for n, group in lookup(subject, "source_security_group_ids", []) : { key = "sg#${n}", group = group, self = null, open = false }],
          ) : {
          key = "${try(coalesce(subject.key), "_m[${i}]")}#${try(coalesce(rule.key), "[${j}]")}#${peer.key}"
          at  = rule
          to = {
            cidr_blocks      = [for c in lookup(subject, "cidr_blocks", []) : c if peer.open]
            ipv6_cidr_blocks = [for c in lookup(subject, "ipv6_cidr_blocks", []) : c if peer.open]
            prefix_list_ids  = [for c in lookup(subject, "prefix_list_ids", []) : c if peer.open]
            group            = peer.group
            self             = peer.self
          }
        }
      ]
    ]
  ])

  all_egress = [for on in [true] : {
    key = "_allow_all_egress_"
    at  = { type = "egress", protocol = "-1", from_port = 0, to_port = 0 }
    to  = { cidr_blocks = ["0.0.0.0/0"], ipv6_cidr_blocks = ["::/0"], prefix_list_ids = [], group = null, self = null }
  } if var.allow_all_egress]

  rules  = { for rule in concat(local.listed, local.matrix, local.all_egress) : rule.key => rule if local.enabled }
  inline = [for rule in local.rules : rule if var.inline_rules_enabled]
  apart  = { for key, rule in local.rules : key => rule if !var.inline_rules_enabled }

  # Rules are made before old ones go where the group is, too.
  keyed = var.create_before_destroy && !var.preserve_security_group_id && length(var.target_security_group_id) == 0
}

resource "aws_security_group" "cbd" {
  count = local.make && var.create_before_destroy ? 1 : 0

  name_prefix = try(var.security_group_name[0], "${module.this.id}${module.this.delimiter}")
  vpc_id      = var.vpc_id
  tags        = module.this.tags

  dynamic "ingress" {
    for_each = [for rule in local.inline : rule if rule.at.type == "ingress"]

    content {
      protocol         = ingress.value.at.protocol
      from_port        = ingress.value.at.from_port
      to_port          = ingress.value.at.to_port
      cidr_blocks      = ingress.value.to.cidr_blocks
      ipv6_cidr_blocks = ingress.value.to.ipv6_cidr_blocks
      prefix_list_ids  = ingress.value.to.prefix_list_ids
      security_groups  = compact([ingress.value.to.group])
      self             = ingress.value.to.self
    }
  }

  dynamic "egress" {
    for_each = [for rule in local.inline : rule if rule.at.type == "egress"]

    content {
      protocol         = egress.value.at.protocol
      from_port        = egress.value.at.from_port
      to_port          = egress.value.at.to_port
      cidr_blocks      = egress.value.to.cidr_blocks
      ipv6_cidr_blocks = egress.value.to.ipv6_cidr_blocks
      prefix_list_ids  = egress.value.to.prefix_list_ids
      security_groups  = compact([egress.value.to.group])
      self             = egress.value.to.self
    }
  }
}

resource "aws_security_group" "default" {
  count = local.make && !var.create_before_destroy ? 1 : 0

  name   = try(var.security_group_name[0], module.this.id)
  vpc_id = var.vpc_id
  tags   = module.this.tags

  dynamic "ingress" {
    for_each = [for rule in local.inline : rule if rule.at.type == "ingress"]

    content {
      protocol         = ingress.value.at.protocol
      from_port        = ingress.value.at.from_port
      to_port          = ingress.value.at.to_port
      cidr_blocks      = ingress.value.to.cidr_blocks
      ipv6_cidr_blocks = ingress.value.to.ipv6_cidr_blocks
      prefix_list_ids  = ingress.value.to.prefix_list_ids
      security_groups  = compact([ingress.value.to.group])
      self             = ingress.value.to.self
    }
  }

  dynamic "egress" {
    for_each = [for rule in local.inline : rule if rule.at.type == "egress"]

    content {
      protocol         = egress.value.at.protocol
      from_port        = egress.value.at.from_port
      to_port          = egress.value.at.to_port
      cidr_blocks      = egress.value.to.cidr_blocks
      ipv6_cidr_blocks = egress.value.to.ipv6_cidr_blocks
      prefix_list_ids  = egress.value.to.prefix_list_ids
      security_groups  = compact([egress.value.to.group])
      self             = egress.value.to.self
    }
  }
}

resource "aws_security_group_rule" "keyed" {
  for_each = { for key, rule in local.apart : key => rule if local.keyed }

  security_group_id        = local.id
  type                     = each.value.at.type
  protocol                 = each.value.at.protocol
  from_port                = each.value.at.from_port
  to_port                  = each.value.at.to_port
  cidr_blocks              = try(coalescelist(each.value.to.cidr_blocks), null)
  ipv6_cidr_blocks         = try(coalescelist(each.value.to.ipv6_cidr_blocks), null)
  prefix_list_ids          = each.value.to.prefix_list_ids
  self                     = each.value.to.self
  source_security_group_id = each.value.to.group
}

resource "aws_security_group_rule" "dbc" {
  for_each = { for key, rule in local.apart : key => rule if !local.keyed }

  security_group_id        = local.id
  type                     = each.value.at.type
  protocol                 = each.value.at.protocol
  from_port                = each.value.at.from_port
  to_port                  = each.value.at.to_port
  cidr_blocks              = try(coalescelist(each.value.to.cidr_blocks), null)
  ipv6_cidr_blocks         = try(coalescelist(each.value.to.ipv6_cidr_blocks), null)
  prefix_list_ids          = each.value.to.prefix_list_ids
  self                     = each.value.to.self
  source_security_group_id = each.value.to.group
}

output "id" {
  value = local.id
}

output "arn" {
  value = try(local.made[0].arn, null)
}

output "name" {
  value = try(local.made[0].name, null)
}
