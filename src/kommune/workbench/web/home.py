"""The home pages: where do we stand (for those who decide), what is mine (for those who do the work)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kommune.foundation.navigation import home_cards
from kommune.municipalities.public import Role, TownRequest

DECIDERS = "deciders"
EMPLOYEES = "employees"
STARTS_WITH_OVERVIEW = {Role.ADMINISTRATION, Role.STRATEGY_LEAD, Role.COUNCIL_MEMBER}


@require_GET
def show_home(request: TownRequest, town: str) -> HttpResponse:
    """The home page that fits the person's role; she may look at the other one."""
    first = DECIDERS if request.viewer.role in STARTS_WITH_OVERVIEW else EMPLOYEES
    chosen = request.GET.get("view", first)
    home = chosen if chosen in (DECIDERS, EMPLOYEES) else first
    cards = []
    for card in home_cards(home):
        content = card.build(request.viewer, town)
        if content is not None:
            cards.append({"template": card.template, "content": content})
    context = {"home": home, "cards": cards, "may_switch": request.viewer.role != Role.COUNCIL_MEMBER}
    return render(request, "workbench/home.html", context)
