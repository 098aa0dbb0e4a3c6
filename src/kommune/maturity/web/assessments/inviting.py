"""Inviting people to an assessment: slips, one code for a room, a new link, taking somebody out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.foundation.pages import carry_out, found
from kommune.maturity.actions import assessment_sheets as actions
from kommune.maturity.actions.assessments import remember_groups
from kommune.maturity.models import Assessment
from kommune.maturity.queries.assessments.links import member_token, room_token
from kommune.maturity.queries.assessments.reading import (
    assessment_for,
    assessment_of_person,
    own_sheets,
)
from kommune.maturity.rules import may_run_assessments
from kommune.maturity.web.assessments.forms import InviteForm
from kommune.maturity.web.assessments.slips import sheet_slip, sheet_slips
from kommune.maturity.web.assessments.words import Crumbs, place_crumbs
from kommune.municipalities.public import (
    TownRequest,
    choose_members,
    choose_units,
    member_ids_of_units,
    require,
)


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """Ask for units, people and names; the answer to the form is the slips, this once."""
    require(may_run_assessments(request.viewer))
    assessment = found(assessment_for(request.viewer, assessment_id))
    form = InviteForm(
        request.POST or None,
        units=choose_units(),
        members=choose_members(),
        initial={"units": assessment.groups},
    )
    if request.method == "POST" and form.is_valid():
        try:
            links = _invited(request, assessment, form)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _slips_page(request, assessment, links)
    target = reverse("maturity:assessment", args=[town, assessment_id])
    context = {
        "form": form,
        "assessment": assessment,
        "title": _("Who shall answer?"),
        "submit_label": _("Make the slips"),
        "crumbs": _crumbs(town, assessment),
        "cancel_url": target,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "maturity/assessments/invite.html", context, status=status)


@require_GET
def show_room(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """One code for everybody in the room, to put on the wall."""
    require(may_run_assessments(request.viewer))
    assessment = found(assessment_for(request.viewer, assessment_id))
    context = {
        "assessment": assessment,
        "slip": sheet_slip(request, "", room_token(assessment_id)),
        "crumbs": _crumbs(town, assessment),
    }
    return render(request, "maturity/assessments/room.html", context)


@never_cache
@require_POST
def renew_link(request: TownRequest, town: str, sheet_id: UUID) -> HttpResponse:
    """A new slip for somebody who lost hers."""
    require(may_run_assessments(request.viewer))
    assessment = found(assessment_of_person(request.viewer, sheet_id))
    try:
        link = actions.renew_link(by=request.viewer, person_id=sheet_id)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("maturity:assessment", town, assessment.id)
    return _slips_page(request, assessment, [link])


@require_POST
def withdraw(request: TownRequest, town: str, sheet_id: UUID) -> HttpResponse:
    """Take somebody out of the assessment with her sheet."""
    require(may_run_assessments(request.viewer))
    assessment = found(assessment_of_person(request.viewer, sheet_id))
    carry_out(
        request,
        lambda: actions.withdraw_person(by=request.viewer, person_id=sheet_id),
        _("The person was taken out; the link no longer works."),
    )
    return redirect("maturity:assessment", town, assessment.id)


@never_cache
@require_GET
def go_to_own_sheet(request: TownRequest, town: str, assessment_id: UUID) -> HttpResponse:
    """To the sheet of the person who is signed in."""
    mine = [one for one in own_sheets(request.viewer) if one.assessment_id == assessment_id]
    sheet = found(mine[0] if mine else None)
    return redirect("assess:sheet", town, member_token(assessment_id, sheet.id))


def _invited(request: TownRequest, assessment: Assessment, form: InviteForm) -> list[actions.SheetLink]:
    values = form.cleaned_data
    units = values.get("units", [])
    links = actions.invite_people(
        by=request.viewer,
        assessment_id=assessment.id,
        member_ids=member_ids_of_units(units) | set(values["members"]),
        names=values["names"].splitlines(),
        unnamed=values["unnamed"] or 0,
    )
    if units:
        remember_groups(by=request.viewer, assessment_id=assessment.id, unit_ids=units)
    return links


def _slips_page(request: TownRequest, assessment: Assessment, links: list[actions.SheetLink]) -> HttpResponse:
    context = {
        "assessment": assessment,
        "slips": sheet_slips(request, links),
        "crumbs": _crumbs(request.town.slug, assessment),
    }
    return render(request, "maturity/assessments/slips.html", context)


def _crumbs(town: str, assessment: Assessment) -> Crumbs:
    address = reverse("maturity:assessment", args=[town, assessment.id])
    return place_crumbs(town, (assessment.title, address))
