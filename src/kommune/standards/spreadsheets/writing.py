"""One way out: typed XLSX workbooks and guarded CSV files that read back to the same text."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from kommune.standards.spreadsheets.delimited import guard_text
from kommune.standards.spreadsheets.errors import SpreadsheetError
from kommune.standards.spreadsheets.model import CellValue

MAX_CELL_CHARS = 32_767
EURO_FORMAT = '#,##0.00\\ "€"'
_DATE_FORMAT = "dd.mm.yyyy"
_ILLEGAL_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_EXACT_INTEGER = 10**15
_VALIDATION_ROWS = 5_000
_MAX_INLINE_LIST = 255


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet to write.

    `widths` are column widths in characters. `notes` are comments on header cells, `choices` lists of
    allowed words (both by 0-based column). `euro_columns` are shown as euros: their values are euros, not
    cents.
    """

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[CellValue]]
    widths: Sequence[float] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    euro_columns: frozenset[int] = frozenset()


def clean_text(text: str) -> str:
    """Replace characters that XML forbids (control characters, lone surrogates) by U+FFFD; line breaks
    become \\n.
    """
    return _ILLEGAL_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def write_xlsx(sheets: Sequence[SheetOut]) -> bytes:
    """Return an XLSX file: bold frozen header with filter, typed dates and numbers, text never as a formula.

    Raises SpreadsheetError `cell_too_long` (sheet, row, column, found, limit), `bad_sheet_name` (sheet).
    """
    target = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "in_memory": False,
    }
    book = xlsxwriter.Workbook(target, options)
    lists = _ChoiceLists()
    formats = _Formats(book)
    for sheet in sheets:
        _write_sheet(book, sheet, formats, lists)
    lists.write(book)
    book.close()
    return target.getvalue()


class _Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.date = book.add_format({"num_format": _DATE_FORMAT, "valign": "top", "align": "left"})
        self.moment = book.add_format(
            {"num_format": _DATE_FORMAT + " hh:mm", "valign": "top", "align": "left"}
        )
        self.euro = book.add_format({"num_format": EURO_FORMAT, "valign": "top"})
        self.number = book.add_format({"valign": "top"})


class _ChoiceLists:
    """Word lists too long for a cell rule, kept on a hidden sheet of their own."""

    def __init__(self) -> None:
        self._lists: list[Sequence[str]] = []

    def source(self, words: Sequence[str]) -> str | list[str]:
        """Return what a validation rule takes as its source."""
        if len(",".join(words)) <= _MAX_INLINE_LIST and not any("," in word for word in words):
            return list(words)
        self._lists.append(words)
        letter = xlsxwriter.utility.xl_col_to_name(len(self._lists) - 1)
        return f"=_lists!${letter}$1:${letter}${len(words)}"

    def write(self, book: Any) -> None:
        """Add the hidden sheet, if any list needs it."""
        if not self._lists:
            return
        page = book.add_worksheet("_lists")
        page.hide()
        for row in range(max(len(words) for words in self._lists)):
            for column, words in enumerate(self._lists):
                if row < len(words):
                    page.write_string(row, column, clean_text(words[row]))


def _write_sheet(book: Any, sheet: SheetOut, formats: _Formats, lists: _ChoiceLists) -> None:
    try:
        page = book.add_worksheet(sheet.name)
    except xlsxwriter.exceptions.XlsxWriterException as error:
        raise SpreadsheetError("bad_sheet_name", str(error), sheet=sheet.name) from error
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    page.freeze_panes(1, 0)
    for column, header in enumerate(sheet.headers):
        _check_length(header, sheet.name, 1, column)
        page.write_string(0, column, clean_text(header), formats.head)
    for column, note in sheet.notes.items():
        page.write_comment(0, column, clean_text(note))
    last = 0
    for last, values in enumerate(sheet.rows, start=1):
        for column, value in enumerate(values):
            _write_cell(page, (last, column), value, sheet, formats)
    for column, words in sheet.choices.items():
        rule = {
            "validate": "list",
            "source": lists.source(words),
            "ignore_blank": True,
            "error_type": "warning",
        }
        page.data_validation(1, column, max(last, _VALIDATION_ROWS), column, rule)
    if sheet.headers:
        page.autofilter(0, 0, last, len(sheet.headers) - 1)


def _write_cell(
    page: Any, place: tuple[int, int], value: CellValue, sheet: SheetOut, formats: _Formats
) -> None:
    row, column = place
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value, formats.number)
    elif isinstance(value, (int, float, Decimal)):
        if isinstance(value, int) and abs(value) >= _EXACT_INTEGER:
            page.write_string(row, column, str(value), formats.text)
        else:
            page.write_number(
                row, column, value, formats.euro if column in sheet.euro_columns else formats.number
            )
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(tzinfo=None), formats.moment)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, formats.date)
    else:
        _check_length(value, sheet.name, row + 1, column)
        page.write_string(row, column, clean_text(value), formats.text)


def _check_length(text: str, sheet: str, row: int, column: int) -> None:
    if len(text) > MAX_CELL_CHARS:
        raise SpreadsheetError(
            "cell_too_long",
            "A text is longer than a cell can hold",
            sheet=sheet,
            row=row,
            column=column + 1,
            found=len(text),
            limit=MAX_CELL_CHARS,
        )


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> bytes:
    """Return a CSV file as German Excel opens it: UTF-8 with BOM, semicolons, every cell quoted, CRLF.

    Texts that a program would take for a formula get an apostrophe in front, which `read_workbook` removes
    again. Dates are written as 31.12.2026, numbers with a decimal comma, yes and no as ja and nein.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guard_text(clean_control(header)) for header in headers])
    for values in rows:
        writer.writerow([_csv_text(value) for value in values])
    return target.getvalue().encode("utf-8-sig")


def clean_control(text: str) -> str:
    """Replace control characters other than tab and line breaks by U+FFFD: a text table stays text."""
    return _ILLEGAL_XML.sub("\ufffd", text)


def _csv_text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, (int, float, Decimal)):
        return str(value).replace(".", ",")
    return guard_text(clean_control(value))
