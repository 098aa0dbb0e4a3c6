"""Endpoints: tools, how they are taken up by unit, and the counts behind it, to read."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field

from kommune.analysis.adoption import FLOOR, Depth, Share
from kommune.foundation.dates import today
from kommune.foundation.rest.paging import Cursor, Limit, Page, page_of
from kommune.foundation.rest.problems import found
from kommune.foundation.rest.versions import etag_of
from kommune.maturity.models import ToolIntroduction, UsageCount
from kommune.maturity.queries.adoption import ToolAdoption, UnitAdoption, adoption_of
from kommune.maturity.queries.tools import present_station, stations_of, tool_for, visible_tools
from kommune.maturity.shapes.tools import Station, Verdict
from kommune.municipalities.public import TokenRequest

router = Router(tags=["tools"])


class ShareOut(Schema):
    """A share of people, 0 … 1, with its 95 % interval."""

    value: float
    people: int
    low: float
    high: float


class DepthOut(Schema):
    """Actions per active person and week, with the lowest and the highest week."""

    value: float
    low: float
    high: float


class AdoptionOut(Schema):
    """How a tool is taken up; null is unknown."""

    last_week: date | None = Field(description="The Monday of the last week with counts.")
    from_answers: bool = Field(description="Nobody brought counts in: from answers of those who answered.")
    reach: ShareOut | None
    depth: DepthOut | None
    still_there_after_4_weeks: ShareOut | None
    still_there_after_12_weeks: ShareOut | None
    days_to_first_use: float | None = Field(description="From training; of several units the median.")


class ToolUnitOut(AdoptionOut):
    """One unit in the roll-out; those of fewer than five people are counted with the unit above."""

    id: UUID
    unit_id: UUID | None = Field(description="Null where the unit is dissolved and gone.")
    name: str
    planned_on: date | None
    trained_on: date | None
    started_on: date | None
    dissolved_on: date | None
    planned_share: float | None = Field(description="What the plan asks for in the last counted week, 0 … 1.")
    stalls: list[str] = Field(description="behind_plan, falling, not_started")


class ToolOut(AdoptionOut):
    """A tool on its way into the house."""

    id: UUID
    version: int
    measure_id: UUID
    name: str
    purpose: str
    station: Station | None = Field(description="Where it stands on its way; null at the end.")
    verdict: Verdict | None = Field(description="Null: not decided yet.")
    decided_on: date | None
    target_percent: int
    target_weeks: int
    units: list[ToolUnitOut]


class CountOut(Schema):
    """How many people of a unit used a tool in a week; never who."""

    id: int
    tool_unit_id: UUID
    week: date = Field(description="Its Monday.")
    active: int
    people: int | None = Field(description="With access; null is unknown.")
    actions: int | None
    merged_units: int = Field(description="How many smaller units are counted in.")


@router.get("/tools", response=Page[ToolOut], operation_id="list_tools")
def list_tools(request: TokenRequest, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
    """Tools whose measure the token sees, each with its units."""
    return page_of(visible_tools(request.auth.reader), tools_out, cursor, limit)


@router.get("/tools/{uuid:tool_id}", response=ToolOut, operation_id="read_tool")
def read_tool(request: TokenRequest, response: HttpResponse, tool_id: UUID) -> ToolOut:
    """One tool with its units."""
    (told,) = tools_out([found(tool_for(request.auth.reader, tool_id))])
    response["ETag"] = etag_of(told)
    return told


@router.get("/tools/{uuid:tool_id}/counts", response=Page[CountOut], operation_id="list_tool_counts")
def list_counts(
    request: TokenRequest, tool_id: UUID, limit: Limit = 50, cursor: Cursor = ""
) -> dict[str, Any]:
    """The counts of a tool by unit and week, as far as its page shows them."""
    tool = found(tool_for(request.auth.reader, tool_id))
    shown = Q(tool_unit__head_count=None) | Q(tool_unit__head_count__gte=FLOOR)
    rows = UsageCount.objects.filter(shown, tool_unit__introduction=tool)
    return page_of(rows, lambda page: [CountOut.model_validate(row) for row in page], cursor, limit)


def tools_out(rows: Sequence[ToolIntroduction]) -> list[ToolOut]:
    """Tools with their adoption; a fixed number of queries whatever their number."""
    adoptions = adoption_of(rows, today())
    stations = stations_of([row.id for row in rows])
    plain = ("id", "version", "measure_id", "name", "purpose", "decided_on", "target_percent", "target_weeks")
    told = []
    for row in rows:
        adoption, station = adoptions[row.id], present_station(stations[row.id], row.verdict)
        told.append(
            ToolOut(
                **{name: getattr(row, name) for name in plain},
                **_figures(adoption, adoption.first_use_days),
                station=Station(station) if station else None,
                verdict=Verdict(row.verdict) if row.verdict else None,
                units=[unit_out(unit) for unit in adoption.units if not unit.is_small],
            )
        )
    return told


def unit_out(unit: UnitAdoption) -> ToolUnitOut:
    """One unit of a roll-out with its figures."""
    plain = ("id", "unit_id", "name", "planned_on", "trained_on", "started_on", "dissolved_on")
    return ToolUnitOut(
        **{name: getattr(unit.unit, name) for name in plain},
        **_figures(unit, unit.first_use.days if unit.first_use else None),
        planned_share=unit.expected,
        stalls=[stall.kind for stall in unit.stalls],
    )


def _figures(one: ToolAdoption | UnitAdoption, days: float | None) -> dict[str, Any]:
    return {
        "last_week": one.last_week,
        "from_answers": one.is_asked,
        "reach": _share(one.reach),
        "depth": _depth(one.depth),
        "still_there_after_4_weeks": _share(one.stay4),
        "still_there_after_12_weeks": _share(one.stay12),
        "days_to_first_use": days,
    }


def _share(share: Share | None) -> ShareOut | None:
    return ShareOut(value=share.value, people=share.n, low=share.low, high=share.high) if share else None


def _depth(depth: Depth | None) -> DepthOut | None:
    return DepthOut(value=depth.value, low=depth.low, high=depth.high) if depth else None
