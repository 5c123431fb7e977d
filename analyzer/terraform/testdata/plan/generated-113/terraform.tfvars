vb = 1
vc = false
ve = [1, 2, 3]
vf = {}
