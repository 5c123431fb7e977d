env = "dev"
envs = {
  "a"   = { cidr = "10.20.0.0/16", nat = "false" }
  "dev" = { cidr = "10.21.0.0/16", extra = ["100.64.0.0/16"] }
}
apps = {
  worker = { env = { A = "1", B = "two" }, public = false, sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }], image = "repo/worker:1" }
  web    = { image = "repo/web:1", enabled = false }
}
rules = []
