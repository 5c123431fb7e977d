env = "prod"
envs = {
  "x y" = { cidr = "10.20.0.0/16", nat = "false" }
}
apps = {
  worker = {}
  web    = { public = false }
}
rules = [{ port = 80, cidrs = "10.0.0.0/8,192.168.0.0/16" }, { port = 80, cidrs = "10.0.0.0/8,192.168.0.0/16" }, { port = 80, cidrs = "10.0.0.0/8,192.168.0.0/16" }]
