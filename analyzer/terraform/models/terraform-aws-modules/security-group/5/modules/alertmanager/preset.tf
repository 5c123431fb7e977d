locals {
  ingress_rules     = ["alertmanager-9093-tcp", "alertmanager-9094-tcp"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
