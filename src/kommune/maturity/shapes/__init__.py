"""Enumerations and frozen dataclasses of the wing, one module per area."""
