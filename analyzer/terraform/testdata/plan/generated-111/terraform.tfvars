va = "ä€"
vb = 3
vc = true
vd = ["x", "", "y"]
ve = []
vf = { "x/y" = "z", b = "" }
vg = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
