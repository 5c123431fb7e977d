locals {
  ingress_rules     = ["ipsec-4500-udp"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
