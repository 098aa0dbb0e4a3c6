"""Changing a tool: plan, decision, stations, parts, trash."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from kommune.foundation.dates import today
from kommune.maturity.actions import tool_parts, tools
from kommune.maturity.actions.usability import record_usability
from kommune.maturity.models import ToolStation
from kommune.maturity.shapes.tools import Station
from kommune.maturity.web.tools.forms import (
    FORMS,
    NEW_FORMS,
    DecisionForm,
    StationForm,
    ToolPlanForm,
    UsabilityForm,
)
from kommune.maturity.web.tools.pages import edited_tool, press_button, save_form, within_tool
from kommune.municipalities.public import TownRequest

TITLES: dict[str, str | Promise] = {
    "need": gettext_lazy("What do users need, in their words?"),
    "criterion": gettext_lazy("What do we compare by?"),
    "candidate": gettext_lazy("What could meet the need?"),
    "unit": gettext_lazy("When does the unit start?"),
    "retired": gettext_lazy("What does the tool replace?"),
}
STATION_QUESTIONS: dict[str, str | Promise] = {
    Station.NEED: gettext_lazy("Is the need understood?"),
    Station.CANDIDATES: gettext_lazy("Are candidates compared?"),
    Station.DATA_PROTECTION: gettext_lazy("What does data protection say?"),
    Station.STAFF_COUNCIL: gettext_lazy("What does the staff council say?"),
    Station.ACCESSIBILITY: gettext_lazy("Can everybody use it?"),
    Station.PILOT: gettext_lazy("What does the pilot team say?"),
    Station.TRAINING: gettext_lazy("Who is trained how?"),
    Station.DECISION: gettext_lazy("Is it decided?"),
    Station.ROLLOUT: gettext_lazy("How far is the roll-out?"),
    Station.SUPPORT: gettext_lazy("Who helps whom?"),
    Station.RETIRED: gettext_lazy("Is the old switched off?"),
}


@require_http_methods(["GET", "POST"])
def edit(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Name, purpose, plan, pilot."""
    tool = edited_tool(request, tool_id)
    version, crumbs = tool.version, within_tool(town, tool)
    form = ToolPlanForm(
        request.POST or None,
        instance=tool,
        initial={
            "pilot_unit_id": tool.pilot_unit_id,
            "pilot_from": tool.pilot_from,
            "pilot_to": tool.pilot_to,
        },
    )

    def save(seen: int) -> str:
        tools.edit_tool(by=request.viewer, introduction_id=tool_id, version=seen, values=form.cleaned_data)
        return reverse("maturity:tool", args=[town, tool_id])

    return save_form(request, form, save, _context(town, tool_id, crumbs, _("Tool and plan"), version))


@require_http_methods(["GET", "POST"])
def decide(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Go, go with conditions or no-go."""
    tool = edited_tool(request, tool_id)
    version, crumbs = tool.version, within_tool(town, tool)
    form = DecisionForm(request.POST or None, instance=tool)

    def save(seen: int) -> str:
        values = {key: value for key, value in form.cleaned_data.items() if value is not None}
        tools.decide_tool(by=request.viewer, introduction_id=tool_id, version=seen, values=values)
        return reverse("maturity:tool_way", args=[town, tool_id])

    context = _context(town, tool_id, crumbs, _("Go or no-go?"), version)
    context["note"] = _("The decision and its reasons stand in the history. A no-go is a result too.")
    return save_form(request, form, save, context)


@require_http_methods(["GET", "POST"])
def edit_station(request: TownRequest, town: str, tool_id: UUID, station: str) -> HttpResponse:
    """How far is a station?"""
    tool = edited_tool(request, tool_id)
    row = ToolStation.objects.filter(introduction=tool, station=station).first()
    if row is None:
        raise Http404
    version = row.version
    form = StationForm(request.POST or None, instance=row)

    def save(seen: int) -> str:
        tool_parts.save_station(
            by=request.viewer,
            introduction_id=tool_id,
            station=station,
            version=seen,
            values=form.cleaned_data,
        )
        return reverse("maturity:tool_way", args=[town, tool_id])

    title = f"{Station(station).label}: {STATION_QUESTIONS[station]}"
    return save_form(request, form, save, _context(town, tool_id, within_tool(town, tool), title, version))


@require_http_methods(["GET", "POST"])
def add_part(request: TownRequest, town: str, tool_id: UUID, part: str) -> HttpResponse:
    """Add a need, criterion, candidate, unit or something that is retired."""
    tool = edited_tool(request, tool_id)
    if part not in NEW_FORMS:
        raise Http404
    form = NEW_FORMS[part](request.POST or None)

    def save(_seen: int) -> str:
        tool_parts.add_part(by=request.viewer, introduction_id=tool_id, part=part, values=form.cleaned_data)
        return _after(town, tool_id, part)

    context = _context(town, tool_id, within_tool(town, tool), TITLES[part], 0)
    return save_form(request, form, save, {**context, "cancel_url": _after(town, tool_id, part)})


@require_http_methods(["GET", "POST"])
def edit_part(request: TownRequest, town: str, tool_id: UUID, part: str, part_id: UUID) -> HttpResponse:
    """Change a part."""
    tool = edited_tool(request, tool_id)
    row = _part(tool_id, part, part_id)
    if part not in FORMS:
        raise Http404
    version = row.version
    form = FORMS[part](request.POST or None, instance=row)

    def save(seen: int) -> str:
        tool_parts.edit_part(
            by=request.viewer, part=part, part_id=part_id, version=seen, values=form.cleaned_data
        )
        return _after(town, tool_id, part)

    context = _context(town, tool_id, within_tool(town, tool), TITLES[part], version)
    delete_url = reverse("maturity:tool_part_delete", args=[town, tool_id, part, part_id])
    return save_form(
        request, form, save, {**context, "cancel_url": _after(town, tool_id, part), "delete_url": delete_url}
    )


@require_http_methods(["GET", "POST"])
def add_usability(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Reckon a usability score from answer sheets."""
    tool = edited_tool(request, tool_id)
    form = UsabilityForm(request.POST or None, initial={"measured_on": today()})

    def save(_seen: int) -> str:
        record_usability(by=request.viewer, introduction_id=tool_id, **form.cleaned_data)
        return _after(town, tool_id, "usability")

    title = _("How usable do people find “%(name)s”?") % {"name": tool.name}
    context = _context(town, tool_id, within_tool(town, tool), title, 0)
    context["note"] = _(
        "Reckoned by the rule of the System Usability Scale (Brooke 1996): 0 to 100 points, about 68 is "
        "ordinary. The ten questions are not shipped; use them as your town may."
    )
    return save_form(request, form, save, {**context, "cancel_url": _after(town, tool_id, "usability")})


@require_POST
def delete_part(request: TownRequest, town: str, tool_id: UUID, part: str, part_id: UUID) -> HttpResponse:
    """Delete a part, with the way back."""
    edited_tool(request, tool_id)
    _part(tool_id, part, part_id)
    press_button(
        request,
        lambda: tool_parts.delete_part(by=request.viewer, part=part, part_id=part_id),
        _("Deleted."),
    )
    return redirect(_after(town, tool_id, part))


@require_POST
def delete(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Put a tool's introduction into the trash; the measure stays."""
    edited_tool(request, tool_id)
    press_button(
        request,
        lambda: tools.delete_tool(by=request.viewer, introduction_id=tool_id),
        _("The introduction of the tool is in the trash, its measure stays."),
    )
    return redirect("maturity:tools", town)


def _part(tool_id: UUID, part: str, part_id: UUID) -> Any:
    model: type[Model] | None = tool_parts.PARTS.get(part)
    row = model._default_manager.filter(pk=part_id, introduction_id=tool_id).first() if model else None
    if row is None:
        raise Http404
    return row


def _after(town: str, tool_id: UUID, part: str) -> str:
    """Units and scores stand on the page of use, all else on the way."""
    name = "tool" if part in {"unit", "usability"} else "tool_way"
    return f"{reverse(f'maturity:{name}', args=[town, tool_id])}#{part}"


def _context(town: str, tool_id: UUID, crumbs: Any, title: Any, version: int) -> dict[str, Any]:
    cancel = reverse("maturity:tool_way", args=[town, tool_id])
    return {"title": title, "version": version, "crumbs": crumbs, "cancel_url": cancel}
