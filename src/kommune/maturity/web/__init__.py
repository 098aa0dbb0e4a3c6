"""Pages of the wing, by area."""
