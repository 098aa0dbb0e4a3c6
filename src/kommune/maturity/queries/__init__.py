"""Reads of the wing, by area."""
