"""Tools on the home pages: what one's team gets, and for deciders what is taken up and what stalls."""

from datetime import date
from typing import Any

from kommune.foundation.dates import today
from kommune.maturity.models import ToolUnit
from kommune.maturity.queries.adoption import tool_standings
from kommune.maturity.queries.tools import tools_of_unit, visible_tools
from kommune.maturity.shapes.tools import Retirement, Verdict
from kommune.maturity.web.tools.words import share_text, some_names
from kommune.municipalities.public import Viewer

SHOWN = 5


def my_teams_tools(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """What is introduced in a person's unit, the next training, and who helps."""
    rows = tools_of_unit(viewer, viewer.unit_id)[:SHOWN] if viewer.unit_id else []
    if not rows:
        return None
    day = today()
    return {"rows": [{"row": row, "is_next": _is_ahead(row, day)} for row in rows], "slug": slug}


def taken_up_or_not(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """Which tools are taken up, which stall, and whether anything old has gone."""
    told = _told_of(viewer, today())
    if told is None:
        return None
    rows = [{**row, "reach": share_text(row["reach"])} for row in told["rows"]]
    return {**told, "rows": rows, "slug": slug}


def _told_of(viewer: Viewer, day: date) -> dict[str, Any] | None:
    """What the card of deciders says on a day."""
    tools = list(visible_tools(viewer).exclude(verdict=Verdict.NO_GO))
    standings = tool_standings(day)
    counted = [tool for tool in tools if standings[tool.id].counted]
    if not counted:
        return None
    rows = [
        {
            "tool": tool,
            "reach": standings[tool.id].reach,
            "is_stalling": standings[tool.id].is_stalling,
            "stalling": list(standings[tool.id].stalling),
            "names": some_names(standings[tool.id].stalling),
        }
        for tool in counted
    ]
    rows.sort(key=lambda row: not row["is_stalling"])
    return {
        "rows": rows[:SHOWN],
        "stalling": sum(row["is_stalling"] for row in rows),
        "counted": len(counted),
        "gone": sum(standings[tool.id].retired[Retirement.SWITCHED_OFF] for tool in tools),
    }


def _is_ahead(row: ToolUnit, day: date) -> bool:
    return row.trained_on is not None and row.trained_on >= day
