va = "x y"
vc = false
ve = [0]
