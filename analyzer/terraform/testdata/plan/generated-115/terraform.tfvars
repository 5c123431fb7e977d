vc = true
ve = [443, 80, 443]
vf = { a = "1" }
vg = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
