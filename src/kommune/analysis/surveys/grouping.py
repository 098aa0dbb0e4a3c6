"""Before a survey: which units are asked as one, so that every group that may be shown is large enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kommune.analysis.surveys.errors import SurveyError

FLOOR = 7
LEAST_FLOOR = 3
WHOLE = "*"


@dataclass(frozen=True, slots=True)
class Group:
    """A unit before the survey.

    ``key`` names it, ``parent`` the unit above (None at the top); ``size`` counts the people invited who
    belong to the unit itself, those of the units below not included.
    """

    key: str
    parent: str | None
    size: int


@dataclass(slots=True)
class _Bucket:
    """One reporting group while it is put together."""

    key: str
    size: int
    units: list[str] = field(default_factory=list)

    def take_in(self, other: _Bucket) -> None:
        """Add the people and units of another one."""
        self.size += other.size
        self.units.extend(other.units)


def roll_up(groups: Sequence[Group], floor: int = FLOOR) -> dict[str, str]:
    """Key of each unit → key of the reporting group its people answer in; each group has ``floor`` or more.

    From the leaves up: a unit with enough people of its own is a group. What is too small joins the unit
    above; where that is still too few, the smallest group below that unit joins them, and the result bears
    the key of the unit above. So people stay within their department as long as it is large enough. What is
    left at the very top joins the smallest group there, under the key ``WHOLE`` ("*"): several units
    together. Units without people follow their neighbours. Equal sizes are told apart by key, so the
    same list gives the same groups in whatever order.

    Sizes count invitations, not answers: with two thirds answering, a floor of 11 here leaves 7 answers.
    To be done once, before the first invitation, and kept with the survey: a survey cut anew after it was
    answered can be subtracted from itself. Raises ``SurveyError``: ``too_few_people`` where all together are
    below the floor, ``floor_low``, ``unit_twice``, ``size_negative``, ``parent_unknown``, ``tree_cycle``.

    >>> roll_up([Group("office", None, 3), Group("it", "office", 12), Group("post", "office", 2)])
    {'it': 'office', 'office': 'office', 'post': 'office'}
    """
    check_floor(floor)
    below = _children(groups)
    invited = sum(group.size for group in groups)
    if invited < floor:
        raise SurveyError("too_few_people", found=invited, expected=floor)
    ready, _nothing_left = _gather(_Bucket(WHOLE, 0), below, floor)
    return dict(sorted((unit, bucket.key) for bucket in ready for unit in bucket.units))


def check_floor(floor: int) -> None:
    """Raise ``SurveyError`` for a floor that could not protect anybody."""
    if floor < LEAST_FLOOR:
        raise SurveyError("floor_low", found=floor, expected=LEAST_FLOOR)


def _children(groups: Sequence[Group]) -> dict[str, list[Group]]:
    """The units under each unit, those at the top under ``WHOLE``, in the order of their keys."""
    parents: dict[str, str | None] = {}
    for group in groups:
        if group.key in parents or group.key == WHOLE:
            raise SurveyError("unit_twice", unit=group.key)
        if group.size < 0:
            raise SurveyError("size_negative", unit=group.key, found=group.size)
        parents[group.key] = group.parent
    below: dict[str, list[Group]] = {}
    for group in sorted(groups, key=lambda one: one.key):
        if group.parent is not None and group.parent not in parents:
            raise SurveyError("parent_unknown", unit=group.key, parent=group.parent)
        _check_way_up(group.key, parents)
        below.setdefault(WHOLE if group.parent is None else group.parent, []).append(group)
    return below


def _check_way_up(key: str, parents: dict[str, str | None]) -> None:
    seen: set[str] = set()
    at: str | None = key
    while at is not None:
        if at in seen:
            raise SurveyError("tree_cycle", unit=key)
        seen.add(at)
        at = parents.get(at)


def _gather(own: _Bucket, below: dict[str, list[Group]], floor: int) -> tuple[list[_Bucket], _Bucket | None]:
    """The groups that are ready at and below a unit, and what is still too small and moves up."""
    ready: list[_Bucket] = []
    for child in below.get(own.key, ()):
        inside, left = _gather(_Bucket(child.key, child.size, [child.key]), below, floor)
        ready.extend(inside)
        if left is not None:
            own.take_in(left)
    if own.size < floor:
        if not ready:
            return [], own
        smallest = _smallest(ready)
        if own.size == 0:
            smallest.take_in(own)
            return ready, None
        ready.remove(smallest)
        own.take_in(smallest)
    return [*ready, own], None


def _smallest(buckets: Sequence[_Bucket]) -> _Bucket:
    return min(buckets, key=lambda bucket: (bucket.size, bucket.key))
