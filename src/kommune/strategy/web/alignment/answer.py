"""The answer: does the digital strategy carry the city's goals, what misses them, what works against them."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.foundation.tables import table_response
from kommune.municipalities.public import TownRequest
from kommune.strategy.public import KeptAlignment, alignment_for
from kommune.strategy.queries.alignment import SECTOR_ROLES
from kommune.strategy.rules import may_edit_strategies, sees_part
from kommune.strategy.web.alignment.exports import alignment_file
from kommune.strategy.web.alignment.figures import (
    alignment_rows,
    guard_notes,
    sector_query,
    top_sentences,
)
from kommune.strategy.web.alignment.goal_table import goal_table
from kommune.strategy.web.alignment.names import goal_names, measure_names
from kommune.strategy.web.alignment.tabs import alignment_tabs
from kommune.strategy.web.alignment.weights import strategy_titles, weights_told

SHOWN = 12


def chosen_sector(request: TownRequest) -> str:
    """On which side sector goals stand, as the address says."""
    wanted = request.GET.get("sector", "")
    return wanted if wanted in SECTOR_ROLES else SECTOR_ROLES[0]


@require_GET
def show_alignment(request: TownRequest, town: str) -> HttpResponse:
    """Three sentences, eight figures, the city's goals, what serves none of them."""
    viewer = request.viewer
    kept = alignment_for(viewer, chosen_sector(request))
    data = kept.data
    goals = goal_names(viewer, town, _goals_named(kept))
    table = goal_table(request, town, kept, goals)
    export = request.GET.get("export", "")
    if export:
        return alignment_file(kept, table, export)
    lost = measure_names(viewer, town, data["without_goal"][:SHOWN])
    context: dict[str, Any] = {
        "kept": kept,
        "tabs": alignment_tabs(town, "alignment"),
        "sentences": top_sentences(kept, goals, town),
        "figures": alignment_rows(kept, town),
        "guard": guard_notes(kept),
        "weights": data["weights"],
        "weights_told": weights_told(data["weights"]["origins"], strategy_titles(data["weights"]["origins"])),
        "orphan_digital": [goals[key] for key in data["orphan_digital"][:SHOWN] if key in goals],
        "n_orphan_digital": len(data["orphan_digital"]),
        "without_goal": [lost[key] for key in data["without_goal"][:SHOWN] if key in lost],
        "n_without_goal": data["n_without_goal"],
        "sectors": _sector_switch(kept) if data["has_sector"] else [],
        "sector_query": sector_query(kept.sector_as),
        "may_edit": may_edit_strategies(viewer),
        "sees_part": sees_part(viewer),
        "is_empty": not (data["n_city"] and (data["n_digital"] or data["n_measures"])),
        "says_nothing": not (kept.is_rated or kept.value("coverage")),
    }
    return table_response(request, table, "strategy/alignment/answer.html", context)


def _goals_named(kept: KeptAlignment) -> set[str]:
    data = kept.data
    named = {one["id"] for row in data["goals"] for side in ("carry", "oppose") for one in row[side]}
    worst = {key for one in data["conflicts"][:1] for key in (one["digital"], one["city"])}
    return named | worst | set(data["orphan_digital"][:SHOWN])


def _sector_switch(kept: KeptAlignment) -> list[dict[str, Any]]:
    labels = {"digital": _("with the digital goals"), "city": _("with the city goals")}
    return [
        {"label": labels[role], "url": sector_query(role) or "?", "current": role == kept.sector_as}
        for role in SECTOR_ROLES
    ]
