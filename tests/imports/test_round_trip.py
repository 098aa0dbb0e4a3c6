"""What goes out comes back in: nothing changes in the same town, the same arises in an empty one."""

from datetime import date
from pathlib import Path

import pytest

from kommune.foundation.scope import town_scope
from kommune.imports.public import import_file
from kommune.municipalities.models import Municipality, Unit
from kommune.municipalities.public import Viewer, stranger, system_viewer
from kommune.standards.spreadsheets import read_workbook
from kommune.strategy.imports.export import export_workbook
from kommune.strategy.models import (
    Contribution,
    FieldOfAction,
    Goal,
    GoalRelation,
    Measure,
    MeasureCost,
    MeasureUnit,
    StatusReport,
    Strategy,
    Weighting,
)
from tests.imports.lists import counts, everything

pytestmark = pytest.mark.django_db
AWKWARD = [
    "=1+1",
    "0012",
    "-",
    "+49 170",
    "@SUMME(A1)",
    "'mit Strich",
    "erste Zeile\nzweite; Zeile | drei",
    "Ä" * 500,
    "👩‍💻 Bürgerbüro",
    "Z3 (2)",
    "offen",
    "1,5",
    "2026-01-01",
    "<script>alert(1)</script>",
    "wahr",
    "4.2",
    "4,2",
    "  Rand  ",
]


def fill_awkwardly() -> None:
    """A town whose every text is one that spreadsheets like to change."""
    city = Strategy.objects.create(
        kind="city", title="=Stadt", state="adopted", decision="V 1", decided_on=date(2024, 2, 29)
    )
    old = Strategy.objects.create(kind="digital", title="Digital", state="superseded", starts_year=2020)
    new = Strategy.objects.create(kind="digital", title="digital", supersedes=old, edition=2, released_to=5)
    top = Unit.objects.create(key="1; 2", name="Amt, das; trennt", head_count=0)
    under = Unit.objects.create(key="", name="0012", parent=top, position=7)
    field = FieldOfAction.objects.create(
        strategy=new, number="D3", title="D3", text="=1", extra={"Titel": "x"}
    )
    goals: list[Goal] = []
    measures: list[Measure] = []
    for place, text in enumerate(AWKWARD):
        goals.append(
            Goal.objects.create(
                strategy=new,
                title=text,
                number=text[:40],
                field=field,
                position=place,
                parent=goals[-1] if place % 3 == 1 else None,
                text=text * 20,
            )
        )
    city_goals = [
        Goal.objects.create(strategy=city, title=text, number="4.2", lineage_id=goals[0].lineage_id)
        for text in AWKWARD[:3]
    ]
    for place, text in enumerate(AWKWARD):
        measures.append(
            Measure.objects.create(
                strategy=new if place % 2 else None,
                title=text,
                number="M1" if place < 3 else text[:40],
                aim="x" * 10_000 + text,
                lead_unit=under,
                owner_name=text[:200],
                starts_on=date(2026, 1, 1),
                is_legal_duty=bool(place % 2),
                phase="ended_cancelled",
                phase_reason=text,
                light="orange",
                remarks=text,
                extra={"Titel": text, "Nr.": "=2"},
                split_technology=100,
                split_process=0,
                position=place * 10,
                released_to=3,
            )
        )
    MeasureCost.objects.create(measure=measures[0], year=2026, amount_cents=123_456_789)
    MeasureCost.objects.create(measure=measures[0], year=None, amount_cents=0)
    MeasureUnit.objects.create(measure=measures[1], unit=top)
    MeasureUnit.objects.create(measure=measures[1], unit=under)
    for measure, goal in zip(measures, [*city_goals, *goals], strict=False):
        Contribution.objects.create(
            measure=measure, goal=goal, strength=3, origin="rated", strength_given=True
        )
    Contribution.objects.create(measure=measures[0], goal=goals[1], strength=2)
    GoalRelation.objects.create(
        digital_goal=goals[0],
        city_goal=city_goals[0],
        score=-3,
        reason="weil =1\n  0012 ",
        confidence=2,
        strength_given=True,
        to_confirm=True,
    )
    Weighting.objects.create(
        strategy=new,
        shares={str(goals[0].pk): 33.3, str(goals[2].pk): 0.0, str(goals[3].pk): 1e6},
        source="workshop",
        source_note="Klausur; 1,5",
        decided_on=date(2026, 3, 1),
    )
    Weighting.objects.create(strategy=city, shares={}, source="decision", source_note="V 1")
    StatusReport.objects.create(
        measure=measures[0], number="1", label="2015/2016", text="=1", light="red", extra={"p": "(5)"}
    )
    StatusReport.objects.create(measure=measures[0], reported_on=date(2026, 5, 4), text="zwei")


@pytest.fixture
def exported(steering: Viewer, tmp_path: Path) -> Path:
    fill_awkwardly()
    path = tmp_path / "strategien.xlsx"
    path.write_bytes(export_workbook(steering))
    return path


def test_brought_in_again_nothing_changes(exported: Path, steering: Viewer) -> None:
    before = everything()
    result = import_file(exported, by=steering)
    assert result.is_done, result.problems
    assert {(new, changed) for new, changed, _same in counts(result).values()} == {(0, 0)}
    assert everything() == before


def test_an_empty_town_becomes_the_same(exported: Path, steering: Viewer) -> None:
    before = everything()
    empty = Municipality.objects.create(slug="leer", name="Leerstadt")
    with town_scope(empty.id):
        result = import_file(exported, by=system_viewer())
        assert result.is_done, result.problems
        assert everything() == before


def test_nothing_in_the_file_is_a_formula(exported: Path) -> None:
    workbook = read_workbook(exported, filename="strategien.xlsx")
    assert not [cell for sheet in workbook.sheets for row in sheet.rows for cell in row.cells if cell.formula]


def test_a_stranger_gets_only_what_is_public(exported: Path, steering: Viewer, tmp_path: Path) -> None:
    path = tmp_path / "public.xlsx"
    path.write_bytes(export_workbook(stranger(steering.town_id)))
    sheets = {sheet.name: sheet for sheet in read_workbook(path, filename="x").sheets}
    assert sorted(len(sheet.rows) for sheet in sheets.values())[-1] == 1 + len(AWKWARD)
    measures = next(sheet for name, sheet in sheets.items() if name in {"Maßnahmen", "Measures"})
    assert len(measures.rows) == 1
