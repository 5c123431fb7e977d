env = "dev"
envs = {
  "dev"  = { cidr = "10.20.0.0/16", dns = { support = false, hostnames = false }, nat = true }
  "prod" = { cidr = "10.21.0.0/16", nat = "false" }
  "x y"  = { cidr = "10.22.0.0/16", nat = "false" }
}
apps = {
  worker = {}
}
rules = [{ port = "443", cidrs = "10.0.0.0/8" }, { port = 22, self = true }, { port = "443", cidrs = "10.0.0.0/8" }, { port = 53, protocol = "udp" }]
