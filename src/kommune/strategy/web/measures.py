"""Pages of measures: list, fact sheet, making, changing, bulk edits, trash."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.errors import DomainError
from kommune.foundation.exports import table_file
from kommune.foundation.ids import parse_id
from kommune.foundation.tables import table_response
from kommune.municipalities.public import Rung, TownRequest, release, require
from kommune.strategy.actions import measures as actions
from kommune.strategy.measure_links import links_beside
from kommune.strategy.models import Measure
from kommune.strategy.queries.conflicts import hits_of_measure
from kommune.strategy.queries.measures import measure_for, reports_of
from kommune.strategy.queries.rated_lines import lines_of_measure
from kommune.strategy.rules import may_edit_measure, may_edit_strategies, may_see_raters
from kommune.strategy.shapes import ENDED_PHASES
from kommune.strategy.web.conflicts.words import told_hits
from kommune.strategy.web.measure_forms import MeasureForm
from kommune.strategy.web.measure_sheet import fact_groups, split_bars
from kommune.strategy.web.measure_table import light_badge, measure_table
from kommune.strategy.web.pages import form_page, found, measure_crumbs, put_into_trash, sent_version
from kommune.strategy.web.ratings.told import told_contributions


@require_GET
def list_measures(request: TownRequest, town: str) -> HttpResponse:
    """All measures: search, filter, sort, choose, take along."""
    table = measure_table(request, town)
    kind = request.GET.get("export", "")
    if kind in table.exports:
        return table_file(table, kind, _("Measures"))
    context = {"may_edit": may_edit_strategies(request.viewer)}
    return table_response(request, table, "strategy/measures.html", context)


@require_GET
def show_measure(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """The fact sheet of a measure."""
    measure = found(measure_for(request.viewer, measure_id))
    costs = list(measure.costs.all())
    may_edit = may_edit_measure(request.viewer, measure)
    lines = lines_of_measure(request.viewer, measure)
    context = {
        "measure": measure,
        "beside": links_beside(request.viewer, town, measure_id, may_edit=may_edit),
        "light": light_badge(measure.light),
        "groups": fact_groups(measure, request.viewer),
        "costs": costs,
        "cost_total": sum(cost.amount_cents for cost in costs) if costs else None,
        "links": told_contributions(town, lines, from_goal=False),
        "hits": told_hits(hits_of_measure(request.viewer, measure)),
        "reports": reports_of(measure),
        "split": split_bars(measure),
        "may_edit": may_edit,
        "may_steer": may_edit_strategies(request.viewer),
        "sees_raters": may_see_raters(request.viewer),
        "is_ended": measure.phase in ENDED_PHASES,
        "rungs": Rung.choices,
        "crumbs": measure_crumbs(town),
    }
    return render(request, "strategy/measure.html", context)


@require_http_methods(["GET", "POST"])
def new_measure(request: TownRequest, town: str) -> HttpResponse:
    """Begin a measure."""
    if not may_edit_strategies(request.viewer):
        raise PermissionDenied
    require(may_edit_strategies(request.viewer))
    form = MeasureForm(request.POST or None, viewer=request.viewer, costs={})

    def save() -> str:
        measure_id = actions.create_measure(
            by=request.viewer,
            values=form.values(),
            unit_ids=form.cleaned_data["unit_ids"],
            costs=form.costs(),
        )
        return reverse("strategy:measure", args=[town, measure_id])

    context = {
        "title": _("New measure"),
        "crumbs": measure_crumbs(town),
        "cancel_url": reverse("strategy:measures", args=[town]),
    }
    return form_page(request, form, save, context)


@require_http_methods(["GET", "POST"])
def edit(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """Change the fact sheet of a measure."""
    measure = found(measure_for(request.viewer, measure_id))
    require(may_edit_measure(request.viewer, measure))
    version, target = measure.version, reverse("strategy:measure", args=[town, measure_id])
    form = MeasureForm(
        request.POST or None,
        viewer=request.viewer,
        instance=measure,
        costs={cost.year: cost.amount_cents for cost in measure.costs.all()},
        initial=_initial(measure),
    )

    def save() -> str:
        actions.edit_measure(
            by=request.viewer,
            measure_id=measure_id,
            version=sent_version(request),
            values=form.values(),
            unit_ids=form.cleaned_data["unit_ids"],
            costs=form.costs(),
        )
        return target

    context = {
        "title": str(measure),
        "version": version,
        "crumbs": measure_crumbs(town, (measure.title, target)),
        "cancel_url": target,
    }
    return form_page(request, form, save, context)


def _initial(measure: Measure) -> dict[str, Any]:
    names = ("strategy_id", "field_id", "lead_unit_id", "owner_id")
    units = [str(row.unit_id) for row in measure.participations.all()]
    return {**{name: getattr(measure, name) for name in names}, "unit_ids": units}


@require_POST
def delete(request: TownRequest, town: str, measure_id: UUID) -> HttpResponse:
    """Put a measure into the trash."""
    found(measure_for(request.viewer, measure_id))
    is_gone = put_into_trash(
        request,
        lambda: actions.delete_measures(by=request.viewer, measure_ids=[measure_id]),
        _("The measure is in the trash and can be restored there."),
    )
    return redirect("strategy:measures", town) if is_gone else redirect("strategy:measure", town, measure_id)


@require_POST
def bulk_edit(request: TownRequest, town: str) -> HttpResponse:
    """Do the same with several measures; all or nothing."""
    table = measure_table(request, town)
    ids = [row.pk for row in table.selected_rows()]
    key = request.POST.get("action", "")
    value = request.POST.get(key, "")
    if not ids:
        messages.warning(request, _("No measure was chosen."))
        return redirect("strategy:measures", town)
    if key == "delete":
        _delete_together(request, ids)
    else:
        _change_together(request, key, value, ids)
    back = reverse("strategy:measures", args=[town])
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{back}?{query}" if query else back)


def _delete_together(request: TownRequest, ids: list[UUID]) -> None:
    done = ngettext("%(n)s measure is in the trash.", "%(n)s measures are in the trash.", len(ids))
    put_into_trash(
        request,
        lambda: actions.delete_measures(by=request.viewer, measure_ids=ids),
        done % {"n": len(ids)},
    )


def _change_together(request: TownRequest, key: str, value: str, ids: list[UUID]) -> None:
    try:
        count = _bulk(request, key, value, ids)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        text = ngettext("%(n)s measure changed.", "%(n)s measures changed.", count) % {"n": count}
        messages.success(request, text)


def _bulk(request: TownRequest, key: str, value: str, ids: list[UUID]) -> int:
    if key == "released_to":
        return release(
            by=request.viewer, model=Measure, ids=ids, to=value, reason=_("released together in the list")
        )
    if key == "phase":
        return actions.edit_measures(by=request.viewer, measure_ids=ids, values={"phase": value})
    if key in ("lead_unit_id", "owner_id"):
        chosen = parse_id(value)
        return actions.edit_measures(by=request.viewer, measure_ids=ids, values={key: chosen})
    return 0
