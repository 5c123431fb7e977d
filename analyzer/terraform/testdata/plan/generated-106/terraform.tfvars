va = "x y"
vf = { Name = "n", env = "dev" }
vg = { name = "short" }
