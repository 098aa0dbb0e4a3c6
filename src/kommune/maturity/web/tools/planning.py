"""What spares typing: several units at once, the usual criteria; and the counts of a tool as a file."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kommune.foundation.dates import today
from kommune.foundation.exports import XLSX_TYPE, attachment
from kommune.maturity.actions.tool_parts import plan_units, take_usual_criteria
from kommune.maturity.models import ToolUnit
from kommune.maturity.queries.adoption import adoption_of
from kommune.maturity.web.tools.forms import SeveralUnitsForm
from kommune.maturity.web.tools.pages import edited_tool, press_button, save_form, seen_tool, within_tool
from kommune.maturity.web.tools.words import week_text
from kommune.municipalities.public import TownRequest
from kommune.standards.spreadsheets import SheetOut, write_csv, write_xlsx


@require_http_methods(["GET", "POST"])
def plan_several(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Which units come into the roll-out together?"""
    tool = edited_tool(request, tool_id)
    planned = set(ToolUnit.objects.filter(introduction=tool).values_list("unit_id", flat=True))
    form = SeveralUnitsForm(request.POST or None, planned=planned)
    target = reverse("maturity:tool", args=[town, tool_id]) + "#unit"

    def save(_version: int) -> str:
        values = dict(form.cleaned_data)
        unit_ids = values.pop("unit_ids")
        plan_units(by=request.viewer, introduction_id=tool_id, unit_ids=unit_ids, values=values)
        return target

    context: dict[str, Any] = {
        "title": _("Which units start together?"),
        "note": _("Units that are in the roll-out already are left out here."),
        "version": 0,
        "crumbs": within_tool(town, tool),
        "cancel_url": target,
    }
    return save_form(request, form, save, context)


@require_POST
def add_usual_criteria(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Take over the criteria that every town compares by."""
    edited_tool(request, tool_id)
    press_button(
        request,
        lambda: take_usual_criteria(by=request.viewer, introduction_id=tool_id),
        _("The usual criteria are there. Change or delete what does not fit."),
    )
    return redirect(reverse("maturity:tool_way", args=[town, tool_id]) + "#candidate")


@require_GET
def export_counts(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """The counts behind the page by unit and week, as far as the page shows them."""
    tool = seen_tool(request, tool_id)
    headers = [
        _("Unit"), _("Week"), _("Monday"), _("Active people"), _("People with access"), _("Actions"),
        _("Source"),
    ]  # fmt: skip
    rows: list[list[Any]] = [
        [
            unit.unit.name, week_text(count.week), count.week, count.active, count.people, count.actions,
            _("answers") if unit.is_asked else pgettext("source", "counts"),
        ]
        for unit in adoption_of([tool], today())[tool.id].units
        if not unit.is_small
        for count in unit.series
    ]  # fmt: skip
    name = f"{slugify(tool.name)}-{today()}"
    if request.GET.get("kind") == "csv":
        return attachment(write_csv(headers, rows), f"{name}.csv", "text/csv; charset=utf-8")
    content = write_xlsx([SheetOut(name=_("Use"), headers=headers, rows=rows)])
    return attachment(content, f"{name}.xlsx", XLSX_TYPE)
