va = "7"
vb = 80
vc = true
vd = ["a"]
ve = []
vf = {}
vg = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
