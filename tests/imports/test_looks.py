"""What a sheet says by its looks: coloured cells, hidden rows, merged areas, formulas without a result."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from kommune.imports.public import import_file
from kommune.municipalities.public import Viewer
from kommune.strategy.models import Measure
from tests.imports.lists import bring_in, codes, notes

pytestmark = pytest.mark.django_db


@pytest.fixture
def coloured(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Maßnahmen"
    page.append(["Nr.", "Maßnahme", "Ampel", "Beginn"])
    for row, fill in enumerate(("00B050", "FFC000", "FF0000", "FFFFFF"), start=2):
        page.append([f"M{row}", f"Vorhaben {row}", None, 2026])
        page.cell(row, 3).fill = PatternFill("solid", fgColor=fill)
        page.cell(row, 2).fill = PatternFill("solid", fgColor="FF0000" if row == 2 else "00B050")
    page.row_dimensions[3].hidden = True
    path = tmp_path / "massnahmen.xlsx"
    book.save(path)
    return path


def test_the_colour_of_an_empty_cell_is_the_light(coloured: Path, steering: Viewer) -> None:
    assert bring_in(coloured, steering).is_done
    lights = dict(Measure.objects.values_list("number", "light"))
    assert lights == {"M2": "green", "M3": "orange", "M4": "red", "M5": ""}


def test_the_colour_of_a_text_column_may_stand_for_the_light(coloured: Path, steering: Viewer) -> None:
    sheets = [{"sheet": "", "columns": {"0": "number", "1": "title"}, "colours": {"light": 1}}]
    result = import_file(coloured, by=steering, sheets=sheets)
    assert result.is_done, result.problems
    assert dict(Measure.objects.values_list("number", "light"))["M2"] == "red"
    assert Measure.objects.get(number="M2").title == "Vorhaben 2"


def test_hidden_rows_are_read_and_said(coloured: Path, steering: Viewer) -> None:
    assert ("hidden_row", "") in notes(bring_in(coloured, steering))
    assert Measure.objects.filter(number="M3").exists()


def test_a_formula_without_result_is_asked_about_and_a_merged_cell_fills_its_rows(
    tmp_path: Path, steering: Viewer
) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Maßnahmen"
    for row in (
        ["Nr.", "Maßnahme", "Kosten 2026", "Handlungsfeld"],
        ["M1", "a", "=1+1", "Energie"],
        ["M2", "b", 5, None],
    ):
        page.append(row)
    page.merge_cells("D2:D3")
    path = tmp_path / "massnahmen.xlsx"
    book.save(path)
    assert codes(bring_in(path, steering)) == [("formula_without_value", 2, "Kosten 2026")]
    answered = bring_in(
        path, steering, answers={"all:formula_without_value": {"what": "replace", "value": "7"}}
    )
    assert answered.is_done
    assert [one.field.title for one in Measure.objects.select_related("field")] == ["Energie", "Energie"]
    assert Measure.objects.get(number="M1").costs.get().amount_cents == 700
