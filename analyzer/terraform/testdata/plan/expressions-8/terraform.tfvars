s2 = "\u00e4"
n2 = "7"
b2 = true
l1 = []
m1 = { b = "" }
o1 = { name = "\u00e4", inner = { x = "y" } }
