locals {
  ingress_rules     = ["zabbix-server", "zabbix-proxy", "zabbix-agent"]
  ingress_with_self = [{ rule = "all-all" }]
  egress_rules      = ["all-all"]
  egress_with_self  = []
}
