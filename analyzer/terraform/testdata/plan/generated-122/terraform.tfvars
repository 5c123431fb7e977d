va = "7"
vc = false
vd = ["b", "a", "b"]
ve = [443, 80, 443]
vf = {}
