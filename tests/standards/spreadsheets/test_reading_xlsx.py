"""XLSX files are read as a person sees them."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment, PatternFill
from openpyxl.styles.colors import Color

from kommune.standards.spreadsheets import Limits, SpreadsheetError, find_table, read_workbook

DATA = Path(__file__).parents[4] / "shared/data"


def saved(book):
    """Return a workbook as an open file."""
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target


def read(book, **options):
    """Write a workbook and read its first sheet."""
    return read_workbook(saved(book), filename="liste.xlsx", **options).sheets[0]


@pytest.fixture
def book():
    """An empty workbook."""
    return openpyxl.Workbook()


def test_values_come_in_their_own_types(book):
    book.active.append(["Text", 3, 3.0, 2.5, True, datetime.date(2026, 12, 31), None, "x"])
    book.active.append([datetime.datetime(2026, 1, 2, 3, 4)])
    sheet = read(book)
    values = [cell.value for cell in sheet.rows[0].cells]
    assert values == ["Text", 3, 3, 2.5, True, datetime.date(2026, 12, 31), None, "x"]
    assert [type(value) for value in values[1:4]] == [int, int, float]
    assert sheet.rows[1].cells[0].value == datetime.datetime(2026, 1, 2, 3, 4)


def test_row_numbers_and_columns_are_those_of_the_program(book):
    book.active["C4"] = "Titel"
    book.active["D7"] = "Ende"
    sheet = read(book)
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert sheet.rows[3].cell(2).value == "Titel"
    assert sheet.rows[6].cell(3).value == "Ende"
    assert sheet.rows[0].is_blank()
    assert sheet.column_count == 4


def test_cell_colours_are_seen_however_they_are_stored(book):
    colours = [
        Color(rgb="FF01873B"),
        Color(theme=4),
        Color(theme=4, tint=0.5),
        Color(indexed=10),
        Color(theme=0, tint=-0.15),
    ]
    for column, colour in enumerate(colours, start=1):
        book.active.cell(1, column, "x").fill = PatternFill("solid", fgColor=colour)
    book.active.cell(1, 6, "x").fill = PatternFill("none")
    fills = [cell.fill for cell in read(book).rows[0].cells]
    assert fills == ["#01873B", "#4F81BD", "#A7C0DE", "#FF0000", "#D9D9D9", None]


def test_a_coloured_cell_without_text_keeps_its_colour(book):
    book.active.append(["Titel", "Ampel"])
    book.active.append(["WLAN", None])
    book.active["B2"].fill = PatternFill("solid", fgColor="FFAE1B1B")
    assert read(book).rows[1].cell(1).fill == "#AE1B1B"


def test_indentation_percent_and_hidden_rows_are_seen(book):
    book.active.append(["Ziel", 0.25])
    book.active.append(["Unterziel", 1])
    book.active["A2"].alignment = Alignment(indent=2)
    book.active["B1"].number_format = "0.0%"
    book.active.row_dimensions[2].hidden = True
    rows = read(book).rows
    assert [row.cell(0).indent for row in rows] == [0, 2]
    assert [row.cell(1).percent for row in rows] == [True, False]
    assert [row.hidden for row in rows] == [False, True]


def test_a_merged_value_repeats_downwards(book):
    book.active.append(["Feld", "Ziel", "mehr"])
    book.active.append(["Klima", "A", None])
    book.active.append([None, "B", None])
    book.active.append([None, "C", None])
    book.active.append(["Bildung", "D", None])
    book.active.merge_cells("A2:A4")
    rows = read(book).rows
    assert [row.cell(0).value for row in rows[1:]] == ["Klima", "Klima", "Klima", "Bildung"]
    assert [row.cell(0).merged for row in rows] == [False, True, True, True, False]


def test_a_formula_without_stored_result_is_known_as_such(book):
    book.active.append(["Kosten", "=1+2"])
    cell = read(book).rows[0].cell(1)
    assert (cell.value, cell.formula) == (None, True)


def test_hidden_sheets_are_named_as_hidden(book):
    book.active["A1"] = "offen"
    other = book.create_sheet("Intern")
    other["A1"] = "geheim"
    other.sheet_state = "hidden"
    sheets = read_workbook(saved(book), filename="liste.xlsx").sheets
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Sheet", False), ("Intern", True)]


def test_formatting_far_below_the_data_costs_nothing(book):
    book.active["A1"] = "Titel"
    book.active["XFD1048576"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet = read(book)
    assert (len(sheet.rows), sheet.column_count) == (1, 1)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("A300000", "too_many_rows"),
        ("XFD1", "too_many_columns"),
        ("ALL200000", "too_many_cells"),
    ],
)
def test_a_value_far_away_is_refused_before_memory_is_taken(book, place, code):
    book.active["A1"] = "Titel"
    book.active[place] = "weit weg"
    with pytest.raises(SpreadsheetError) as caught:
        read(book)
    assert caught.value.code == code
    assert caught.value.params["file"] == "liste.xlsx"
    assert caught.value.params["sheet"] == "Sheet"


def test_a_formula_far_away_is_refused_too(book):
    book.active["A1"] = "Titel"
    book.active["A1048576"] = "=1+1"
    with pytest.raises(SpreadsheetError, match="rows"):
        read(book)


def test_progress_ends_at_the_whole(book):
    for number in range(1200):
        book.active.append([number])
    calls: list[tuple[int, int | None]] = []
    read(book, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(0, 1200), (500, 1200), (1000, 1200), (1200, 1200)]


def test_limits_are_the_callers(book):
    for number in range(5):
        book.active.append([number])
    with pytest.raises(SpreadsheetError) as caught:
        read(book, limits=Limits(max_rows=4))
    assert caught.value.params["limit"] == 4


def test_the_real_peer_group_file_is_read():
    path = DATA / "municipalities/difu.xlsx"
    if not path.exists():
        pytest.skip("the peer group file is not on this machine")
    districts, towns = read_workbook(path, filename=path.name).sheets
    assert len(find_table(districts).rows) == 400
    assert len(find_table(towns).rows) == 2907
    assert find_table(towns).headers[:3] == ("GEM2022", "GEM_NAME", "Bez_GEM")
