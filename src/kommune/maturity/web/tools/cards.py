"""Tools on the home pages: what one's team gets, and for deciders what is taken up and what stalls."""

from typing import Any

from kommune.foundation.dates import today
from kommune.maturity.models import ToolUnit
from kommune.maturity.queries.adoption import adoption_of
from kommune.maturity.queries.tools import retired_counts, tools_of_unit, visible_tools
from kommune.maturity.shapes.tools import Retirement, Verdict
from kommune.maturity.web.tools.words import share_text
from kommune.municipalities.public import Viewer

SHOWN = 5


def my_teams_tools(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """What is introduced in a person's unit, the next training, and who helps."""
    if viewer.unit_id is None:
        return None
    rows = tools_of_unit(viewer, viewer.unit_id)
    if not rows:
        return None
    day = today()
    return {
        "rows": [{"row": row, "is_next": _is_ahead(row, day)} for row in rows[:SHOWN]],
        "slug": slug,
    }


def taken_up_or_not(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """Which tools are taken up, which stall, and whether anything old has gone."""
    tools = list(visible_tools(viewer).exclude(verdict=Verdict.NO_GO))
    adoptions = adoption_of(tools, today())
    counted = [tool for tool in tools if adoptions[tool.id].series]
    if not counted:
        return None
    gone = retired_counts([tool.id for tool in tools])
    rows = [
        {
            "tool": tool,
            "reach": share_text(adoptions[tool.id].reach),
            "stalling": [unit.unit.name for unit in adoptions[tool.id].stalling],
        }
        for tool in counted
    ]
    rows.sort(key=lambda row: not row["stalling"])
    return {
        "rows": rows[:SHOWN],
        "stalling": sum(bool(row["stalling"]) for row in rows),
        "counted": len(counted),
        "gone": sum(counts[Retirement.SWITCHED_OFF] for counts in gone.values()),
        "slug": slug,
    }


def _is_ahead(row: ToolUnit, day: Any) -> bool:
    return row.trained_on is not None and row.trained_on >= day
