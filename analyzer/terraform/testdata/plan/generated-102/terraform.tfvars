va = "true"
vd = ["10.0.1.0/24", "10.0.2.0/24"]
vf = { a = "1" }
vg = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
