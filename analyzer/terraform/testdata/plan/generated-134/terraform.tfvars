va = "true"
vb = 0
vc = true
vd = ["x", "", "y"]
ve = [1, 2, 3]
vf = {}
vg = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
