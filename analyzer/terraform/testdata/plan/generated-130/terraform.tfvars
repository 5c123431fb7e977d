va = "Prod"
vb = 3
vc = true
vd = ["a"]
ve = [1, 2, 3]
vg = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
