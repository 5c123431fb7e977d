automatic = "from a"
