fixed = "from terraform.tfvars"
both  = "from terraform.tfvars"
typed = { a = ["1", 2], b = [] }
