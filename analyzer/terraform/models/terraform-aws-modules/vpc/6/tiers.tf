# Each tier of subnets takes the same arguments.

variable "public_subnets" {
  type    = list(string)
  default = []
}

variable "public_subnet_ipv6_prefixes" {
  type    = list(string)
  default = []
}

variable "public_subnet_ipv6_native" {
  type    = bool
  default = false
}

variable "public_subnet_names" {
  type    = list(string)
  default = []
}

variable "public_subnet_suffix" {
  type    = string
  default = "public"
}

variable "public_subnet_tags" {
  type    = map(string)
  default = {}
}

variable "public_subnet_tags_per_az" {
  type    = map(map(string))
  default = {}
}

variable "public_route_table_tags" {
  type    = map(string)
  default = {}
}

variable "map_public_ip_on_launch" {
  type    = bool
  default = false
}

variable "create_multiple_public_route_tables" {
  type    = bool
  default = false
}

variable "public_dedicated_network_acl" {
  type    = bool
  default = false
}

variable "public_inbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "public_outbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "private_subnets" {
  type    = list(string)
  default = []
}

variable "private_subnet_ipv6_prefixes" {
  type    = list(string)
  default = []
}

variable "private_subnet_ipv6_native" {
  type    = bool
  default = false
}

variable "private_subnet_names" {
  type    = list(string)
  default = []
}

variable "private_subnet_suffix" {
  type    = string
  default = "private"
}

variable "private_subnet_tags" {
  type    = map(string)
  default = {}
}

variable "private_subnet_tags_per_az" {
  type    = map(map(string))
  default = {}
}

variable "private_route_table_tags" {
  type    = map(string)
  default = {}
}

variable "private_subnet_enable_dns64" {
  type    = bool
  default = true
}

variable "private_dedicated_network_acl" {
  type    = bool
  default = false
}

variable "private_inbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "private_outbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "database_subnets" {
  type    = list(string)
  default = []
}

variable "database_subnet_ipv6_prefixes" {
  type    = list(string)
  default = []
}

variable "database_subnet_ipv6_native" {
  type    = bool
  default = false
}

variable "database_subnet_names" {
  type    = list(string)
  default = []
}

variable "database_subnet_suffix" {
  type    = string
  default = "db"
}

variable "database_subnet_tags" {
  type    = map(string)
  default = {}
}

variable "database_route_table_tags" {
  type    = map(string)
  default = {}
}

variable "create_database_subnet_route_table" {
  type    = bool
  default = false
}

variable "create_database_internet_gateway_route" {
  type    = bool
  default = false
}

variable "create_database_nat_gateway_route" {
  type    = bool
  default = false
}

variable "database_dedicated_network_acl" {
  type    = bool
  default = false
}

variable "database_inbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "database_outbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "redshift_subnets" {
  type    = list(string)
  default = []
}

variable "redshift_subnet_ipv6_prefixes" {
  type    = list(string)
  default = []
}

variable "redshift_subnet_ipv6_native" {
  type    = bool
  default = false
}

variable "redshift_subnet_names" {
  type    = list(string)
  default = []
}

variable "redshift_subnet_suffix" {
  type    = string
  default = "redshift"
}

variable "redshift_subnet_tags" {
  type    = map(string)
  default = {}
}

variable "redshift_route_table_tags" {
  type    = map(string)
  default = {}
}

variable "enable_public_redshift" {
  type    = bool
  default = false
}

variable "create_redshift_subnet_route_table" {
  type    = bool
  default = false
}

variable "redshift_dedicated_network_acl" {
  type    = bool
  default = false
}

variable "redshift_inbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "redshift_outbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "elasticache_subnets" {
  type    = list(string)
  default = []
}

variable "elasticache_subnet_ipv6_prefixes" {
  type    = list(string)
  default = []
}

variable "elasticache_subnet_ipv6_native" {
  type    = bool
  default = false
}

variable "elasticache_subnet_names" {
  type    = list(string)
  default = []
}

variable "elasticache_subnet_suffix" {
  type    = string
  default = "elasticache"
}

variable "elasticache_subnet_tags" {
  type    = map(string)
  default = {}
}

variable "elasticache_route_table_tags" {
  type    = map(string)
  default = {}
}

variable "create_elasticache_subnet_route_table" {
  type    = bool
  default = false
}

variable "elasticache_dedicated_network_acl" {
  type    = bool
  default = false
}

variable "elasticache_inbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "elasticache_outbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "intra_subnets" {
  type    = list(string)
  default = []
}

variable "intra_subnet_ipv6_prefixes" {
  type    = list(string)
  default = []
}

variable "intra_subnet_ipv6_native" {
  type    = bool
  default = false
}

variable "intra_subnet_names" {
  type    = list(string)
  default = []
}

variable "intra_subnet_suffix" {
  type    = string
  default = "intra"
}

variable "intra_subnet_tags" {
  type    = map(string)
  default = {}
}

variable "intra_route_table_tags" {
  type    = map(string)
  default = {}
}

variable "create_multiple_intra_route_tables" {
  type    = bool
  default = false
}

variable "intra_dedicated_network_acl" {
  type    = bool
  default = false
}

variable "intra_inbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "intra_outbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "outpost_subnets" {
  type    = list(string)
  default = []
}

variable "outpost_subnet_ipv6_prefixes" {
  type    = list(string)
  default = []
}

variable "outpost_subnet_ipv6_native" {
  type    = bool
  default = false
}

variable "outpost_subnet_names" {
  type    = list(string)
  default = []
}

variable "outpost_subnet_suffix" {
  type    = string
  default = "outpost"
}

variable "outpost_subnet_tags" {
  type    = map(string)
  default = {}
}

variable "outpost_az" {
  type    = string
  default = null
}

variable "outpost_dedicated_network_acl" {
  type    = bool
  default = false
}

variable "outpost_inbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}

variable "outpost_outbound_acl_rules" {
  type = list(map(string))
  default = [
    { rule_number = 100, rule_action = "allow", protocol = "-1", from_port = 0, to_port = 0, cidr_block = "0.0.0.0/0" },
  ]
}
