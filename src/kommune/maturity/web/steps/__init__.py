"""Pages of first steps that pay at once."""
