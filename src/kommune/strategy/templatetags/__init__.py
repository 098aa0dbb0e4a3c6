"""Template tags of the strategy pages."""
