"""One row of usage counts understood: unit, week and numbers, or what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from kommune.analysis.adoption import monday_of
from kommune.maturity.usage.columns import Columns
from kommune.standards.spreadsheets import (
    CellValue,
    Row,
    ValueProblem,
    cell_text,
    plain,
    read_date,
    read_integer,
    says_unknown,
)

WEEK = re.compile(r"(?:kw|w|woche|week) ?(\d{1,2})[ ./\-]*(\d{4})")
YEAR_WEEK = re.compile(r"(\d{4})[ ./\-]*(?:kw|w|woche|week) ?(\d{1,2})")
BARE_WEEK = re.compile(r"(?:kw|w|woche|week)?\.? ?(\d{1,2})")
# Two words beside each other may be a person's name; such a text is not told.
SEVERAL_WORDS = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")
SUM_WORDS = frozenset({"gesamt", "gesamtergebnis", "ergebnis", "insgesamt", "summe", "total", "gesamtsumme"})
ONE_DAY = frozenset({None, "from_serial_number", "date_words_ignored"})


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit that counts may belong to. ``ends_on`` is the last day of a dissolved one; ``is_gone`` where no
    such unit exists any more and only its history is left."""

    id: UUID
    name: str
    names: frozenset[str]
    people: int | None
    parent: UUID | None
    ends_on: date | None = None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row (0: about the whole file) and so many ``more`` of which the same is true:
    ``code`` names the sentence, ``params`` fill it."""

    code: str
    row: int = 0
    params: Mapping[str, Any] = field(default_factory=dict)
    more: int = 0


class RowProblem(Exception):
    """A row that cannot be counted."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that can be counted. ``day`` is None for somebody never seen; ``alias`` is the text of the unit
    where it is not one of its names but somebody said which unit is meant."""

    number: int
    unit: KnownUnit
    day: date | None
    active: int | None
    people: int | None
    actions: int | None
    alias: str = ""


class Skipped(Exception):
    """A row that is left out because somebody said so, or since it sums up others."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(code)
        self.code, self.text = code, text


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are understood with: units by plain name, and what people said of other texts: the unit that
    is meant, or None for "leave it out"."""

    by_name: Mapping[str, Sequence[KnownUnit]]
    said: Mapping[str, KnownUnit | None]
    today: date


class ReadOnce:
    """Understands rows; those that say the same, as tens of thousands of single events do, only once."""

    def __init__(self, columns: Columns, known: Known) -> None:
        self._columns, self._known = columns, known
        self._places = sorted({*columns.places.values(), *([] if columns.year is None else [columns.year])})
        self._read: dict[tuple[CellValue, ...], ReadRow] = {}

    def read(self, row: Row) -> ReadRow:
        """Understand a row; raises ``RowProblem``, or ``Skipped`` for one to leave out."""
        key = tuple(row.cell(place).value for place in self._places)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = read_row(row, self._columns, self._known)
        return replace(found, number=row.number)


def read_row(row: Row, columns: Columns, known: Known) -> ReadRow:
    """Understand a row; raises ``RowProblem``, or ``Skipped`` for one to leave out."""
    value = {key: row.cell(place).value for key, place in columns.places.items()}
    may_quote = not columns.persons
    _skip_sums(value["unit"], known)
    is_idle = columns.is_last_seen and not cell_text(value["week"])
    day = None if is_idle else read_week(_with_year(value["week"], row, columns), may_quote=may_quote)
    unit, alias = _unit(value["unit"], day, known, may_quote=columns.may_quote_units)
    if day is not None and monday_of(day) > monday_of(known.today):
        raise RowProblem("future_week", day=day.isoformat())
    numbers = {
        key: _count(key, value.get(key), may_quote=may_quote) for key in ("active", "people", "actions")
    }
    if "active" in columns.places and numbers["active"] is None:
        raise RowProblem("active_missing")
    active, people = numbers["active"], numbers["people"]
    if active is not None and people is not None and active > people:
        raise RowProblem("more_than_access", active=active, people=people)
    return ReadRow(row.number, unit, day, active, people, numbers["actions"], alias)


def read_week(value: CellValue, *, may_quote: bool = True) -> date:
    """The day that a cell names, the Monday of a whole week ('KW 23/2026', '2026-W23')."""
    text = cell_text(value)
    words = plain(text)
    found = WEEK.fullmatch(words)
    year_first = YEAR_WEEK.fullmatch(words)
    try:
        if found:
            return date.fromisocalendar(int(found[2]), int(found[1]), 1)
        if year_first:
            return date.fromisocalendar(int(year_first[1]), int(year_first[2]), 1)
        read = read_date(value)
    except ValueError:
        code = "year_missing" if BARE_WEEK.fullmatch(words) else "not_a_week"
        raise RowProblem(code, text=text if may_quote or code == "year_missing" else "…") from None
    if read.note is not None and read.note.startswith("month"):
        raise RowProblem("is_month", text=text)
    if read.value is None or read.note not in ONE_DAY:
        raise RowProblem("not_a_week", text=(text if may_quote else "…") or "–")
    return read.value


def _skip_sums(value: CellValue, known: Known) -> None:
    """Leave out a row that sums up others: its unit is none of the town's and says "gesamt" or the like."""
    words = plain(cell_text(value))
    is_known = words in known.by_name or words in known.said
    if not is_known and set(words.replace(":", " ").split()) & SUM_WORDS:
        raise Skipped("totals_left_out")


def _with_year(value: CellValue, row: Row, columns: Columns) -> CellValue:
    """A bare number of a week together with the year that stands in a column of its own."""
    found = BARE_WEEK.fullmatch(plain(cell_text(value)))
    if not found or columns.year is None:
        return value
    return f"KW {found[1]}/{cell_text(row.cell(columns.year).value)}"


def _unit(value: CellValue, day: date | None, known: Known, *, may_quote: bool) -> tuple[KnownUnit, str]:
    """The unit that a cell names, and the text itself where only what people said leads to the unit."""
    text = cell_text(value)
    if not text:
        raise RowProblem("unit_missing")
    words = plain(text)
    found = known.by_name.get(words, [])
    if len(found) == 1 and not _is_over(found[0], day):
        return found[0], ""
    if words in known.said:
        said = known.said[words]
        if said is None:
            raise Skipped("left_out_as_said", text if may_quote else "…")
        if not _is_over(said, day):
            return said, words
        found = [said]
    told = text[:80] if may_quote else "…"
    if len(found) == 1:
        end = found[0].ends_on
        raise RowProblem("unit_dissolved", unit=found[0].name, day=end.isoformat() if end else "", text=told)
    raise RowProblem("unit_unknown" if not found else "unit_ambiguous", text=told)


def _is_over(unit: KnownUnit, day: date | None) -> bool:
    return unit.is_gone or (day is not None and unit.ends_on is not None and day > unit.ends_on)


def _count(key: str, value: CellValue, *, may_quote: bool) -> int | None:
    text = cell_text(value)
    if says_unknown(text):
        return None
    try:
        number = read_integer(value).value
    except ValueProblem:
        told = text[:40] if may_quote and not SEVERAL_WORDS.search(text) else "…"
        raise RowProblem("not_a_count", field=key, text=told) from None
    if number is not None and number < 0:
        raise RowProblem("negative", field=key, text=str(number))
    return number
