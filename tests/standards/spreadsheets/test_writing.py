"""Files written here open as they should and read back the same."""

import datetime
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from kommune.standards.spreadsheets import (
    CellValue,
    SheetOut,
    SpreadsheetError,
    read_workbook,
    write_csv,
    write_xlsx,
)


def sheet(rows, **options):
    """Return a sheet with two columns."""
    return SheetOut("Maßnahmen", ["Titel", "Wert"], rows, **options)


def opened(*sheets):
    """Write sheets and open them with another program's eyes."""
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets)))


def read_back(*sheets):
    """Write sheets and read the first one's values."""
    found = read_workbook(io.BytesIO(write_xlsx(sheets)), filename="x.xlsx").sheets[0]
    return [[cell.value for cell in row.cells] for row in found.rows]


def test_values_read_back_in_their_types():
    rows = [
        ["WLAN", datetime.date(2026, 12, 31)],
        ["Kosten", 12400.5],
        ["Zahl", 3],
        ["genau", Decimal("2.5")],
        ["ja", True],
        ["leer", None],
        ["Schlüssel", "007"],
        ["lang", 99041006017000123],
        ["Zeit", datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.UTC)],
    ]
    assert read_back(sheet(rows))[1:] == [
        ["WLAN", datetime.date(2026, 12, 31)],
        ["Kosten", 12400.5],
        ["Zahl", 3],
        ["genau", 2.5],
        ["ja", True],
        ["leer", None],
        ["Schlüssel", "007"],
        ["lang", "99041006017000123"],
        ["Zeit", datetime.datetime(2026, 1, 2, 3, 4)],
    ]


def test_no_text_becomes_a_formula_or_a_link():
    texts = ["=1+1", "+1", "-1", "@x", "{=A1}", "https://example.org", "'=x", "123"]
    book = opened(sheet([[text, text] for text in texts]))
    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in texts]
    assert all(cell.hyperlink is None for cell in cells)


def test_the_head_is_bold_frozen_and_filterable():
    page = opened(sheet([["a", 1]], widths=[40, 12])).active
    assert page["A1"].font.bold
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B2"
    assert page.column_dimensions["A"].width == pytest.approx(40, abs=1)


def test_euros_and_dates_are_shown_the_german_way():
    page = opened(sheet([["a", 5]], euro_columns=frozenset({1}))).active
    assert "€" in page["B2"].number_format
    assert opened(sheet([["a", datetime.date(2026, 1, 2)]])).active["B2"].number_format == "dd.mm.yyyy"


def test_lists_of_words_short_and_long_are_offered():
    page = opened(
        sheet(
            [["a", "b"]],
            choices={0: ["Idee", "geprüft"], 1: [f"Ziel Nummer {number}" for number in range(50)]},
        )
    )
    rules = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in page.worksheets[0].data_validations.dataValidation
    }
    assert rules == {"A2": '"Idee,geprüft"', "B2": "_lists!$A$1:$A$50"}
    assert page["_lists"].sheet_state == "hidden"
    assert page["_lists"]["A50"].value == "Ziel Nummer 49"


def test_notes_stand_on_the_head():
    assert "Pflicht" in opened(sheet([["a", 1]], notes={0: "Pflicht"})).active["A1"].comment.text


def test_characters_that_xml_forbids_are_replaced_not_fatal():
    assert read_back(sheet([["a\x00b\x1bc\ufffe", "x\r\ny"]]))[1] == ["a\ufffdb\ufffdc\ufffd", "x\ny"]
    assert write_csv(["a"], [["x\x00y\ud800"]]).decode("utf-8-sig") == '"a"\r\n"x\ufffdy\ufffd"\r\n'


def test_a_text_at_the_limit_is_kept_and_one_beyond_is_refused():
    assert read_back(sheet([["x" * 32_767, 1]]))[1][0] == "x" * 32_767
    with pytest.raises(SpreadsheetError) as caught:
        write_xlsx([sheet([["kurz", 1], ["x" * 32_768, 1]])])
    assert caught.value.code == "cell_too_long"
    assert caught.value.params == {
        "sheet": "Maßnahmen",
        "row": 3,
        "column": 1,
        "found": 32_768,
        "limit": 32_767,
    }


@pytest.mark.parametrize("name", ["a" * 32, "a/b", "a[b]"])
def test_a_sheet_name_that_excel_refuses_is_refused(name):
    with pytest.raises(SpreadsheetError) as caught:
        write_xlsx([SheetOut(name, ["a"], [])])
    assert (caught.value.code, caught.value.params) == ("bad_sheet_name", {"sheet": name})


def test_script_and_markup_stay_text():
    text = '<script>alert(1)</script> & "Zitat" ]]>'
    assert read_back(sheet([[text, text]]))[1] == [text, text]


def test_an_empty_sheet_is_a_sound_file():
    assert read_back(sheet([])) == [["Titel", "Wert"]]
    with zipfile.ZipFile(io.BytesIO(write_xlsx([SheetOut("leer", [], [])]))) as archive:
        assert archive.testzip() is None


def test_a_csv_is_what_german_excel_opens():
    rows: list[list[CellValue]] = [
        ["WLAN; schnell", 12400.5],
        ["E-Akte", datetime.date(2026, 12, 31)],
        ["leer", None],
        ["ja", True],
    ]
    assert write_csv(["Titel", "Wert"], rows).decode() == (
        '\ufeff"Titel";"Wert"\r\n"WLAN; schnell";"12400,5"\r\n"E-Akte";"31.12.2026"\r\n'
        '"leer";""\r\n"ja";"ja"\r\n'
    )
