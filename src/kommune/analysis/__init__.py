"""A pure library: what can be computed from a town's data, without database, network or clock."""
