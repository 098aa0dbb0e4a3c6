"""Ratings in a spreadsheet: they come back as they were, and no file speaks for anybody else."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from kommune.foundation.scope import town_scope
from kommune.imports.public import ImportResult, import_file
from kommune.municipalities.models import Membership, Municipality
from kommune.municipalities.public import Role, TownShape, Viewer, stranger
from kommune.municipalities.queries import town_shape
from kommune.standards.spreadsheets import SheetOut, cell_text, read_workbook, write_xlsx
from kommune.strategy.imports.export import export_workbook
from kommune.strategy.models import (
    Contribution,
    Goal,
    GoalRelation,
    Measure,
    RatingRound,
    Strategy,
    Weighting,
)
from tests.imports.lists import codes, counts, everything
from tests.imports.people import member

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
RELATIONS, LINKS, WEIGHTS = ("Zielbeziehungen", "Verknüpfungen", "Gewichte")


@pytest.fixture(autouse=True)
def in_german() -> Any:
    with override("de"):
        yield


@pytest.fixture
def rater(town: TownShape) -> Membership:
    """The one who rated; a town with ratings of every way."""
    person = member(town, "otto@musterstadt.example", Role.STRATEGY_LEAD, "Otto Zwei")
    rater = Membership.objects.get(pk=person.membership_id)
    city = Strategy.objects.create(kind="city", title="Stadt", released_to=5)
    digital = Strategy.objects.create(kind="digital", title="Digital", released_to=5)
    goals = [Goal.objects.create(strategy=digital, number=f"D{n}", title=f"Ziel {n}") for n in range(4)]
    green = Goal.objects.create(strategy=city, number="S1", title="Grüne Stadt")
    measure = Measure.objects.create(strategy=digital, number="M1", title="Portal", released_to=5)
    rating_round = RatingRound.objects.create(title="Runde im März", state="closed")
    rated: dict[str, Any] = {"origin": "rated", "rated_at": LONG_AGO, "strength_given": True}
    by_one = {**rated, "rated_by": rater}
    by_many = {**rated, "way": "round", "round": rating_round}
    relate, link = GoalRelation.objects.create, Contribution.objects.create
    relate(digital_goal=goals[0], city_goal=green, score=-3, reason="Braucht Strom.", **by_many)
    relate(digital_goal=goals[1], city_goal=green, score=2, way="matrix", reason="Ja", confidence=3, **by_one)
    relate(digital_goal=goals[2], city_goal=green, score=1, way="quick", **by_one)
    relate(digital_goal=goals[3], city_goal=green, score=2)
    link(measure=measure, goal=goals[0], strength=3, reason="Kern", **by_many)
    link(measure=measure, goal=goals[1], strength=1, way="question", confidence=1, **by_one)
    shares = {str(goals[0].pk): 60, str(goals[1].pk): 100 / 3}
    Weighting.objects.create(strategy=digital, shares=shares, source="workshop", source_note="Klausur")
    return rater


@pytest.fixture
def again(steering: Viewer, tmp_path: Path) -> Any:
    """Exports, lets a person change cells of a sheet, and brings the file in again."""

    def take(sheet: str = "", changes: dict[tuple[int, str], Any] | None = None) -> ImportResult:
        path = tmp_path / "strategien.xlsx"
        path.write_bytes(export_workbook(steering))
        if changes:
            path.write_bytes(write_xlsx([edited(one, sheet, changes) for one in sheets_of(path)]))
        return import_file(path, by=steering)

    return take


def sheets_of(path: Path) -> list[SheetOut]:
    """A workbook as it could be written again."""
    book = read_workbook(path, filename="strategien.xlsx")
    rows = {one.name: [[cell.value for cell in row.cells] for row in one.rows] for one in book.sheets}
    return [SheetOut(name, [str(cell) for cell in cells[0]], cells[1:]) for name, cells in rows.items()]


def edited(sheet: SheetOut, name: str, changes: dict[tuple[int, str], Any]) -> SheetOut:
    """The sheet with (row, heading) cells changed, if it has this name."""
    if sheet.name != name:
        return sheet
    rows = [[*row, *[None] * (len(sheet.headers) - len(row))] for row in sheet.rows]
    for (row, heading), value in changes.items():
        rows[row][list(sheet.headers).index(heading)] = value
    return SheetOut(sheet.name, sheet.headers, rows)


def row_of(goal: str) -> int:
    """Where the relation of a digital goal stands in the export: as it was made."""
    return ["D0", "D1", "D2", "D3"].index(goal)


def relation(goal: str) -> GoalRelation:
    found: GoalRelation = GoalRelation.objects.get(digital_goal__number=goal)
    return found


def test_ratings_of_people_and_rounds_come_back_as_they_were(rater, again):
    before = everything()
    result = again()
    assert result.is_done, result.problems
    assert {(new, changed) for new, changed, _same in counts(result).values()} == {(0, 0)}
    assert everything() == before


def test_the_file_tells_who_rated_when_and_in_which_round(rater, steering, tmp_path):
    path = tmp_path / "strategien.xlsx"
    path.write_bytes(export_workbook(steering))
    sheet = next(one for one in sheets_of(path) if one.name == RELATIONS)
    told = [dict(zip(sheet.headers, map(cell_text, row), strict=False)) for row in sheet.rows]
    heads = ("Zielbeziehung", "kam zustande durch", "Grund", "Sicherheit")
    beside = (
        "bewertet am (nur zum Lesen)",
        "bewertet von (nur zum Lesen)",
        "Bewertungsrunde (nur zum Lesen)",
    )
    assert [told[0].get(head, "") for head in heads] == [
        "-3",
        "Runde mehrerer Personen",
        "Braucht Strom.",
        "",
    ]
    assert [told[0].get(head, "") for head in beside] == ["04.03.2026", "", "Runde im März"]
    assert [told[1].get(head, "") for head in beside[:2]] == ["04.03.2026", "Otto Zwei"]


def test_a_stranger_reads_no_names_and_no_round(rater, steering, tmp_path):
    path = tmp_path / "public.xlsx"
    path.write_bytes(export_workbook(stranger(steering.town_id)))
    cells = {cell_text(cell) for sheet in sheets_of(path) for row in sheet.rows for cell in row}
    assert "D1" in cells
    assert cells & {"Otto Zwei", "Runde im März"} == set()


def test_a_changed_value_is_said_by_whoever_brings_it_in(rater, steering, again):
    forged = {
        (row_of("D0"), "Zielbeziehung"): 3,
        (row_of("D0"), "bewertet von (nur zum Lesen)"): "Oberbürgermeisterin",
        (row_of("D0"), "bewertet am (nur zum Lesen)"): datetime(2020, 1, 1),
    }
    assert again(RELATIONS, forged).is_done
    changed = relation("D0")
    assert (changed.score, changed.way, changed.reason) == (3, "matrix", "Braucht Strom.")
    assert (changed.rated_by_id, changed.round_id) == (steering.membership_id, None)
    assert changed.rated_at is not None
    assert changed.rated_at > LONG_AGO
    untouched = relation("D1")
    assert (untouched.rated_by_id, untouched.rated_at) == (rater.pk, LONG_AGO)


def test_names_and_days_alone_change_nothing(rater, again):
    before = everything()
    forged = {(row_of("D1"), "bewertet von (nur zum Lesen)"): "Lea Leitung"}
    assert again(RELATIONS, forged).is_done
    assert everything() == before


def test_no_file_claims_a_round_of_several_people(rater, steering, again):
    claim = {
        (row_of("D3"), "kam zustande durch"): "Runde mehrerer Personen",
        (row_of("D3"), "Grund"): "Alle waren dafür.",
    }
    assert again(RELATIONS, claim).is_done
    changed = relation("D3")
    assert (changed.way, changed.origin, changed.rated_by_id) == ("matrix", "rated", steering.membership_id)


def test_a_strong_relation_without_a_reason_is_asked_for_one(rater, again):
    result = again(RELATIONS, {(row_of("D2"), "Zielbeziehung"): -2})
    assert not result.is_done
    assert [(code, column) for code, _row, column in codes(result)] == [("reason_missing", "Grund")]
    assert relation("D2").score == 1


def test_confirming_a_link_leaves_it_with_those_who_rated_it(rater, again):
    GoalRelation.objects.filter(digital_goal__number="D0").update(to_confirm=True)
    assert again(RELATIONS, {(row_of("D0"), "zu bestätigen"): "nein"}).is_done
    confirmed = relation("D0")
    assert (confirmed.to_confirm, confirmed.way, confirmed.rated_at) == (False, "round", LONG_AGO)


def test_a_list_link_stays_one_and_has_no_rater(rater, again):
    assert again(RELATIONS, {(row_of("D3"), "Zielbeziehung"): -1}).is_done
    listed = relation("D3")
    assert (listed.score, listed.way, listed.rated_by_id, listed.rated_at) == (-1, "list", None, None)


def test_an_empty_town_gets_values_and_reasons_and_its_own_rater(rater, steering, tmp_path):
    path = tmp_path / "strategien.xlsx"
    path.write_bytes(export_workbook(steering))
    empty = Municipality.objects.create(slug="leer", name="Leerstadt")
    with town_scope(empty.id):
        lead = member(town_shape(empty), "neu@leer.example", Role.STRATEGY_LEAD)
        assert import_file(path, by=lead).is_done
        rows = GoalRelation.objects.order_by("digital_goal__number")
        told = list(rows.values_list("score", "reason", "confidence", "way", "rated_by_id"))
    assert told == [
        (-3, "Braucht Strom.", None, "matrix", lead.membership_id),
        (2, "Ja", 3, "matrix", lead.membership_id),
        (1, "", None, "quick", lead.membership_id),
        (2, "", None, "list", None),
    ]


def test_weights_change_by_the_sheet(rater, again):
    assert again(WEIGHTS, {(1, "Anteil unter Geschwistern"): "12,5", (1, "welche genau"): "Beirat"}).is_done
    weights = Weighting.objects.get()
    shares = {str(goal): share for goal, share in weights.shares.items()}
    first, second = Goal.objects.filter(number__in=["D0", "D1"]).order_by("number")
    assert shares == {str(first.pk): 60, str(second.pk): 12.5}
    assert (weights.source, weights.version) == ("workshop", 2)


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Anteil unter Geschwistern", "-1", "share_unclear"),
        ("Anteil unter Geschwistern", "viel", "share_unclear"),
        ("Ziel", "X9", "unknown_goal"),
    ],
)
def test_weights_that_cannot_hold_are_asked_about(rater, again, heading, value, code):
    before = everything()
    result = again(WEIGHTS, {(0, heading): value})
    assert [found for found, _row, _column in codes(result)] == [code]
    assert everything() == before


def test_goals_that_would_all_weigh_nothing_are_asked_about(rater, again):
    Goal.objects.filter(number__in=["D2", "D3"]).delete()
    column = "Anteil unter Geschwistern"
    result = again(WEIGHTS, {(0, column): 0, (1, column): 0})
    assert [found for found, _row, _column in codes(result)] == ["shares_all_zero"]
