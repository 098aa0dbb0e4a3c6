"""Climbing the release ladder with strategies and measures, journalled."""

from collections.abc import Iterable
from uuid import UUID

from kommune.audit.public import journal
from kommune.municipalities.public import Rung, Viewer, change_object, find_object, may_release, require
from kommune.strategy.errors import UnknownRung
from kommune.strategy.models import Measure, Strategy

RUNGS = Rung.choices


def release_strategy(*, by: Viewer, strategy_id: UUID, rung: str, reason: str = "") -> None:
    """Make a strategy visible up to a rung (1 working group … 5 public)."""
    require(may_release(by))
    with journal(action="release_strategy", actor_id=by.user_id, reason=reason) as batch:
        change_object(batch, find_object(Strategy, strategy_id), {"released_to": read_rung(rung)}, None)


def release_measures(*, by: Viewer, measure_ids: Iterable[UUID], rung: str, reason: str = "") -> int:
    """Make measures visible up to a rung; returns how many changed."""
    require(may_release(by))
    with journal(action="release_measures", actor_id=by.user_id, reason=reason) as batch:
        for measure_id in measure_ids:
            change_object(batch, find_object(Measure, measure_id), {"released_to": read_rung(rung)}, None)
        return len(batch.entries)


def read_rung(text: str) -> Rung:
    """The rung written as a number; raises ``UnknownRung``."""
    try:
        return Rung(int(text))
    except ValueError:
        raise UnknownRung from None
