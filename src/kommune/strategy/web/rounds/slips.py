"""Links of raters as slips to hand out, with codes for phones; shown once, since no token is stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from kommune.foundation.qr_codes import draw_code
from kommune.municipalities.public import TownRequest
from kommune.strategy.actions.round_sheets import NewLink


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person gets: name (may be empty), address, code."""

    name: str
    address: str
    code: SafeString


def slips_of(request: TownRequest, links: Iterable[NewLink]) -> list[Slip]:
    """A slip per link."""
    return [slip_of(request, link.name, link.token) for link in links]


def slip_of(request: TownRequest, name: str, token: str) -> Slip:
    """One slip; the address is that of this installation as the person at work reached it."""
    address = request.build_absolute_uri(reverse("rate:sheet", args=[request.town.slug, token]))
    return Slip(name, address, draw_code(address))
