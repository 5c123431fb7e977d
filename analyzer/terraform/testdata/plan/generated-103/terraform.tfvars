vb = 1
vc = false
vd = ["b", "a", "b"]
vf = { "x/y" = "z", b = "" }
vg = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
