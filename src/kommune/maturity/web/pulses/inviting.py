"""Slips of a group to print, cut and hand out, or to mail one by one; shown once, since no code is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kommune.foundation.errors import DomainError
from kommune.foundation.pages import found
from kommune.foundation.qr_codes import draw_code
from kommune.maturity.actions.pulses import make_slips
from kommune.maturity.queries.pulses.codes import tidy_code
from kommune.maturity.queries.pulses.pulses import group_for
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import Invited
from kommune.maturity.web.pulses.preparing import pulse_crumbs
from kommune.municipalities.public import TownRequest, require

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person gets: code to type, address, picture to scan."""

    code: str
    address: str
    picture: SafeString


@never_cache
@require_POST
def show_slips(request: TownRequest, town: str, group_id: UUID) -> HttpResponse:
    """Make the slips that a group still lacks, or some to spare, and show them this once."""
    require(may_run_pulses(request.viewer))
    group = found(group_for(request.viewer, group_id))
    try:
        invited = make_slips(by=request.viewer, group_id=group_id, count=_spare(request))
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("maturity:pulse", town, group.pulse_id)
    back = reverse("maturity:pulse", args=[town, group.pulse_id])
    context = {
        "pulse": group.pulse,
        "group": group,
        "slips": slips_of(request, invited),
        "typed_at": request.build_absolute_uri(reverse("pulse:code", args=[town])),
        "crumbs": pulse_crumbs(town, (group.pulse.title, back)),
    }
    return render(request, "maturity/pulses/slips.html", context)


def slips_of(request: TownRequest, invited: Iterable[Invited]) -> list[Slip]:
    """A slip per code; the address is that of this installation as the person at work reached it."""
    slips = []
    for one in invited:
        path = reverse("pulse:sheet", args=[request.town.slug, tidy_code(one.code)])
        address = request.build_absolute_uri(path)
        slips.append(Slip(one.code, address, draw_code(address)))
    return slips


def _spare(request: TownRequest) -> int | None:
    """How many to spare; None asks for all that the group lacks."""
    sent = request.POST.get("spare", "")
    return min(int(sent), MOST_AT_ONCE) if sent.isascii() and sent.isdigit() else None
