"""Pages of the strategy wing."""
