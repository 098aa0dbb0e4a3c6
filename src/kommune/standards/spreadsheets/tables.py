"""The table inside a dirty sheet: where its head stands, what its columns are called, where it ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kommune.standards.spreadsheets.errors import SpreadsheetError
from kommune.standards.spreadsheets.model import Row, Sheet
from kommune.standards.spreadsheets.words import cell_text, plain

_SEARCH_ROWS = 40
_TOTAL = re.compile(
    r"(?:zwischen|gesamt|teil)?summen?\b.*|gesamt(?:betrag|kosten)?:?|total:?|insgesamt:?|sum:?"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet; row numbers are 1-based as seen in the program, columns count from 0.

    `headers` has one name for every column of the sheet ('' where nothing stands above a column); two-line
    heads are joined as 'Kosten / 2026', doubles numbered ('Titel (2)'). `total_rows` are the numbers of sum
    rows, `rows` all rows with values below the head, sum rows included.
    """

    header_row: int
    headers: tuple[str, ...]
    first_data_row: int
    rows: tuple[Row, ...]
    total_rows: frozenset[int]

    def data_rows(self) -> Iterator[Row]:
        """Yield the rows that hold data: no blank ones, no sums."""
        return (row for row in self.rows if row.number not in self.total_rows)


def find_table(sheet: Sheet, *, header_row: int | None = None) -> Table:
    """Find the table of a sheet, or take its head from a row number that a person named (1-based).

    The head is the row, among the first forty with values, that names the most columns in distinct short
    words and is followed by rows that fill those columns. Raises SpreadsheetError `no_table` (sheet),
    `no_such_row` (row).
    """
    rows = [row for row in sheet.rows if not row.is_blank()]
    if not rows:
        raise SpreadsheetError("no_table", "The sheet holds no table", sheet=sheet.name)
    if header_row is None:
        position = _best_head(rows[:_SEARCH_ROWS])
    else:
        position = next((place for place, row in enumerate(rows) if row.number == header_row), -1)
        if position < 0:
            raise SpreadsheetError(
                "no_such_row", "The row is blank or missing", sheet=sheet.name, row=header_row
            )
    lines = 2 if header_row is None and _has_subhead(rows, position) else 1
    headers = _headers(rows[position : position + lines], sheet.column_count)
    body = tuple(rows[position + lines :])
    totals = frozenset(row.number for row in body if _is_total(row))
    first = body[0].number if body else rows[position + lines - 1].number + 1
    return Table(rows[position].number, headers, first, body, totals)


def _filled(row: Row) -> list[int]:
    return [column for column, cell in enumerate(row.cells) if cell_text(cell.value)]


def _spread(row: Row) -> list[int]:
    """Return columns with a value, and those that a merged head reaches over."""
    return [column for column, cell in enumerate(row.cells) if cell_text(cell.value) or cell.merged]


def _is_label(row: Row, column: int) -> bool:
    value = row.cells[column].value
    if isinstance(value, int) and not isinstance(value, bool):
        return 1990 <= value <= 2100
    return isinstance(value, str) and len(value) <= 120 and bool(re.search(r"[^\W\d_]|20\d\d|[#%€]", value))


def _best_head(rows: Sequence[Row]) -> int:
    scores = [_head_score(rows, position) for position in range(len(rows))]
    best = scores.index(max(scores))
    return best - 1 if best and _is_group_line(rows, best - 1) else best


def _head_score(rows: Sequence[Row], position: int) -> float:
    """Say how much a row looks like a head: many short labels, rows as wide below, none as wide above."""
    row = rows[position]
    filled = _filled(row)
    labels = [column for column in filled if _is_label(row, column)]
    distinct = {plain(cell_text(row.cells[column].value)) for column in labels}
    below = rows[position + 1 : position + 11]
    wide_below = sum(1 for other in below if len(_filled(other)) * 2 >= len(filled)) / max(1, len(below))
    tables_above = sum(1 for other in rows[:position] if len(_filled(other)) >= 0.6 * len(filled))
    long_texts = sum(1 for column in labels if len(cell_text(row.cells[column].value)) > 60)
    score = 0.9 * len(labels) + 0.1 * len(distinct) - 2.0 * (len(filled) - len(labels))
    score += wide_below - 1.5 * min(4, tables_above) - 0.1 * position - long_texts
    if len(filled) < 2 and any(len(_filled(other)) > 1 for other in rows):
        score -= 10
    return score


def _is_group_line(rows: Sequence[Row], position: int) -> bool:
    """Say whether a row is the upper line of a two-line head: labels only, merged over the line below."""
    upper, lower = rows[position], rows[position + 1]
    spread = _spread(upper)
    return (
        any(cell.merged for cell in upper.cells)
        and len(spread) >= 2
        and all(_is_label(upper, column) for column in _filled(upper))
        and lower.number == upper.number + 1
        and not _is_title(upper, lower)
    )


def _is_title(upper: Row, lower: Row) -> bool:
    """Say whether a merged line is a title over the whole table, not the name of a group of columns."""
    names = {plain(cell_text(upper.cells[column].value)) for column in _filled(upper)}
    return len(names) == 1 and _spread(upper)[0] <= (_filled(lower) or [0])[0]


def _has_subhead(rows: Sequence[Row], position: int) -> bool:
    """Say whether the row after the head is its second line."""
    if position + 1 >= len(rows) or rows[position + 1].number != rows[position].number + 1:
        return False
    upper, lower = rows[position], rows[position + 1]
    filled = _filled(lower)
    if not filled or not all(_is_label(lower, column) for column in filled):
        return False
    under_groups = [column for column in filled if upper.cell(column).merged]
    beside = [column for column in filled if column not in under_groups and not lower.cell(column).merged]
    return len(under_groups) >= 2 and not any(cell_text(upper.cell(column).value) for column in beside)


def _headers(lines: Sequence[Row], width: int) -> tuple[str, ...]:
    names: list[str] = []
    for column in range(width):
        parts: list[str] = []
        for place, line in enumerate(lines):
            text = " ".join(cell_text(line.cell(column).value).split())
            if not text and place + 1 < len(lines):
                text = _group_name(line, column)
            if text and text not in parts:
                parts.append(text)
        names.append(" / ".join(parts))
    return _distinct(names)


def _group_name(line: Row, column: int) -> str:
    """Return the text of the merged head that reaches over a column."""
    while column > 0 and line.cell(column).merged and not cell_text(line.cell(column).value):
        column -= 1
    return " ".join(cell_text(line.cell(column).value).split()) if line.cell(column).merged else ""


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    used: set[str] = set()
    distinct: list[str] = []
    for name in names:
        unique, count = name, 1
        while unique and unique.casefold() in used:
            count += 1
            unique = f"{name} ({count})"
        used.add(unique.casefold())
        distinct.append(unique)
    return tuple(distinct)


def _is_total(row: Row) -> bool:
    filled = _filled(row)
    first = row.cells[filled[0]].value
    return isinstance(first, str) and bool(_TOTAL.fullmatch(plain(first)))
