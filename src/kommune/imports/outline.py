"""What a file holds, told so that a person can say what it means."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kommune.imports.guessing import guess_sheet
from kommune.standards.spreadsheets import Row, Sheet, Workbook, cell_text, find_table, plain

_SAMPLES = 3
_SAMPLE_CHARS = 80
_WORDS = 40
_COLOURS = 12


def outline_of(workbook: Workbook) -> list[dict[str, Any]]:
    """One entry per sheet that holds something; what it guesses stands under 'guess'."""
    return [_sheet_outline(sheet, workbook.filename) for sheet in workbook.sheets if sheet.rows]


def _sheet_outline(sheet: Sheet, file_name: str) -> dict[str, Any]:
    table = find_table(sheet)
    rows = list(table.data_rows())
    guess = (
        {"target": "", "columns": {}}
        if sheet.hidden or not rows
        else guess_sheet(sheet.name, file_name, table)
    )
    return {
        "sheet": sheet.name,
        "hidden": sheet.hidden,
        "header_row": table.header_row,
        "row_count": len(rows),
        "headers": list(table.headers),
        "signature": signature_of(table.headers),
        "columns": [_column_outline(column, rows) for column in range(len(table.headers))],
        "guess": guess,
    }


def signature_of(headers: Iterable[str]) -> str:
    """The same for two sheets with the same headings in any order."""
    folded = "\x1f".join(sorted(plain(header) for header in headers if header))
    return hashlib.sha256(folded.encode()).hexdigest()


def _column_outline(column: int, rows: Sequence[Row]) -> dict[str, Any]:
    """Samples, the different words where they are few, and the colours of one column."""
    samples: list[str] = []
    words: Counter[str] | None = Counter()
    colours: Counter[str] = Counter()
    for row in rows:
        cell = row.cell(column)
        text = cell_text(cell.value)
        if cell.fill:
            colours[cell.fill] += 1
        if not text:
            continue
        if len(samples) < _SAMPLES and text[:_SAMPLE_CHARS] not in samples:
            samples.append(text[:_SAMPLE_CHARS])
        if words is not None:
            words[text[:_SAMPLE_CHARS]] += 1
            if len(words) > _WORDS:
                words = None
    return {
        "samples": samples,
        "words": words.most_common() if words else [],
        "colours": colours.most_common(_COLOURS),
    }
