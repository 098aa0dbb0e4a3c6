"""Tools that are not taken up as planned, as findings: there while a unit stalls, gone when it recovers."""

from collections.abc import Iterable
from uuid import UUID

from kommune.findings.public import Detected
from kommune.foundation.dates import today
from kommune.maturity.models import ToolIntroduction
from kommune.maturity.queries.adoption import adoption_of
from kommune.maturity.shapes.tools import Verdict
from kommune.municipalities.public import Rung

TOOL_STALLS = "tool_stalls"
TOOL = "tool_introduction"


def detect_tool_stalls() -> Iterable[Detected]:
    """One finding for each tool with a unit that stalls; a tool that was decided against has none.

    The new ones begin with the working group.
    """
    tools = list(ToolIntroduction.objects.exclude(verdict=Verdict.NO_GO))
    goals = _goals_of(tools)
    for key, adoption in adoption_of(tools, today()).items():
        stalling = adoption.stalling
        if not stalling:
            continue
        is_wide = len(stalling) * 2 >= sum(bool(unit.series) for unit in adoption.units)
        yield Detected(
            kind=TOOL_STALLS,
            subject_kind=TOOL,
            subject_id=str(key),
            fingerprint=f"{TOOL_STALLS}:{key}",
            severity=2 if is_wide else 1,
            released_to=Rung.WORKING_GROUP,
            evidence={
                "stalling": len(stalling),
                "units": len(adoption.units),
                "unit": stalling[0].unit.name,
            },
            proposed_goals=tuple(goals.get(key, ())),
        )


def _goals_of(tools: list[ToolIntroduction]) -> dict[UUID, list[UUID]]:
    """The goals that the measures of tools serve, by tool."""
    rows = ToolIntroduction.objects.filter(id__in=[tool.id for tool in tools]).exclude(
        measure__contributions__goal=None
    )
    goals: dict[UUID, list[UUID]] = {}
    for key, goal in rows.values_list("id", "measure__contributions__goal_id"):
        goals.setdefault(key, []).append(goal)
    return goals
