"""One row of usage counts understood: unit, week and numbers, or what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from kommune.analysis.adoption import monday_of
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
    """Something about one row (0: about the whole file): ``code`` names the sentence, ``params`` fill it."""

    code: str
    row: int = 0
    params: Mapping[str, Any] = field(default_factory=dict)


class RowProblem(Exception):
    """A row that cannot be counted."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that can be counted; ``is_week`` says that it stands for a whole week, not for one day."""

    number: int
    unit: KnownUnit
    day: date
    is_week: bool
    active: int | None
    people: int | None
    actions: int | None

    @property
    def week(self) -> date:
        """The Monday of its week."""
        return monday_of(self.day)


def read_row(
    row: Row, places: Mapping[str, int], units: Mapping[str, list[KnownUnit]], today: date, *, may_quote: bool
) -> ReadRow:
    """Understand a row; raises ``RowProblem``. ``may_quote`` is off where a text might be a person's name."""
    value = {key: row.cell(place).value for key, place in places.items()}
    unit = _unit(value["unit"], units, may_quote=may_quote)
    day, is_week = read_week(value["week"], may_quote=may_quote)
    if monday_of(day) > monday_of(today):
        raise RowProblem("future_week", day=day.isoformat())
    if unit.is_gone or (unit.ends_on is not None and day > unit.ends_on):
        raise RowProblem(
            "unit_dissolved", unit=unit.name, day=unit.ends_on.isoformat() if unit.ends_on else ""
        )
    numbers = {
        key: _count(key, value.get(key), may_quote=may_quote) for key in ("active", "people", "actions")
    }
    if "active" in places and numbers["active"] is None:
        raise RowProblem("active_missing")
    active, people = numbers["active"], numbers["people"]
    if active is not None and people is not None and active > people:
        raise RowProblem("more_than_access", active=active, people=people)
    return ReadRow(row.number, unit, day, is_week, active, people, numbers["actions"])


def read_week(value: CellValue, *, may_quote: bool = True) -> tuple[date, bool]:
    """The day that a cell names, and whether it names a whole week ('KW 23/2026', '2026-W23')."""
    text = cell_text(value)
    words = plain(text)
    found = WEEK.fullmatch(words)
    year_first = YEAR_WEEK.fullmatch(words)
    try:
        if found:
            return date.fromisocalendar(int(found[2]), int(found[1]), 1), True
        if year_first:
            return date.fromisocalendar(int(year_first[1]), int(year_first[2]), 1), True
        read = read_date(value)
    except ValueError:
        raise RowProblem("not_a_week", text=text if may_quote else "…") from None
    if read.value is None or read.note not in ONE_DAY:
        raise RowProblem("not_a_week", text=(text if may_quote else "…") or "–")
    return read.value, False


def _unit(value: CellValue, units: Mapping[str, list[KnownUnit]], *, may_quote: bool) -> KnownUnit:
    text = cell_text(value)
    if not text:
        raise RowProblem("unit_missing")
    found = units.get(plain(text), [])
    if len(found) != 1:
        code = "unit_unknown" if not found else "unit_ambiguous"
        raise RowProblem(code, text=text[:80] if may_quote else "…")
    return found[0]


def _count(key: str, value: CellValue, *, may_quote: bool) -> int | None:
    text = cell_text(value)
    if says_unknown(text):
        return None
    try:
        number = read_integer(value).value
    except ValueProblem:
        raise RowProblem("not_a_count", field=key, text=text[:40] if may_quote else "…") from None
    if number is not None and number < 0:
        raise RowProblem("negative", field=key, text=str(number))
    return number
