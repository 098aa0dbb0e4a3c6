"""A city has dozens of tools and units: lists stay short, and one slow unit makes no tool that stalls."""

from collections.abc import Sequence

from django.utils.html import strip_tags
from django.utils.translation import override

from kommune.foundation.dates import today
from kommune.maturity.models import ToolIntroduction
from kommune.maturity.queries.adoption import adoption_for, standing_of
from kommune.maturity.web.tools.words import some_names, stalling_text, tool_badge
from kommune.municipalities.public import Viewer
from tests.maturity.tools import count, make_tool, make_unit, page, plan_unit, weeks_ago


def counted(lead: Viewer, tool: ToolIntroduction, key: str, active: Sequence[int], people: int = 20) -> None:
    """Weekly counts up to the last week that is over."""
    last = len(active)
    count(lead, tool, [[key, weeks_ago(last - n), used, people, used * 4] for n, used in enumerate(active)])


def test_a_tool_stalls_as_a_whole_from_a_quarter_of_its_counted_units_on(lead: Viewer) -> None:
    tool = make_tool(lead)
    for n in range(5):
        plan_unit(lead, tool, make_unit(f"Amt {n}", f"A{n}", 20), planned_on=weeks_ago(14))
        counted(lead, tool, f"A{n}", [2 if n == 0 else 18] * 14)
    standing = standing_of(adoption_for(tool, today()))
    assert (standing.counted, standing.stalling, standing.is_stalling) == (5, ("Amt 0",), False)
    with override("en"):
        assert text_of(tool_badge(tool, standing)) == "is taken up"
        assert stalling_text(standing) == "1 of 5"
    counted(lead, tool, "A1", [2] * 14)
    standing = standing_of(adoption_for(tool, today()))
    assert (len(standing.stalling), standing.is_stalling) == (2, True)
    with override("en"):
        assert text_of(tool_badge(tool, standing)) == "stalls"


def test_many_units_are_searched_filtered_ordered_and_paged(lead: Viewer) -> None:
    tool = make_tool(lead)
    rows = []
    for n in range(30):
        plan_unit(lead, tool, make_unit(f"Amt {n:02}", f"A{n:02}", 20), planned_on=weeks_ago(14))
        rows += [(f"A{n:02}", weeks_ago(ago).isoformat(), 2 if n < 9 else 18, 20, 9) for ago in range(1, 15)]
    count(lead, tool, rows)
    first = page(lead, "tool", tool.id)
    assert "Amt 24" in first
    assert "Amt 25" not in first
    assert "All 9 units that stall" in first
    assert "Amt 25" in page(lead, "tool", tool.id, query="?units-page=2")
    stalling = page(lead, "tool", tool.id, query="?units-course=stalls")
    assert ("Amt 08" in stalling, "Amt 09" in stalling) == (True, False)
    assert "Amt 12" not in page(lead, "tool", tool.id, query="?units-q=amt+29")
    assert "Amt 29" in page(lead, "tool", tool.id, query="?units-sort=-reach")


def test_a_few_units_stand_without_search_and_filter(lead: Viewer) -> None:
    tool = make_tool(lead)
    plan_unit(lead, tool, make_unit("Bauamt", "BA", 20), planned_on=weeks_ago(14))
    shown = page(lead, "tool", tool.id)
    assert "Bauamt" in shown
    assert "units-q" not in shown


def test_the_list_of_tools_is_filtered_by_how_they_go(lead: Viewer) -> None:
    for name, active in (("Brett", 18), ("Akte", 2)):
        tool = make_tool(lead, name)
        plan_unit(lead, tool, make_unit(f"Amt {name}", name, 20), planned_on=weeks_ago(14))
        counted(lead, tool, name, [active] * 14)
    shown = page(lead, "tools", query="?course=stalls")
    assert (">Akte<" in shown, ">Brett<" in shown) == (True, False)
    assert "1 of 1" in shown


def test_many_names_are_told_with_how_many_more_there_are() -> None:
    assert some_names(["A", "B", "C"]) == "A, B, C"
    with override("en"):
        assert some_names(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"


def text_of(markup: str) -> str:
    """The words of a badge."""
    return strip_tags(markup).strip()
