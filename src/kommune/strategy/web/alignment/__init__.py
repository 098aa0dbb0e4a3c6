"""Pages of the answer: what the digital strategy carries, misses and opposes."""
