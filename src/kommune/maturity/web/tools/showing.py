"""One tool: is it taken up, the course of a unit, where a figure comes from, its way into the house."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from kommune.foundation.dates import today
from kommune.foundation.tables import table_response
from kommune.foundation.templatetags.components import state
from kommune.maturity.models import ToolIntroduction
from kommune.maturity.queries.adoption import ToolAdoption, UnitAdoption, adoption_for, standing_of
from kommune.maturity.queries.answers import answers_of
from kommune.maturity.queries.tools import (
    candidates_of,
    needs_of,
    present_station,
    retired_of,
    stations_of,
    unit_of_tool,
)
from kommune.maturity.rules import may_edit_tool
from kommune.maturity.shapes.tools import Retirement, Station, StationState, Verdict
from kommune.maturity.web.tools.candidates import candidate_rows
from kommune.maturity.web.tools.charts import tool_chart, unit_chart
from kommune.maturity.web.tools.listing import retirement_badge
from kommune.maturity.web.tools.pages import seen_tool, tool_crumbs, tool_tabs, within_tool
from kommune.maturity.web.tools.units import PREFIX, unit_table
from kommune.maturity.web.tools.words import (
    STATION_TONES,
    course_badge,
    days_text,
    depth_text,
    first_use_text,
    share_text,
    stall_text,
    tool_badge,
    verdict_badge,
    week_text,
)
from kommune.municipalities.public import TownRequest

SHOWN = 5
FIGURES = {
    "reach": (
        gettext_lazy("Reach"),
        gettext_lazy(
            "Active people divided by people with access, over the last 28 days with counts. The number "
            "behind “of” is people in an average week; the span in brackets is where the true share lies "
            "with 95 % certainty if the people were a sample (Wilson)."
        ),
    ),
    "depth": (
        gettext_lazy("Depth"),
        gettext_lazy(
            "Actions divided by active people and weeks, over the last 28 days with counts. The span in "
            "brackets is the lowest and the highest week."
        ),
    ),
    "stay4": (
        gettext_lazy("Still there after 4 weeks"),
        gettext_lazy(
            "Active people in the fourth week after the start, divided by the most active people of the "
            "first four weeks. Counts cannot tell who left and who came, so it is at most this share."
        ),
    ),
    "stay12": (
        gettext_lazy("Still there after 12 weeks"),
        gettext_lazy(
            "Active people in the twelfth week after the start, divided by the most active people of the "
            "first four weeks. Counts cannot tell who left and who came, so it is at most this share."
        ),
    ),
    "first_use": (
        gettext_lazy("From training to first use"),
        gettext_lazy(
            "Days from the training of a unit to the first week with an active person; of several units the "
            "median. Units without training or counts are left out."
        ),
    ),
}  # fmt: skip


@require_GET
def show_tool(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """Is it taken up?"""
    tool = seen_tool(request, tool_id)
    adoption = adoption_for(tool, today())
    stations = stations_of([tool.id])[tool.id]
    station = present_station(stations, tool.verdict)
    context = {
        "tool": tool,
        "adoption": adoption,
        "badge": tool_badge(tool, replace(standing_of(adoption), station=station)),
        "station": Station(station).label if station else "",
        "figures": figure_rows(town, tool, adoption),
        "chart": tool_chart(tool, adoption),
        "stalling": [
            (unit.unit, [stall_text(stall) for stall in unit.stalls]) for unit in adoption.stalling[:SHOWN]
        ],
        "all_stalling": f"?{PREFIX}course=stalls#unit" if len(adoption.stalling) > SHOWN else "",
        "last_week": week_text(adoption.last_week) if adoption.last_week else "",
        "retired": retired_rows(tool),
        "answers": answers_of(tool, today()),
        "usability": list(tool.usability.all()),
        "survey": getattr(tool, "survey", None),
        "support": next((row for row in stations if row.station == Station.SUPPORT), None),
        "may_edit": may_edit_tool(request.viewer, tool),
        "tabs": tool_tabs(town, tool, "tool"),
        "crumbs": tool_crumbs(town),
    }
    return table_response(request, unit_table(request, town, adoption), "maturity/tools/tool.html", context)


@require_GET
def show_way(request: TownRequest, town: str, tool_id: UUID) -> HttpResponse:
    """How does it come into the house?"""
    tool = seen_tool(request, tool_id)
    stations = stations_of([tool.id])[tool.id]
    candidates, criteria, scores = candidates_of(tool)
    passed = {StationState.DONE, StationState.NOT_NEEDED}
    context = {
        "tool": tool,
        "stations": [
            (row, state(STATION_TONES[StationState(row.state)], row.get_state_display())) for row in stations
        ],
        "done": sum(row.state in passed for row in stations),
        "next": next((str(row) for row in stations if row.state not in passed), ""),
        "needs": needs_of(tool),
        "criteria": criteria,
        "candidates": candidate_rows(candidates, criteria, scores),
        "verdict": verdict_badge(tool),
        "is_refused": tool.verdict == Verdict.NO_GO,
        "retired": retired_rows(tool),
        "may_edit": may_edit_tool(request.viewer, tool),
        "tabs": tool_tabs(town, tool, "tool_way"),
        "crumbs": tool_crumbs(town),
    }
    return render(request, "maturity/tools/way.html", context)


@require_GET
def show_unit(request: TownRequest, town: str, tool_unit_id: UUID) -> HttpResponse:
    """The course of one unit beside its plan."""
    row = unit_of_tool(request.viewer, tool_unit_id)
    if row is None:
        raise Http404
    tool = row.introduction
    found = next(one for one in adoption_for(tool, today()).units if one.unit.id == row.id)
    context = {
        "tool": tool,
        "unit": found,
        "row": row,
        "badge": course_badge(found),
        "chart": unit_chart(tool, found),
        "facts": unit_facts(found),
        "stalls": [stall_text(stall) for stall in found.stalls],
        "may_edit": may_edit_tool(request.viewer, tool),
        "crumbs": within_tool(town, tool),
    }
    return render(request, "maturity/tools/unit.html", context)


@require_GET
def explain_figure(request: TownRequest, town: str, tool_id: UUID, figure: str) -> HttpResponse:
    """Where a figure of a tool comes from."""
    if figure not in FIGURES:
        raise Http404
    tool = seen_tool(request, tool_id)
    adoption = adoption_for(tool, today())
    title, formula = FIGURES[figure]
    values: list[tuple[Any, Any]] = [
        (unit.unit.name, figure_of(unit, figure)) for unit in adoption.units if not unit.is_small
    ]
    context = {
        "title": f"{title}: {tool.name}",
        "formula": formula,
        "values": [(_("All units together"), whole_figure(adoption, figure)), *values],
        "as_of": week_text(adoption.last_week) if adoption.last_week else "",
        "people": _("from answers to “Do you use it?”, yes and partly, in blocks of at least five")
        if adoption.is_asked
        else _("from counts by unit and week, without persons"),
        "crumbs": within_tool(town, tool),
    }
    return render(request, "foundation/explanation.html", context)


def figure_rows(
    slug: str, tool: ToolIntroduction, adoption: ToolAdoption
) -> list[tuple[Any, str | None, str]]:
    """Label, value and address of each figure of a tool."""
    return [
        (label, whole_figure(adoption, key), reverse("maturity:tool_figure", args=[slug, tool.id, key]))
        for key, (label, _formula) in FIGURES.items()
    ]


def whole_figure(adoption: ToolAdoption, figure: str) -> str | None:
    """A figure of all units together in words, None where it is unknown."""
    if figure == "depth":
        return depth_text(adoption.depth)
    if figure == "first_use":
        days, units = adoption.first_use_days, adoption.first_use_units
        return None if days is None else _("%(days)s (%(n)s units)") % {"days": days_text(days), "n": units}
    return share_text(getattr(adoption, figure))


def figure_of(unit: UnitAdoption, figure: str) -> str | None:
    """A figure of one unit in words, None where it is unknown."""
    if figure == "depth":
        return depth_text(unit.depth)
    return first_use_text(unit.first_use) if figure == "first_use" else share_text(getattr(unit, figure))


def unit_facts(unit: UnitAdoption) -> list[tuple[Any, Any]]:
    """What is known of a unit: its people, days and figures."""
    row = unit.unit
    return [
        (_("People who shall use it"), row.head_count),
        (_("Planned from"), row.planned_on),
        (_("Trained on"), row.trained_on),
        (_("Started on"), row.started_on),
        (_("Who helps"), row.helper),
        *((FIGURES[key][0], figure_of(unit, key)) for key in FIGURES),
    ]


def retired_rows(tool: ToolIntroduction) -> dict[str, Any]:
    """What a tool replaces, and whether anything goes at all."""
    rows = retired_of(tool)
    return {
        "rows": [(row, retirement_badge(row)) for row in rows],
        "goes": sum(row.state != Retirement.KEPT for row in rows),
        "gone": sum(row.state == Retirement.SWITCHED_OFF for row in rows),
    }
