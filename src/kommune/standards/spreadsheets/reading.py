"""One way in for every spreadsheet file: XLSX and ODS through calamine and a layout pass, text tables
through csv.
"""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from kommune.standards.spreadsheets.containers import detect_kind, open_container, workbook_kind
from kommune.standards.spreadsheets.delimited import read_delimited
from kommune.standards.spreadsheets.errors import SpreadsheetError
from kommune.standards.spreadsheets.layout import PLAIN_LOOK, Look, SheetLayout
from kommune.standards.spreadsheets.model import (
    DEFAULT_LIMITS,
    EMPTY_CELL,
    Cell,
    CellValue,
    Kind,
    Limits,
    Row,
    Sheet,
    Workbook,
)
from kommune.standards.spreadsheets.ods_layout import read_ods_layouts
from kommune.standards.spreadsheets.xlsx_layout import read_xlsx_layouts

Progress = Callable[[int, int | None], None]
_PROGRESS_ROWS = 500
_RawValue = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(
    source: Path | BinaryIO,
    *,
    filename: str,
    limits: Limits = DEFAULT_LIMITS,
    progress: Progress | None = None,
) -> Workbook:
    """Read a whole XLSX, ODS or text table (CSV, TSV); what the file is is decided by its bytes, not its
    name.

    `progress` is called with rows done and rows in all, at least once per sheet. External links are never
    followed. Raises SpreadsheetError with `file` in its parameters and one of the codes `too_large`,
    `empty_file`, `no_data` (only empty sheets), `not_a_spreadsheet`, `old_excel_format`,
    `unsupported_format`, `password_protected`, `macro_file`, `zip_bomb`, `unsafe_xml`, `damaged`,
    `wrong_encoding`, `unclosed_quote`, `cell_too_long`, `too_many_sheets`, `too_many_rows`,
    `too_many_columns`, `too_many_cells`.
    """
    report = progress or _report_nowhere
    try:
        data = _read_bytes(source, limits)
        if detect_kind(data) == "text":
            sheets: tuple[Sheet, ...] = (read_delimited(data, filename, limits),)
            kind: Kind = "csv"
            report(len(sheets[0].rows), len(sheets[0].rows))
        else:
            kind, sheets = _read_packed(data, limits, report)
        if not any(sheet.rows for sheet in sheets):
            raise SpreadsheetError("no_data", "Every sheet of the file is empty")
    except SpreadsheetError as error:
        raise error.located(file=filename) from error
    return Workbook(filename, kind, sheets)


def _report_nowhere(done: int, total: int | None) -> None:
    """Take progress and tell nobody."""


def _read_bytes(source: Path | BinaryIO, limits: Limits) -> bytes:
    if isinstance(source, Path):
        with source.open("rb") as stream:
            data = stream.read(limits.max_bytes + 1)
    else:
        data = source.read(limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        raise SpreadsheetError("too_large", "The file is too large", limit=limits.max_bytes)
    return data


def _read_packed(data: bytes, limits: Limits, report: Progress) -> tuple[Kind, tuple[Sheet, ...]]:
    with open_container(data, limits) as archive:
        kind = workbook_kind(archive)
        layouts = read_xlsx_layouts(archive, limits) if kind == "xlsx" else read_ods_layouts(archive, limits)
    if len(layouts) > limits.max_sheets:
        raise SpreadsheetError("too_many_sheets", "The workbook has too many sheets", limit=limits.max_sheets)
    total = sum(layout.rows for layout in layouts)
    sheets: list[Sheet] = []
    done = 0
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            worksheets = [
                meta.name for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet
            ]
            if worksheets != [layout.name for layout in layouts]:
                raise SpreadsheetError("damaged", "The workbook's list of sheets is contradictory")
            for layout in layouts:
                sheets.append(
                    _read_sheet(workbook.get_sheet_by_name(layout.name), layout, done, total, report)
                )
                done += layout.rows
    except PasswordError as error:
        raise SpreadsheetError("password_protected", "The workbook is protected by a password") from error
    except CalamineError as error:
        raise SpreadsheetError("damaged", f"The workbook is damaged: {error}") from error
    return kind, tuple(sheets)


def _read_sheet(values: CalamineSheet, layout: SheetLayout, done: int, total: int, report: Progress) -> Sheet:
    rows: list[Row] = []
    columns = 0
    merged = _MergedAreas(layout)
    for index, cells in enumerate(_value_rows(values, layout)):
        row = Row(index + 1, merged.spread(index, cells), index in layout.hidden_rows)
        rows.append(row)
        if index % _PROGRESS_ROWS == 0:
            report(done + index, total)
    while rows and rows[-1].is_blank() and not any(cell.formula for cell in rows[-1].cells):
        rows.pop()
    columns = max((len(row.cells) for row in rows), default=0)
    report(done + layout.rows, total)
    return Sheet(layout.name, tuple(rows), columns, layout.hidden)


def _value_rows(values: CalamineSheet, layout: SheetLayout) -> Iterator[list[Cell]]:
    """Yield the cells of every row from the very first; trailing cells without value or look are left out."""
    start = values.start
    left = start[1] if start else 0
    looks, formulas = layout.looks, layout.formulas
    index = -1
    if start:
        for index, raw in enumerate(values.iter_rows()):
            if index not in looks and index not in formulas:
                cells = [EMPTY_CELL] * left
                cells.extend([EMPTY_CELL if value == "" else Cell(_clean(value)) for value in raw])
            else:
                cells = _dressed(raw, left, looks.get(index, {}), formulas.get(index, set()))
            yield cells
    for beyond in range(index + 1, 1 + max(layout.uncomputed, default=-1)):
        yield _dressed([], left, looks.get(beyond, {}), formulas.get(beyond, set()))


def _dressed(raw: list[_RawValue], left: int, looks: dict[int, Look], formulas: set[int]) -> list[Cell]:
    width = max(left + len(raw), 1 + max(formulas, default=-1))
    cells = []
    for column in range(width):
        value = raw[column - left] if left <= column < left + len(raw) else ""
        look = looks.get(column, PLAIN_LOOK)
        formula = column in formulas
        if value == "" and look is PLAIN_LOOK and not formula:
            cells.append(EMPTY_CELL)
        else:
            cells.append(Cell(_clean(value), look.fill, look.indent, False, formula, look.percent))
    return cells


def _clean(value: _RawValue) -> CellValue:
    """Return a calamine value as ours: '' as None, whole numbers as int, midnight as date, times as text."""
    if type(value) is str:
        return value.replace("\r\n", "\n") if value else None
    if type(value) is float:
        return int(value) if value.is_integer() else value
    if type(value) is datetime and value.time() == time(0):
        return value.date()
    if isinstance(value, (time, timedelta)):
        return str(value)
    return value


class _MergedAreas:
    """Repeats the value of a merged area down its first column and flags all its cells."""

    def __init__(self, layout: SheetLayout) -> None:
        self._starting: dict[int, list[tuple[int, int, int]]] = {}
        for area in layout.merges:
            if area.top < layout.rows and area.left < layout.columns:
                place = (area.left, min(area.right, layout.columns - 1), area.bottom)
                self._starting.setdefault(area.top, []).append(place)
        self._open: list[tuple[int, int, int, Cell]] = []

    def spread(self, row: int, cells: list[Cell]) -> tuple[Cell, ...]:
        """Return the row's cells with merged areas that start in it or reach into it."""
        for left, right, bottom in self._starting.get(row, ()):
            first = cells[left] if left < len(cells) else EMPTY_CELL
            self._open.append((left, right, bottom, first._replace(merged=True)))
        if not self._open:
            return tuple(cells)
        for left, right, _, first in self._open:
            cells.extend([EMPTY_CELL] * (right + 1 - len(cells)))
            cells[left] = first
            for column in range(left + 1, right + 1):
                cells[column] = EMPTY_CELL._replace(merged=True, fill=first.fill)
        self._open = [area for area in self._open if area[2] > row]
        return tuple(cells)
