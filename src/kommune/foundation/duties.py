"""What must happen every day even if nobody clicks: rooms name their duties, the worker carries them out."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kommune.foundation.dates import today
from kommune.foundation.errors import DomainError

FORGOTTEN_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Duty:
    """``carry_out`` works on the town in scope, within one transaction."""

    key: str
    carry_out: Callable[[], object]


_duties: dict[str, Duty] = {}


def register_duty(key: str, carry_out: Callable[[], object]) -> None:
    """Have something done once a day in every town; called in ``AppConfig.ready``."""
    _duties[key] = Duty(key, carry_out)


def duties() -> list[Duty]:
    """All daily duties."""
    return list(_duties.values())


def close_forgotten(
    open_ones: QuerySet[Any], close: Callable[[UUID], object], unanswered: type[DomainError]
) -> int:
    """Close what is open and whose ``closes_on`` is two weeks past; returns how many.

    What refuses with ``unanswered`` stays open.
    """
    closed = 0
    for one in open_ones.filter(closes_on__lt=today() - FORGOTTEN_AFTER):
        with suppress(unanswered):
            close(one.id)
            closed += 1
    return closed
