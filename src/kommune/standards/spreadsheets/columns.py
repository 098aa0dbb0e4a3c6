"""Which column of a foreign table holds which of our fields: a guess by heading and by content."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kommune.standards.spreadsheets.dates import read_date
from kommune.standards.spreadsheets.errors import ValueProblem
from kommune.standards.spreadsheets.model import Row
from kommune.standards.spreadsheets.numbers import read_money_cents
from kommune.standards.spreadsheets.words import cell_text, plain

FieldKind = Literal["text", "date", "money", "number", "percent", "colour", "key"]
_THRESHOLD = 0.6


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field to find: its key, the headings people give it, and what its cells hold."""

    key: str
    aliases: Sequence[str]
    kind: FieldKind = "text"


def guess_columns(
    headers: Sequence[str], sample_rows: Sequence[Row], fields: Sequence[FieldSpec]
) -> dict[str, int]:
    """Return for the fields that could be found their 0-based column; each column is given once, best match
    first.

    A heading equal to an alias wins over one that contains it, that over a similar spelling. Dates and
    money are confirmed or ruled out by the sample rows' cells. Ties go to the earlier field and the earlier
    column.
    """
    candidates: list[tuple[float, int, int]] = []
    for place, spec in enumerate(fields):
        for column, header in enumerate(headers):
            likeness = max(_likeness(header, alias) for alias in (*spec.aliases, spec.key))
            if likeness >= _THRESHOLD:
                likeness += 0.2 * (_content_share(sample_rows, column, spec.kind) - 0.5)
            if likeness >= _THRESHOLD:
                candidates.append((-likeness, place, column))
    found: dict[str, int] = {}
    used: set[int] = set()
    for _, place, column in sorted(candidates):
        key = fields[place].key
        if key not in found and column not in used:
            found[key] = column
            used.add(column)
    return found


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", plain(text))


def _likeness(header: str, alias: str) -> float:
    """Return 0 to 1: 1 for the same words, 0.8 to 0.95 where one holds the other, below by spelling."""
    own, wanted = _tokens(header), _tokens(alias)
    if not own or not wanted:
        return 0.0
    if own == wanted or "".join(own) == "".join(wanted):
        return 1.0
    if set(wanted) <= set(own):
        return 0.8 + 0.15 * len(wanted) / len(own)
    if set(own) <= set(wanted) and len("".join(own)) >= 4:
        return 0.7 + 0.15 * len(own) / len(wanted)
    left, right = " ".join(own), " ".join(wanted)
    if min(len(left), len(right)) < 4:
        return 0.0
    if len(right) >= 5 and any(token.startswith(right) or token.endswith(right) for token in own):
        return 0.72
    matcher = difflib.SequenceMatcher(None, left, right)
    if matcher.quick_ratio() < 0.82:
        return 0.0
    ratio = matcher.ratio()
    return ratio * 0.8 if ratio >= 0.82 else 0.0


def _content_share(rows: Sequence[Row], column: int, kind: FieldKind) -> float:
    """Return the share of filled sample cells that fit the kind; 0.5 where nothing can be said."""
    cells = [row.cell(column) for row in rows]
    if kind == "colour":
        return 1.0 if any(cell.fill for cell in cells) else 0.5
    values = [cell.value for cell in cells if cell_text(cell.value)]
    if not values or kind in {"text", "key"}:
        return 0.5
    fitting = 0
    for value in values:
        try:
            if kind == "date":
                read_date(value)
            else:
                fitting -= isinstance(value, date)
                read_money_cents(value)
            fitting += 1
        except ValueProblem:
            continue
    return max(0.0, fitting / len(values))
