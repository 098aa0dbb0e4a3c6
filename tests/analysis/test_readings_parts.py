"""The pieces of reading a strategy: titles, headings, heads of tables, rows, and texts that are cut."""

import pytest

from kommune.analysis.readings.outline import Heading, understand
from kommune.analysis.readings.rows import RowThing, read_columns, row_things
from kommune.analysis.readings.shapes import Kind, shortened
from kommune.analysis.readings.titles import (
    goal_sentence,
    is_title_like,
    sentences,
    split_number,
    split_title,
)
from kommune.analysis.readings.words import column_role, container_of, is_aside, named_thing


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("4.2 Netze", "4.2", "Netze"),
        ("(3) Netze", "3", "Netze"),
        ("7. Netze", "7", "Netze"),
        ("Netze 4", "", "Netze 4"),
        ("2026er Plan", "", "2026er Plan"),
    ],
)
def test_the_number_in_front_of_a_heading_is_taken_off(text: str, number: str, rest: str) -> None:
    assert split_number(text) == (number, rest)


LONG = "Die Stadt baut bis 2028 in allen Schulen ein Netz, das schnell ist und das jede Klasse nutzen kann"


@pytest.mark.parametrize(
    ("text", "lead", "title", "about"),
    [
        ("Rufbus. Er kommt.", "Rufbus.", "Rufbus", "Er kommt."),
        ("Rufbus: Er kommt.", "Rufbus", "Rufbus", "Er kommt."),
        ("Rufbus – er kommt", "", "Rufbus – er kommt", ""),
        (f"Netze: {LONG}", "", "Netze", LONG),
        (f"Netze – {LONG}", "", "Netze", LONG),
        (f"{LONG}: Netze", "", f"{LONG}: Netze", ""),
        (f"{LONG}. {LONG}. Und mehr.", "", f"{LONG}.", f"{LONG}. Und mehr."),
        ("x" * 200, "", "x" * 200, ""),
        ("So: " + "x" * 86, "", "So: " + "x" * 86, ""),
        ("So: " + "x" * 87, "", "So", "x" * 87),
        ("Er kommt. " + "x" * 190, "", "Er kommt. " + "x" * 190, ""),
        ("Er kommt. " + "X" * 191, "", "Er kommt.", "X" * 191),
    ],
)
def test_a_title_is_the_bold_beginning_or_what_stands_before_a_colon_or_the_first_sentence(
    text: str, lead: str, title: str, about: str
) -> None:
    assert split_title(text, lead) == (title, about)


@pytest.mark.parametrize(
    ("lead", "is_title"),
    [("Bus", True), ("OB", False), ("123", False), ("x" * 400, True), ("x" * 401, False), ("", False)],
)
def test_a_bold_beginning_is_a_title_where_it_is_a_word_and_no_whole_paragraph(
    lead: str, is_title: bool
) -> None:
    assert is_title_like(lead) is is_title


def test_abbreviations_and_ordinal_numbers_end_no_sentence() -> None:
    text = "Wir öffnen Ufer, z. B. im Süden. Am 3. Mai beginnt es, vgl. Anlage. Fertig!"
    assert list(sentences(text)) == [
        "Wir öffnen Ufer, z. B. im Süden.", "Am 3. Mai beginnt es, vgl. Anlage.", "Fertig!",
    ]  # fmt: skip
    assert goal_sentence("Es regnet. Wir wollen Ufer öffnen. Wir wollen mehr.") == "Wir wollen Ufer öffnen."
    assert goal_sentence("Es regnet.") == ""


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("Maßnahme", "measure"), ("Maß\u00adnahme", "measure"), (" Titel der\n Maßnahme: ", "measure"),
        ("* Ziel *", "goal"), ("Nr.", "number"), ("Wetter", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_head_of_a_column_is_known_with_hyphens_breaks_and_signs(head: str, role: str) -> None:
    assert column_role(head) == role


@pytest.mark.parametrize(
    ("heading", "aside"),
    [
        ("Ausgangslage", True), (" Ausgangslage:", True), ("Ausgangslage und Ziele", True),
        ("Vorworte", True), ("Herausforderngen", True), ("Herausfordernde Ziele", False), ("Vorwurf", False),
        ("Ziele", False),
        ("Unsere Ausgangslage", False),
    ],
)  # fmt: skip
def test_asides_are_known_by_their_first_word_even_misspelt(heading: str, aside: bool) -> None:
    assert is_aside(heading) is aside


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Strategische Ziele", "goals"), ("Unsere Ziele bis zum Jahr 2030", "goals"),
        ("Unsere Ziele bis zum nahen Jahr 2030", ""), ("Massnamen", "measures"), ("Massnamen heute", ""),
        ("Projekte und Maßnahmen in den Jahren bis Ende 2028 danach", "measures"),
        ("Handlungsfelder", "fields"), ("Ziele und Maßnahmen", "measures"), ("Zielgruppen", ""),
        ("Unsere Ziele:", "goals"), ("*Unsere Ziele*", "goals"), ("Bürger:innen", ""),
    ],
)  # fmt: skip
def test_what_stands_below_a_heading_is_known_by_the_end_of_its_words_where_it_is_short(
    heading: str, role: str
) -> None:
    assert container_of(heading) == role


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Ziel 1.2. Offene Daten", ("goal", "1.2", "Offene Daten")),
        ("Ziel: Offene Daten", ("goal", "", "Offene Daten")),
        ("Projekt A – Rufbus", ("measure", "A", "Rufbus")),
        ("Zielgruppe: Alle", None),
    ],
)
def test_a_line_that_names_itself_gives_kind_number_and_title(
    text: str, thing: tuple[Kind, str, str] | None
) -> None:
    assert named_thing(text) == thing


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("2 Handlungsfeld Bildung", Heading("field", "2", "Bildung", "named")),
        ("2 Ziel 1.3 Netze", Heading("goal", "1.3", "Netze", "named")),
        ("M7 Offene Daten", Heading("measure", "M7", "Offene Daten", "code")),
        ("3.1 Ausgangslage", Heading("aside", "3.1", "Ausgangslage")),
        ("4 Unsere Ziele", Heading("goals", "4", "Unsere Ziele")),
        ("5 Verkehr", Heading("text", "5", "Verkehr")),
    ],
)
def test_a_heading_is_understood_by_its_own_words(text: str, heading: Heading) -> None:
    assert understand(text) == heading


def things(head: list[str], row: list[str], kind: Kind | None = None) -> list[RowThing]:
    return row_things(row, read_columns(head), kind)


def test_a_row_gives_its_goal_before_its_measure_with_number_and_description() -> None:
    head = ["Nr.", "Ziel", "Maßnahme", "Beschreibung"]
    assert things(head, ["1", " Netze ", "Glasfaser", "bis 2028"]) == [
        RowThing("goal", "", "Netze", ""), RowThing("measure", "1", "Glasfaser", "bis 2028"),
    ]  # fmt: skip
    assert things(head, ["1", "k. a.", "Glasfaser", "–"]) == [RowThing("measure", "1", "Glasfaser", "")]
    assert things(head, ["1", "Netze", "-", "bis 2028"]) == [RowThing("goal", "", "Netze", "")]
    assert things(head, ["1", "Netze", "Glasfaser"])[1].description == ""


def test_a_column_of_titles_comes_before_that_of_the_kind_which_then_explains() -> None:
    head = ["Titel", "Maßnahme", "Beschreibung"]
    assert things(head, ["Rufbus", "Ein Bus auf Anruf", ""]) == [
        RowThing("measure", "", "Rufbus", "Ein Bus auf Anruf")
    ]
    assert things(head, ["Rufbus", "Ein Bus auf Anruf", "ab Mai"])[0].description == "ab Mai"
    assert things(head, ["Rufbus", "Rufbus", ""]) == [RowThing("measure", "", "Rufbus", "")]
    assert things(head, ["", "Rufbus", ""]) == [RowThing("measure", "", "Rufbus", "")]


def test_rows_without_a_kind_in_the_head_are_what_stands_above_the_table() -> None:
    assert things(["Titel"], ["Rufbus"], "measure") == [RowThing("measure", "", "Rufbus", "")]
    assert things(["Titel"], ["Rufbus"], None) == []
    assert things(["Ziel"], ["Netze"], "measure") == [RowThing("goal", "", "Netze", "")]


def test_a_head_says_something_where_it_names_a_title_or_a_kind() -> None:
    assert read_columns(["Titel"]).says_something
    assert read_columns(["Wetter", "Ziel"]).says_something
    assert not read_columns(["Nr.", "Beschreibung"]).says_something


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [
        ("zwölf Zeichen", 13, "zwölf Zeichen"),
        ("eins zwei drei vier", 14, "eins zwei…"),
        ("eins zwei drei vier", 15, "eins zwei…"),
        ("eins zwei drei vier", 16, "eins zwei drei…"),
        ("eins zwei, drei vier", 14, "eins zwei…"),
        ("Donaudampfschifffahrt", 8, "Donauda…"),
        ("ab Donaudampfschifffahrt", 8, "ab Dona…"),
        ("abcd efghijk", 9, "abcd efg…"),
        ("abcde fghijk", 9, "abcde…"),
    ],
)
def test_a_text_is_cut_between_words_where_that_keeps_more_than_half(
    text: str, length: int, cut: str
) -> None:
    assert shortened(text, length) == cut
    assert len(cut) <= length
