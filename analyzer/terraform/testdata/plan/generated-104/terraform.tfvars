va = "web-1"
vb = 7.5
vc = false
vd = ["10.0.1.0/24", "10.0.2.0/24"]
vf = {}
vg = { name = "short" }
