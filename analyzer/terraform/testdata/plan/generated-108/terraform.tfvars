va = "k=v"
vb = 80
vc = true
vd = ["b", "a", "b"]
ve = [443, 80, 443]
vf = { a = "1" }
vg = { name = "short" }
