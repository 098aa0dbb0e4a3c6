"""The town and its lead, for the tests of this folder."""

from tests.small_town import lead, small, town

__all__ = ["lead", "small", "town"]
