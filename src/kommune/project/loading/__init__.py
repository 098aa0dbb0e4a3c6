"""Loads the invented towns into the database, through the same doors as a town's own lists."""
