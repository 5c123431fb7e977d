s2 = "app"
n2 = "7"
b2 = true
l1 = ["web", "us-east-1"]
m1 = { c = "sg-0ab", b = "\u00e4", web = "sg-0ab", app = "dev" }
o1 = { name = "k=v;l=w", port = null }
