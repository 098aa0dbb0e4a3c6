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


def told(rows: list[tuple[object, ...]]) -> list[tuple[int, str, dict[str, object]]]:
    return [(one.row, one.code, dict(one.params)) for one in reading(rows).problems]


def with_field(name: str, value: object) -> list[tuple[object, ...]]:
    return [(kept, value if kept == name else stated) for kept, stated in HEAD]


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


def test_the_template_names_every_field_and_a_town_need_not_know_their_order() -> None:
    assert [row[0] for row in instrument_template()] == [
        "Feld", "Titel", "Fassung", "Quelle", "Lizenz", "Sprache", "Auswertung", "Skala von", "Skala bis",
        "Mindestanteil", "Stufe 1", "Stufe 2", "Stufe 3", "Stufe 4", "Stufe 5", "", "Schlüssel",
    ]  # fmt: skip
    assert instrument_template()[-1] == ("Schlüssel", "Text", "Umgekehrt")
    stated = {row[0]: row[1] for row in instrument_template("en")}
    assert (stated["Language"], stated["Scoring"], stated["Least share"]) == ("en", "mean", "80 %")


def test_the_english_template_has_the_same_rows() -> None:
    german, english = instrument_template("de"), instrument_template("en")
    assert len(german) == len(english)
    assert english[0] == ("Field", "Value", "")
    filled = [(row[0], row[1] or "filled", row[2]) for row in english[:-2]]
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
        ("Skala bis", 0, "scale_impossible"),
        ("Skala bis", "Infinity", "scale_unclear"),
        ("Skala bis", "1e99999999", "scale_unclear"),
        ("Skala von", "-1e99999999", "scale_unclear"),
        ("Skala bis", 4.5, "scale_unclear"),
        ("Mindestanteil", "viel", "share_unclear"),
        ("Mindestanteil", "0 %", "share_unclear"),
        ("Mindestanteil", "101 %", "share_unclear"),
        ("Mindestanteil", 0, "share_unclear"),
        ("Mindestanteil", -0.5, "share_unclear"),
        ("Auswertung", "SUS", "sus_shape"),
    ],
)
def test_a_field_that_cannot_be_used_is_named_with_its_row(field: str, value: object, code: str) -> None:
    rows = with_field(field, value)
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
    assert set(problems([])) == {
        (0, "title_missing"),
        (0, "source_missing"),
        (0, "licence_missing"),
        (0, "no_items"),
        (0, "scale_unclear"),
        (0, "scoring_unknown"),
    }


def test_more_than_a_hundred_items_are_too_many_and_that_is_said_once() -> None:
    items = [(f"i{at}", "Satz", "") for at in range(104)]
    assert problems([*HEAD, ITEMS[0], *items[:100]]) == []
    assert problems([*HEAD, ITEMS[0], *items]) == [(113, "too_many_items")]


@pytest.mark.parametrize(
    ("stated", "share"),
    [
        ("80 %", 0.8), ("80%", 0.8), (80, 0.8), ("0,8", 0.8), (0.8, 0.8), (1, 1.0), ("1 %", 0.01), (2, 0.02),
        ("100 %", 1.0), (None, 1.0),
    ],
)  # fmt: skip
def test_a_share_is_understood_however_it_is_written(stated: object, share: float) -> None:
    found = reading([*with_field("Mindestanteil", stated), *ITEMS]).instrument
    assert found is not None
    assert found.rule.least_share == share


@pytest.mark.parametrize(
    ("word", "counts_against"),
    [
        *(
            (yes, True)
            for yes in ("ja", "J", "yes", "Y", "x", "X", 1, "true", "wahr", "R", "umgekehrt", "reversed")
        ),
        *((no, False) for no in (None, "", "nein", "N", "no", 0, "false", "falsch", "-", "–")),
    ],
)
def test_reversed_is_said_in_many_ways(word: object, counts_against: bool) -> None:
    found = reading([*HEAD, ITEMS[0], ("a", "Satz", word)]).instrument
    assert found is not None
    assert found.items[0].reversed is counts_against


def test_items_may_stand_in_other_columns_and_need_no_word_about_their_direction() -> None:
    found = reading(
        [*HEAD, ("Text", "Nr.", "Schlüssel"), ("Satz", 1, "a"), ("Noch einer", 2, "b")]
    ).instrument
    assert found is not None
    assert found.items == (Item("a", "Satz"), Item("b", "Noch einer"))
    short = reading([*HEAD, ITEMS[0], ("a", "Satz")]).instrument
    assert short is not None
    assert short.items == (Item("a", "Satz"),)


@pytest.mark.parametrize("low_and_high", [(1, 2), (0, 10), (1.0, 5.0), ("1", "5")])
def test_a_scale_has_two_to_eleven_points(low_and_high: tuple[object, object]) -> None:
    low, high = low_and_high
    rows = [row for row in HEAD if not str(row[0]).startswith(("Skala", "Stufe"))]
    found = reading([*rows, ("Skala von :", low), ("Skala bis:", high), *ITEMS]).instrument
    assert found is not None
    assert list(found.points) == list(range(int(str(low)[0]), found.rule.high + 1))
    assert (found.rule.low, found.rule.high) == (int(float(str(low))), int(float(str(high))))


def test_twelve_points_are_too_many() -> None:
    rows = [(name, {"Skala von": 0, "Skala bis": 11}.get(name, value)) for name, value in HEAD]
    assert told([*rows, *ITEMS]) == [(8, "scale_impossible", {"least": 0, "most": 11, "limit": 11})]


def sus(items: int, low: int = 1, high: int = 5) -> list[tuple[object, ...]]:
    stated = {"Auswertung": "SUS", "Skala von": low, "Skala bis": high}
    rows = [(name, stated.get(name, value)) for name, value in HEAD]
    return [*rows, ITEMS[0], *((f"i{at}", "Satz", "") for at in range(items))]


def test_sus_has_ten_items_on_five_points_and_nothing_else() -> None:
    found = reading(sus(10)).instrument
    assert found is not None
    assert (found.rule.kind, len(found.items)) == ("sus", 10)
    for rows in (sus(9), sus(11), sus(10, 1, 7), sus(10, 0, 5)):
        items = len(rows) - len(HEAD) - 1
        assert (6, "sus_shape", {"found": items, "expected": 10}) in told(rows)


@pytest.mark.parametrize(("stated", "language"), [(None, "de"), ("en", "en")])
def test_a_table_without_a_language_is_german(stated: str | None, language: str) -> None:
    found = reading([*with_field("Sprache", stated), *ITEMS]).instrument
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([*HEAD, ("Titel", "Zweiter"), *ITEMS], (12, "field_twice", {"field": "Titel"})),
        ([*HEAD, ("Farbe", "rot"), *ITEMS], (12, "field_unknown", {"field": "Farbe"})),
        (
            [*HEAD, ("Stufe 0", "gar nicht"), *ITEMS],
            (12, "point_outside", {"value": 0, "least": 1, "most": 4}),
        ),
        ([*HEAD, *ITEMS, ("", "Satz", "")], (15, "item_without_key", {"item": "Satz"})),
        ([*HEAD, *ITEMS, ("c", "", "")], (15, "item_without_text", {"item": "c"})),
        ([*HEAD, *ITEMS, ("a", "Satz", "")], (15, "item_twice", {"item": "a"})),
        ([*HEAD, *ITEMS, ("c", "Satz", "oft")], (15, "reversed_unclear", {"item": "c", "value": "oft"})),
        ([*with_field("Skala von", "ein"), *ITEMS], (7, "scale_unclear", {"field": "low", "value": "ein"})),
        ([*with_field("Auswertung", "Median"), *ITEMS], (6, "scoring_unknown", {"value": "Median"})),
        ([*with_field("Mindestanteil", "viel"), *ITEMS], (9, "share_unclear", {"value": "viel"})),
        (
            [*HEAD, ITEMS[0], *((f"i{at}", "Satz", "") for at in range(101))],
            (113, "too_many_items", {"limit": 100}),
        ),
    ],
)
def test_a_problem_carries_the_values_that_its_sentence_names(
    rows: list[tuple[object, ...]], problem: tuple[int, str, dict[str, object]]
) -> None:
    assert told(rows) == [problem]
    assert SENTENCES[problem[1]].format(**problem[2]) == reading(rows).problems[0].sentence


def test_every_problem_has_a_sentence_that_takes_its_values() -> None:
    broken = [("Titel", "x"), ("Titel", "y"), ("Skala von", 3), ("Skala bis", 2), ITEMS[0], ("", "x", "")]
    assert all(problem.sentence for problem in reading(broken).problems)
    assert set(SENTENCES) >= {problem.code for problem in reading(broken).problems}
