vb = -1
vd = ["a"]
ve = [443, 80, 443]
vf = { "x/y" = "z", b = "" }
vg = { name = "short" }
