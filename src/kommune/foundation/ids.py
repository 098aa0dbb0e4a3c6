"""Identifiers: time-ordered UUIDs (version 7) for everything that has an address or a history."""

from datetime import datetime
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


def first_id_at(moment: datetime) -> UUID:
    """The lowest id that can have been made at ``moment``: what is not below it was made then or later."""
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62)
