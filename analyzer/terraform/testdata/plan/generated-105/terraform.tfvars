va = ""
vc = false
vd = ["x", "", "y"]
ve = [443, 80, 443]
vf = {}
vg = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
