va = "web-1"
vb = 1
vd = ["a"]
ve = [0]
vf = { a = "1" }
vg = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
