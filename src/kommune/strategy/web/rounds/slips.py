"""Links of raters as slips to hand out, with codes for phones; shown once, since no token is stored."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

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


def draw_code(address: str) -> SafeString:
    """The address as a QR code in SVG, black on white, without any style attribute."""
    picture = segno.make(address, error="m").svg_inline(
        omitsize=True, border=2, svgclass=None, lineclass=None
    )
    return format_html(
        '<div class="qr" role="img" aria-label="{}">{}</div>', _("QR code of the link"), SafeString(picture)
    )
