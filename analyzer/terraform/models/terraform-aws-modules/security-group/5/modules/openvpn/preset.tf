locals {
  ingress_rules     = ["openvpn-udp", "openvpn-tcp", "openvpn-https-tcp"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
