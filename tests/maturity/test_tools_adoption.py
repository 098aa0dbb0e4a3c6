"""Is a tool taken up? Figures by unit, the course beside the plan, findings that come and go, home pages."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from kommune.findings.models import Finding
from kommune.findings.public import look_for_findings
from kommune.foundation.dates import today
from kommune.maturity.actions.tools import decide_tool
from kommune.maturity.models import ToolIntroduction, ToolUnit, UsageCount
from kommune.maturity.queries.adoption import ToolAdoption, adoption_of
from kommune.maturity.queries.tools import retired_counts
from kommune.maturity.web.tools.cards import my_teams_tools, taken_up_or_not
from kommune.maturity.web.tools.listing import balance_of
from kommune.municipalities.models import Municipality
from kommune.municipalities.public import Role, Rung, Viewer, release, system_viewer
from kommune.strategy.models import Measure
from tests.maturity.tools import (
    answer_guards,
    client_of,
    count,
    make_tool,
    make_unit,
    page,
    plan_unit,
    weeks_ago,
)
from tests.towns import make_member


def counted(lead: Viewer, tool: ToolIntroduction, key: str, active: Sequence[int], people: int = 20) -> None:
    """Weekly counts up to the last week that is over."""
    last = len(active)
    count(lead, tool, [[key, weeks_ago(last - n), used, people, used * 4] for n, used in enumerate(active)])


def figures(tool: ToolIntroduction) -> ToolAdoption:
    return adoption_of([tool], today())[tool.id]


@pytest.fixture
def unit(lead: Viewer) -> UUID:
    return make_unit("Kämmerei", "FB 20", 20)


def test_figures_by_unit_and_together(lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    plan_unit(lead, tool, unit, planned_on=weeks_ago(6), trained_on=weeks_ago(6), started_on=weeks_ago(6))
    counted(lead, tool, "FB 20", [5, 8, 10, 10, 10, 10])
    [one] = figures(tool).units
    assert one.reach is not None
    assert (one.reach.value, one.reach.n) == (0.5, 20)
    assert one.depth is not None
    assert (one.depth.value, one.depth.n) == (4.0, 40)
    assert one.stay4 is not None
    assert one.stay4.value == 1.0
    assert one.stay12 is None
    assert one.first_use is not None
    assert (one.first_use.days, one.expected) == (0, 0.4)
    assert figures(tool).reach == one.reach


def test_without_counts_nothing_is_claimed(lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    plan_unit(lead, tool, unit, planned_on=weeks_ago(20), trained_on=weeks_ago(20))
    whole = figures(tool)
    assert (whole.reach, whole.depth, whole.first_use_days, whole.stalling) == (None, None, None, [])
    assert "Nobody knows yet: there are no counts." in page(lead, "tool", tool.id)


def test_the_course_stands_beside_the_plan_with_its_table(lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    row = plan_unit(lead, tool, unit, planned_on=weeks_ago(6), trained_on=weeks_ago(5))
    counted(lead, tool, "FB 20", [5, 8, 10, 10, 10, 10])
    text = page(lead, "tool_unit", row)
    for part in (
        "stroke-dasharray",
        "The plan asks for 40 % by then.",
        '<td class="end">25 %</td>',
        "trained",
    ):
        assert part in text
    assert "The plan asks for 40 % by then." in page(lead, "tool", tool.id)


def test_a_stall_becomes_a_finding_and_vanishes_when_the_unit_recovers(lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    plan_unit(lead, tool, unit, planned_on=weeks_ago(14), trained_on=weeks_ago(14))
    counted(lead, tool, "FB 20", [2] * 14)
    look_for_findings(by=system_viewer())
    finding = Finding.objects.get(kind="tool_stalls")
    assert (finding.subject_id, finding.state, finding.severity) == (str(tool.id), "open", 2)
    assert finding.evidence == {"stalling": 1, "units": 1, "unit": "Kämmerei"}
    assert "Behind the plan for" in page(lead, "tool", tool.id)
    sentence = client_of(lead).get("/probe/work/findings/").content.decode()
    assert "Gemeinsame Dokumente stalls in 1 of 1 units, most of all: Kämmerei." in sentence
    counted(lead, tool, "FB 20", [15] * 14)
    look_for_findings(by=system_viewer())
    assert Finding.objects.get(kind="tool_stalls").state == "gone"


def test_trained_but_never_used_is_said(lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    row = plan_unit(lead, tool, unit, planned_on=weeks_ago(6), trained_on=weeks_ago(6))
    counted(lead, tool, "FB 20", [0] * 6)
    assert "and nobody has used it since" in page(lead, "tool_unit", row)
    assert "not used yet, for" in page(lead, "tool_unit", row)


def test_a_tool_decided_against_has_no_finding(lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    plan_unit(lead, tool, unit, planned_on=weeks_ago(14))
    counted(lead, tool, "FB 20", [2] * 14)
    values = {"verdict": "no_go", "decision_reason": "Niemand braucht es."}
    decide_tool(by=lead, introduction_id=tool.id, version=1, values=values)
    look_for_findings(by=system_viewer())
    assert not Finding.objects.filter(kind="tool_stalls").exists()


def test_a_dissolved_unit_keeps_its_course_and_no_longer_stalls(lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    row = plan_unit(lead, tool, unit, planned_on=weeks_ago(14))
    counted(lead, tool, "FB 20", [2] * 14)
    assert figures(tool).stalling
    ToolUnit.objects.filter(id=row).update(unit=None)
    assert not figures(tool).stalling
    assert UsageCount.objects.count() == 14
    assert "does not exist any more" in page(lead, "tool_unit", row)


@pytest.mark.parametrize("figure", ["reach", "depth", "stay4", "stay12", "first_use"])
def test_every_figure_explains_itself(lead: Viewer, unit: UUID, figure: str) -> None:
    tool = make_tool(lead)
    plan_unit(lead, tool, unit, planned_on=weeks_ago(6), trained_on=weeks_ago(6))
    counted(lead, tool, "FB 20", [5, 8, 10, 10, 10, 10])
    text = page(lead, "tool_figure", tool.id, figure)
    assert "How it is calculated" in text
    assert "Kämmerei" in text


def test_an_unknown_figure_is_not_there(lead: Viewer) -> None:
    tool = make_tool(lead)
    answer = client_of(lead).get(f"/probe/work/maturity/tools/{tool.id}/figures/rank/")
    assert answer.status_code == 404


def test_the_list_says_how_each_tool_goes_and_goes_along_as_a_file(lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    make_tool(lead, "KI-Assistenz")
    counted(lead, tool, "FB 20", [10] * 6)
    text = page(lead, "tools")
    for part in ("1 tool is taken up.", "None stalls.", "50 % of 20", "KI-Assistenz"):
        assert part in text
    answer = client_of(lead).get("/probe/work/maturity/tools/?export=csv")
    assert "Gemeinsame Dokumente" in answer.content.decode()
    assert "KI-Assistenz" not in page(lead, "tools", query="?q=Dokumente")


def test_the_balance_counts_what_came_and_what_went(lead: Viewer) -> None:
    tool = make_tool(lead)
    answer_guards(lead, tool)
    decide_tool(
        by=lead, introduction_id=tool.id, version=1, values={"verdict": "go", "decision_reason": "gut"}
    )
    balance = balance_of(list(ToolIntroduction.objects.all()), retired_counts([tool.id]))
    assert (balance.introduced, balance.retired, balance.net) == (1, 0, 1)
    text = page(lead, "tool_balance")
    assert "Fuller: 1 tool more than went." in text
    assert "Tools that retire nothing" in text


def test_employees_see_what_their_team_gets(town: Municipality, lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    plan_unit(lead, tool, unit, planned_on=weeks_ago(-3), trained_on=weeks_ago(-2), helper="Raum 114")
    staff = make_member(town, Role.STAFF, unit=unit)
    assert my_teams_tools(staff, "probe") is None
    release(by=lead, model=Measure, ids=[tool.measure_id], to=Rung.ADMINISTRATION)
    text = client_of(staff).get("/probe/work/").content.decode()
    assert "My team's tools" in text
    assert "help: Raum 114" in text
    assert "training on" in text


def test_deciders_see_what_is_taken_up_and_what_stalls(lead: Viewer, unit: UUID) -> None:
    tool = make_tool(lead)
    assert taken_up_or_not(lead, "probe") is None
    plan_unit(lead, tool, unit, planned_on=weeks_ago(14))
    counted(lead, tool, "FB 20", [2] * 14)
    card = taken_up_or_not(lead, "probe")
    assert card is not None
    assert (card["stalling"], card["counted"], card["rows"][0]["stalling"]) == (1, 1, ["Kämmerei"])
