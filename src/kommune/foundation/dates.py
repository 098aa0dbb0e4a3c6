"""Dates as the town writes them: stored in UTC, shown in Europe/Berlin, dates without time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

BERLIN = ZoneInfo("Europe/Berlin")


def today() -> date:
    """The day it is in the town."""
    return timezone.localtime(timezone.now(), BERLIN).date()


def local_day(moment: datetime) -> date:
    """The day in the town on which a stored moment falls."""
    return timezone.localtime(moment, BERLIN).date()


def parse_day(text: str | None) -> date | None:
    """The day written as ``2026-12-31``; None for None."""
    return date.fromisoformat(text) if text else None
