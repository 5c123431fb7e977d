va = "ä€"
vb = 0
vd = ["b", "a", "b"]
ve = [0]
vf = { "x/y" = "z", b = "" }
vg = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
