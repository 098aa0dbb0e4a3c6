"""Draws profiles: per side a line from 0 to the highest step with what is, what shall be, what was."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kommune.foundation.charts.paint import CHARACTER_WIDTH, FILL, length_of
from kommune.foundation.charts.shapes import ProfileChart, ProfileRow
from kommune.foundation.markup import joined_markup

ROW_HEIGHT = 52
LINE_AT = 34
LEGEND_HEIGHT = 26
SCALE_HEIGHT = 20
# The marks at both ends of the scale stay whole.
INSET = 0.03
NARROWEST = 330
MARK = 7
PAPER = "#ffffff"


def draw_profile(chart: ProfileChart, width: int | None) -> tuple[SafeString, int]:
    """Legend, rows and scale as SVG, with the height in pixels."""
    legend, top = _legend(chart, width)
    drawn = [legend]
    for at, row in enumerate(chart.rows()):
        drawn.append(_row(chart, row, top + at * ROW_HEIGHT, width))
    bottom = top + len(chart.rows()) * ROW_HEIGHT
    drawn += [
        format_html(
            '<text text-anchor="middle" x="{}" y="{}">{}</text>',
            _place(chart, step, width),
            bottom + 14,
            str(step),
        )
        for step in range(chart.highest + 1)
    ]
    return joined_markup(drawn), bottom + SCALE_HEIGHT


def _row(chart: ProfileChart, row: ProfileRow, top: int, width: int | None) -> SafeString:
    label = format_html('<text x="0" y="{}">{}</text>', top + 16, row.label)
    if row.url and width is None:
        label = format_html('<a href="{}" data-sheet="">{}</a>', row.url, label)
    parts = [
        label,
        format_html(
            '<text class="chart-value" font-weight="600" text-anchor="end" x="{}" y="{}">{}</text>',
            length_of(1, width),
            top + 16,
            row.text,
        ),
        _line(chart, 0, chart.highest, top, "chart-axis", 1, width),
        *(_tick(chart, step, top, width) for step in range(chart.highest + 1)),
    ]
    if row.low is not None and row.high is not None and row.high > row.low:
        parts.append(_line(chart, row.low, row.high, top, "profile-range", 8, width))
    if row.value is not None and row.goal is not None:
        parts.append(_line(chart, row.value, row.goal, top, "stroke-plain", 3, width))
    for kind, value in (("before", row.before), ("goal", row.goal), ("value", row.value)):
        if value is not None:
            parts.append(_mark(kind, _place(chart, value, width), top + LINE_AT))
    return format_html("<g>{}</g>", joined_markup(parts))


def _legend(chart: ProfileChart, width: int | None) -> tuple[SafeString, int]:
    """What the marks mean, as many beside each other as fit, and the height that they take."""
    drawn, left, top = [], 0.0, 0
    room = width or NARROWEST
    for kind, word in chart.legend:
        needed = 30 + len(str(word)) * CHARACTER_WIDTH
        if left and left + needed > room:
            left, top = 0.0, top + LEGEND_HEIGHT
        drawn.append(
            format_html(
                '<g>{}<text x="{}" y="{}">{}</text></g>',
                _sample(kind, left + 10, top + 11),
                f"{left + 24:.0f}",
                top + 16,
                word,
            )
        )
        left += needed
    return joined_markup(drawn), top + LEGEND_HEIGHT + 6 if chart.legend else 0


def _sample(kind: str, x: float, y: float) -> SafeString:
    if kind == "range":
        return format_html(
            '<line class="profile-range" stroke="{}" stroke-width="8" x1="{}" x2="{}" y1="{}" y2="{}"/>',
            FILL["open"], f"{x - 9:.0f}", f"{x + 9:.0f}", f"{y:.0f}", f"{y:.0f}",
        )  # fmt: skip
    return _mark(kind, f"{x:.0f}", int(y))


def _mark(kind: str, x: str, y: int) -> SafeString:
    if kind == "value":
        return format_html(
            '<circle class="tone-strong" fill="{}" cx="{}" cy="{}" r="{}"/>', FILL["strong"], x, y, MARK
        )
    is_goal = kind == "goal"
    return format_html(
        '<circle class="{}" fill="{}" stroke="{}" stroke-width="{}" cx="{}" cy="{}" r="{}"/>',
        "profile-goal" if is_goal else "profile-before",
        PAPER,
        FILL["strong"] if is_goal else "#6b7085",
        3 if is_goal else 2,
        x,
        y,
        MARK - 1 if is_goal else MARK - 2,
    )


def _tick(chart: ProfileChart, step: int, top: int, width: int | None) -> SafeString:
    x = _place(chart, step, width)
    return format_html(
        '<line class="chart-axis" stroke="#8a8fa3" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        x, x, top + LINE_AT - 4, top + LINE_AT + 4,
    )  # fmt: skip


def _line(
    chart: ProfileChart, start: float, end: float, top: int, tone: str, thick: int, width: int | None
) -> SafeString:
    colour = {"profile-range": FILL["open"], "stroke-plain": FILL["plain"]}.get(tone, "#8a8fa3")
    return format_html(
        '<line class="{}" stroke="{}" stroke-width="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>',
        tone,
        colour,
        thick,
        _place(chart, start, width),
        _place(chart, end, width),
        top + LINE_AT,
        top + LINE_AT,
    )


def _place(chart: ProfileChart, value: float, width: int | None) -> str:
    """Where a value stands on the scale, as percent in a page or in pixels in a file."""
    share = min(max(value / chart.highest, 0.0), 1.0)
    return length_of(INSET + share * (1 - 2 * INSET), width)
