"""Tables of the wing, by area."""
