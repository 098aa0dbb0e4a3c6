"""ODS files are read as a person sees them."""

import datetime
import io

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import ParagraphProperties, Style, TableCellProperties, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from kommune.standards.spreadsheets import SpreadsheetError, read_workbook


def text_cell(text="", **options):
    """Return a text cell."""
    cell = TableCell(valuetype="string", **options) if text else TableCell(**options)
    if text:
        cell.addElement(P(text=text))
    return cell


def row_of(*cells, **options):
    """Return a row of cells."""
    row = TableRow(**options)
    for cell in cells:
        row.addElement(cell)
    return row


@pytest.fixture
def document():
    """A document with three cell styles and a hidden table style."""
    document = OpenDocumentSpreadsheet()
    green = Style(name="green", family="table-cell")
    green.addElement(TableCellProperties(backgroundcolor="#01873b"))
    document.styles.addElement(green)
    child = Style(name="child", family="table-cell", parentstylename="green")
    child.addElement(ParagraphProperties(marginleft="0.706cm"))
    document.automaticstyles.addElement(child)
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    return document


def read(document, *rows, **options):
    """Add a table of these rows, save and read everything."""
    table = Table(name="Ziele", **options)
    for row in rows:
        table.addElement(row)
    document.spreadsheet.addElement(table)
    target = io.BytesIO()
    document.write(target)
    target.seek(0)
    return read_workbook(target, filename="ziele.ods")


def test_values_come_in_their_own_types(document):
    number = TableCell(valuetype="float", value="12400")
    number.addElement(P(text="12400"))
    day = TableCell(valuetype="date", datevalue="2026-12-31")
    day.addElement(P(text="31.12.2026"))
    book = read(document, row_of(text_cell("Ziel"), number, day))
    assert book.kind == "ods"
    assert [cell.value for cell in book.sheets[0].rows[0].cells] == [
        "Ziel",
        12400,
        datetime.date(2026, 12, 31),
    ]


def test_colours_and_indents_come_from_styles_and_their_parents(document):
    rows = read(
        document, row_of(text_cell("Ziel", stylename="green"), text_cell("Unterziel", stylename="child"))
    )
    cells = rows.sheets[0].rows[0].cells
    assert [(cell.fill, cell.indent) for cell in cells] == [("#01873B", 0), ("#01873B", 2)]


def test_a_merged_value_repeats_downwards(document):
    first = text_cell("Klima", numberrowsspanned=2, numbercolumnsspanned=1)
    sheet = read(document, row_of(first, text_cell("A")), row_of(CoveredTableCell(), text_cell("B"))).sheets[
        0
    ]
    assert [[cell.value for cell in row.cells] for row in sheet.rows] == [["Klima", "A"], ["Klima", "B"]]
    assert sheet.rows[1].cells[0].merged


def test_repeated_and_hidden_rows_keep_their_numbers(document):
    sheet = read(
        document,
        row_of(text_cell("Titel")),
        row_of(text_cell(), numberrowsrepeated=3),
        row_of(text_cell("versteckt"), visibility="collapse"),
        row_of(text_cell("sichtbar")),
        row_of(text_cell(numbercolumnsrepeated=16384), numberrowsrepeated=1_048_000),
    ).sheets[0]
    found = [(row.number, row.cells[0].value, row.hidden) for row in sheet.rows if not row.is_blank()]
    assert found == [(1, "Titel", False), (5, "versteckt", True), (6, "sichtbar", False)]
    assert len(sheet.rows) == 6


@pytest.mark.parametrize(
    ("rows", "columns", "code"),
    [
        (1_000_000, 1, "too_many_rows"),
        (1, 16_000, "too_many_columns"),
        (100_000, 900, "too_many_cells"),
    ],
)
def test_a_cell_repeated_without_end_is_refused(document, rows, columns, code):
    bomb = row_of(text_cell("x", numbercolumnsrepeated=columns), numberrowsrepeated=rows)
    with pytest.raises(SpreadsheetError) as caught:
        read(document, bomb)
    assert caught.value.code == code


def test_a_formula_without_stored_result_is_known_as_such(document):
    cell = read(document, row_of(text_cell("Summe"), TableCell(formula="of:=1+1"))).sheets[0].rows[0].cell(1)
    assert (cell.value, cell.formula) == (None, True)


def test_hidden_sheets_are_named_as_hidden(document):
    assert read(document, row_of(text_cell("x")), stylename="hidden").sheets[0].hidden
