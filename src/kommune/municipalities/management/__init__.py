"""Commands of the towns."""
