"""Links to sheets as slips to hand out, with codes for phones; shown once, since no token is stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from kommune.foundation.qr_codes import draw_code
from kommune.maturity.actions.assessment_sheets import SheetLink
from kommune.municipalities.public import TownRequest


@dataclass(frozen=True, slots=True)
class SheetSlip:
    """What one person gets: name (may be empty), address, code."""

    name: str
    address: str
    code: SafeString


def sheet_slips(request: TownRequest, links: Iterable[SheetLink]) -> list[SheetSlip]:
    """A slip per link."""
    return [sheet_slip(request, link.name, link.token) for link in links]


def sheet_slip(request: TownRequest, name: str, token: str) -> SheetSlip:
    """One slip; the address is that of this installation as the person at work reached it."""
    address = request.build_absolute_uri(reverse("assess:sheet", args=[request.town.slug, token]))
    return SheetSlip(name, address, draw_code(address))
