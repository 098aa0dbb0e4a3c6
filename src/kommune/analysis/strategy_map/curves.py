"""The lines between boxes: where each leaves and arrives, how wide it is, how it bends."""

from collections.abc import Iterable, Mapping, Sequence

from kommune.analysis.strategy_map.shapes import Band, Box, Clash
from kommune.analysis.strategy_map.units import Line

THINNEST = 1.2
Pair = tuple[str, str]


def draw_bands(supports: Mapping[Pair, Line], boxes: Mapping[str, Box], scale: float) -> tuple[Band, ...]:
    """A band per pair; at a box they leave below each other in the order of their other ends."""
    widths = {pair: line.size * scale for pair, line in supports.items()}
    starts = _ports(widths, boxes, 0)
    ends = _ports(widths, boxes, 1)
    return tuple(
        Band(
            source=pair[0],
            target=pair[1],
            path=_curve(boxes[pair[0]], boxes[pair[1]], starts[pair], ends[pair]),
            width=round(max(widths[pair], THINNEST), 2),
            n=line.n,
            size=line.size,
        )
        for pair, line in supports.items()
    )


def draw_clashes(clashes: Mapping[Pair, Line], boxes: Mapping[str, Box]) -> tuple[Clash, ...]:
    """A broken line per pair; those at one box are spread over its height, labels stand near its middle."""
    even = dict.fromkeys(clashes, 1.0)
    starts, ends = _ports(even, boxes, 0, fills=True), _ports(even, boxes, 1, fills=True)
    found = []
    for at, (pair, line) in enumerate(sorted(clashes.items(), key=lambda one: starts[one[0]])):
        source, target = boxes[pair[0]], boxes[pair[1]]
        share = (0.35, 0.5, 0.65)[at % 3]
        x0, x1 = source.x + source.width, target.x
        x, y = _point(x0, starts[pair], x1, ends[pair], share)
        path = _curve(source, target, starts[pair], ends[pair])
        found.append(Clash(pair[0], pair[1], path, line.score, line.n, x, y))
    return tuple(found)


def _ports(
    widths: Mapping[Pair, float], boxes: Mapping[str, Box], side: int, *, fills: bool = False
) -> dict[Pair, float]:
    """The height at which each line meets its box at one side: in the middle of its share of the box."""
    by_box: dict[str, list[Pair]] = {}
    for pair in widths:
        by_box.setdefault(pair[side], []).append(pair)

    def other_end(pair: Pair) -> tuple[float, str]:
        return boxes[pair[1 - side]].y, pair[1 - side]

    found: dict[Pair, float] = {}
    for key, pairs in by_box.items():
        box = boxes[key]
        pairs.sort(key=other_end)
        found |= dict(zip(pairs, _spread(box, [widths[pair] for pair in pairs], fills=fills), strict=True))
    return found


def _spread(box: Box, widths: Sequence[float], *, fills: bool) -> Iterable[float]:
    """The middles of the shares of lines on a box; thin ones get room from the empty part of the box."""
    if fills or not any(widths):
        widths = [box.height / len(widths)] * len(widths)
    total = sum(widths)
    factor = min(1.0, box.height / total)
    between = (box.height - total * factor) / (len(widths) + 1)
    y = box.y + between
    for width in widths:
        yield round(y + width * factor / 2, 1)
        y += width * factor + between


def _curve(source: Box, target: Box, y0: float, y1: float) -> str:
    x0, x1 = source.x + source.width, target.x
    middle = (x0 + x1) / 2
    return f"M{x0:g} {y0:g}C{middle:g} {y0:g} {middle:g} {y1:g} {x1:g} {y1:g}"


def _point(x0: float, y0: float, x1: float, y1: float, share: float) -> tuple[float, float]:
    """The point of the curve at a share of its way."""
    rest, middle = 1 - share, (x0 + x1) / 2
    near, far = 3 * rest * rest * share, 3 * rest * share * share
    x = rest**3 * x0 + (near + far) * middle + share**3 * x1
    y = (rest**3 + near) * y0 + (far + share**3) * y1
    return round(x, 1), round(y, 1)
