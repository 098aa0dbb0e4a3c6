"""Dates as people type them: German order, quarters, halves, months, years and words."""

import calendar
import re
from datetime import date, datetime, timedelta
from typing import Literal

from kommune.standards.spreadsheets.errors import ValueProblem
from kommune.standards.spreadsheets.model import CellValue, Read
from kommune.standards.spreadsheets.words import cell_text, plain, says_unknown

Edge = Literal["start", "end"]
Span = tuple[date, date]

_MONTHS = ("jan", "feb", "maerz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)} | {
    "mar": 3,
    "mrz": 3,
    "maer": 3,
    "may": 5,
    "oct": 10,
    "dec": 12,
}
_ONGOING = frozenset(
    {
        "laufend",
        "dauerhaft",
        "fortlaufend",
        "dauer",
        "daueraufgabe",
        "kontinuierlich",
        "permanent",
        "unbefristet",
        "ongoing",
        "staendig",
        "regelmaessig",
    }
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_SHORT_DAY_WITH_DASHES = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_NAMED = re.compile(r"(?:(\d{1,2})\. ?)?([a-z]{3,9})\.? (\d{4})")
_QUARTER = re.compile(r"(?:q ?([1-4])|([1-4]|i{1,3}|iv)\.? ?(?:quartal|q|qu|qrt)\.?)[ ./\-]*(\d{4}|\d{2})")
_YEAR_QUARTER = re.compile(r"(\d{4})[ ./\-]*q ?([1-4])")
_HALF = re.compile(r"(?:([12])\.? ?(?:halbjahr|hj\.?)|h ?([12]))[ ./\-]*(\d{4})")
_PART = re.compile(r"(anfang|mitte|ende|fruehjahr|sommer|herbst|winter) (\d{4})")
_PART_MONTHS = {
    "anfang": (1, 1),
    "mitte": (6, 6),
    "ende": (12, 12),
    "fruehjahr": (3, 5),
    "sommer": (6, 8),
    "herbst": (9, 11),
    "winter": (12, 12),
}
_EARLIEST, _LATEST = 1900, 2200


def read_date(value: CellValue, *, edge: Edge = "start") -> Read[date | None]:
    """Read a date; a period gives its first day, or its last where `edge` is 'end'.

    Notes name the guess: 'quarter_start', 'quarter_end', 'half_year_…', 'month_…', 'year_…',
    'part_of_year_…', 'ongoing' ('laufend': value None), 'date_words_ignored' ('ab 2026', 'ca. 2026'),
    'from_serial_number' (a bare Excel day number). Empty and unknown texts give None. Day and month stand
    in German order. Raises `not_a_date`, `no_such_date`, `date_out_of_range`.
    """
    if isinstance(value, datetime):
        return Read(_within(value.date(), cell_text(value)))
    if isinstance(value, date):
        return Read(_within(value, cell_text(value)))
    text = cell_text(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 20_000 <= value <= 80_000:
        return Read(date(1899, 12, 30) + timedelta(days=int(value)), "from_serial_number")
    words = plain(text)
    if words in _ONGOING or words == "ab sofort":
        return Read(None, "ongoing")
    if says_unknown(text):
        return Read(None)
    bare = re.sub(
        r"^(?:ab|seit|bis|ca\.?|circa|vsl\.?|voraussichtlich|etwa|spaetestens|geplant|zum|bis zum|bis ende) ",
        "",
        words,
    )
    span, unit = _read_span(bare, text)
    day = _within(span[0] if edge == "start" else span[1], text)
    if unit:
        return Read(day, f"{unit}_{edge}")
    return Read(day, None if bare == words else "date_words_ignored")


def _within(day: date, text: str) -> date:
    if not _EARLIEST <= day.year <= _LATEST:
        raise ValueProblem("date_out_of_range", text=text)
    return day


def _read_span(words: str, text: str) -> tuple[Span, str | None]:
    """Return first and last day and the unit of the period, None for a single day."""
    single = _read_day(words, text)
    if single:
        return (single, single), None
    if found := _QUARTER.fullmatch(words):
        quarter = _QUARTERS[found[1] or found[2]]
        return _months(_full_year(found[3]), quarter * 3 - 2, quarter * 3, text), "quarter"
    if found := _YEAR_QUARTER.fullmatch(words):
        return _months(int(found[1]), int(found[2]) * 3 - 2, int(found[2]) * 3, text), "quarter"
    if found := _HALF.fullmatch(words):
        half = int(found[1] or found[2])
        return _months(int(found[3]), half * 6 - 5, half * 6, text), "half_year"
    if found := _MONTH.fullmatch(words):
        return _months(int(found[2]), int(found[1]), int(found[1]), text), "month"
    if found := _ISO_MONTH.fullmatch(words):
        return _months(int(found[1]), int(found[2]), int(found[2]), text), "month"
    if (found := _NAMED.fullmatch(words)) and found[1] is None and _month_number(found[2]):
        month = _month_number(found[2])
        return _months(int(found[3]), month, month, text), "month"
    if found := _PART.fullmatch(words):
        first, last = _PART_MONTHS[found[1]]
        return _months(int(found[2]), first, last, text), "part_of_year"
    if re.fullmatch(r"\d{4}", words):
        return _months(int(words), 1, 12, text), "year"
    raise ValueProblem("not_a_date", text=text)


def _read_day(words: str, text: str) -> date | None:
    if found := (_DAY.fullmatch(words) or _SHORT_DAY_WITH_DASHES.fullmatch(words)):
        return _day(_full_year(found[3]), int(found[2]), int(found[1]), text)
    if found := _ISO.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if (found := _NAMED.fullmatch(words)) and found[1] and _month_number(found[2]):
        return _day(int(found[3]), _month_number(found[2]), int(found[1]), text)
    return None


def _month_number(name: str) -> int:
    return next((number for short, number in _MONTH_NUMBERS.items() if name.startswith(short)), 0)


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else 2000 + year if year < 70 else 1900 + year


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueProblem("no_such_date", text=text) from None


def _months(year: int, first: int, last: int, text: str) -> Span:
    if not (1 <= first <= last <= 12 and _EARLIEST <= year <= _LATEST):
        raise ValueProblem("no_such_date", text=text)
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
