"""From items to what is drawn: single items, closed groups, and the lines between them added up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from kommune.analysis.strategy_map.shapes import CITY, COLUMNS, Kind, MapData, MapItem

LIMITS = (40, 60, 40)
"""Columns with more items than this are grouped until opened."""
MOST_OPENED = 400
"""Groups that would show more items than this together stay closed."""
SINGLE_IN_LANE = 20
"""So many items without a line are shown one by one: they are the point of the picture."""
LANE_MARK = "~"
"""Ends the key of that part of a closed group which has no line."""
LARGEST_GROUP = 200
"""Larger groups are shown in parts, so that each can be opened."""


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


def group_key(column: int, group: str, part: int = 0) -> str:
    """The key under which a group of a column, or a further part of a large one, is opened."""
    return f"{column}.{group}" + (f".{part}" if part else "")


def is_grouped(data: MapData, column: int, limits: Sequence[int] = LIMITS) -> bool:
    """Whether a column has too many items to show each by itself."""
    return len(data.columns[column]) > limits[column]


def group_around(data: MapData, key: str, limits: Sequence[int] = LIMITS) -> str:
    """The group to open so that an item shows by itself; empty where it does anyway or is not there."""
    for column in range(COLUMNS):
        if is_grouped(data, column, limits):
            for group, (_title, members) in _groups(data, column).items():
                if len(members) > 1 and any(item.key == key for item in members):
                    return group
    return ""


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
    groups = _groups(data, column)
    shown = _shown(groups, opened)
    alone = {item.key for item in items if item.key not in linked}
    if len(alone) > SINGLE_IN_LANE:
        alone = set()
    units: list[Unit] = [_single(item, column, True, "") for item in items if item.key in alone]
    for key, (title, everybody) in groups.items():
        members = [item for item in everybody if item.key not in alone]
        if len(members) == 1:
            units.append(_single(members[0], column, members[0].key not in linked, ""))
        elif key in shown and members:
            units += _opened(key, title, column, members, linked)
        elif members:
            units += _closed(key, title, column, members, linked)
    return units


def _groups(data: MapData, column: int) -> dict[str, tuple[str, list[MapItem]]]:
    """Titles and members by key; a large group comes in parts of equal size."""
    gathered: dict[str, list[MapItem]] = {}
    for item in data.columns[column]:
        gathered.setdefault(item.group, []).append(item)
    found = {}
    for group, members in gathered.items():
        title = data.group_titles.get(group, "")
        n_parts = -(-len(members) // LARGEST_GROUP)
        size = -(-len(members) // n_parts)
        for part in range(n_parts):
            name = f"{title} ({part + 1}/{n_parts})" if n_parts > 1 else title
            found[group_key(column, group, part)] = (name, members[part * size : (part + 1) * size])
    return found


def _shown(groups: Mapping[str, tuple[str, Sequence[MapItem]]], opened: Collection[str]) -> set[str]:
    """The groups to open, in the order asked for, until there are too many items."""
    shown: set[str] = set()
    total = 0
    for key in opened:
        if key in groups:
            total += len(groups[key][1])
            if total <= MOST_OPENED:
                shown.add(key)
    return shown


def _single(item: MapItem, column: int, in_lane: bool, block: str) -> Unit:
    kind: Kind = "direct" if item.is_direct else "item"
    return Unit(item.key, column, kind, item.title, in_lane, block or item.key, [item.key])


def _opened(
    key: str, title: str, column: int, members: Sequence[MapItem], linked: Collection[str]
) -> list[Unit]:
    singles = [_single(item, column, item.key not in linked, key) for item in members]
    all_in_lane = all(unit.in_lane for unit in singles)
    head = Unit(key, column, "head", title, all_in_lane, key, [item.key for item in members])
    return [head, *singles]


def _closed(
    key: str, title: str, column: int, members: Sequence[MapItem], linked: Collection[str]
) -> list[Unit]:
    units: dict[bool, Unit] = {}
    for item in members:
        in_lane = item.key not in linked
        if in_lane not in units:
            own = f"{key}{LANE_MARK}" if in_lane else key
            units[in_lane] = Unit(own, column, "group", title, in_lane, own)
        units[in_lane].members.append(item.key)
    return list(units.values())
