va = "a,b,,c"
vb = 65535
vc = true
vf = { a = "1" }
