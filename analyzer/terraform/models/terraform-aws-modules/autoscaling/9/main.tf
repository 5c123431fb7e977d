# The group of instances, their launch template and their role of
# terraform-aws-modules/autoscaling/aws. Container instances are placed by the
# group and guarded by the groups of the template.

locals {
  name = coalesce(var.launch_template_name, var.name)
}

resource "aws_autoscaling_group" "this" {
  count = var.create && !var.ignore_desired_capacity_changes ? 1 : 0

  region              = var.region
  name                = var.use_name_prefix ? null : var.name
  name_prefix         = var.use_name_prefix ? "${var.name}-" : null
  availability_zones  = var.availability_zones
  vpc_zone_identifier = var.vpc_zone_identifier

  dynamic "launch_template" {
    for_each = var.use_mixed_instances_policy ? [] : [1]

    content {
      id = local.template
    }
  }

  dynamic "mixed_instances_policy" {
    for_each = var.use_mixed_instances_policy ? [1] : []

    content {
      launch_template {
        launch_template_specification {
          launch_template_id = local.template
        }
      }
    }
  }
}

# Beside its lifecycle, it is the group above.
resource "aws_autoscaling_group" "idc" {
  count = var.create && var.ignore_desired_capacity_changes ? 1 : 0

  region              = var.region
  name                = var.use_name_prefix ? null : var.name
  name_prefix         = var.use_name_prefix ? "${var.name}-" : null
  availability_zones  = var.availability_zones
  vpc_zone_identifier = var.vpc_zone_identifier

  dynamic "launch_template" {
    for_each = var.use_mixed_instances_policy ? [] : [1]

    content {
      id = local.template
    }
  }

  dynamic "mixed_instances_policy" {
    for_each = var.use_mixed_instances_policy ? [1] : []

    content {
      launch_template {
        launch_template_specification {
          launch_template_id = local.template
        }
      }
    }
  }

  lifecycle {
    ignore_changes = [desired_capacity]
  }
}

resource "aws_launch_template" "this" {
  count = var.create_launch_template ? 1 : 0

  region                 = var.region
  name                   = var.launch_template_use_name_prefix ? null : local.name
  name_prefix            = var.launch_template_use_name_prefix ? "${local.name}-" : null
  user_data              = var.user_data
  vpc_security_group_ids = local.bare ? var.security_groups : []

  dynamic "iam_instance_profile" {
    for_each = local.profile != null || local.profile_arn != null ? [1] : []

    content {
      name = local.profile
      arn  = local.profile_arn
    }
  }

  dynamic "network_interfaces" {
    for_each = coalesce(var.network_interfaces, [])

    content {
      associate_public_ip_address = try(network_interfaces.value.associate_public_ip_address, null)
      device_index                = try(network_interfaces.value.device_index, null)
      security_groups             = compact(concat(coalesce(try(network_interfaces.value.security_groups, null), []), var.security_groups))
      subnet_id                   = try(network_interfaces.value.subnet_id, null)
    }
  }
}

locals {
  role        = try(coalesce(var.iam_instance_profile_name, var.iam_role_name), "")
  profile     = !var.create_iam_instance_profile && var.iam_instance_profile_arn == null ? var.iam_instance_profile_name : null
  profile_arn = var.create_iam_instance_profile ? aws_iam_instance_profile.this[0].arn : var.iam_instance_profile_arn
}

data "aws_partition" "current" {}

data "aws_iam_policy_document" "assume_role_policy" {
  count = var.create && var.create_iam_instance_profile ? 1 : 0

  statement {
    sid     = "EC2AssumeRole"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.${data.aws_partition.current.dns_suffix}"]
    }
  }
}

resource "aws_iam_role" "this" {
  count = var.create && var.create_iam_instance_profile ? 1 : 0

  name               = var.iam_role_use_name_prefix ? null : local.role
  name_prefix        = var.iam_role_use_name_prefix ? "${local.role}-" : null
  path               = var.iam_role_path
  assume_role_policy = data.aws_iam_policy_document.assume_role_policy[0].json
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = { for k, v in var.iam_role_policies : k => v if var.create && var.create_iam_instance_profile }

  policy_arn = each.value
  role       = aws_iam_role.this[0].name
}

resource "aws_iam_instance_profile" "this" {
  count = var.create && var.create_iam_instance_profile ? 1 : 0

  name        = var.iam_role_use_name_prefix ? null : var.iam_role_name
  name_prefix = var.iam_role_use_name_prefix ? "${var.iam_role_name}-" : null
  path        = var.iam_role_path
  role        = aws_iam_role.this[0].name
}

output "autoscaling_group_arn" {
  value = try(aws_autoscaling_group.this[0].arn, aws_autoscaling_group.idc[0].arn, null)
}

output "autoscaling_group_id" {
  value = try(aws_autoscaling_group.this[0].id, aws_autoscaling_group.idc[0].id, null)
}

output "autoscaling_group_name" {
  value = try(aws_autoscaling_group.this[0].name, aws_autoscaling_group.idc[0].name, null)
}

output "autoscaling_group_vpc_zone_identifier" {
  value = try(aws_autoscaling_group.this[0].vpc_zone_identifier, aws_autoscaling_group.idc[0].vpc_zone_identifier, [])
}

output "launch_template_id" {
  value = try(aws_launch_template.this[0].id, null)
}

output "launch_template_arn" {
  value = try(aws_launch_template.this[0].arn, null)
}

output "launch_template_name" {
  value = try(aws_launch_template.this[0].name, null)
}

output "iam_role_name" {
  value = try(aws_iam_role.this[0].name, null)
}

output "iam_role_arn" {
  value = try(aws_iam_role.this[0].arn, null)
}

output "iam_instance_profile_arn" {
  value = try(aws_iam_instance_profile.this[0].arn, var.iam_instance_profile_arn)
}

output "iam_instance_profile_id" {
  value = try(aws_iam_instance_profile.this[0].id, null)
}
