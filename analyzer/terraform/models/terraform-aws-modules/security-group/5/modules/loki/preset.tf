locals {
  ingress_rules     = ["loki-grafana", "loki-grafana-grpc"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
