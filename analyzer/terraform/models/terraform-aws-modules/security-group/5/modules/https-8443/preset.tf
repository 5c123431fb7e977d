locals {
  ingress_rules     = ["https-8443-tcp"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
