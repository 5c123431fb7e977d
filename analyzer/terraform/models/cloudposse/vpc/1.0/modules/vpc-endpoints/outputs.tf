output "gateway_vpc_endpoints" {
  value = values(aws_vpc_endpoint.gateway_endpoint)
}

output "interface_vpc_endpoints" {
  value = values(aws_vpc_endpoint.interface_endpoint)
}
