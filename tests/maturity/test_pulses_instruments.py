"""A published instrument in a survey: brought in by the town, asked, scored by its rule, shown as a scale."""

import pytest

from kommune.maturity.actions.pulse_answers import send_answers
from kommune.maturity.actions.pulse_closing import close_pulse
from kommune.maturity.actions.pulse_questions import bring_in_instrument
from kommune.maturity.errors.pulses import InstrumentUnreadable, LicenceMissing
from kommune.maturity.models import Instrument, Pulse, PulseCount
from kommune.maturity.queries.pulses.results import read_results
from kommune.maturity.shapes.pulses import Said
from kommune.municipalities.public import Viewer
from kommune.standards.spreadsheets import write_csv
from tests.maturity.pulses import make_open_pulse, make_units, questions_of

FIELDS = [
    ("Titel", "Brauchbarkeit", ""),
    ("Quelle", "Muster 2026", ""),
    ("Lizenz", "frei, siehe Quelle", ""),
    ("Auswertung", "SUS", ""),
    ("Skala von", "1", ""),
    ("Skala bis", "5", ""),
    ("Schlüssel", "Text", "Umgekehrt"),
]
# Keys as they stand in published tables, with dots in them.
ITEMS = [(f"s.{at}", f"Erfundener Satz {at}", "" if at % 2 else "ja") for at in range(1, 11)]


def table(*left_out: str, items: list[tuple[str, str, str]] = ITEMS) -> bytes:
    rows = [row for row in FIELDS if row[0] not in left_out]
    return write_csv(("Feld", "Wert", ""), [*rows, *items])


def test_ten_sheets_give_the_mean_of_the_published_rule_and_no_item(lead: Viewer) -> None:
    make_units()
    instrument = bring_in_instrument(by=lead, content=table(), name="sus.csv")
    made = make_open_pulse(lead, topics=[], instrument_ids=[str(instrument)])
    questions = questions_of(made.id)
    best, middle = [5, 1] * 5, [3] * 10
    for code, answers in zip(made.all_codes[:10], [best, middle] * 5, strict=True):
        send_answers(code=code, said=Said(dict(zip(questions, answers, strict=True))))
    close_pulse(by=lead, pulse_id=made.id)
    (topic,) = read_results(lead, Pulse.objects.get(id=made.id)).topics
    assert topic.cell is not None
    assert (topic.cell.n, topic.cell.mean, dict(topic.cell.shares)) == (10, 75.0, {50: 0.5, 100: 0.5})
    assert (topic.lowest, topic.highest, topic.questions) == (0, 100, ())


def test_a_sheet_with_too_few_answers_counts_as_no_score(lead: Viewer) -> None:
    make_units()
    instrument = bring_in_instrument(by=lead, content=table(), name="sus.csv")
    made = make_open_pulse(lead, topics=[], instrument_ids=[str(instrument)])
    for code in made.all_codes[:7]:
        send_answers(code=code, said=Said({questions_of(made.id)[0]: 5}))
    assert list(PulseCount.objects.values_list("value", "people")) == [(-1, 7)]


def test_a_mean_with_reversed_items_is_scored_by_their_keys(lead: Viewer) -> None:
    make_units()
    content = table().replace(b"SUS", b"Mittelwert")
    instrument = bring_in_instrument(by=lead, content=content, name="mittel.csv")
    made = make_open_pulse(lead, topics=[], instrument_ids=[str(instrument)])
    for code in made.all_codes[:7]:
        answers = zip(questions_of(made.id), [5, 1] * 5, strict=True)
        send_answers(code=code, said=Said(dict(answers)))
    assert list(PulseCount.objects.values_list("value", "people")) == [(5, 7)]


def test_an_instrument_without_a_licence_is_refused_with_the_reason_and_leaves_nothing(lead: Viewer) -> None:
    with pytest.raises(LicenceMissing):
        bring_in_instrument(by=lead, content=table("Lizenz"), name="sus.csv")
    assert not Instrument.objects.exists()


def test_what_is_wrong_is_said_with_its_row(lead: Viewer) -> None:
    broken = [*ITEMS[:9], ("s.10", "", "")]
    with pytest.raises(InstrumentUnreadable, match="Zeile 18"):
        bring_in_instrument(by=lead, content=table(items=broken), name="sus.csv")
    assert not Instrument.objects.exists()
