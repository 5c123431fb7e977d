env = "stage"
envs = {
  "prod" = { cidr = "10.20.0.0/16" }
  "a"    = { cidr = "10.21.0.0/16", extra = ["100.64.0.0/16"] }
  "dev"  = { cidr = "10.22.0.0/16", extra = ["100.64.0.0/16"] }
}
apps = {
  web    = { public = false, sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }] }
  worker = { sidecars = [{ name = "fluent", image = "fb" }, { name = "x", image = "y", secrets = { S = "arn:aws:ssm:us-east-1:111122223333:parameter/s" } }], env = { A = "1", B = "two" } }
}
rules = []
