"""A town's own lists of strategies, goals, measures and links: what columns mean, what rows become, and the way out."""
