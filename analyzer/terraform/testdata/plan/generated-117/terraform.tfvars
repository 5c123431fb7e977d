vb = 0
vc = false
vd = ["x", "", "y"]
ve = [1, 2, 3]
vf = { a = "1" }
vg = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
