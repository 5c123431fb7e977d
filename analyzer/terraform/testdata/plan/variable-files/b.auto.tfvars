automatic = "from b"
both      = "from b"
