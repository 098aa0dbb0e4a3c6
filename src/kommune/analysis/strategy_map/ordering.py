"""The order within columns: barycentres of neighbours, swept a few times, the best order kept."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence

from kommune.analysis.strategy_map.shapes import COLUMNS, DIGITAL
from kommune.analysis.strategy_map.units import Unit, Units

SWEEPS = 4
Order = list[list[Unit]]
Neighbours = Mapping[str, list[tuple[str, float]]]


def order_units(units: Units) -> Order:
    """Units by column, what has lines above what has none, with fewer crossings than in the order given.

    Members of an opened group stay together behind its head. Source: Sugiyama, Tagawa, Toda (1981),
    barycentre method, here weighted by the number of lines.
    """
    weights = {pair: float(line.n) for pair, line in [*units.supports.items(), *units.clashes.items()]}
    left: dict[str, list[tuple[str, float]]] = {}
    right: dict[str, list[tuple[str, float]]] = {}
    for (source, target), weight in weights.items():
        right.setdefault(source, []).append((target, weight))
        left.setdefault(target, []).append((source, weight))
    order = [_by_blocks(column, {}) for column in units.columns]
    best, fewest = order, count_crossings(order, weights)
    for _sweep in range(SWEEPS):
        for column in range(1, COLUMNS):
            order = _swept(order, column, [left])
        for column in reversed(range(COLUMNS - 1)):
            order = _swept(order, column, [right] if column != DIGITAL else [left, right])
        crossings = count_crossings(order, weights)
        if crossings < fewest:
            best, fewest = order, crossings
    return best


def count_crossings(order: Sequence[Sequence[Unit]], lines: Iterable[tuple[str, str]]) -> int:
    """How many pairs of lines between neighbouring columns cross each other."""
    place = {unit.key: (column, at) for column, units in enumerate(order) for at, unit in enumerate(units)}
    pairs: dict[int, list[tuple[int, int]]] = {}
    for source, target in lines:
        column, at = place[source]
        pairs.setdefault(column, []).append((at, place[target][1]))
    crossings = 0
    for found in pairs.values():
        ends: list[int] = []
        for _at, end in sorted(found):
            crossings += len(ends) - bisect_right(ends, end)
            insort(ends, end)
    return crossings


def _swept(order: Order, column: int, sides: Sequence[Neighbours]) -> Order:
    """One column put in the order of the means of its neighbours' places (0 at the top, 1 at the bottom)."""
    place = {unit.key: (at + 0.5) / len(units) for units in order for at, unit in enumerate(units) if units}
    means: dict[str, float] = {}
    for unit in order[column]:
        neighbours = [pair for side in sides for pair in side.get(unit.key, ())]
        total = sum(weight for _key, weight in neighbours)
        if total:
            means[unit.key] = sum(place[key] * weight for key, weight in neighbours) / total
        else:
            means[unit.key] = place[unit.key]
    return [_by_blocks(units, means) if at == column else units for at, units in enumerate(order)]


def _by_blocks(units: Sequence[Unit], means: Mapping[str, float]) -> list[Unit]:
    """Above the lane first; blocks by the mean of their units, units by their own; heads before members."""
    blocks: dict[tuple[bool, str], list[Unit]] = {}
    for unit in units:
        blocks.setdefault((unit.in_lane, unit.block), []).append(unit)

    def height(unit: Unit) -> float:
        return means.get(unit.key, 0.0)

    def middle(block: Sequence[Unit]) -> float:
        return sum(height(unit) for unit in block) / len(block)

    ordered: list[Unit] = []
    for lane in (False, True):
        own = [block for (in_lane, _key), block in blocks.items() if in_lane == lane]
        for block in own if lane else sorted(own, key=middle):
            heads = [unit for unit in block if unit.kind == "head"]
            rest = [unit for unit in block if unit.kind != "head"]
            ordered += heads + (rest if lane else sorted(rest, key=height))
    return ordered
