env = "stage"
envs = {
  "dev" = { cidr = "10.20.0.0/16", dns = { support = false, hostnames = false }, nat = true }
  "b"   = { cidr = "10.21.0.0/16", dns = { support = false, hostnames = false }, nat = true }
}
apps = {
  web = { image = "repo/web:1", env = { A = "1", B = "two" } }
}
rules = [{ port = 80, cidrs = "10.0.0.0/8,192.168.0.0/16" }, { port = 80, cidrs = "10.0.0.0/8,192.168.0.0/16" }, { port = 53, protocol = "udp" }]
