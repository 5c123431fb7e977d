locals {
  ingress_rules     = ["nomad-http-tcp", "nomad-rpc-tcp", "nomad-serf-tcp", "nomad-serf-udp"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
