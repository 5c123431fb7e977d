va = "a,b,,c"
vb = 1
vc = false
ve = []
vf = {}
vg = { name = "short" }
