"""From items to what is drawn: single items, closed groups, and the lines between them added up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kommune.analysis.strategy_map.shapes import CITY, COLUMNS, DIGITAL, Kind, MapData, MapItem

LIMITS = (40, 60, 60)
"""Columns with more items than this are grouped until opened."""
MOST_OPENED = 400
"""Groups that would show more items than this together stay closed."""


@dataclass(slots=True)
class Unit:
    """One thing to draw; ``block`` keeps the members of an opened group together."""

    key: str
    column: int
    kind: Kind
    title: str
    in_lane: bool
    block: str
    members: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """Lines of one kind between two units, added up; ``score`` is the one furthest from 0."""

    size: float = 0.0
    n: int = 0
    score: int = 0


@dataclass(slots=True)
class Units:
    """Units by column in the order given; ``supports`` and ``clashes`` by keys of source and target."""

    columns: list[list[Unit]]
    supports: dict[tuple[str, str], Line]
    clashes: dict[tuple[str, str], Line]


def group_key(column: int, group: str) -> str:
    """The key under which a group of a column is opened."""
    return f"{column}.{group}"


def is_grouped(data: MapData, column: int, limits: Sequence[int] = LIMITS) -> bool:
    """Whether a column has too many items to show each by itself."""
    return len(data.columns[column]) > limits[column]


def gather_units(data: MapData, opened: Collection[str], limits: Sequence[int] = LIMITS) -> Units:
    """What is drawn with these groups open; lines to items that are not there are left out."""
    linked = _linked(data)
    columns: list[list[Unit]] = []
    unit_of: dict[str, str] = {}
    for column in range(COLUMNS):
        units = _units_of(data, column, opened, limits, linked)
        columns.append(units)
        unit_of |= {member: unit.key for unit in units if unit.kind != "head" for member in unit.members}
    supports: dict[tuple[str, str], Line] = {}
    clashes: dict[tuple[str, str], Line] = {}
    for link in data.links:
        source, target = unit_of.get(link.source), unit_of.get(link.target)
        if source is None or target is None or not link.score:
            continue
        line = (supports if link.score > 0 else clashes).setdefault((source, target), Line())
        line.size += link.size
        line.n += 1
        line.score = max(line.score, link.score, key=abs)
    return Units(columns, supports, clashes)


def _linked(data: MapData) -> set[str]:
    """Measures and digital goals with a line to the right, city goals with one from the left."""
    place = {item.key: at for at, column in enumerate(data.columns) for item in column}
    found: set[str] = set()
    for link in data.links:
        if link.score and link.source in place and link.target in place:
            found.add(link.source)
            if place[link.target] == CITY:
                found.add(link.target)
    return found


def _units_of(
    data: MapData, column: int, opened: Collection[str], limits: Sequence[int], linked: Collection[str]
) -> list[Unit]:
    items = data.columns[column]
    if not is_grouped(data, column, limits):
        return [_single(item, column, item.key not in linked, "") for item in items]
    groups: dict[str, list[MapItem]] = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    shown = _shown(groups, column, opened)
    units: list[Unit] = []
    for group, members in groups.items():
        key = group_key(column, group)
        if len(members) == 1:
            units.append(_single(members[0], column, members[0].key not in linked, ""))
        elif key in shown:
            units += _opened(data, key, column, members, linked)
        else:
            units += _closed(data, key, column, members, linked)
    return units


def _shown(groups: Mapping[str, Sequence[MapItem]], column: int, opened: Collection[str]) -> set[str]:
    """The groups to open, in the order asked for, until there are too many items."""
    sizes = {group_key(column, group): len(members) for group, members in groups.items()}
    shown: set[str] = set()
    total = 0
    for key in opened:
        total += sizes.get(key, 0)
        if key in sizes and (total <= MOST_OPENED or not shown):
            shown.add(key)
    return shown


def _single(item: MapItem, column: int, in_lane: bool, block: str) -> Unit:
    kind: Kind = "direct" if item.is_direct else "item"
    return Unit(item.key, column, kind, item.title, in_lane, block or item.key, [item.key])


def _opened(
    data: MapData, key: str, column: int, members: Sequence[MapItem], linked: Collection[str]
) -> list[Unit]:
    singles = [_single(item, column, item.key not in linked, key) for item in members]
    title = data.group_titles.get(members[0].group, "")
    all_in_lane = all(unit.in_lane for unit in singles)
    head = Unit(key, column, "head", title, all_in_lane, key, [item.key for item in members])
    return [head, *singles]


def _closed(
    data: MapData, key: str, column: int, members: Sequence[MapItem], linked: Collection[str]
) -> list[Unit]:
    units: dict[bool, Unit] = {}
    for item in members:
        in_lane = item.key not in linked
        if in_lane not in units:
            own = f"{key}~" if in_lane else key
            title = data.group_titles.get(item.group, "")
            kind: Kind = "direct" if item.is_direct and column == DIGITAL else "group"
            units[in_lane] = Unit(own, column, kind, title, in_lane, own)
        units[in_lane].members.append(item.key)
    return list(units.values())
