"""Which column of a file of usage counts is which, and which ones name persons and are dropped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kommune.standards.spreadsheets import FieldSpec, Row, Table, cell_text, guess_columns, plain

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
        ("Aktive Personen", "Aktive Nutzende", "Aktive Nutzer", "Aktiv", "Nutzende", "Nutzer",
         "active people", "active users", "active"),
        "number",
    ),
    FieldSpec(
        "people",
        ("Personen mit Zugang", "Zugänge", "Berechtigte", "Lizenzen", "Konten", "Freigeschaltet",
         "Beschäftigte", "people with access", "users with access", "licences", "licenses"),
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
        "user", "username", "login", "kennung", "benutzerkennung", "mail", "email", "mailadresse", "upn",
        "principal", "personalnummer", "personalnr", "mitarbeiter", "mitarbeiterin", "mitarbeitende",
        "beschaeftigter", "konto", "account", "display", "person", "id", "userid", "telefon",
    }
)  # fmt: skip
UNIT_WORDS = frozenset({"einheit", "organisationseinheit", "amt", "fachbereich", "abteilung", "unit", "team"})
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the fields (0-based), of columns that name persons, and of all others, which are dropped."""

    places: Mapping[str, int]
    persons: tuple[int, ...]
    others: tuple[int, ...]

    @property
    def is_complete(self) -> bool:
        """Whether unit and time are known, and something to count."""
        return all(key in self.places for key in NEEDED) and ("active" in self.places or bool(self.persons))


def find_columns(table: Table, chosen: Mapping[str, str] | None = None) -> Columns:
    """Guess the columns of a table; ``chosen`` names headings by field, an empty one for "not there".

    A column that names persons is never taken for anything else, even where somebody chose it.
    """
    sample = list(table.data_rows())[:SAMPLE]
    persons = tuple(
        place for place, head in enumerate(table.headers) if head and _names_persons(head, place, sample)
    )
    heads = [("" if place in persons else head) for place, head in enumerate(table.headers)]
    places = guess_columns(heads, sample, SPECS)
    for field, head in (chosen or {}).items():
        places.pop(field, None)
        if head in heads and head:
            places[field] = heads.index(head)
    used = {*places.values(), *persons}
    others = tuple(place for place, head in enumerate(table.headers) if head and place not in used)
    return Columns(places, persons, others)


def _names_persons(head: str, place: int, sample: Sequence[Row]) -> bool:
    words = set(re.findall(r"[a-z0-9]+", plain(head)))
    if words & PERSON_WORDS and not words & UNIT_WORDS:
        return True
    return any(MAIL.search(cell_text(row.cell(place).value)) for row in sample)
