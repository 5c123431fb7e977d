va = "ä€"
vb = 2
vc = false
vd = ["a"]
vf = { "x/y" = "z", b = "" }
vg = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
