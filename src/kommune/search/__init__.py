"""One search over all wings: each registers what can be found in it."""
