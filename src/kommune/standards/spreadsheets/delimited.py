"""Text tables (CSV, semicolon, tab, bar): encoding, delimiter, and the guard against formulas in cells."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import PurePath

from kommune.standards.spreadsheets.errors import SpreadsheetError
from kommune.standards.spreadsheets.model import EMPTY_CELL, Cell, Limits, Row, Sheet

DELIMITERS = ";\t,|"
GUARD = "'"
_GUARDED = re.compile(r"'*[=+\-@\t\r]")
_SAMPLE_CHARS = 200_000
_SAMPLE_RECORDS = 300
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def guard_text(text: str) -> str:
    """Prefix an apostrophe where a spreadsheet program would take the text for a formula; `unguard_text`
    undoes it.
    """
    return GUARD + text if _GUARDED.match(text) else text


def unguard_text(text: str) -> str:
    """Remove the one apostrophe that `guard_text` puts before texts starting with = + - @ tab or return."""
    return text[1:] if text.startswith(GUARD) and _GUARDED.match(text) else text


def read_delimited(data: bytes, filename: str, limits: Limits) -> Sheet:
    """Read a text table as one sheet of text cells; each record counts as one row, blank lines too.

    Raises `wrong_encoding`, `not_a_spreadsheet`, `unclosed_quote`, `damaged`, `too_many_rows`,
    `too_many_columns`.
    """
    text = decode_text(data)
    first = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    body = text[first.end() :] if first else text
    delimiter = first[1] if first else sniff_delimiter(body)
    rows: list[Row] = []
    columns = 0
    for number, record in enumerate(_records(body, delimiter), start=2 if first else 1):
        if number > limits.max_rows:
            raise SpreadsheetError("too_many_rows", "The file has too many rows", limit=limits.max_rows)
        if len(record) > limits.max_columns:
            message = "The file has too many columns"
            raise SpreadsheetError("too_many_columns", message, limit=limits.max_columns, row=number)
        cells = tuple(Cell(unguard_text(value)) if value else EMPTY_CELL for value in record)
        columns = max(columns, len(cells))
        rows.append(Row(number, cells))
    while rows and rows[-1].is_blank():
        rows.pop()
    return Sheet(PurePath(filename).stem or filename, tuple(rows), columns)


def decode_text(data: bytes) -> str:
    """Decode UTF-8 (with or without BOM), UTF-16 with BOM, else Windows-1252. Raises `wrong_encoding`."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decode_windows(data)
    if "\x00" in text:
        raise SpreadsheetError("wrong_encoding", "The text holds zero bytes; save it as UTF-8")
    if len(_CONTROL.findall(text[:_SAMPLE_CHARS])) > 8:
        raise SpreadsheetError("not_a_spreadsheet", "The file holds binary data, not a table")
    return text


def _decode_windows(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SpreadsheetError("wrong_encoding", "The UTF-16 text is damaged; save it as UTF-8")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        message = "The text is neither UTF-8 nor Windows-1252; save it as UTF-8"
        raise SpreadsheetError("wrong_encoding", message) from None


def sniff_delimiter(text: str) -> str:
    """Return the delimiter under which most records have the same number of columns, ';' where none
    separates.
    """
    sample = text[:_SAMPLE_CHARS]
    best, best_score = DELIMITERS[0], (0.0, 0.0)
    for delimiter in DELIMITERS:
        widths, strict = _widths(sample, delimiter)
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        usual = max(set(wide), key=lambda width: (wide.count(width), width))
        share = wide.count(usual) / len(widths)
        score = (share + (0.5 if strict else 0.0), float(usual) * share)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _widths(sample: str, delimiter: str) -> tuple[list[int], bool]:
    """Return the widths of the sample's non-empty records and whether all quotes are where they belong."""
    for strict in (True, False):
        widths: list[int] = []
        try:
            for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=strict):
                if record:
                    widths.append(len(record))
                if len(widths) >= _SAMPLE_RECORDS:
                    break
        except csv.Error as error:
            if strict and "unexpected end" not in str(error):
                continue
        return widths or [1], strict
    return [1], False


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield records; a quote inside a bare field is tolerated, a quote that never closes is not."""
    try:
        yield from list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        return
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise SpreadsheetError("unclosed_quote", "A quotation mark is opened and never closed") from error
        if "field larger" in str(error):
            raise SpreadsheetError("cell_too_long", "A cell is longer than 131,072 characters") from error
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise SpreadsheetError("damaged", f"The table cannot be read: {error}") from error
