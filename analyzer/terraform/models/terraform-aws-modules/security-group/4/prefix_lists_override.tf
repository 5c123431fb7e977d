# Versions 3 and 4 open rules for addresses to the prefix lists, too.

resource "aws_security_group_rule" "ingress_with_cidr_blocks" {
  prefix_list_ids = var.ingress_prefix_list_ids
}

resource "aws_security_group_rule" "computed_ingress_with_cidr_blocks" {
  prefix_list_ids = var.ingress_prefix_list_ids
}

resource "aws_security_group_rule" "egress_with_cidr_blocks" {
  prefix_list_ids = var.egress_prefix_list_ids
}

resource "aws_security_group_rule" "computed_egress_with_cidr_blocks" {
  prefix_list_ids = var.egress_prefix_list_ids
}
