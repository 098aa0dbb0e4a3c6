"""Pages of the strategy cycle."""
