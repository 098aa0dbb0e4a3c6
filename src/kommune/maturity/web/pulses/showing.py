"""One survey: how far it is, opening, closing, its results, the sheet for the staff council, file, trash."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kommune.foundation.addresses import address_maker
from kommune.foundation.pages import carry_out, found, release_by_form, tell_with_undo
from kommune.maturity.actions import pulses
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.models import Pulse
from kommune.maturity.queries.pulses.blocks import blocks_of
from kommune.maturity.queries.pulses.explaining import explain_pulse
from kommune.maturity.queries.pulses.groups import plan_groups
from kommune.maturity.queries.pulses.pulses import (
    GroupSlips,
    is_overdue,
    progress_of,
    pulse_for,
    slips_of_groups,
)
from kommune.maturity.queries.pulses.replies import what_became_of_it
from kommune.maturity.queries.pulses.results import read_results
from kommune.maturity.queries.pulses.topics import minutes_for
from kommune.maturity.rules import may_run_pulses
from kommune.maturity.shapes.pulses import PulseState, in_language
from kommune.maturity.web.pulses.preparing import badge_of, pulse_crumbs
from kommune.maturity.web.pulses.result_files import result_file
from kommune.maturity.web.pulses.result_pages import results_context
from kommune.maturity.web.tabs import people_tabs
from kommune.municipalities.public import Rung, TownRequest, release, require


@require_GET
def show_pulse(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """One survey, in the state that it is in."""
    pulse = found(pulse_for(request.viewer, pulse_id))
    context: dict[str, Any] = {
        "pulse": pulse,
        "badge": badge_of(pulse),
        "may_run": may_run_pulses(request.viewer),
        "rungs": Rung.choices,
        "tabs": people_tabs(town, "pulses"),
        "crumbs": pulse_crumbs(town),
    }
    if pulse.state == PulseState.CLOSED:
        context |= results_context(request.viewer, town, pulse)
        return render(request, "maturity/pulses/results.html", context)
    context |= _asked(pulse)
    if pulse.state == PulseState.PREPARED:
        return render(request, "maturity/pulses/prepared.html", context | {"plan": plan_groups(pulse)})
    context |= {"progress": progress_of(pulse), "slips": slip_rows(request, slips_of_groups(pulse))}
    return render(request, "maturity/pulses/open.html", context)


@require_POST
def open_pulse(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """Let people answer."""
    found(pulse_for(request.viewer, pulse_id))
    carry_out(
        request,
        lambda: pulses.open_pulse(by=request.viewer, pulse_id=pulse_id),
        _("The survey is open. Now print the slips and hand them out."),
    )
    return redirect("maturity:pulse", town, pulse_id)


@require_POST
def close(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """Evaluate, then delete counts and codes."""
    pulse = found(pulse_for(request.viewer, pulse_id))
    if pulse.state == PulseState.OPEN and not is_overdue(pulse) and "is_early" not in request.POST:
        messages.info(request, _("Tick that you want to close it early. Nothing was closed."))
        return redirect("maturity:pulse", town, pulse_id)
    carry_out(
        request,
        lambda: close_pulse(by=request.viewer, pulse_id=pulse_id),
        _("The survey is closed. Codes and counts are deleted; below is what may be shown."),
    )
    return redirect("maturity:pulse", town, pulse_id)


@require_GET
def export(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """Exactly what the page shows this person, as a spreadsheet."""
    pulse = found(pulse_for(request.viewer, pulse_id))
    if pulse.state != PulseState.CLOSED:
        messages.info(request, _("There is a file when the survey is closed."))
        return redirect("maturity:pulse", town, pulse_id)
    return result_file(read_results(request.viewer, pulse), pulse, request.GET.get("kind", "xlsx"))


@require_GET
def show_sheet(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """The sheet for the staff council, made to be printed."""
    pulse = found(pulse_for(request.viewer, pulse_id))
    address = reverse("maturity:pulse", args=[town, pulse_id])
    context = {
        "pulse": pulse,
        "parts": explain_pulse(pulse),
        "crumbs": pulse_crumbs(town, (pulse.title, address)),
    }
    return render(request, "maturity/pulses/sheet.html", context)


@require_POST
def release_pulse(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """Show the survey to more or fewer people."""
    found(pulse_for(request.viewer, pulse_id))
    release_by_form(request, release, request.viewer, Pulse, pulse_id)
    return redirect("maturity:pulse", town, pulse_id)


@require_POST
def delete(request: TownRequest, town: str, pulse_id: UUID) -> HttpResponse:
    """Put a survey into the trash."""
    require(may_run_pulses(request.viewer))
    found(pulse_for(request.viewer, pulse_id))
    batch_id = pulses.delete_pulse(by=request.viewer, pulse_id=pulse_id)
    tell_with_undo(request, town, _("The survey is in the trash."), batch_id)
    return redirect("maturity:pulses", town)


def slip_rows(request: TownRequest, slips: Sequence[GroupSlips]) -> SafeString:
    """A row per group with the button that makes its slips, written straight: a city has dozens of groups."""
    address = address_maker("maturity:pulse_slips", request.town.slug)
    token, people, made = get_token(request), _("People"), _("Slips made")
    spare = format_html('<input type="hidden" name="{}" value="{}">', "spare", "1")
    return format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="end" data-label="{}">{}</td><td class="end" data-label="{}">{}'
        '</td><td class="end"><form class="inline-form" method="post" action="{}"><input type="hidden" '
        'name="csrfmiddlewaretoken" value="{}">{}<button class="link-button" type="submit">{}'
        '<span class="sr-only"> ({})</span></button></form></td></tr>',
        (
            (
                row.group.name, people, row.group.invited, made, row.made, address(row.group.id), token,
                "" if row.lacking else spare, _make_label(row), row.group.name,
            )
            for row in slips
        ),
    )  # fmt: skip


def _make_label(row: GroupSlips) -> str:
    if not row.lacking:
        return _("One to spare")
    return ngettext("Make %(n)s slip", "Make %(n)s slips", row.lacking) % {"n": row.lacking}


def _asked(pulse: Pulse) -> dict[str, Any]:
    """What is asked, in how many minutes, and what became of what was said before."""
    blocks = blocks_of(pulse)
    count = sum(len(block.questions) for block in blocks)
    told = [
        (in_language(block.title), [in_language(one.words) for one in block.questions], block.source)
        for block in blocks
    ]
    return {
        "blocks": told,
        "question_count": count,
        "minutes": minutes_for(count),
        "became": what_became_of_it(pulse),
    }
