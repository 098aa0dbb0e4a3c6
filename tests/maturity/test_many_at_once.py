"""What comes by the hundred is written at once, all or nothing, with the rows that one by one leaves."""

from collections import Counter
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kommune.foundation.dates import today
from kommune.maturity.actions.assessment_sheets import SaidLevel, save_assessment_answers
from kommune.maturity.actions.pulse_answers import send_sheets
from kommune.maturity.actions.tool_parts import bring_in_units
from kommune.maturity.actions.usage import take_usage
from kommune.maturity.errors.pulses import CodeUnknown, CodeUsed
from kommune.maturity.errors.tools import UnitAlreadyPlanned
from kommune.maturity.models import (
    AssessmentAnswer,
    PulseCode,
    PulseCount,
    PulseSheet,
    ToolUnit,
    UsageCount,
)
from kommune.maturity.queries.adoption import adoption_for, tool_standings
from kommune.maturity.shapes.pulses import Said
from kommune.municipalities.public import ForeignTown, Viewer
from tests.maturity.assessments import make_open, say_everywhere
from tests.maturity.pulses import make_open_pulse, make_units, questions_of, say
from tests.maturity.tools import count, csv_of, make_tool, make_unit, plan_unit, read, weeks_ago


def counts_of(pulse_id: UUID) -> Counter[tuple[str, str, int]]:
    rows = PulseCount.objects.filter(group__pulse_id=pulse_id)
    return Counter({(row.group.name, row.question, row.value): row.people for row in rows})


def test_many_sheets_leave_the_same_counts_as_one_by_one(lead: Viewer) -> None:
    make_units()
    alone, together = make_open_pulse(lead), make_open_pulse(lead)
    for at, code in enumerate(alone.all_codes[:20]):
        say(alone, code, 1 + at % 5)
    sheets = {
        code: Said(dict.fromkeys(questions_of(together.id), 1 + at % 5))
        for at, code in enumerate(together.all_codes[:20])
    }
    send_sheets(pulse_id=together.id, sheets=sheets)
    waiting = PulseSheet.objects.filter(group__pulse_id=alone.id).count()
    assert waiting == 20 % 7
    assert PulseSheet.objects.filter(group__pulse_id=together.id).count() == 0
    assert sum(counts_of(together.id).values()) == 20 * len(questions_of(together.id))
    assert not counts_of(alone.id) - counts_of(together.id)
    assert PulseCode.objects.filter(group__pulse_id=together.id, is_used=True).count() == 20


def test_fewer_sheets_than_the_floor_wait_uncounted(lead: Viewer) -> None:
    make_units()
    made = make_open_pulse(lead)
    few = {code: Said(dict.fromkeys(questions_of(made.id), 3)) for code in made.all_codes[:6]}
    send_sheets(pulse_id=made.id, sheets=few)
    assert (PulseSheet.objects.count(), PulseCount.objects.count()) == (6, 0)


@pytest.mark.parametrize(
    ("wrong", "error"), [("used", CodeUsed), ("foreign", CodeUnknown), ("invented", CodeUnknown)]
)
def test_one_wrong_code_refuses_all_sheets(lead: Viewer, wrong: str, error: type[Exception]) -> None:
    make_units()
    made, other = make_open_pulse(lead), make_open_pulse(lead)
    say(made, made.all_codes[0], 3)
    bad = {"used": made.all_codes[0], "foreign": other.all_codes[0], "invented": "ABCD-2345-6789-ABCD-2345"}
    said = Said(dict.fromkeys(questions_of(made.id), 4))
    with pytest.raises(error):
        send_sheets(pulse_id=made.id, sheets=dict.fromkeys([*made.all_codes[1:9], bad[wrong]], said))
    assert PulseCode.objects.filter(is_used=True).count() == 1
    assert PulseSheet.objects.count() == 1


def test_a_sheet_of_answers_is_saved_with_as_many_queries_whatever_its_length(lead: Viewer) -> None:
    made = make_open(lead)
    one = {made.items[0].id: SaidLevel(present=2)}
    whole = {item.id: SaidLevel(present=3) for item in made.items}
    with CaptureQueriesContext(connection) as few:
        save_assessment_answers(token=made.tokens["Anna"], said=one)
    with CaptureQueriesContext(connection) as many:
        save_assessment_answers(token=made.tokens["Berta"], said=whole)
    assert len(few) == len(many)
    assert AssessmentAnswer.objects.count() == 1 + len(made.items)


def test_a_second_saving_changes_adds_and_takes_back(lead: Viewer) -> None:
    made = make_open(lead)
    say_everywhere(made, "Anna", 2)
    first, second, *_rest = made.items
    said = {first.id: SaidLevel(present=4, evidence="neu"), second.id: SaidLevel()}
    save_assessment_answers(token=made.tokens["Anna"], said=said)
    rows = {row.item_id: row for row in AssessmentAnswer.objects.all()}
    assert (rows[first.id].present, rows[first.id].evidence) == (4, "neu")
    assert second.id not in rows
    assert len(rows) == len(made.items) - 1


def test_several_units_come_into_the_roll_out_at_once_or_none(lead: Viewer) -> None:
    tool = make_tool(lead)
    units = [make_unit(f"Amt {n}", f"A{n}", 10 + n) for n in range(3)]
    days: list[date | None] = [today(), None]
    rows = [{"unit_id": unit, "planned_on": day} for unit, day in zip(units, days, strict=False)]
    bring_in_units(by=lead, introduction_id=tool.id, rows=rows)
    planned = ToolUnit.objects.order_by("id").values_list("name", "key", "head_count", "planned_on")
    assert list(planned) == [("Amt 0", "A0", 10, today()), ("Amt 1", "A1", 11, None)]
    for again, error in (
        ([units[2], units[0]], UnitAlreadyPlanned),
        ([units[2], units[2]], UnitAlreadyPlanned),
        ([units[2], tool.id], ForeignTown),
    ):
        with pytest.raises(error):
            bring_in_units(by=lead, introduction_id=tool.id, rows=[{"unit_id": unit} for unit in again])
    assert ToolUnit.objects.count() == 2


def test_a_year_of_counts_is_taken_over_with_as_many_queries_as_a_week(lead: Viewer) -> None:
    asked = []
    for weeks in (1, 52):
        tool = make_tool(lead, f"Werkzeug {weeks}")
        plan_unit(lead, tool, make_unit(f"Amt {weeks}", f"W{weeks}", 20))
        rows = [(f"W{weeks}", weeks_ago(ago).isoformat(), 5, 20, 9) for ago in range(1, weeks + 1)]
        intake = read(lead, tool, csv_of(rows))
        with CaptureQueriesContext(connection) as queries:
            take_usage(by=lead, intake_id=intake.id)
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert UsageCount.objects.count() == 53


def test_kept_figures_of_a_tool_follow_new_counts(lead: Viewer) -> None:
    tool = make_tool(lead)
    plan_unit(lead, tool, make_unit("Bauamt", "BA", 20), planned_on=weeks_ago(8))
    count(lead, tool, [("BA", weeks_ago(2).isoformat(), 5, 20, 9)])
    before = adoption_for(tool, today())
    assert adoption_for(tool, today()) is before
    assert tool_standings(today())[tool.id].counted == 1
    count(lead, tool, [("BA", weeks_ago(1).isoformat(), 15, 20, 9)])
    reach, listed = adoption_for(tool, today()).reach, tool_standings(today())[tool.id].reach
    assert reach is not None
    assert round(reach.value, 2) == 0.5
    assert listed == reach
