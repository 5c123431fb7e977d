locals {
  ingress_rules     = ["smtps-465-tcp", "smtps-2465-tcp"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
