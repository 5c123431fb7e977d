vb = 0
vd = ["a"]
ve = [1, 2, 3]
vf = { "x/y" = "z", b = "" }
vg = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
