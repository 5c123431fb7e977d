s2 = "vpc-1"
n2 = 2.5
b2 = true
l1 = ["443", "logs"]
m1 = { a = "dev", c = "\u00e4", web = "x,y,z", app = "app" }
o1 = { name = "vpc-1", port = null, cidrs = ["10.0.0.0/8"] }
