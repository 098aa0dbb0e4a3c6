"""Pages for parts of a measure: its goals, its split, a status report, its release."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kommune.analysis.splits import suggest_split
from kommune.municipalities.public import TownRequest, require
from kommune.strategy.actions import measures as actions
from kommune.strategy.actions.reports import report_status
from kommune.strategy.models import Measure
from kommune.strategy.queries.measures import links_of, measure_for
from kommune.strategy.rules import may_edit_measure, may_edit_strategies
from kommune.strategy.web.measure_forms import GoalLinksForm, ReportForm, SplitForm
from kommune.strategy.web.measure_sheet import split_of
from kommune.strategy.web.pages import form_page, found, measure_crumbs, release_from_form, sent_version


@require_http_methods(["GET", "POST"])
def edit_goals(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """Say which goals a measure serves, and how much."""
    measure = found(measure_for(request.viewer, measure_id))
    require(may_edit_strategies(request.viewer))
    target = reverse("strategy:measure", args=[town, measure_id])
    links = links_of(request.viewer, measure)
    form = GoalLinksForm(request.POST or None, viewer=request.viewer, links=links)

    def save() -> str:
        actions.set_goals(by=request.viewer, measure_id=measure_id, goals=form.goals())
        return target

    context = {
        "title": _("Which goals does it serve?"),
        "crumbs": measure_crumbs(town, (measure.title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context, makes=False)


@require_http_methods(["GET", "POST"])
def edit_split(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """Split 100 % over what a measure changes; a suggestion prefills what nobody has said."""
    measure = found(measure_for(request.viewer, measure_id))
    require(may_edit_measure(request.viewer, measure))
    target = reverse("strategy:measure", args=[town, measure_id])
    shares = split_of(measure)
    suggestion = None
    if all(share is None for share in shares.values()):
        suggestion = suggest_split(measure.title, measure.aim)
        shares = dict(suggestion.percent) if suggestion else shares
    form = SplitForm(request.POST or None, shares=shares)

    def save() -> str:
        actions.split_measure(
            by=request.viewer, measure_id=measure_id, version=sent_version(request), shares=form.shares()
        )
        return target

    note = _("Shares of 100 %. Leave all empty if nobody can say yet.")
    if suggestion:
        words = sorted({word for reason in suggestion.reasons for word in reason.words})
        note = _("Suggested from the words %(words)s. Change what does not fit.") % {
            "words": ", ".join(f"„{word}“" for word in words)
        }
    context = {
        "title": _("What does it change?"),
        "version": measure.version,
        "note": note,
        "crumbs": measure_crumbs(town, (measure.title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def new_report(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """Write a status report."""
    measure = found(measure_for(request.viewer, measure_id))
    require(may_edit_measure(request.viewer, measure))
    target = reverse("strategy:measure", args=[town, measure_id])
    form = ReportForm(request.POST or None, initial={"light": measure.light})

    def save() -> str:
        report_status(
            by=request.viewer,
            measure_id=measure_id,
            light=form.cleaned_data["light"],
            text=form.cleaned_data["text"],
            reported_on=form.cleaned_data["reported_on"],
        )
        return target

    context = {
        "title": _("How does it go?"),
        "crumbs": measure_crumbs(town, (measure.title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


@require_POST
def release_measure(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """Move a measure on the release ladder."""
    found(measure_for(request.viewer, measure_id))

    release_from_form(request, Measure, measure_id)
    return redirect("strategy:measure", town, measure_id)
