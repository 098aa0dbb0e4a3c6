"""A town's own lists of strategies, goals, measures and links: the way in and the way out."""
