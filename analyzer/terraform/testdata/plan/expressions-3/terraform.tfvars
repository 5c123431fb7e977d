s2 = "/path/to/file.txt"
n2 = -4
b2 = "false"
l1 = ["us-east-1", "prod"]
m1 = { c = "x,y,z", web = "k=v;l=w" }
o1 = { name = "k=v;l=w", port = null }
