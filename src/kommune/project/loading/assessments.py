"""Self-assessments of the demo town: two closed ones a year apart by nine people, and one that is open."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from kommune.foundation.dates import today
from kommune.maturity.public import (
    SaidLevel,
    add_assessment_question,
    asked_keys,
    assessment_titles,
    close_assessment,
    finish_assessment_sheet,
    invite_people,
    open_assessment,
    prepare_assessment,
    save_assessment_answers,
)
from kommune.municipalities.public import Rung, Viewer, choose_members
from kommune.project.demo.tables import Row, read_table

FILE = "selbsteinschaetzung.csv"
FIRST, SECOND, OPEN = "Standort Herbst 2025", "Standort Herbst 2026", "Standort Stadtbetrieb, Probelauf"
NOTE = "Bitte aus der Sicht Ihrer Aufgabe antworten. Was Sie nicht kennen: „Weiß ich nicht“."
SHEETS = 9
OPEN_SHEETS = 5
UNKNOWN_AT = 8
OPEN_DAYS = 21
BEFORE = "Stand davor"
# How the nine lie above and below the middle; shifted per question, so that nobody is always high.
AROUND = (0, 0, 1, 0, 0, 0, 1, 1, 0)
WIDE = frozenset({"strategy.leadership", "people.errors", "people.involved", "services.media_breaks"})
WIDER = (0, 1, 2, -2, 0, -1, 1, 0, -1)
OWN_QUESTION = {
    "dimension": "access",
    "words": "Können Schichtdienste und Außendienst alles Wichtige am Handy erledigen?",
    "level_0": "Nein, nur am Schreibtisch",
    "level_1": "Dienstpläne als Foto im Chat",
    "level_2": "Urlaub und Krankmeldung",
    "level_3": "Das meiste, mit eigenem Zugang",
    "level_4": "Alles, auch ohne eigenen Rechner",
    "evidence": "Zahl der Zugänge im Stadtbetrieb",
}
OWN_LEVELS: Row = {"Stand 2025": "1", "Stand 2026": "1", "Ziel": "3", "Beleg": "Urlaub weiterhin auf Papier"}


@transaction.atomic
def assess_demo_town(by: Viewer) -> None:
    """All at once or not at all: a start that was interrupted begins here again."""
    if FIRST in assessment_titles(by):
        return
    rows = asked_rows()
    first = _prepare(by, FIRST, held_on=date(2025, 10, 14))
    _answer_all(by, first, rows, "Stand 2025", SHEETS)
    close_assessment(by=by, assessment_id=first)
    own = add_assessment_question(by=by, values=OWN_QUESTION)
    rows[f"own.{own}"] = OWN_LEVELS
    second = _prepare(by, SECOND, held_on=date(2026, 10, 13), repeats_id=first)
    _answer_all(by, second, rows, "Stand 2026", SHEETS)
    close_assessment(by=by, assessment_id=second)
    leave_open(by, OPEN, rows, answered=OPEN_SHEETS, members=SHEETS)


@transaction.atomic
def repeat_assessment(by: Viewer, titles: Sequence[str], days: Sequence[date], sheets: int) -> None:
    """The same self-assessment by many people year after year, a step higher at every second question."""
    if titles[0] in assessment_titles(by):
        return
    rows = asked_rows()
    for at, row in enumerate(rows.values()):
        row[BEFORE] = str(_within(int(row["Stand 2025"]) - at % 2))
    repeated = None
    for title, day, column in zip(titles, days, (BEFORE, "Stand 2025", "Stand 2026"), strict=True):
        repeated = _prepare(by, title, held_on=day, repeats_id=repeated)
        _answer_all(by, repeated, rows, column, sheets)
        close_assessment(by=by, assessment_id=repeated)


def leave_open(by: Viewer, title: str, rows: Mapping[str, Row], *, answered: int, members: int) -> None:
    """An assessment that still takes answers: some are in, some people of the town are asked by name."""
    waiting = _prepare(by, title, closes_on=today() + timedelta(days=OPEN_DAYS))
    _answer_all(by, waiting, rows, "Stand 2026", answered)
    asked = [key for key, _name in choose_members()][:members]
    invite_people(by=by, assessment_id=waiting, member_ids=asked)


def asked_rows() -> dict[str, Row]:
    """What is answered on average, by the key of the question."""
    return {row["Frage"]: row for row in read_table(FILE)}


def _prepare(by: Viewer, title: str, **values: object) -> UUID:
    released = {"released_to": Rung.ADMINISTRATION, "note": NOTE}
    key = prepare_assessment(by=by, values={"title": title, **released, **values})
    open_assessment(by=by, assessment_id=key)
    return key


def _answer_all(by: Viewer, key: UUID, rows: Mapping[str, Row], column: str, sheets: int) -> None:
    """So many sheets without a name, each a little different; the last knows nothing of technology."""
    items = asked_keys(key)
    links = invite_people(by=by, assessment_id=key, unnamed=sheets)
    for person, link in enumerate(links):
        said = {
            item_id: _said(rows[name], column, name, person, at)
            for at, (name, item_id) in enumerate(items.items())
        }
        save_assessment_answers(token=link.token, said=said)
        finish_assessment_sheet(token=link.token)


def _said(row: Row, column: str, name: str, person: int, at: int) -> SaidLevel:
    if person % SHEETS == UNKNOWN_AT and name.startswith(("technology.", "data.")):
        return SaidLevel(is_unknown=True)
    shifts = WIDER if name in WIDE else AROUND
    level = _within(int(row[column]) + shifts[(person + at) % len(shifts)])
    target = _within(max(level, int(row["Ziel"]) - AROUND[(person * 2 + at) % len(AROUND)]))
    has_evidence = person == at % SHEETS and column == "Stand 2026"
    return SaidLevel(level, target, evidence=row["Beleg"] if has_evidence else "")


def _within(level: int) -> int:
    return min(4, max(0, level))
