"""The register of goal conflicts: as cards by severity, and as a table with its file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kommune.foundation.dates import today
from kommune.foundation.exports import table_file
from kommune.foundation.tables import table_response
from kommune.municipalities.public import TownRequest
from kommune.strategy.public import alignment_for
from kommune.strategy.queries.conflicts import (
    city_weights,
    kept_weights,
    load_register,
)
from kommune.strategy.rules import may_settle_conflicts
from kommune.strategy.web.alignment.tabs import alignment_tabs
from kommune.strategy.web.conflicts.listing import card_list, conflict_table
from kommune.strategy.web.pages import strategy_crumbs


@require_GET
def list_conflicts(request: TownRequest, town: str) -> HttpResponse:
    """Where digital goals work against the city, card by card, the severest first."""
    kind = request.GET.get("export", "")
    if kind in ("xlsx", "csv"):
        return table_file(conflict_table(request, town), kind, _("Goal conflicts"))
    register = load_register(request.viewer, today())
    lines, backing = register.lines, register.backing
    alignment = kept_weights(request.viewer) or alignment_for(request.viewer).data
    cards = card_list(request, lines, city_weights(alignment, backing.parents), backing)
    drawn = cards.drawn(town)
    if request.headers.get("HX-Target") == cards.name and not request.headers.get(
        "HX-History-Restore-Request"
    ):
        response = HttpResponse(drawn)
    else:
        context = {
            "cards": drawn,
            "figures": register.figures,
            "may_settle": may_settle_conflicts(request.viewer),
            "tabs": alignment_tabs(town, "conflicts"),
            "crumbs": strategy_crumbs(town),
        }
        response = render(request, "strategy/conflicts/list.html", context)
    patch_vary_headers(response, ["HX-Target", "HX-History-Restore-Request"])
    return response


@require_GET
def show_table(request: TownRequest, town: str) -> HttpResponse:
    """The same conflicts as a table."""
    table = conflict_table(request, town)
    kind = request.GET.get("export", "")
    if kind in table.exports:
        return table_file(table, kind, _("Goal conflicts"))
    context = {
        "tabs": alignment_tabs(town, "conflicts"),
        "crumbs": strategy_crumbs(town, (_("Goal conflicts"), reverse("strategy:conflicts", args=[town]))),
    }
    return table_response(request, table, "strategy/conflicts/table.html", context)
