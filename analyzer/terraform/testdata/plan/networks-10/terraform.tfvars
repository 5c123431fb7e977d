env = "stage"
envs = {
  "dev"  = { cidr = "10.20.0.0/16", dns = { support = false, hostnames = false }, nat = true }
  "prod" = { cidr = "10.21.0.0/16", nat = true }
  "x y"  = { cidr = "10.22.0.0/16", dns = { hostnames = true } }
}
apps = {
  worker = { env = { A = "1", B = "two" }, enabled = true, sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }], ports = [8080, 9090] }
  web    = { ports = [8080, 9090], sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }], public = false }
  api    = { enabled = true }
}
rules = [{ port = 80, cidrs = "10.0.0.0/8,192.168.0.0/16" }, { port = "443", cidrs = "10.0.0.0/8" }]
