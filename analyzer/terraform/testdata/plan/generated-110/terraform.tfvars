va = "7"
vc = false
ve = [0]
vf = { Name = "n", env = "dev" }
vg = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
