va = "10.0.0.0/16"
vb = 2
vd = ["x", "", "y"]
ve = []
vf = { "x/y" = "z", b = "" }
vg = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
