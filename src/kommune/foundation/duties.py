"""What must happen every day even if nobody clicks: rooms name their duties, the worker carries them out."""

from collections.abc import Callable
from dataclasses import dataclass


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
