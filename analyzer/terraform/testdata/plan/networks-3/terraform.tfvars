env = "prod"
envs = {
  "b" = { cidr = "10.20.0.0/16", nat = true }
}
apps = {
  worker = { public = false, sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }], env = { A = "1", B = "two" }, enabled = false }
  api    = { enabled = true, image = "repo/api:1" }
}
rules = [{ port = 80, cidrs = "10.0.0.0/8,192.168.0.0/16" }, { port = 53, protocol = "udp" }]
