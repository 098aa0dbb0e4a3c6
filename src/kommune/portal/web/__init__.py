"""Public pages of a town."""
