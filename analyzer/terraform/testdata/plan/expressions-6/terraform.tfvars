s2 = "logs"
n2 = 3
b2 = false
l1 = ["app"]
m1 = { app = "vpc-1", b = "k=v;l=w", a = "vpc-1" }
o1 = { name = "vpc-1", port = "8080" }
