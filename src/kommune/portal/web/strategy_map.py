"""The strategy map for everybody: which measure serves which goal, drawn and in words."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kommune.foundation.addresses import address_maker
from kommune.foundation.markup import joined_markup
from kommune.municipalities.public import TownRequest, stranger
from kommune.portal.web.pages import language_of, public_page, render_page
from kommune.strategy.public import public_strategy_map

SHOWN = 200


@public_page
def show_map(request: TownRequest, town: str) -> HttpResponse:
    """What the town released to the public, as a map without script and as a list."""
    lang = f"?lang={language_of(request)}" if "lang" in request.GET else ""
    measure, goal = address_maker("portal:measure", town), address_maker("portal:goal", town)

    def address(is_measure: bool, key: UUID) -> str:
        return f"{measure(key) if is_measure else goal(key)}{lang}"

    found = public_strategy_map(stranger(request.town.id), address)
    lines = found.lines if found else ()
    measures = [line for line in lines if line.is_measure]
    context = {
        "drawing": joined_markup([found.drawing]) if found else "",
        "parts": [
            (_("Measures"), measures[:SHOWN]),
            (_("Digital goals"), [line for line in lines if not line.is_measure][:SHOWN]),
        ],
        "n_measures": len(measures) if len(measures) > SHOWN else 0,
    }
    return render_page(request, "portal/strategy_map.html", context)
