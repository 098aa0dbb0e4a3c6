"""Use cases of the strategy wing, one function each: check, change, journal."""
