s2 = "web"
n2 = 0
b2 = true
l1 = ["\u00e4", "logs", "k=v;l=w"]
m1 = { a = "a", app = "/path/to/file.txt" }
o1 = { name = "x,y,z", port = "8080", cidrs = ["10.0.0.0/8"] }
