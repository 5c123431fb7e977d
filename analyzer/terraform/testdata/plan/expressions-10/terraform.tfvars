s2 = "b"
n2 = 2.5
b2 = "false"
l1 = ["sg-0ab", "b", "k=v;l=w", "/path/to/file.txt"]
m1 = { app = "sg-0ab", c = "\u00e4" }
o1 = { name = "web", port = null, inner = { x = "y" } }
