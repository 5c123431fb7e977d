s2 = "us-east-1"
n2 = 2.5
b2 = false
l1 = [""]
m1 = { web = "app" }
o1 = { name = "logs" }
