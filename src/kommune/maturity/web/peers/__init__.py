"""Pages of the comparison group."""
