va = "web-1"
vb = 7.5
vc = true
vd = ["b", "a", "b"]
vf = { Name = "n", env = "dev" }
vg = { name = "short" }
