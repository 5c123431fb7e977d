env = "dev"
envs = {
  "dev" = { cidr = "10.20.0.0/16", extra = ["100.64.0.0/16"] }
  "b"   = { cidr = "10.21.0.0/16", nat = true }
  "x y" = { cidr = "10.22.0.0/16", extra = ["100.64.0.0/16"] }
}
apps = {
}
rules = [{ port = 22, self = true }, { port = 22, self = true }, { port = 22, self = true }]
