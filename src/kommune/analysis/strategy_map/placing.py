"""Where the boxes stand: heights from what they carry, columns beside each other, the lane at the bottom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommune.analysis.strategy_map.ordering import Order
from kommune.analysis.strategy_map.shapes import COLUMNS, Box
from kommune.analysis.strategy_map.units import Unit, Units
from kommune.analysis.strategy_map.wrapping import plain_text, wrap

BOX_WIDTH, COLUMN_GAP, MARGIN = 270.0, 205.0, 10.0
PASSAGE_INSET = 40.0
HEAD_HEIGHT = 52.0
LANE_SPACE, LANE_HEAD = 26.0, 30.0
FLOW_HEIGHT, WIDEST_BAND = 520.0, 110.0
MANY = 70
PADDING = 12.0
GROUP_MARK = 62.0
STRETCH = 90.0


@dataclass(frozen=True, slots=True)
class Style:
    """Height of a box without money or lines, the gap below it, and how many lines its title may have."""

    height: float
    gap: float
    lines: int


ROOMY, TIGHT = Style(40, 8, 2), Style(24, 3, 1)
HEAD, PASSAGE = Style(26, 4, 1), Style(5, 4, 0)


@dataclass(frozen=True, slots=True)
class Places:
    """The boxes by column from top to bottom, and the measures of the whole."""

    boxes: tuple[tuple[Box, ...], ...]
    scale: float
    height: float
    lane_top: float | None
    column_x: tuple[float, ...]


def place_units(units: Units, order: Order) -> Places:
    """Boxes one below the other in each column; columns shorter than the longest are spread and centred."""
    sizes = _sizes(units)
    totals = [sum(sizes.get(unit.key, 0.0) for unit in column) for column in order]
    widest = max((line.size for line in units.supports.values()), default=0.0)
    scale = min(FLOW_HEIGHT / max(totals), WIDEST_BAND / widest) if widest > 0 else 0.0
    xs = tuple(MARGIN + column * (BOX_WIDTH + COLUMN_GAP) for column in range(COLUMNS))
    main = [[unit for unit in column if not unit.in_lane] for column in order]
    lane = [[unit for unit in column if unit.in_lane] for column in order]
    styles = [TIGHT if len(column) > MANY else ROOMY for column in order]
    placed, below = _stacked(main, styles, sizes, scale, xs, HEAD_HEIGHT, spread=True)
    lane_top = None
    if any(lane):
        lane_top = below + LANE_SPACE
        added, below = _stacked(lane, styles, sizes, scale, xs, lane_top + LANE_HEAD, spread=False)
        placed = [first + second for first, second in zip(placed, added, strict=True)]
    return Places(tuple(map(tuple, placed)), scale, below + MARGIN, lane_top, xs)


def _sizes(units: Units) -> dict[str, float]:
    """What each unit carries: the larger of what comes in and what goes out."""
    out: dict[str, float] = {}
    into: dict[str, float] = {}
    for (source, target), line in units.supports.items():
        out[source] = out.get(source, 0.0) + line.size
        into[target] = into.get(target, 0.0) + line.size
    return {key: max(out.get(key, 0.0), into.get(key, 0.0)) for key in {*out, *into}}


def _stacked(
    columns: Sequence[Sequence[Unit]], styles: Sequence[Style], sizes: Mapping[str, float], scale: float,
    xs: Sequence[float], top: float, *, spread: bool,
) -> tuple[list[list[Box]], float]:  # fmt: skip
    """The boxes of one part of all columns and where that part ends."""
    heights = [
        [max(_style(unit, style).height, sizes.get(unit.key, 0.0) * scale) for unit in column]
        for column, style in zip(columns, styles, strict=True)
    ]
    gaps = [
        [_style(unit, style).gap for unit in column] for column, style in zip(columns, styles, strict=True)
    ]
    lengths = [sum(tall) + sum(between) for tall, between in zip(heights, gaps, strict=True)]
    longest = max(lengths, default=0.0)
    found = []
    for at, column in enumerate(columns):
        free = longest - lengths[at] if spread and column else 0.0
        extra = min(free / (len(column) + 1), STRETCH)
        y = top + (free - extra * (len(column) - 1)) / 2 if spread and column else top
        boxes = []
        for unit, height, gap in zip(column, heights[at], gaps[at], strict=True):
            boxes.append(_box(unit, xs[at], y, height, styles[at], sizes.get(unit.key, 0.0)))
            y += height + gap + extra
        found.append(boxes)
    return found, top + longest


def _style(unit: Unit, style: Style) -> Style:
    if unit.kind == "head":
        return HEAD
    if unit.kind == "direct":
        return PASSAGE
    return style


def _box(unit: Unit, x: float, y: float, height: float, style: Style, size: float) -> Box:
    own = _style(unit, style)
    is_many = unit.kind in ("group", "head")
    inset = PASSAGE_INSET if own is PASSAGE else 0.0
    room = BOX_WIDTH - 2 * PADDING - (GROUP_MARK if is_many else 0.0)
    return Box(
        key=unit.key,
        column=unit.column,
        kind=unit.kind,
        x=x + inset,
        y=round(y, 1),
        width=BOX_WIDTH - 2 * inset,
        height=round(height, 1),
        title=plain_text(unit.title),
        lines=wrap(unit.title, room, own.lines) if own.lines else (),
        n=len(unit.members),
        size=size,
        is_in_lane=unit.in_lane,
    )
