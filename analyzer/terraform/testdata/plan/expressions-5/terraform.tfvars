s2 = "sg-0ab"
n2 = -4
b2 = "false"
l1 = ["sg-0ab", "us-east-1"]
m1 = { c = "  pad ", a = "/path/to/file.txt" }
o1 = { name = "10.0.0.0/16" }
