"""Which column of a file of usage counts is which, and which ones name persons and are dropped."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kommune.standards.spreadsheets import (
    FieldSpec,
    Row,
    Table,
    ValueProblem,
    cell_text,
    guess_columns,
    plain,
    read_integer,
)

FIELDS = ("unit", "week", "active", "people", "actions")
NEEDED = ("unit", "week")
SAMPLE = 40
SPECS = (
    FieldSpec(
        "unit",
        ("Organisationseinheit", "Einheit", "OE", "Amt", "Fachbereich", "Abteilung", "Bereich",
         "Dienststelle", "Sachgebiet", "Team", "unit", "department"),
    ),
    FieldSpec(
        "week",
        ("Woche", "Kalenderwoche", "KW", "Datum", "Tag", "Stichtag", "Letzte Aktivität", "Letzte Anmeldung",
         "week", "date", "day", "last activity"),
    ),
    FieldSpec(
        "active",
        ("Aktive Personen", "Aktive Nutzende", "Aktive Nutzer", "Aktive Benutzer", "Aktiv", "Nutzende",
         "Nutzer", "active people", "active users", "active"),
        "number",
    ),
    FieldSpec(
        "people",
        ("Personen mit Zugang", "Zugänge", "Berechtigte", "Lizenzen", "Konten", "Freigeschaltet",
         "Beschäftigte", "Anzahl Benutzer", "Anzahl Nutzer", "people with access", "users with access",
         "licences", "licenses"),
        "number",
    ),
    FieldSpec(
        "actions",
        ("Aktionen", "Vorgänge", "Aufrufe", "Bearbeitungen", "Ereignisse", "Anzahl", "actions", "events",
         "activities"),
        "number",
    ),
)  # fmt: skip
PERSON_WORDS = frozenset(
    {
        "name", "vorname", "nachname", "familienname", "anzeigename", "benutzer", "benutzername",
        "benutzerin",
        "user", "users", "username", "login", "kennung", "benutzerkennung", "mail", "email", "mailadresse",
        "upn", "principal", "personalnummer", "personalnr", "mitarbeiter", "mitarbeiterin", "mitarbeitende",
        "beschaeftigter", "konto", "account", "display", "person", "id", "userid", "telefon",
    }
)  # fmt: skip
UNIT_WORDS = frozenset({"einheit", "organisationseinheit", "amt", "fachbereich", "abteilung", "unit", "team"})
# Words that make a heading a number of people, and those that name people rather than one person's mark.
COUNT_WORDS = frozenset(
    {
        "anzahl", "zahl", "aktive", "aktiver", "aktiv", "angemeldete", "lizenzierte", "summe", "number",
        "count", "total", "active", "licensed", "n",
    }
)  # fmt: skip
PEOPLE_WORDS = frozenset({"benutzer", "user", "users", "mitarbeiter", "mitarbeitende", "person"})
# An id of a thing that people work on is no mark of a person.
THING_WORDS = frozenset({"vorgang", "vorgangs", "ticket", "fall", "akte", "dokument", "event", "case"})
MOST_PEOPLE = 20_000
MONTH_HEADS, YEAR_HEADS = frozenset({"monat", "month"}), frozenset({"jahr", "kalenderjahr", "year"})
LAST_SEEN_WORDS = frozenset({"letzte", "letzter", "letztes", "zuletzt", "last", "latest"})
LEAST_KNOWN = 0.5
WORD = re.compile(r"[^\W\d_]{2,}")
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the fields (0-based), of columns that name persons, and of all others, which are dropped.

    ``year`` is the place of a year that stands beside a bare week. ``knows_units`` says that the column of
    units holds units of this town, so that a text in it is no person's name.
    """

    places: Mapping[str, int]
    persons: tuple[int, ...]
    others: tuple[int, ...]
    year: int | None = None
    knows_units: bool = False
    is_last_seen: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether unit and time are known, and something to count."""
        return not self.missing

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which nothing can be counted."""
        needed = NEEDED if self.persons else (*NEEDED, "active")
        return tuple(key for key in needed if key not in self.places)

    @property
    def may_quote_units(self) -> bool:
        """Whether the text of a unit that is not known may be told and kept."""
        return self.knows_units or not self.persons


def find_columns(
    table: Table, chosen: Mapping[str, str] | None = None, units: Collection[str] = frozenset()
) -> Columns:
    """Guess the columns of a table; ``chosen`` names headings by field, an empty one for "not there".

    ``units`` are the town's units as plain texts: a column that holds them is the one of the units, whatever
    stands above it. A column that names persons is never taken for anything else, even where chosen.
    """
    sample = list(table.data_rows())[:SAMPLE]
    named = _column_of_units(table, sample, units)
    persons = {
        place
        for place, head in enumerate(table.headers)
        if head and place != named and _names_persons(head, place, sample)
    }
    places = _guessed(table, sample, persons)
    for key in ("active", "people"):
        if key in places and not _is_numeric(places[key], sample):
            if _is_wordy(places[key], sample):
                persons.add(places[key])
                places = _guessed(table, sample, persons)
            else:
                del places[key]
    if named is not None:
        places = {key: place for key, place in places.items() if place != named} | {"unit": named}
    elif "unit" in places and _is_numeric(places["unit"], sample) and units:
        del places["unit"]
    heads = [("" if place in persons else head) for place, head in enumerate(table.headers)]
    for field, head in (chosen or {}).items():
        places.pop(field, None)
        if head in heads and head:
            places[field] = heads.index(head)
    year = _first_of(heads, YEAR_HEADS)
    used = {*places.values(), *persons, year}
    others = tuple(place for place, head in enumerate(table.headers) if head and place not in used)
    return Columns(
        places, tuple(sorted(persons)), others, year, named is not None and places.get("unit") == named,
        "week" in places and bool(_words(table.headers[places["week"]]) & LAST_SEEN_WORDS),
    )  # fmt: skip


def _guessed(table: Table, sample: Sequence[Row], persons: Collection[int]) -> dict[str, int]:
    """Fields by heading; a month only where nothing names a week or a day."""
    heads = [("" if place in persons else head) for place, head in enumerate(table.headers)]
    places = dict(guess_columns(heads, sample, SPECS))
    month = _first_of(heads, MONTH_HEADS)
    if "week" not in places and month is not None:
        places["week"] = month
    return places


def _column_of_units(table: Table, sample: Sequence[Row], units: Collection[str]) -> int | None:
    """The column of which at least half of the cells are units of the town, the first of the best."""
    shares = {}
    for place in range(len(table.headers)):
        texts = [text for row in sample if (text := plain(cell_text(row.cell(place).value)))]
        if texts:
            shares[place] = sum(text in units for text in texts) / len(texts)
    best = max(shares, key=lambda place: (shares[place], -place), default=None)
    return best if best is not None and shares[best] >= LEAST_KNOWN else None


def _names_persons(head: str, place: int, sample: Sequence[Row]) -> bool:
    words = _words(head)
    if words & PERSON_WORDS and not words & UNIT_WORDS:
        if "id" in words and words & THING_WORDS:
            return False
        return not (_is_numeric(place, sample) and (words & COUNT_WORDS or words <= PEOPLE_WORDS))
    return any(MAIL.search(cell_text(row.cell(place).value)) for row in sample)


def _is_numeric(place: int, sample: Sequence[Row]) -> bool:
    """Whether most of what stands in a column are numbers as small as numbers of people."""
    texts = [text for row in sample if (text := cell_text(row.cell(place).value))]
    return 2 * sum(_is_small_number(text) for text in texts) >= len(texts)


def _is_wordy(place: int, sample: Sequence[Row]) -> bool:
    """Whether most of what stands in a column are words, as names are."""
    texts = [text for row in sample if (text := cell_text(row.cell(place).value))]
    return 2 * sum(bool(WORD.search(text)) for text in texts) > len(texts)


def _is_small_number(text: str) -> bool:
    try:
        number = read_integer(text).value
    except ValueProblem:
        return False
    return number is not None and abs(number) <= MOST_PEOPLE


def _words(head: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", plain(head)))


def _first_of(heads: Sequence[str], wanted: Collection[str]) -> int | None:
    return next((place for place, head in enumerate(heads) if plain(head) in wanted), None)
