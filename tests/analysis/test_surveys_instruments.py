"""Reading an instrument's table: every part, every problem with its row, and no licence, no instrument."""

import io

import pytest

from kommune.analysis.surveys import (
    InstrumentReading,
    Item,
    ScoringRule,
    instrument_template,
    read_instrument,
)
from kommune.analysis.surveys.instrument_words import SENTENCES
from kommune.standards.spreadsheets import SheetOut, read_workbook, write_csv, write_xlsx

HEAD = [
    ("Titel", "Probeskala"),
    ("Fassung", "2026"),
    ("Quelle", "Muster 2026"),
    ("Lizenz", "CC BY 4.0, siehe Seite 3"),
    ("Sprache", "de"),
    ("Auswertung", "Mittelwert"),
    ("Skala von", 1),
    ("Skala bis", 4),
    ("Mindestanteil", "75 %"),
    ("Stufe 1", "nie"),
    ("Stufe 4", "immer"),
]
ITEMS = [("Schlüssel", "Text", "Umgekehrt"), ("a", "Erster Satz", ""), ("b", "Zweiter Satz", "ja")]


def reading(rows: list[tuple[object, ...]]) -> InstrumentReading:
    return read_instrument(list(enumerate(rows, start=1)))


def problems(rows: list[tuple[object, ...]]) -> list[tuple[int, str]]:
    found = reading(rows)
    assert (found.instrument is None) == bool(found.problems)
    return [(problem.row, problem.code) for problem in found.problems]


def test_a_whole_instrument_is_read() -> None:
    found = reading([*HEAD, (), *ITEMS]).instrument
    assert found is not None
    assert (found.title, found.version, found.source) == ("Probeskala", "2026", "Muster 2026")
    assert (found.licence, found.language) == ("CC BY 4.0, siehe Seite 3", "de")
    assert found.rule == ScoringRule("mean", 1, 4, frozenset({"b"}), 0.75)
    assert found.points == {1: "nie", 2: "", 3: "", 4: "immer"}
    assert found.items == (Item("a", "Erster Satz"), Item("b", "Zweiter Satz", reversed=True))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_filled_in_comes_back_from_a_file(kind: str) -> None:
    head, *rows = instrument_template("de")
    filled = {"Titel": "Probe", "Quelle": "Muster", "Lizenz": "eigene Texte"}
    table = [(row[0], filled.get(row[0], row[1]), row[2]) for row in rows] + [("a", "Ein Satz", "x")]
    data = write_csv(head, table) if kind == "csv" else write_xlsx([SheetOut("Instrument", head, table)])
    book = read_workbook(io.BytesIO(data), filename=f"probe.{kind}")
    found = read_instrument((row.number, [cell.value for cell in row.cells]) for row in book.sheets[0].rows)
    assert found.problems == ()
    assert found.instrument is not None
    assert found.instrument.rule == ScoringRule("mean", 1, 5, frozenset({"a"}), 0.8)


def test_the_english_template_has_the_same_rows() -> None:
    german, english = instrument_template("de"), instrument_template("en")
    assert len(german) == len(english)
    assert english[0] == ("Field", "Value", "")
    filled = [(row[0], row[1] or "filled", row[2]) for row in english[1:-2]]
    assert problems([*filled, english[-1], ("a", "A sentence", "no")]) == []


@pytest.mark.parametrize("said", [None, ("Lizenz", ""), ("Lizenz", "   "), ("Lizenz",)])
def test_without_a_licence_note_it_is_refused_and_the_reason_said(said: tuple[object, ...] | None) -> None:
    rows = [row for row in HEAD if row[0] != "Lizenz"]
    found = reading([*([said] if said else []), *rows, *ITEMS])
    assert found.instrument is None
    assert [(problem.row, problem.code) for problem in found.problems] == [
        (1 if said else 0, "licence_missing")
    ]
    assert found.problems[0].sentence.startswith("The instrument has no licence note.")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("Titel", "", "title_missing"),
        ("Quelle", None, "source_missing"),
        ("Auswertung", "Median", "scoring_unknown"),
        ("Skala von", "eins", "scale_unclear"),
        ("Skala bis", 1, "scale_impossible"),
        ("Skala bis", 40, "scale_impossible"),
        ("Mindestanteil", "viel", "share_unclear"),
        ("Mindestanteil", "0 %", "share_unclear"),
        ("Auswertung", "SUS", "sus_shape"),
    ],
)
def test_a_field_that_cannot_be_used_is_named_with_its_row(field: str, value: object, code: str) -> None:
    rows = [(name, value if name == field else kept) for name, kept in HEAD]
    row = next(at for at, one in enumerate(HEAD, start=1) if one[0] == field)
    assert (row, code) in problems([*rows, *ITEMS])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("", "Satz ohne Schlüssel", ""), "item_without_key"),
        (("c", "", ""), "item_without_text"),
        (("a", "Noch einmal", ""), "item_twice"),
        (("c", "Dritter Satz", "vielleicht"), "reversed_unclear"),
    ],
)
def test_an_item_that_cannot_be_used_is_named_with_its_row(row: tuple[str, ...], code: str) -> None:
    assert problems([*HEAD, *ITEMS, row]) == [(15, code)]


def test_unknown_and_double_fields_and_points_outside_are_named() -> None:
    rows = [*HEAD, ("Titel", "Zweiter"), ("Stufe 9", "oft"), ("Farbe", "rot"), *ITEMS]
    assert problems(rows) == [(12, "field_twice"), (13, "point_outside"), (14, "field_unknown")]


def test_a_table_without_items_says_so() -> None:
    assert problems(list(HEAD)) == [(0, "no_items")]


def test_an_empty_table_names_all_that_is_missing() -> None:
    assert {code for _row, code in problems([])} == {
        "title_missing",
        "source_missing",
        "licence_missing",
        "no_items",
        "scale_unclear",
        "scoring_unknown",
    }


def test_more_than_a_hundred_items_are_too_many() -> None:
    items = [(f"i{at}", "Satz", "") for at in range(101)]
    assert problems([*HEAD, ITEMS[0], *items]) == [(113, "too_many_items")]


@pytest.mark.parametrize(
    ("stated", "share"), [("80 %", 0.8), (80, 0.8), ("0,8", 0.8), (0.8, 0.8), (1, 1.0), (None, 1.0)]
)
def test_a_share_is_understood_however_it_is_written(stated: object, share: float) -> None:
    rows = [(name, stated if name == "Mindestanteil" else value) for name, value in HEAD]
    found = reading([*rows, *ITEMS]).instrument
    assert found is not None
    assert found.rule.least_share == share


def test_every_problem_has_a_sentence_that_takes_its_values() -> None:
    broken = [("Titel", "x"), ("Titel", "y"), ("Skala von", 3), ("Skala bis", 2), ITEMS[0], ("", "x", "")]
    assert all(problem.sentence for problem in reading(broken).problems)
    assert set(SENTENCES) >= {problem.code for problem in reading(broken).problems}
