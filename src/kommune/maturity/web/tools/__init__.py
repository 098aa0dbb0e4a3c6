"""Pages of introducing tools."""
