va = "7"
vb = 0
vc = true
ve = [0]
vf = { "x/y" = "z", b = "" }
vg = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
