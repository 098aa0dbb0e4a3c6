"""What spares typing on a tool's way, what contradicts itself, and use as people say it."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kommune.audit.public import undo_batch
from kommune.foundation.dates import today
from kommune.maturity.actions.tool_parts import add_part, choose_candidate, plan_units, score_candidates
from kommune.maturity.actions.tools import decide_tool
from kommune.maturity.errors.tools import (
    CandidateIsOut,
    DecidedTomorrow,
    DissolvedBefore,
    NotSwitchedOffYet,
    NoUnitChosen,
    UnitAlreadyPlanned,
)
from kommune.maturity.models import AnswerCount, ToolCandidate, ToolCriterion, ToolIntroduction, ToolUnit
from kommune.maturity.queries.adoption import adoption_of
from kommune.municipalities.public import Role, Viewer
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

TOMORROW = timedelta(days=1)


@pytest.fixture
def units() -> list[UUID]:
    return [make_unit(name, name[:3], 20) for name in ("Kämmerei", "Bürgerservice", "Bauamt")]


@pytest.fixture
def tool(lead: Viewer, units: list[UUID]) -> ToolIntroduction:
    return make_tool(lead)


def add(lead: Viewer, tool: ToolIntroduction, part: str, **values: object) -> UUID:
    return add_part(by=lead, introduction_id=tool.id, part=part, values=values)


def answered(unit: UUID, week: int, **numbers: int) -> None:
    for answer, number in numbers.items():
        AnswerCount.objects.create(
            tool_unit_id=unit, week=weeks_ago(week), question="uses", answer=answer, number=number
        )


def test_several_units_come_into_the_rollout_with_one_form_and_go_with_one_click(
    lead: Viewer, tool: ToolIntroduction, units: list[UUID]
) -> None:
    plan_unit(lead, tool, units[2])
    address = reverse("maturity:tool_units", args=["probe", tool.id])
    shown = client_of(lead).get(address).content.decode()
    assert "Bauamt" not in shown
    sent = {"unit_ids": [str(unit) for unit in units[:2]], "planned_on": "2026-06-01", "version": "0"}
    assert client_of(lead).post(address, sent).status_code == 302
    rows = ToolUnit.objects.order_by("name").values_list("name", "planned_on", "head_count")
    assert [(name, str(day), people) for name, day, people in rows if day] == [
        ("Bürgerservice", "2026-06-01", 20), ("Kämmerei", "2026-06-01", 20),
    ]  # fmt: skip


def test_several_units_are_refused_as_a_whole(
    lead: Viewer, tool: ToolIntroduction, units: list[UUID]
) -> None:
    plan_unit(lead, tool, units[0])
    with pytest.raises(UnitAlreadyPlanned):
        plan_units(by=lead, introduction_id=tool.id, unit_ids=[units[1], units[0]], values={})
    assert ToolUnit.objects.count() == 1
    with pytest.raises(NoUnitChosen):
        plan_units(by=lead, introduction_id=tool.id, unit_ids=[], values={})
    batch = plan_units(by=lead, introduction_id=tool.id, unit_ids=units[1:], values={})
    undo_batch(batch_id=batch, actor_id=lead.user_id)
    assert ToolUnit.objects.count() == 1


def test_the_usual_criteria_come_once_in_the_towns_language(lead: Viewer, tool: ToolIntroduction) -> None:
    address = reverse("maturity:tool_usual_criteria", args=["probe", tool.id])
    assert "Take over the usual criteria" in page(lead, "tool_way", tool.id)
    for _click in range(2):
        client_of(lead).post(address)
    rows = dict(ToolCriterion.objects.values_list("title", "is_must"))
    assert len(rows) == ToolCriterion.objects.count() == 6
    assert rows["Erfüllt, was die Leute brauchen"] is False
    assert sum(rows.values()) == 2
    shown = page(lead, "tool_way", tool.id)
    assert "Erfüllt, was die Leute brauchen" in shown
    assert "Choose the pilot team" in shown


def test_a_candidate_that_fails_a_must_is_not_chosen(lead: Viewer, tool: ToolIntroduction) -> None:
    candidate = add(lead, tool, "candidate", title="Wolke A")
    must = add(lead, tool, "criterion", title="Datenschutz", is_must=True)
    score_candidates(by=lead, introduction_id=tool.id, scores={(candidate, must): (0, "kein Vertrag")})
    with pytest.raises(CandidateIsOut, match="Datenschutz"):
        choose_candidate(by=lead, candidate_id=candidate)
    assert not ToolCandidate.objects.get().is_chosen
    assert "Choose “Wolke A”" not in page(lead, "tool_way", tool.id)
    score_candidates(by=lead, introduction_id=tool.id, scores={(candidate, must): (2, "Vertrag liegt vor")})
    choose_candidate(by=lead, candidate_id=candidate)
    assert ToolCandidate.objects.get().is_chosen


def test_days_that_contradict_themselves_are_refused(
    lead: Viewer, tool: ToolIntroduction, units: list[UUID]
) -> None:
    with pytest.raises(NotSwitchedOffYet):
        add(lead, tool, "retired", title="Laufwerk P:", state="switched_off", from_on=today() + TOMORROW)
    with pytest.raises(DissolvedBefore):
        plan_unit(lead, tool, units[0], trained_on=weeks_ago(1), dissolved_on=weeks_ago(3))
    answer_guards(lead, tool)
    values = {"verdict": "go", "decision_reason": "Es nützt", "decided_on": today() + TOMORROW}
    with pytest.raises(DecidedTomorrow):
        decide_tool(by=lead, introduction_id=tool.id, version=1, values=values)


def test_the_counts_go_along_as_a_file_as_the_page_shows_them(
    lead: Viewer, tool: ToolIntroduction, units: list[UUID]
) -> None:
    count(lead, tool, [["Kämmerei", weeks_ago(1), 12, 20, 90]])
    address = reverse("maturity:tool_export", args=["probe", tool.id])
    book = load_workbook(BytesIO(client_of(lead).get(address).content))
    row = [cell.value for cell in list(book.active)[1]]
    assert (row[0], row[3:]) == ("Kämmerei", [12, 20, 90, "counts"])
    text = client_of(lead).get(f"{address}?kind=csv").content.decode("utf-8-sig")
    assert "Kämmerei" in text
    assert address in page(lead, "tool", tool.id)


def test_who_helps_is_said_at_its_station(lead: Viewer, tool: ToolIntroduction) -> None:
    address = reverse("maturity:tool_station", args=["probe", tool.id, "support"])
    assert f'href="{address}">Say who helps' in page(lead, "tool", tool.id)


def test_a_stranger_to_the_tool_gets_no_file(tool: ToolIntroduction) -> None:
    guest = make_member(tool.town, Role.GUEST)
    answer = client_of(guest).get(reverse("maturity:tool_export", args=["probe", tool.id]))
    assert answer.status_code == 404


def test_what_people_answer_stands_in_where_nobody_brought_counts(
    lead: Viewer, tool: ToolIntroduction, units: list[UUID]
) -> None:
    first, second = plan_unit(lead, tool, units[0]), plan_unit(lead, tool, units[1])
    answered(first, 2, yes=3, partly=1, no=4)
    answered(second, 2, yes=5, no=1)
    answered(second, 1, yes=2)
    found = adoption_of([tool], today())[tool.id]
    assert found.is_asked
    assert found.reach is not None
    assert (found.reach.n, round(found.reach.value, 3)) == (14, round(9 / 14, 3))
    assert [(unit.is_asked, unit.reach.n if unit.reach else 0) for unit in found.units] == [
        (True, 8), (True, 6),
    ]  # fmt: skip
    assert (found.stay4, found.depth) == (None, None)
    shown = page(lead, "tool", tool.id)
    assert "from answers to “Do you use it?”" in shown
    assert "64 % of 14" in shown


def test_fewer_than_five_answers_and_the_running_week_stay_unknown(
    lead: Viewer, tool: ToolIntroduction, units: list[UUID]
) -> None:
    unit = plan_unit(lead, tool, units[0])
    answered(unit, 1, yes=4)
    answered(unit, 0, yes=9)
    found = adoption_of([tool], today())[tool.id]
    assert (found.reach, found.series, found.is_asked) == (None, (), False)


def test_counts_win_over_answers(lead: Viewer, tool: ToolIntroduction, units: list[UUID]) -> None:
    unit = plan_unit(lead, tool, units[0])
    count(lead, tool, [["Kämmerei", weeks_ago(1), 12, 20, 90]])
    answered(unit, 2, no=9)
    found = adoption_of([tool], today())[tool.id]
    assert (found.is_asked, found.reach.value if found.reach else None) == (False, 0.6)
