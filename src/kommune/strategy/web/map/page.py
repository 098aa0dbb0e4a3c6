"""The strategy map: what carries what, what works against what, what has no line."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.foundation.exports import attachment, table_file
from kommune.foundation.markup import joined_markup
from kommune.foundation.pictures import fits_png, png_of
from kommune.foundation.tables import table_response
from kommune.municipalities.public import TownRequest
from kommune.strategy.map_words import COLUMN_TITLES, map_sentences
from kommune.strategy.queries.strategy_map import BY_COUNT, BY_MONEY, TownMap
from kommune.strategy.web.alignment.tabs import alignment_tabs
from kommune.strategy.web.map.aside import aside_of
from kommune.strategy.web.map.picture import DrawnMap, draw_for
from kommune.strategy.web.map.state import LISTS, MapState, read_state
from kommune.strategy.web.map.table import twin_table

FOUND = 12


@require_GET
def show_map(request: TownRequest, town: str) -> HttpResponse:
    """The whole page: sentence, map, what stands in the light, table twin."""
    state = read_state(request.GET)
    drawn = draw_for(request.viewer, state)
    table = twin_table(request, drawn)
    if export := request.GET.get("export", ""):
        return table_file(table, export, str(COLUMN_TITLES[LISTS.index(state.listed)]))
    context = {
        **_map_context(drawn, town),
        "tabs": alignment_tabs(town, "map"),
        "sentences": _sentences(drawn, town),
        "is_empty": not drawn.town_map.things,
        "find": state.find,
        "hits": _hits(drawn.town_map, state),
        "kept": _kept_beside_search(state),
        "lists": _lists(state),
    }
    return table_response(request, table, "strategy/map/page.html", context)


@require_GET
def show_picture(request: TownRequest, town: str) -> HttpResponse:
    """The map and what stands beside it alone, for the script of the page."""
    drawn = draw_for(request.viewer, read_state(request.GET))
    return render(request, "strategy/map/_map.html", _map_context(drawn, town))


@require_GET
def find_on_map(request: TownRequest, town: str) -> HttpResponse:
    """Measures and goals whose names hold the words, as links that put them in the light."""
    state = read_state(request.GET)
    drawn = draw_for(request.viewer, state)
    return render(
        request, "strategy/map/_hits.html", {"hits": _hits(drawn.town_map, state), "find": state.find}
    )


@require_GET
def download_svg(request: TownRequest, town: str) -> HttpResponse:
    """The drawing as SVG."""
    drawn = draw_for(request.viewer, read_state(request.GET))
    return attachment(drawn.file.encode(), f"{_file_name()}.svg", "image/svg+xml")


@require_GET
def download_png(request: TownRequest, town: str) -> HttpResponse:
    """The drawing as PNG, two dots to a pixel; a drawing that would be illegible is refused with the way."""
    drawn = draw_for(request.viewer, read_state(request.GET))
    picture = drawn.picture
    if not fits_png(width=picture.width, height=picture.height):
        messages.info(
            request,
            _("This map is too long for a legible PNG. Close some groups, or take the drawing as SVG."),
        )
        return redirect(reverse("strategy:map", args=[town]) + drawn.state.query())
    content = png_of(drawn.file, width=picture.width, height=picture.height)
    return attachment(content, f"{_file_name()}.png", "image/png")


def _file_name() -> str:
    return _("strategy-map")


def _map_context(drawn: DrawnMap, slug: str) -> dict[str, Any]:
    state, thing = drawn.state, drawn.focused
    return {
        "drawing": drawn.markup,
        "focus": aside_of(drawn.town_map, thing, state, slug) if thing else None,
        "is_money": state.by == BY_MONEY,
        "widths": [
            {"label": label, "url": state.query(by=by), "current": state.by == by}
            for by, label in ((BY_COUNT, _("number of lines")), (BY_MONEY, _("known money")))
        ],
        "query": state.query(),
        "fits_png": fits_png(width=drawn.picture.width, height=drawn.picture.height),
        "unfocused": state.query(focus=""),
        "opens_all": state.query(opened=drawn.groups) if drawn.has_closed_groups else "",
        "closes_all": state.query(opened=()) if state.opened else "",
        "picture_url": reverse("strategy:map_picture", args=[slug]),
        "find_url": reverse("strategy:map_find", args=[slug]),
        "has_passages": bool(drawn.town_map.passages),
        "has_clashes": bool(drawn.picture.clashes),
    }


def _sentences(drawn: DrawnMap, slug: str) -> SafeString:
    """The sentences on top; each number leads to the rows or the cards that it counts."""

    def shown(about: str, number: str) -> str:
        if about == "against":
            return format_html('<a href="{}">{}</a>', reverse("strategy:conflicts", args=[slug]), number)
        rows = f"{drawn.state.query(listed=LISTS[int(about)])}&without=yes#table"
        return format_html('<a href="{}">{}</a>', rows.replace("?&", "?"), number)

    return joined_markup([" ".join(map_sentences(drawn.town_map, shown))])


def _hits(town_map: TownMap, state: MapState) -> list[dict[str, Any]]:
    words = state.find.casefold().split()
    if not words:
        return []
    found = []
    for key, thing in town_map.things.items():
        if all(word in thing.name.casefold() for word in words):
            column = COLUMN_TITLES[thing.column]
            found.append({"name": thing.name, "kind": column, "url": state.query(focus=key, find="")})
            if len(found) == FOUND:
                break
    return found


def _kept_beside_search(state: MapState) -> list[tuple[str, str]]:
    pairs = [("by", state.by), ("open", ",".join(state.opened)), ("list", state.listed)]
    return [*pairs, ("sector", state.sector_as)]


def _lists(state: MapState) -> list[dict[str, Any]]:
    return [
        {"label": title, "url": f"{state.query(listed=name)}#table", "current": state.listed == name}
        for name, title in zip(LISTS, COLUMN_TITLES, strict=True)
    ]
