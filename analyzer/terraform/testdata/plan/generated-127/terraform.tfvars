vd = []
ve = []
vf = {}
vg = { name = "short" }
