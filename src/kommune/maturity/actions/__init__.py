"""One function per use case of the wing, by area."""
