"""Units of fewer than five people are counted with the unit above, before anything is kept."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
FLOOR = 5


@dataclass(frozen=True, slots=True)
class UnitSize(Generic[Key]):
    """How many people a unit has (None where nobody said) and which unit it belongs to (None for the top)."""

    people: int | None
    parent: Key | None


@dataclass(frozen=True, slots=True)
class Contribution(Generic[Key]):
    """What counts for one group: the unit that it is named after, and the units counted in it."""

    group: Key
    units: tuple[Key, ...]


def roll_up(
    present: Sequence[Key], sizes: Mapping[Key, UnitSize[Key]], floor: int = FLOOR
) -> tuple[list[Contribution[Key]], list[Key]]:
    """Groups of at least ``floor`` people out of the units counted together, and the units left out.

    A unit below the floor, or of unknown size, goes to the unit above, and on upwards until the units
    counted there have enough people. Only whole groups are kept, so that no rest can be reckoned. What
    finds no group on the way up is left out of everything. Order as in ``present``.
    """
    members: dict[Key, list[Key]] = {unit: [unit] for unit in present}
    levels = {unit: _level(unit, sizes) for unit in {*present, *sizes}}
    for level in range(max(levels.values(), default=0), 0, -1):
        for unit in [one for one in members if levels[one] == level]:
            parent = sizes[unit].parent
            if _people(members[unit], sizes) < floor and parent is not None:
                members.setdefault(parent, []).extend(members.pop(unit))
    groups = [(unit, units) for unit, units in members.items() if _people(units, sizes) >= floor]
    kept = {unit for _group, units in groups for unit in units}
    order = {unit: place for place, unit in enumerate(present)}
    groups.sort(key=lambda group: min(order[unit] for unit in group[1]))
    return (
        [Contribution(unit, tuple(units)) for unit, units in groups],
        [unit for unit in present if unit not in kept],
    )


def _people(units: Sequence[Key], sizes: Mapping[Key, UnitSize[Key]]) -> int:
    return sum((sizes[unit].people or 0) for unit in units if unit in sizes)


def _level(unit: Key, sizes: Mapping[Key, UnitSize[Key]]) -> int:
    """How deep a unit lies below the top; a circle in the tree ends the count."""
    seen = {unit}
    while unit in sizes:
        parent = sizes[unit].parent
        if parent is None or parent in seen or parent not in sizes:
            break
        seen.add(parent)
        unit = parent
    return len(seen) - 1
