s2 = "a"
n2 = -4
b2 = true
l1 = ["k=v;l=w"]
m1 = { b = "/path/to/file.txt" }
o1 = { name = "10.0.0.0/16" }
