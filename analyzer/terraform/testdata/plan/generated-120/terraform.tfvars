vb = 65535
vc = true
ve = []
vf = { a = "1" }
vg = { name = "short" }
