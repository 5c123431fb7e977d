va = "web-1"
vb = 80
vc = false
vd = ["10.0.1.0/24", "10.0.2.0/24"]
ve = [0]
vf = { "x/y" = "z", b = "" }
vg = { name = "short" }
