env = "stage"
envs = {
  "x y" = { cidr = "10.20.0.0/16", nat = "false" }
  "dev" = { cidr = "10.21.0.0/16", nat = "false" }
}
apps = {
  web    = { public = true, sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }] }
  api    = { env = { A = "1", B = "two" }, sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }], public = false }
  worker = { enabled = true, ports = [8080, 9090] }
}
rules = [{ port = 53, protocol = "udp" }, { port = 22, self = true }, { port = 53, protocol = "udp" }, { port = 53, protocol = "udp" }]
