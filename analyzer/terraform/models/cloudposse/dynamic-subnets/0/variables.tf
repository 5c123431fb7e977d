variable "vpc_id" {
  type = string
}

variable "igw_id" {
  type = string
}

variable "cidr_block" {
  type    = string
  default = ""
}

variable "availability_zones" {
  type = list(string)
}

variable "max_subnet_count" {
  type    = number
  default = 0
}

variable "vpc_default_route_table_id" {
  type    = string
  default = ""
}

variable "public_network_acl_id" {
  type    = string
  default = ""
}

variable "private_network_acl_id" {
  type    = string
  default = ""
}

variable "nat_gateway_enabled" {
  type    = bool
  default = true
}

variable "nat_instance_enabled" {
  type    = bool
  default = false
}

variable "nat_elastic_ips" {
  type    = list(string)
  default = []
}

variable "map_public_ip_on_launch" {
  type    = bool
  default = true
}

variable "availability_zone_attribute_style" {
  type    = string
  default = "short"
}

variable "private_subnets_additional_tags" {
  type    = map(string)
  default = {}
}

variable "public_subnets_additional_tags" {
  type    = map(string)
  default = {}
}

variable "subnet_type_tag_key" {
  type    = string
  default = "cpco.io/subnet/type"
}

variable "subnet_type_tag_value_format" {
  type    = string
  default = "%s"
}
