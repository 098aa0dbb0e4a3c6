"""Draws lines over time: what is with points, what was planned broken, so that they differ in form.

Every piece is a straight line between two places: only those can stand at percentages of the width.
"""

import itertools

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kommune.foundation.charts.paint import FILL, length_of
from kommune.foundation.charts.shapes import Line, LineChart
from kommune.foundation.markup import joined_markup

PLOT_HEIGHT = 200
TOP = 48
# The numbers of the scale stand left of the lines, so that none touches a point: shares of the width.
SCALE_END, GRID_START, LEFT, RIGHT = 0.14, 0.155, 0.175, 0.98
GRID = "#c8cbdc"
LEGEND_ROW = 24
GRID_PARTS, MOST_WHOLE_PARTS = 4, 6


def draw_lines(chart: LineChart, width: int | None) -> tuple[SafeString, int]:
    """The drawing and its height in pixels: grid, events, lines, names of the steps, legend."""
    bottom = TOP + PLOT_HEIGHT
    parts = [*_grid(chart, width), *_events(chart, width)]
    for line in chart.lines:
        parts += _line(chart, line, width)
    parts += _steps(chart, width, bottom + 20)
    for place, line in enumerate(chart.lines):
        parts.append(_legend(line, bottom + 34 + place * LEGEND_ROW))
    return joined_markup(parts), bottom + 36 + len(chart.lines) * LEGEND_ROW


def _x(chart: LineChart, place: int, width: int | None) -> str:
    last = max(1, len(chart.steps) - 1)
    return length_of(LEFT + (RIGHT - LEFT) * place / last, width)


def _y(chart: LineChart, value: float) -> str:
    share = min(1.0, max(0.0, value - chart.lowest) / ((chart.highest - chart.lowest) or 1))
    return f"{TOP + PLOT_HEIGHT * (1 - share):.1f}"


def _grid(chart: LineChart, width: int | None) -> list[SafeString]:
    parts = []
    for value in _scale(chart.lowest, chart.highest):
        y = _y(chart, value)
        parts.append(
            format_html(
                '<line x1="{}" x2="{}" y1="{}" y2="{}" class="chart-grid" stroke="{}"/>'
                '<text class="chart-scale" x="{}" y="{}" dy="5" text-anchor="end" font-size="13">{}</text>',
                length_of(GRID_START, width), length_of(1, width), y, y, GRID,
                length_of(SCALE_END, width), y, chart.shown(value),
            )
        )  # fmt: skip
    return parts


def _scale(lowest: float, highest: float) -> list[float]:
    """The values that the grid shows: each whole step of a short scale, quarters of any other."""
    span = highest - lowest
    is_short = float(lowest).is_integer() and float(span).is_integer() and 1 < span <= MOST_WHOLE_PARTS
    parts = int(span) if is_short else GRID_PARTS
    return [lowest + span * part / parts for part in range(parts + 1)]


def _events(chart: LineChart, width: int | None) -> list[SafeString]:
    parts = []
    for number, (place, word) in enumerate(chart.events):
        x, is_late = _x(chart, place, width), place > len(chart.steps) / 2
        parts.append(
            format_html(
                '<line x1="{}" x2="{}" y1="{}" y2="{}" class="chart-event" stroke="{}" '
                'stroke-dasharray="2 3"/>'
                '<text x="{}" y="{}" dx="{}" text-anchor="{}" font-size="13">{}</text>',
                x, x, 22, TOP + PLOT_HEIGHT, FILL["plain"],
                x, 14 + 16 * (number % 2), -4 if is_late else 4, "end" if is_late else "start", word,
            )
        )  # fmt: skip
    return parts


def _line(chart: LineChart, line: Line, width: int | None) -> list[SafeString]:
    known = [(place, value) for place, value in enumerate(line.values) if value is not None]
    parts = [
        format_html(
            '<line x1="{}" y1="{}" x2="{}" y2="{}" class="stroke-{}" stroke="{}" stroke-width="2.5"{}/>',
            _x(chart, start, width), _y(chart, first), _x(chart, end, width), _y(chart, second),
            line.tone, FILL[line.tone], _dashes(line),
        )
        for (start, first), (end, second) in itertools.pairwise(known)
        if end == start + 1
    ]  # fmt: skip
    if not line.is_planned:
        parts += [
            format_html(
                '<circle cx="{}" cy="{}" r="3.5" class="tone-{}" fill="{}"/>',
                _x(chart, place, width), _y(chart, value), line.tone, FILL[line.tone],
            )
            for place, value in known
        ]  # fmt: skip
    return parts


def _dashes(line: Line) -> SafeString:
    return SafeString(' stroke-dasharray="7 5"' if line.is_planned else "")


def _steps(chart: LineChart, width: int | None, y: int) -> list[SafeString]:
    last = len(chart.steps) - 1
    shown = {0: "start", last: "end"}
    if last >= GRID_PARTS:
        shown[last // 2] = "middle"
    return [
        format_html(
            '<text x="{}" y="{}" text-anchor="{}" font-size="13">{}</text>',
            _x(chart, place, width), y, anchor, chart.steps[place],
        )
        for place, anchor in shown.items()
        if last >= 0
    ]  # fmt: skip


def _legend(line: Line, y: int) -> SafeString:
    point = "" if line.is_planned else format_html(
        '<circle cx="16" cy="{}" r="3.5" class="tone-{}" fill="{}"/>', y, line.tone, FILL[line.tone]
    )  # fmt: skip
    return format_html(
        '<line x1="0" x2="32" y1="{}" y2="{}" class="stroke-{}" stroke="{}" stroke-width="2.5"{}/>{}'
        '<text x="42" y="{}">{}</text>',
        y, y, line.tone, FILL[line.tone], _dashes(line), point, y + 5, line.label,
    )  # fmt: skip
