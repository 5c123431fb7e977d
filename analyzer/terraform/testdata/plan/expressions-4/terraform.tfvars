s2 = "dev"
n2 = 0
b2 = true
l1 = ["\u00e4"]
m1 = {}
o1 = { name = "vpc-1", port = null, inner = { x = "y" } }
