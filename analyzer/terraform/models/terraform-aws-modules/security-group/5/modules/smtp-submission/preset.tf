locals {
  ingress_rules     = ["smtp-submission-587-tcp", "smtp-submission-2587-tcp"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
