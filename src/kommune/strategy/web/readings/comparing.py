"""The page that compares two editions, with a spreadsheet of the same."""

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.analysis.readings import Change, Entry, word_changes
from kommune.foundation.dates import today
from kommune.foundation.exports import XLSX_TYPE, attachment
from kommune.municipalities.public import TownRequest
from kommune.standards.spreadsheets import SheetOut, write_xlsx
from kommune.strategy.queries.editions import Edition, compare, edition_for, editions
from kommune.strategy.reading_texts import CHANGES
from kommune.strategy.shapes import ReadKind
from kommune.strategy.web.pages import strategy_crumbs

PAGE_SIZE = 100
TONES = {"same": "none", "reworded": "warn", "moved": "warn", "new": "good", "gone": "bad"}
SHOWN_WORDS = 1_500


@require_GET
def compare_editions(request: TownRequest, town: str) -> HttpResponse:
    """Choose two editions and see what differs."""
    keys = {side: request.GET.get(side, "") for side in ("old", "new")}
    old, new = (edition_for(request.viewer, keys[side]) for side in ("old", "new"))
    context: dict[str, Any] = {
        "editions": editions(request.viewer),
        "old": old,
        "new": new,
        "keys": keys,
        "crumbs": strategy_crumbs(town, (_("Compare editions"), "")),
    }
    if old is not None and new is not None:
        changes = compare(request.viewer, old, new)
        if request.GET.get("export") == "xlsx":
            return _spreadsheet(old, new, changes)
        context |= _table(request, town, keys, changes)
    return render(request, "strategy/readings/compare.html", context)


def _table(request: TownRequest, town: str, keys: dict[str, str], changes: list[Change]) -> dict[str, Any]:
    counts: Counter[str] = Counter(change.state for change in changes)
    wanted = request.GET.get("state", "")
    chosen = [change for change in changes if change.state == wanted] if wanted in CHANGES else changes
    page = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
    address = reverse("strategy:compare", args=[town])

    def link(**more: str) -> str:
        return f"{address}?{urlencode({**keys, **more})}"

    tabs = [{"label": _("All"), "count": len(changes), "current": wanted not in CHANGES, "url": link()}]
    tabs += [
        {"label": str(label), "count": counts[key], "current": wanted == key, "url": link(state=key)}
        for key, label in CHANGES.items()
    ]
    return {
        "tabs": tabs,
        "counts": {key: counts[key] for key in CHANGES},
        "page": page,
        "rows": [_row(change) for change in page],
        "export_url": link(export="xlsx"),
    }


def _row(change: Change) -> dict[str, Any]:
    shown = change.new or change.old
    return {
        "change": change,
        "label": CHANGES[change.state],
        "tone": TONES[change.state],
        "kind": ReadKind(shown.kind).label if shown else "",
        "title": _words(change, "title"),
        "text": _words(change, "text") if change.state == "reworded" else [],
    }


def _words(change: Change, name: str) -> list[tuple[str, str]]:
    """Parts of both texts; of a thing in one edition only its text as it is."""
    old, new = (str(getattr(side, name, ""))[:SHOWN_WORDS] for side in (change.old, change.new))
    if change.old is None or change.new is None:
        return [("same", new or old)]
    return [*word_changes(old, new)]


def _spreadsheet(old: Edition, new: Edition, changes: list[Change]) -> HttpResponse:
    headers = [
        _("What"),
        _("kind"),
        _("number"),
        _("Old wording"),
        _("New wording"),
        _("Old text"),
        _("New text"),
    ]

    def cells(entry: Entry | None) -> tuple[str, str]:
        return (entry.title, entry.text) if entry else ("", "")

    rows = []
    for change in changes:
        shown = change.new or change.old
        if shown is not None:
            (old_title, old_text), (new_title, new_text) = cells(change.old), cells(change.new)
            what, kind = str(CHANGES[change.state]), str(ReadKind(shown.kind).label)
            rows.append([what, kind, shown.number, old_title, new_title, old_text, new_text])
    sheet = SheetOut(name=_("Comparison"), headers=headers, rows=rows)
    return attachment(write_xlsx([sheet]), f"vergleich-{today()}.xlsx", XLSX_TYPE)
