env = "dev"
envs = {
  "dev" = { cidr = "10.20.0.0/16", dns = { support = false, hostnames = false }, nat = true }
}
apps = {
  api = { sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }], image = "repo/api:1", ports = [8080, 9090] }
}
rules = [{ port = "443", cidrs = "10.0.0.0/8" }, { port = 53, protocol = "udp" }]
