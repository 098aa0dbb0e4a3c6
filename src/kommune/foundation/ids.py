"""Identifiers: time-ordered UUIDs (version 7) for everything that has an address or a history."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh UUIDv7: sorts by time of creation, safe to show in an address."""
    return uuid7()


def parse_id(text: str) -> UUID | None:
    """The UUID written in ``text``, or None where it is none."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError):
        return None
