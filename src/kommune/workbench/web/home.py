"""The home pages: where do we stand (for those who decide), what is mine (for those who do the work)."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from kommune.audit.public import revision
from kommune.foundation.dates import today
from kommune.foundation.navigation import HomeCard, home_cards
from kommune.municipalities.public import Role, TownRequest, Viewer

DECIDERS = "deciders"
EMPLOYEES = "employees"
STARTS_WITH_OVERVIEW = {Role.ADMINISTRATION, Role.STRATEGY_LEAD, Role.COUNCIL_MEMBER}
BLOCKS_KEPT = 512


@require_GET
def show_home(request: TownRequest, town: str) -> HttpResponse:
    """The home page that fits the person's role; she may look at the other one."""
    first = DECIDERS if request.viewer.role in STARTS_WITH_OVERVIEW else EMPLOYEES
    chosen = request.GET.get("view", first)
    home = chosen if chosen in (DECIDERS, EMPLOYEES) else first
    cards = []
    state = (revision(request.town.id), today(), get_language())
    for card in home_cards(home):
        if card.is_kept:
            content = _built_at(card, request.viewer, town, *state)
        else:
            content = card.build(request.viewer, town)
        if content is not None:
            cards.append({"template": card.template, "content": content})
    context = {"home": home, "cards": cards, "may_switch": request.viewer.role != Role.COUNCIL_MEMBER}
    return render(request, "workbench/home.html", context)


@lru_cache(maxsize=BLOCKS_KEPT)
def _built_at(
    card: HomeCard, viewer: Viewer, slug: str, _revision: int, _day: date, _language: str | None
) -> dict[str, Any] | None:
    return card.build(viewer, slug)
