s2 = "443"
n2 = 3
b2 = "false"
l1 = ["x,y,z", "web", "/path/to/file.txt"]
m1 = { c = "", app = "/path/to/file.txt", web = "prod", b = "sg-0ab" }
o1 = { name = "\u00e4", cidrs = ["10.0.0.0/8"] }
