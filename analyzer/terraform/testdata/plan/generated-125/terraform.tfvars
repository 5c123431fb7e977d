va = "a,b,,c"
vc = true
vd = []
ve = [0]
vf = { "x/y" = "z", b = "" }
