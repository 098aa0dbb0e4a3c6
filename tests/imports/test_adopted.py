"""What was adopted stays as it was decided, whatever a list says; measures and their links still come in."""

from datetime import date
from pathlib import Path

import pytest

from kommune.imports.models import PlanLine
from kommune.imports.public import ImportResult, import_file
from kommune.municipalities.public import Viewer
from kommune.strategy.models import Contribution, FieldOfAction, Goal, Measure, Strategy
from tests.imports.lists import bring_in, codes, counts

pytestmark = pytest.mark.django_db
GOALS = [["Nr.", "Ziel", "Handlungsfeld", "Übergeordnet"], ["4.1", "Rad", "Verkehr", ""]]


@pytest.fixture
def adopted(steering: Viewer, xlsx) -> Strategy:
    assert bring_in(xlsx("erste.xlsx", Ziele=[*GOALS, ["4.2", "Bus", "Verkehr", ""]]), steering).is_done
    Strategy.objects.update(state="adopted", decision="V 12/2026", decided_on=date(2026, 3, 1))
    return Strategy.objects.get()


def into(strategy: Strategy, path: Path, by: Viewer, **more) -> ImportResult:
    return import_file(path, by=by, strategy=strategy.id, **more)


def test_new_goals_are_refused_with_sheet_rows_and_what_to_do(steering, adopted, xlsx):
    path = xlsx(Ziele=[*GOALS, ["4.3", "Fuß", "Verkehr", ""], ["4.4", "Bahn", "Verkehr", ""]])
    result = into(adopted, path, steering)
    assert codes(result) == [("adopted_addition", 3, "")]
    line = PlanLine.objects.get(section="problem")
    assert (line.data["sheet"], line.data["rows"]) == ("Ziele", [3, 4])
    sentence = (
        "Die Strategie „Digital“ ist beschlossen, diese Liste würde sie ergänzen. Beginnen Sie eine "
        "Fortschreibung und wählen Sie diese für das Blatt, oder lassen Sie diese Zeilen weg."
    )
    assert result.problems[0][3] == sentence
    assert Goal.objects.count() == 2


def test_left_out_the_rest_of_the_list_comes_in(steering, adopted, xlsx):
    path = xlsx(
        Ziele=[*GOALS, ["4.3", "Fuß", "Verkehr", ""]],
        Maßnahmen=[["Nr.", "Titel", "zahlt ein auf"], ["M1", "Radwege", "4.1 (3)"]],
    )
    assert into(adopted, path, steering, answers={"all:adopted_addition": {"what": "skip_row"}}).is_done
    assert Goal.objects.count() == 2
    assert Contribution.objects.get().goal.number == "4.1"


def test_measures_and_links_still_come_in(steering, adopted, xlsx):
    path = xlsx(
        Maßnahmen=[
            ["Nr.", "Titel", "Handlungsfeld", "zahlt ein auf"],
            ["M1", "Radwege", "Verkehr", "4.1 (3); 4.2"],
        ]
    )
    assert into(adopted, path, steering).is_done
    assert Measure.objects.get().field.title == "Verkehr"
    assert Contribution.objects.count() == 2


def test_a_measure_cannot_bring_a_new_field_of_action_along(steering, adopted, xlsx):
    path = xlsx(Maßnahmen=[["Nr.", "Titel", "Handlungsfeld"], ["M1", "Radwege", "Verkehrr"]])
    result = into(adopted, path, steering)
    assert codes(result) == [("adopted_field", 2, "Handlungsfeld")]
    assert PlanLine.objects.get(section="problem").data["suggestions"] == [["Verkehr", "Verkehr"]]
    answer = {"all:adopted_field": {"what": "replace", "value": "Verkehr"}}
    assert into(adopted, path, steering, answers=answer).is_done
    assert Measure.objects.get().field.title == "Verkehr"
    assert FieldOfAction.objects.count() == 1


def test_goals_of_an_adopted_strategy_neither_change_nor_move(steering, adopted, xlsx):
    rows = [GOALS[0], ["4.1", "Radverkehr", "Verkehr", "4.2"], ["4.2", "Bus", "", ""]]
    assert codes(into(adopted, xlsx(Ziele=rows), steering)) == [
        ("adopted_text", 2, "Ziel"),
        ("adopted_text", 2, "Übergeordnet"),
        ("adopted_text", 3, "Handlungsfeld"),
    ]


def test_a_list_cannot_take_a_decision_back(steering, adopted, xlsx):
    path = xlsx(
        Strategien=[["ID", "Art", "Titel", "Zustand"], [str(adopted.id), "digital", "Digital", "Entwurf"]]
    )
    assert codes(import_file(path, by=steering)) == [("adopted_text", 2, "Zustand")]


def test_the_same_list_again_asks_nothing(steering, adopted, xlsx):
    again = into(adopted, xlsx(Ziele=[*GOALS, ["4.2", "Bus", "Verkehr", ""]]), steering)
    assert again.is_done
    assert {(new, changed) for new, changed, _same in counts(again).values()} == {(0, 0)}
