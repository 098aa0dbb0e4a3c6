"""Pages of the strategy map."""
