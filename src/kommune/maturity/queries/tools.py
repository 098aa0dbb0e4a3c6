"""Reading introductions of tools as a person may see them."""

from uuid import UUID

from django.db.models import QuerySet

from kommune.maturity.models import (
    CandidateScore,
    RetiredThing,
    ToolCandidate,
    ToolCriterion,
    ToolIntroduction,
    ToolNeed,
    ToolStation,
    ToolUnit,
)
from kommune.maturity.rules import tools_seen_by
from kommune.maturity.shapes.tools import Retirement, Station, StationState, Verdict
from kommune.municipalities.public import Viewer

PLACES = {key: place for place, key in enumerate(Station.values)}


def visible_tools(viewer: Viewer) -> QuerySet[ToolIntroduction]:
    """The introductions that a person may see, with their measures."""
    rows: QuerySet[ToolIntroduction] = ToolIntroduction.objects.filter(tools_seen_by(viewer))
    return rows.select_related("measure")


def tool_for(viewer: Viewer, introduction_id: UUID) -> ToolIntroduction | None:
    """One introduction, or None where it is not there for this person."""
    return visible_tools(viewer).select_related("measure", "pilot_unit").filter(id=introduction_id).first()


def tool_ids_by_name() -> dict[str, UUID]:
    """The tools of the town in scope by name, for those who furnish it."""
    return dict(ToolIntroduction.objects.values_list("name", "id"))


def tool_of_measure(viewer: Viewer, measure_id: UUID) -> ToolIntroduction | None:
    """The tool that a measure introduces, if any."""
    return visible_tools(viewer).filter(measure_id=measure_id).first()


def stations_of(introduction_ids: list[UUID]) -> dict[UUID, list[ToolStation]]:
    """The stations of introductions in the order of the way; one query."""
    by_tool: dict[UUID, list[ToolStation]] = {key: [] for key in introduction_ids}
    for row in ToolStation.objects.filter(introduction_id__in=introduction_ids):
        by_tool[row.introduction_id].append(row)
    for rows in by_tool.values():
        rows.sort(key=lambda row: PLACES.get(row.station, len(PLACES)))
    return by_tool


def present_station(stations: list[ToolStation], verdict: str) -> str:
    """Where a tool stands on its way: the first station neither done nor left out; empty at the end."""
    if verdict == Verdict.NO_GO:
        return str(Station.DECISION)
    passed = {StationState.DONE, StationState.NOT_NEEDED}
    return next((row.station for row in stations if row.state not in passed), "")


def needs_of(introduction: ToolIntroduction) -> list[ToolNeed]:
    """What users said they need."""
    return list(ToolNeed.objects.filter(introduction=introduction))


def candidates_of(
    introduction: ToolIntroduction,
) -> tuple[list[ToolCandidate], list[ToolCriterion], dict[tuple[UUID, UUID], CandidateScore]]:
    """Candidates, criteria, and scores by (candidate, criterion); three queries."""
    candidates = list(ToolCandidate.objects.filter(introduction=introduction))
    criteria = list(ToolCriterion.objects.filter(introduction=introduction))
    scores = CandidateScore.objects.filter(candidate__introduction=introduction)
    return candidates, criteria, {(row.candidate_id, row.criterion_id): row for row in scores}


def retired_of(introduction: ToolIntroduction) -> list[RetiredThing]:
    """What a tool replaces."""
    return list(RetiredThing.objects.filter(introduction=introduction))


def retired_counts(introduction_ids: list[UUID]) -> dict[UUID, dict[str, int]]:
    """How many things each tool replaces, by what becomes of them; one query."""
    counts: dict[UUID, dict[str, int]] = {
        key: dict.fromkeys(Retirement.values, 0) for key in introduction_ids
    }
    rows = RetiredThing.objects.filter(introduction_id__in=introduction_ids)
    for key, state in rows.values_list("introduction_id", "state"):
        counts[key][state] += 1
    return counts


def unit_of_tool(viewer: Viewer, tool_unit_id: UUID) -> ToolUnit | None:
    """One unit in a roll-out, or None where it is not there for this person."""
    row: ToolUnit | None = (
        ToolUnit.objects.select_related("introduction__measure").filter(id=tool_unit_id).first()
    )
    if row is None or not visible_tools(viewer).filter(id=row.introduction_id).exists():
        return None
    return row


def tools_of_unit(viewer: Viewer, unit_id: UUID) -> list[ToolUnit]:
    """What is introduced in a unit, decided or under way, the next training first."""
    rows = ToolUnit.objects.filter(unit_id=unit_id, introduction__in=visible_tools(viewer).values("id"))
    rows = rows.exclude(introduction__verdict=Verdict.NO_GO).select_related("introduction")
    return list(rows.order_by("trained_on", "planned_on"))
