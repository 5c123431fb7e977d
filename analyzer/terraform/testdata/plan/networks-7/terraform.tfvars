env = "dev"
envs = {
  "x y" = { cidr = "10.20.0.0/16", nat = "false" }
  "dev" = { cidr = "10.21.0.0/16", dns = { support = false, hostnames = false }, nat = true }
}
apps = {
  api    = { public = false }
  worker = {}
  web    = { enabled = false, image = "repo/web:1", sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }], public = false }
}
rules = [{ port = 53, protocol = "udp" }, { port = 80, cidrs = "10.0.0.0/8,192.168.0.0/16" }, { port = "443", cidrs = "10.0.0.0/8" }]
