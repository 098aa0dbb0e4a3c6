"""The public front of a town: what was released to everybody, without signing in."""
