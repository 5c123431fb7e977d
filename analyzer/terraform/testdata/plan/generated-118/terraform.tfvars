vb = 65535
vc = true
vd = ["10.0.1.0/24", "10.0.2.0/24"]
ve = [1, 2, 3]
vf = { "x/y" = "z", b = "" }
vg = { name = "short" }
