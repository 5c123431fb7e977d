locals {
  ingress_rules     = ["dax-cluster-unencrypted-tcp", "dax-cluster-encrypted-tcp"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
