"""Draws charts as SVG: in a page lengths are percentages, so that text keeps its size; in a file, pixels.

Colours stand as attributes for files and are overridden by the classes of the stylesheet in pages.
"""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from kommune.foundation.charts.lines import draw_lines
from kommune.foundation.charts.paint import CHARACTER_WIDTH, FILL, FONT, FONT_SIZE, INK, length_of
from kommune.foundation.charts.profiles import draw_profile
from kommune.foundation.charts.shapes import Bar, BarChart, Chart, LineChart, ProfileChart, ShareChart
from kommune.foundation.markup import joined_markup

LABEL_LENGTH = 44
ROW_HEIGHT = 42
BAR_HEIGHT = 12
SHARE_HEIGHT = 22
NARROWEST = 330


def chart_markup(chart: Chart) -> SafeString:
    """The drawing for a page, as wide as its place; a screen reader hears the summary."""
    body, height = _body(chart, None)
    has_links = isinstance(chart, BarChart | ProfileChart) and any(row.url for row in chart.rows())
    return format_html(
        '<svg width="100%" height="{}" role="{}" aria-label="{}" focusable="false">{}</svg>',
        height,
        "group" if has_links else "img",
        chart.summary,
        body,
    )


def chart_file(chart: Chart, width: int = 640) -> str:
    """The drawing as a file of its own, ``width`` pixels wide, for download, PDF and DOCX."""
    body, height = _body(chart, width)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" font-family="{FONT}" font-size="{FONT_SIZE}" '
        f'fill="{INK}">'
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.summary)}</desc>{body}</svg>"
    )


def _body(chart: Chart, width: int | None) -> tuple[SafeString, int]:
    if isinstance(chart, LineChart):
        return draw_lines(chart, width)
    if isinstance(chart, ProfileChart):
        return draw_profile(chart, width)
    return _bars(chart, width) if isinstance(chart, BarChart) else _shares(chart, width)


def _shortened(label: object) -> str:
    text = str(label)
    return text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1].rstrip() + "…"


def _room_for_bars(bars: list[Bar], width: int | None) -> float:
    """The share of the width for the longest bar, so that every text still fits behind its bar."""
    longest = max((len(str(bar.text)) for bar in bars), default=0)
    return max(0.4, 1 - (longest * CHARACTER_WIDTH + 14) / (width or NARROWEST))


def _bars(chart: BarChart, width: int | None) -> tuple[SafeString, int]:
    bars = chart.rows()
    highest = max((bar.value for bar in bars), default=0) or 1
    room = _room_for_bars(bars, width)
    rows = []
    for index, bar in enumerate(bars):
        top = index * ROW_HEIGHT
        share = max(bar.value, 0) / highest * room
        label = format_html('<text x="0" y="{}">{}</text>', top + 16, _shortened(bar.label))
        if bar.url and width is None:
            label = format_html('<a href="{}">{}</a>', bar.url, label)
        rows.append(
            format_html(
                '<g>{}<rect x="0" y="{}" width="{}" height="{}" rx="2" class="tone-{}" fill="{}"/>'
                '<text class="chart-value" font-weight="600" x="{}" y="{}" dx="8">{}</text></g>',
                label,
                top + 23,
                length_of(share, width),
                BAR_HEIGHT,
                bar.tone,
                FILL[bar.tone],
                length_of(share, width),
                top + 34,
                bar.text,
            )
        )
    return joined_markup(rows), len(bars) * ROW_HEIGHT


def _shares(chart: ShareChart, width: int | None) -> tuple[SafeString, int]:
    total = sum(max(part.value, 0) for part in chart.parts) or 1
    drawn = []
    start = 0.0
    for index, part in enumerate(chart.parts):
        share = max(part.value, 0) / total
        top = SHARE_HEIGHT + 8 + index * 24
        drawn.append(
            format_html(
                '<g><rect x="{}" y="0" width="{}" height="{}" class="tone-{}" fill="{}"/>'
                '<rect x="0" y="{}" width="12" height="12" class="tone-{}" fill="{}"/>'
                '<text x="20" y="{}">{}</text></g>',
                length_of(start, width),
                length_of(share, width),
                SHARE_HEIGHT,
                part.tone,
                FILL[part.tone],
                top + 3,
                part.tone,
                FILL[part.tone],
                top + 14,
                part.text,
            )
        )
        start += share
    return joined_markup(drawn), SHARE_HEIGHT + 8 + len(chart.parts) * 24
