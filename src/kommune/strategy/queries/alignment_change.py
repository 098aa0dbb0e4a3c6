"""What changed in the alignment since a day: each figure then and now, and which ratings moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kommune.analysis.alignment import Alignment, SpreadRating, align
from kommune.municipalities.public import Viewer
from kommune.strategy.queries.alignment import Pair, TownCase, load_now_and_then


@dataclass(frozen=True, slots=True)
class MovedRating:
    """A relation (digital goal, city goal) or contribution (measure, goal) then and now; None: unrated."""

    source: UUID
    target: UUID
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class AlignmentChange:
    """Figures then and now as shares by code (None: not knowable), moved ratings, goals gained and lost.

    ``unallocated`` is a share of the known money. ``served`` and ``orphaned`` are ids of city goals that are
    there at both times; ``new_conflicts`` and ``gone_conflicts`` count pairs.
    """

    before: Mapping[str, float | None]
    after: Mapping[str, float | None]
    relations: tuple[MovedRating, ...]
    contributions: tuple[MovedRating, ...]
    served: tuple[UUID, ...]
    orphaned: tuple[UUID, ...]
    was_rated: bool


def alignment_change(viewer: Viewer, *, sector_as: str, since: datetime) -> AlignmentChange:
    """The alignment at a moment and today, as this person's rung sees it today; eight queries."""
    now, then = load_now_and_then(viewer.clearance, sector_as=sector_as, as_of=since)
    found, past = align(now.case), align(then.case)
    open_now = {now.city[at] for at in found.orphan_city_goals}
    open_then = {then.city[at] for at in past.orphan_city_goals}
    both = set(now.city) & set(then.city)
    return AlignmentChange(
        before=_figures(then, past),
        after=_figures(now, found),
        relations=_moved(then.relations, now.relations),
        contributions=_moved(then.contributions, now.contributions),
        served=tuple(goal for goal in now.city if goal in both & open_then - open_now),
        orphaned=tuple(goal for goal in now.city if goal in both & open_now - open_then),
        was_rated=past.is_rated,
    )


def _figures(town: TownCase, found: Alignment) -> dict[str, float | None]:
    """The figures by code; none can be known of a town without city goals."""
    figures = {**found.headline.by_code(), "unallocated": _share(found.unallocated, found.money_known)}
    return figures if town.city else dict.fromkeys(figures)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _moved(then: Mapping[Pair, SpreadRating], now: Mapping[Pair, SpreadRating]) -> tuple[MovedRating, ...]:
    """Ratings as people gave them: an inherited one is told where it was given, once."""
    before, after = _given(then), _given(now)
    return tuple(
        MovedRating(source, target, before.get((source, target)), after.get((source, target)))
        for source, target in {**after, **before}
        if before.get((source, target)) != after.get((source, target))
    )


def _given(ratings: Mapping[Pair, SpreadRating]) -> dict[Pair, int]:
    return {(UUID(str(one.source[0])), UUID(str(one.source[1]))): one.value for one in ratings.values()}
