"""The machines' door: composes what the wings offer under /api/v1/."""
