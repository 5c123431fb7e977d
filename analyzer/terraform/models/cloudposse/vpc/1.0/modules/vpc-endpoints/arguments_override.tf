# Before version 2 gateways were in no route table.

locals {
  tables = {}
}
