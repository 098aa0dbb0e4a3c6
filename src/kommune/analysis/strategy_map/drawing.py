"""Writes a picture as SVG: one drawing for the page, the file, the printed sheet and the public page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from kommune.analysis.strategy_map.placing import BOX_WIDTH, PADDING
from kommune.analysis.strategy_map.shapes import Band, Box, Clash, Focus, Picture
from kommune.analysis.strategy_map.wrapping import FONT_SIZE, plain_text, text_width

FONT = "Fira Sans, Arial, sans-serif"
INK, MUTED, PAPER, LINE = "#171a2b", "#535970", "#ffffff", "#8b90a5"
SUPPORT, CONFLICT, LANE, GROUP = "#5b7bc8", "#a3260f", "#f4f1e6", "#e8ecf8"
MINUS = "−"
MANY_BANDS = 1500
"""Beyond so many bands none says its name under the pointer: the page would grow too large."""


@dataclass(frozen=True, slots=True)
class MapWords:
    """What stands on the map in the reader's language.

    ``columns``: the three heads; ``lane``: the heads of the lane by column; ``opens``, ``closes``: what a
    click on a group does.
    """

    title: str
    summary: str
    columns: tuple[str, str, str]
    lane: tuple[str, str, str]
    opens: str
    closes: str


def draw_map(
    picture: Picture,
    words: MapWords,
    *,
    address: Callable[[Box], str] | None = None,
    focus: Focus | None = None,
    is_file: bool = False,
) -> str:
    """The picture as SVG text.

    ``address`` gives where a box leads, empty for nowhere. With ``focus`` everything else fades. ``is_file``
    makes it a document of its own.
    """
    titles = {box.key: box.title for box in picture.boxes}
    names = {key: escape(title) for key, title in titles.items()} if len(picture.bands) <= MANY_BANDS else {}
    body = [
        _heads(picture, words),
        '<g class="map-bands" fill="none">',
        *(_band(band, names, focus) for band in picture.bands),
        "</g>",
        *(_box(box, words, address(box) if address else "", focus) for box in picture.boxes),
        '<g class="map-clashes">',
        *(_clash(clash, titles, focus) for clash in picture.clashes),
        "</g>",
    ]
    return f"{_opening(picture, words, is_file=is_file)}{''.join(body)}</svg>"


def _opening(picture: Picture, words: MapWords, *, is_file: bool) -> str:
    size = f'width="{picture.width:g}" height="{picture.height:g}"'
    view = f'viewBox="0 0 {picture.width:g} {picture.height:g}" font-family="{FONT}" font-size="{FONT_SIZE}"'
    said = escape(plain_text(words.title))
    if not is_file:
        return f'<svg class="map-picture" {size} {view} role="group" aria-label="{said}">'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img"><title>{said}</title>'
        f'<desc>{escape(plain_text(words.summary))}</desc><rect width="100%" height="100%" fill="{PAPER}"/>'
    )


def _heads(picture: Picture, words: MapWords) -> str:
    parts = []
    if picture.lane_top is not None:
        tall = picture.height - picture.lane_top
        parts.append(
            f'<rect class="map-lane" x="0" y="{picture.lane_top:g}" width="{picture.width:g}" '
            f'height="{tall:g}" fill="{LANE}"/>'
        )
    in_lane = {box.column for box in picture.boxes if box.is_in_lane}
    for column, x in enumerate(picture.column_x):
        parts.append(_head(words.columns[column], x, 28))
        if column in in_lane and picture.lane_top is not None:
            parts.append(_head(words.lane[column], x, picture.lane_top + 21))
    return "".join(parts)


def _head(text: str, x: float, y: float) -> str:
    return (
        f'<text class="map-head" x="{x:g}" y="{y:g}" font-weight="600" fill="{INK}">'
        f"{escape(plain_text(text))}</text>"
    )


def _band(band: Band, names: Mapping[str, str], focus: Focus | None) -> str:
    opacity = 0.38 if focus is None else 0.6 if (band.source, band.target) in focus.lines else 0.06
    name = ""
    if names:
        name = f"<title>{names[band.source]} → {names[band.target]} ({band.n})</title>"
    return (
        f'<path d="{band.path}" stroke="{SUPPORT}" stroke-width="{band.width:g}" '
        f'stroke-opacity="{opacity}">{name}</path>'
    )


def _clash(clash: Clash, titles: Mapping[str, str], focus: Focus | None) -> str:
    label = f"{MINUS}{-clash.score}" + (f" · {clash.n}×" if clash.n > 1 else "")
    width = text_width(label) + 12
    is_lit = focus is None or (clash.source, clash.target) in focus.lines
    fade = "" if is_lit else ' opacity="0.08"'
    name = f"{escape(titles[clash.source])} ┅ {label} ┅ {escape(titles[clash.target])}"
    return (
        f'<g class="map-clash"{fade}><title>{name}</title>'
        f'<path d="{clash.path}" fill="none" stroke="{CONFLICT}" stroke-width="{0.8 - clash.score * 0.7:g}" '
        f'stroke-dasharray="9 6"/><rect x="{clash.x - width / 2:g}" y="{clash.y - 10:g}" width="{width:g}" '
        f'height="20" rx="10" fill="{PAPER}" stroke="{CONFLICT}"/>'
        f'<text x="{clash.x:g}" y="{clash.y + 5:g}" text-anchor="middle" font-weight="600" '
        f'fill="{CONFLICT}">{label}</text></g>'
    )


def _box(box: Box, words: MapWords, url: str, focus: Focus | None) -> str:
    is_focus = focus is not None and focus.box == box.key
    fade = "" if focus is None or box.key in focus.boxes or box.kind == "head" else ' opacity="0.25"'
    drawn = _frame(box, is_focus) + _texts(box, can_open=bool(url))
    name = escape(f"{box.title} ({box.n})" if box.kind in ("group", "head") else box.title)
    if not url:
        return f'<g class="map-box"{fade}><title>{name}</title>{drawn}</g>'
    does = {"group": words.opens, "head": words.closes}.get(box.kind, "")
    said = f"{name}: {escape(does)}" if does else name
    current = ' aria-current="true"' if is_focus else ""
    return (
        f'<a class="map-box map-box--{box.kind}" href="{escape(url)}" data-box="{escape(box.key)}" '
        f'data-column="{box.column}"{current}{fade}><title>{said}</title>{drawn}</a>'
    )


def _frame(box: Box, is_focus: bool) -> str:
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
    if box.kind == "direct":
        return f'<rect {place} rx="2" fill="{SUPPORT}" fill-opacity="0.38"/>'
    fill = "none" if box.kind == "head" else GROUP if box.kind == "group" else PAPER
    edge = INK if is_focus else "none" if box.kind == "head" else LINE
    broken = ' stroke-dasharray="2 3"' if box.is_in_lane and box.kind != "head" else ""
    thick = 2.5 if is_focus else 1
    return f'<rect {place} rx="4" fill="{fill}" stroke="{edge}" stroke-width="{thick}"{broken}/>'


def _texts(box: Box, *, can_open: bool) -> str:
    """The title in its lines, in the middle of the box; a group bears how many it holds and its sign."""
    if not box.lines:
        return ""
    step = FONT_SIZE * 1.2
    first = box.y + box.height / 2 - step * (len(box.lines) - 1) / 2 + FONT_SIZE * 0.35
    weight = ' font-weight="600"' if box.kind in ("group", "head") else ""
    x = box.x + PADDING
    parts = [
        f'<text x="{x:g}" y="{first + at * step:.1f}" fill="{INK}"{weight}>{escape(line)}</text>'
        for at, line in enumerate(box.lines)
    ]
    if box.kind in ("group", "head"):
        sign = "" if not can_open else " +" if box.kind == "group" else f" {MINUS}"
        middle = box.y + box.height / 2 + FONT_SIZE * 0.35
        parts.append(
            f'<text x="{box.x + BOX_WIDTH - PADDING:g}" y="{middle:.1f}" text-anchor="end" fill="{MUTED}">'
            f"{box.n}{sign}</text>"
        )
    return f'<g class="map-label map-label--{box.kind}">{" ".join(parts)}</g>'
