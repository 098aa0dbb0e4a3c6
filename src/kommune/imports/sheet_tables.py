"""From a workbook and what the person said about its sheets to tables of typed rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kommune.imports.cells import SKIPPED, UNREAD, Reader
from kommune.imports.desk import Desk
from kommune.imports.levels import Line, depth_of, find_parents
from kommune.imports.registry import Report, target_by_key
from kommune.imports.shapes import EXTRA, LEVELS, FieldSpec, PlaceChoice, RowIn, TableIn, Target, Where
from kommune.standards.spreadsheets import (
    Cell,
    Row,
    Table,
    Workbook,
    cell_text,
    find_table,
    plain,
)

_REPORT_EVERY = 500
EXTRA_PREFIXES = ("Zusatz: ", "Extra: ")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a sheet fill which field, which are kept beside, where colours stand for a field."""

    by_field: Mapping[str, tuple[int, ...]]
    extra: Mapping[int, str]
    colours: Mapping[str, int]
    headers: Sequence[str]

    def heading(self, key: str) -> str:
        """The heading of a field's first column."""
        places = self.by_field.get(key) or ()
        return self.headers[places[0]] if places else ""


def tables_of(
    workbook: Workbook, mapping: Sequence[Mapping[str, Any]], desk: Desk, report: Report
) -> Iterator[TableIn]:
    """The tables of all sheets that are not left out, in the sheets' order."""
    chosen = {entry["sheet"]: entry for entry in mapping if entry.get("target")}
    total = sum(len(sheet.rows) for sheet in workbook.sheets if sheet.name in chosen)
    done = 0
    for sheet in workbook.sheets:
        entry = chosen.get(sheet.name)
        if entry is None or not sheet.rows:
            continue
        table = find_table(sheet, header_row=entry.get("header_row"))
        columns = _columns(entry, table.headers)
        reader = Reader(
            desk,
            sheet.name,
            entry.get("words", {}),
            "id" in columns.by_field,
            int(entry.get("money_unit") or 1),
        )
        rows = list(_rows(table, desk, sheet.name))
        if entry["target"] == LEVELS:
            yield from _levelled(entry, rows, columns, reader, desk)
        else:
            target = target_by_key(entry["target"])
            if target is not None:
                yield _plain_table(target, entry, rows, columns, reader, _Steps(report, done, total))
        done += len(sheet.rows)


class _Steps:
    """Counts rows read and reports now and then."""

    def __init__(self, report: Report, done: int, total: int) -> None:
        self._report, self._done, self._total = report, done, total

    def take(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows, one by one."""
        for place, row in enumerate(rows):
            if place % _REPORT_EVERY == 0:
                self._report(self._done + place, self._total, "")
            yield row


def _columns(entry: Mapping[str, Any], headers: Sequence[str]) -> Columns:
    by_field: dict[str, list[int]] = defaultdict(list)
    extra: dict[int, str] = {}
    for place, key in entry.get("columns", {}).items():
        column = int(place)
        if key == EXTRA and column < len(headers):
            extra[column] = extra_name(headers[column], column)
        elif key and column < len(headers):
            by_field[key].append(column)
    colours = {key: int(column) for key, column in entry.get("colours", {}).items()}
    fields = {key: tuple(places) for key, places in by_field.items()}
    for key, column in colours.items():
        fields.setdefault(key, (column,))
    return Columns(fields, extra, colours, headers)


def extra_name(header: str, column: int) -> str:
    """The name under which a column without a field is kept."""
    for prefix in EXTRA_PREFIXES:
        header = header.removeprefix(prefix)
    return header or f"Spalte {column + 1}"


def _rows(table: Table, desk: Desk, sheet: str) -> Iterator[Row]:
    """The data rows; sums and repeated heads are left out and said, hidden rows are read and said."""
    head = [plain(header) for header in table.headers]
    for number in sorted(table.total_rows):
        desk.note("total_row", Where(sheet, number), "")
    for row in table.data_rows():
        if all(plain(cell_text(row.cell(column).value)) == name for column, name in enumerate(head)):
            desk.note("repeated_head", Where(sheet, row.number), "")
            continue
        if row.hidden:
            desk.note("hidden_row", Where(sheet, row.number), "")
        yield row


def _plain_table(
    target: Target,
    entry: Mapping[str, Any],
    rows: Sequence[Row],
    columns: Columns,
    reader: Reader,
    steps: _Steps,
) -> TableIn:
    fields = {key: spec for key in columns.by_field if (spec := target.field(key)) is not None}
    read = [
        found for row in steps.take(rows) if (found := read_row(row, fields, columns, reader)) is not None
    ]
    return TableIn(
        target,
        reader.sheet,
        _place(entry),
        {key: columns.heading(key) for key in fields},
        read,
        reader.is_exact,
        entry.get("tree", "") if target.forms_tree else "",
        tuple(columns.extra.values()),
    )


def read_row(
    row: Row, fields: Mapping[str, FieldSpec], columns: Columns, reader: Reader, spare: Sequence[int] = ()
) -> RowIn | None:
    """One row as typed values, or None where the person left it out; ``spare`` columns are kept."""
    values: dict[str, Any] = {}
    indent = 0
    for key, spec in fields.items():
        cells = [_cell(row, column, key, columns) for column in columns.by_field[key]]
        value = reader.read(spec, cells, row.number, columns.heading(key))
        if value is SKIPPED:
            return None
        if value is not UNREAD:
            values[key] = value
        indent = max(indent, *(cell.indent for cell in cells)) if key in {"title", "number"} else indent
    extra = {}
    for column, name in [*columns.extra.items(), *((column, columns.headers[column]) for column in spare)]:
        value = row.cell(column).value
        text = value if reader.is_exact and isinstance(value, str) else cell_text(value)
        if text:
            extra[name] = text
    return RowIn(row.number, values, extra, None, indent)


def _cell(row: Row, column: int, key: str, columns: Columns) -> Cell:
    """The cell of a column; where colours stand for the field, the colour without the text."""
    cell = row.cell(column)
    if columns.colours.get(key) == column:
        return Cell(fill=cell.fill)
    return cell


def _levelled(
    entry: Mapping[str, Any], rows: Sequence[Row], columns: Columns, reader: Reader, desk: Desk
) -> Iterator[TableIn]:
    targets = [target for key in entry.get("kinds", ()) if (target := target_by_key(key)) is not None]
    lines = [_line(row, columns) for row in rows]
    column = columns.heading("parent") or columns.heading("number")
    left_out = find_parents(lines, entry.get("tree") or "parent", desk, reader.sheet, column)
    levels: dict[int, list[int]] = defaultdict(list)
    for place in range(len(lines)):
        if place not in left_out:
            levels[min(depth_of(lines, place), len(targets) - 1)].append(place)
    for depth, target in enumerate(targets):
        yield _level_table(
            target, entry, [(rows[at], lines[at]) for at in levels[depth]], lines, columns, reader
        )


def _level_table(
    target: Target,
    entry: Mapping[str, Any],
    chosen: Sequence[tuple[Row, Line]],
    lines: Sequence[Line],
    columns: Columns,
    reader: Reader,
) -> TableIn:
    fields = {
        key: spec for key in columns.by_field if key != "parent" and (spec := target.field(key)) is not None
    }
    spare = (
        [
            place
            for key, places in columns.by_field.items()
            if key not in fields and key != "parent"
            for place in places
        ]
        if target.keeps_extra
        else []
    )
    read = []
    for row, line in chosen:
        found = read_row(row, fields, columns, reader, spare)
        if found is not None:
            found.parent_row = None if line.parent is None else lines[line.parent].row
            read.append(found)
    names = (*columns.extra.values(), *(columns.headers[place] for place in spare))
    headings = {key: columns.heading(key) for key in fields}
    return TableIn(target, reader.sheet, _place(entry), headings, read, reader.is_exact, "", names)


def _line(row: Row, columns: Columns) -> Line:
    texts = []
    indent = 0
    for key in ("number", "parent", "title"):
        places = columns.by_field.get(key, ())
        cells = [row.cell(place) for place in places]
        texts.append(cell_text(cells[0].value) if cells else "")
        indent = max([indent, *(cell.indent for cell in cells)])
    return Line(row.number, texts[0] or texts[2], texts[1], indent)


def _place(entry: Mapping[str, Any]) -> PlaceChoice:
    return PlaceChoice(entry.get("place", ""), entry.get("place_title", ""))
