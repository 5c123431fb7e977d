va = "a,b,,c"
vb = -1
vc = true
vd = ["10.0.1.0/24", "10.0.2.0/24"]
ve = [0]
vf = { Name = "n", env = "dev" }
vg = { name = "short" }
