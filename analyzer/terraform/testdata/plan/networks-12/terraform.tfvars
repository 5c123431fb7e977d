env = "dev"
envs = {
  "a"    = { cidr = "10.20.0.0/16", nat = true }
  "prod" = { cidr = "10.21.0.0/16", nat = true }
}
apps = {
  worker = { public = true, ports = [8080, 9090], image = "repo/worker:1", enabled = false }
}
rules = [{ port = "443", cidrs = "10.0.0.0/8" }, { port = "443", cidrs = "10.0.0.0/8" }, { port = 22, self = true }]
