"""Pages of reading a strategy from a text."""
