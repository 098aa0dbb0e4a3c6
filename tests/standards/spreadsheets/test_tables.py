"""The table in a dirty sheet, its columns, hierarchies and colours."""

import colorsys
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommune.standards.spreadsheets import (
    Cell,
    CellValue,
    FieldSpec,
    Row,
    Sheet,
    SpreadsheetError,
    find_table,
    guess_columns,
    nearest_light,
    order_parents,
    parents_from_indentation,
    parents_from_numbering,
)


def sheet_of(*lines):
    """Return a sheet of these rows; '<' continues a merged head from the left, '^' from above."""
    width = max(len(line) for line in lines)
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = []
        for column, value in enumerate(line):
            joined = value in {"<", "^"} or (column + 1 < len(line) and line[column + 1] == "<")
            below = lines[number][column] if number < len(lines) and column < len(lines[number]) else None
            shown = lines[number - 2][column] if value == "^" else None if value == "<" else value
            cells.append(Cell(shown, merged=joined or below == "^"))
        rows.append(Row(number, tuple(cells)))
    return Sheet("Blatt", tuple(rows), width)


DATA: list[list[CellValue]] = [
    ["WLAN in Schulen", "Schulamt", 12000, 2026],
    ["E-Akte", "Hauptamt", None, 2027],
]
HEAD = ["Maßnahme", "Amt", "Kosten", "Jahr"]


def test_a_plain_head_is_found():
    table = find_table(sheet_of(HEAD, *DATA))
    assert (table.header_row, table.headers, table.first_data_row) == (
        1,
        ("Maßnahme", "Amt", "Kosten", "Jahr"),
        2,
    )
    assert [row.number for row in table.data_rows()] == [2, 3]


def test_title_lines_and_blank_rows_above_are_passed_over():
    table = find_table(
        sheet_of(["Maßnahmenliste der Stadt"], ["Stand: 01.02.2026", "Amt 10"], [], HEAD, *DATA)
    )
    assert (table.header_row, table.first_data_row, table.headers[0]) == (4, 5, "Maßnahme")


def test_a_merged_title_over_the_table_is_no_head():
    table = find_table(sheet_of(["Maßnahmenliste", "<", "<", "<"], HEAD, *DATA))
    assert (table.header_row, table.headers) == (2, ("Maßnahme", "Amt", "Kosten", "Jahr"))


def test_empty_leading_columns_keep_their_places():
    lines: list[list[CellValue]] = [[None, None, *HEAD], [None, None, *DATA[0]], [None, None, *DATA[1]]]
    table = find_table(sheet_of(*lines))
    assert table.headers == ("", "", "Maßnahme", "Amt", "Kosten", "Jahr")


def test_a_head_of_two_lines_is_joined():
    table = find_table(
        sheet_of(
            ["Maßnahme", "Amt", "Kosten", "<", "<"],
            ["^", "^", 2026, 2027, 2028],
            ["WLAN in Schulen", "Schulamt", 12000, 5000, None],
            ["E-Akte", "Hauptamt", 90000, None, 1000],
        )
    )
    assert table.headers == ("Maßnahme", "Amt", "Kosten / 2026", "Kosten / 2027", "Kosten / 2028")
    assert (table.header_row, table.first_data_row, len(table.rows)) == (1, 3, 2)


def test_a_head_of_two_lines_below_a_title_is_joined():
    table = find_table(
        sheet_of(
            ["Liste 2026"],
            [None, None, "Kosten", "<"],
            ["Maßnahme", "Amt", "einmalig", "laufend"],
            ["WLAN in Schulen", "Schulamt", 12000, 5000],
            ["E-Akte", "Hauptamt", 90000, 300],
        )
    )
    assert table.headers == ("Maßnahme", "Amt", "Kosten / einmalig", "Kosten / laufend")
    assert (table.header_row, table.first_data_row) == (2, 4)


def test_headings_that_stand_twice_are_told_apart():
    table = find_table(
        sheet_of(["Titel", "titel", "Titel", "Amt"], ["a", "b", "c", "d"], ["e", "f", "g", "h"])
    )
    assert table.headers == ("Titel", "titel (2)", "Titel (3)", "Amt")


@pytest.mark.parametrize(
    "word", ["Summe", "Gesamtsumme:", "Zwischensumme", "Gesamt", "Summe Handlungsfeld 1", "Total"]
)
def test_sums_are_no_data(word):
    table = find_table(sheet_of(HEAD, *DATA, [], [word, None, 12000, None]))
    assert table.total_rows == {5}
    assert [row.number for row in table.data_rows()] == [2, 3]


def test_a_measure_whose_name_begins_like_a_sum_stays():
    assert find_table(sheet_of(HEAD, ["Gesamtstädtisches WLAN", "IT", 5, 2026])).total_rows == frozenset()


def test_a_head_named_by_a_person_is_taken():
    table = find_table(sheet_of(["A", "B"], ["C", "D"], ["E", "F"]), header_row=2)
    assert (table.headers, table.first_data_row) == (("C", "D"), 3)
    assert find_table(sheet_of(["1", "2"], ["C", "D"]), header_row=1).headers == ("1", "2")
    with pytest.raises(SpreadsheetError) as caught:
        find_table(sheet_of(["A", "B"], []), header_row=2)
    assert (caught.value.code, caught.value.params) == ("no_such_row", {"sheet": "Blatt", "row": 2})


def test_data_begin_at_the_first_row_with_values_or_right_below_the_head():
    assert find_table(sheet_of(HEAD, [], [], *DATA)).first_data_row == 4
    assert find_table(sheet_of(["Liste"], HEAD)).first_data_row == 3
    two_lines = [["Maßnahme", "Kosten", "<"], ["^", 2026, 2027]]
    table = find_table(sheet_of(*two_lines))
    assert (table.headers, table.first_data_row) == (("Maßnahme", "Kosten / 2026", "Kosten / 2027"), 3)


@pytest.mark.parametrize(
    ("value", "is_head"),
    [
        (1989, False),
        (1990, True),
        (2100, True),
        (2101, False),
        ("2026", True),
        ("%", True),
        ("12", False),
        (1.5, False),
    ],
)
def test_years_and_words_may_head_a_column_and_other_numbers_may_not(value, is_head):
    table = find_table(
        sheet_of(["Notiz"], ["Maßnahme", value, value], ["WLAN", "Schulamt", "offen"], ["Akte", "IT", "neu"])
    )
    assert table.header_row == (2 if is_head else 3)


def test_lines_of_long_sentences_are_no_head():
    for length, header_row in ((60, 1), (61, 2)):
        sentence = ("Diese Liste zeigt alle Maßnahmen der Stadt, jedes Jahr erneuert." * 2)[:length]
        lines = [[sentence, sentence], ["Maßnahme", "Amt"], ["WLAN", "Schulamt"], ["Akte", "Hauptamt"]]
        assert find_table(sheet_of(*lines)).header_row == header_row


def test_a_text_longer_than_a_heading_ever_is_counts_as_a_value():
    for length, header_row in ((120, 1), (121, 2)):
        lines = [["Maßnahme", "Amt", "Ziel", "x" * length], HEAD, *DATA]
        assert find_table(sheet_of(*lines)).header_row == header_row


def test_of_two_rows_that_could_be_the_head_the_upper_one_is_it():
    lines = [["WLAN", "Schulamt"], ["Akte", "Hauptamt"], ["Portal", "IT"]]
    assert find_table(sheet_of(*lines)).header_row == 1


def test_a_line_break_in_a_heading_is_one_blank():
    assert find_table(sheet_of(["Maßnahme", "Kosten\n(geplant)  2026"], ["WLAN", 5])).headers == (
        "Maßnahme",
        "Kosten (geplant) 2026",
    )
    merged = [["Maßnahme", "Kosten\nder Stadt", "<"], ["^", 2026, 2027], ["WLAN", 5, 6]]
    assert find_table(sheet_of(*merged)).headers[1:] == ("Kosten der Stadt / 2026", "Kosten der Stadt / 2027")


def test_a_group_may_begin_in_the_very_first_column():
    merged = [["Kosten", "<", "Amt"], [2026, 2027, "^"], [5, 6, "IT"], [7, 8, "Schulamt"]]
    assert find_table(sheet_of(*merged)).headers == ("Kosten / 2026", "Kosten / 2027", "Amt")


def test_a_second_line_needs_to_stand_right_below_the_first_and_hold_labels_only():
    gap = [["Maßnahme", "Kosten", "<"], [], ["Akte", 2026, 2027], ["WLAN", 5, 6]]
    assert find_table(sheet_of(*gap)).first_data_row == 3
    own = [["Maßnahme", "Kosten", "<"], ["WLAN", 2026, 2027], ["Akte", 2027, 2028]]
    assert find_table(sheet_of(*own)).first_data_row == 2
    values = [["Maßnahme", "Kosten", "<"], ["WLAN", 5000, 6000], ["Akte", 7, 8]]
    assert find_table(sheet_of(*values)).first_data_row == 2


def test_a_head_without_rows_and_a_list_of_one_column():
    assert find_table(sheet_of(HEAD)).rows == ()
    assert find_table(sheet_of(["Ziel"], ["Klima"], ["Bildung"])).headers == ("Ziel",)


def test_an_empty_sheet_holds_no_table():
    with pytest.raises(SpreadsheetError) as caught:
        find_table(Sheet("Leer", (), 0))
    assert (caught.value.code, caught.value.params) == ("no_table", {"sheet": "Leer"})


FIELDS = [
    FieldSpec("title", ("Titel", "Maßnahme", "Bezeichnung")),
    FieldSpec("unit", ("Amt", "Federführung", "zuständig")),
    FieldSpec("starts_on", ("Beginn", "Start", "von"), "date"),
    FieldSpec("ends_on", ("Ende", "bis", "Fertigstellung"), "date"),
    FieldSpec("cost", ("Kosten", "Budget"), "money"),
    FieldSpec("goals", ("zahlt ein auf Ziel", "Ziele", "Zielbezug")),
]


def test_columns_are_guessed_by_their_headings():
    headers = [
        "Nr.",
        "Massnahme",
        "Federführendes Amt",
        "Beginn der Umsetzung",
        "Ende",
        "Kosten (€)",
        "zahlt ein auf Ziel",
    ]
    row = Row(2, tuple(Cell(value) for value in ["1", "WLAN", "IT", "1.1.2026", "2027", "5 T€", "Z1"]))
    assert guess_columns(headers, [row], FIELDS) == {
        "title": 1,
        "unit": 2,
        "starts_on": 3,
        "ends_on": 4,
        "cost": 5,
        "goals": 6,
    }


def test_each_column_is_given_once_and_content_decides_between_like_headings():
    headers = ["Kosten Bemerkung", "Kosten gesamt", "Beschreibung"]
    rows = [
        Row(2, (Cell("aus dem Vorjahr"), Cell(5000), Cell("x"))),
        Row(3, (Cell("neu"), Cell("k.A."), Cell("y"))),
    ]
    assert guess_columns(headers, rows, FIELDS) == {"cost": 1}


def test_a_typing_error_in_a_heading_is_forgiven():
    assert guess_columns(["Massnahmme", "Fertigstelung"], [], FIELDS) == {"title": 0, "ends_on": 1}


def test_foreign_headings_are_left_alone():
    assert guess_columns(["Wetter", "", "Farbe"], [], FIELDS) == {}


def best_of(*headings, alias):
    """Return which of these headings is taken for a field of this name."""
    found = guess_columns(headings, [], [FieldSpec("~", (alias,))])
    return headings[found["~"]] if found else None


@pytest.mark.parametrize(
    ("headings", "alias", "taken"),
    [
        (("Titel der Maßnahme", "Titel"), "Titel", "Titel"),
        (("Titel der Maßnahme hier", "Titel alt"), "Titel", "Titel alt"),
        (("Start Datum genau", "Startdatum"), "Start Datum", "Startdatum"),
        (("Amt", "Amt federführend und beteiligt"), "federführendes Amt", None),
        (("Ende", "Beginn"), "Ende geplant", "Ende"),
        (("Ort", "Beginn"), "Ort geplant", None),
        (("Ende", "Ende der Maßnahme"), "Ende geplant neu", "Ende"),
        (("Ende", "Ende geplant"), "Ende geplant neu", "Ende geplant"),
        (("Gesamtkosten",), "Kosten", "Gesamtkosten"),
        (("Kostenart",), "Kosten", "Kostenart"),
        (("Gesamtzahl",), "zahl", None),
        (("Oberziele",), "Ziele", "Oberziele"),
        (("Gesamtkosten", "Kosten 2026"), "Kosten", "Kosten 2026"),
        (("Gesamtkosten", "Kostten"), "Kosten", "Kostten"),
        (("Zeil",), "Ziel", None),
        (("Zuständigkit",), "Zuständigkeit", "Zuständigkit"),
        (("", "?"), "Titel", None),
        (("Startdatum genau", "Start Datum"), "Startdatum", "Start Datum"),
        (("Amt zuständig", "zuständig Amt hier"), "zuständig Amt", "Amt zuständig"),
        (("Endee",), "Ende", "Endee"),
        (("Amtt",), "Amt", None),
    ],
)
def test_the_likest_heading_is_taken(headings, alias, taken):
    assert best_of(*headings, alias=alias) == taken


@pytest.mark.parametrize(
    ("kind", "fitting", "other"),
    [
        ("date", ("1.1.2026", "2027"), ("bald", "offen und strittig")),
        ("money", ("1.000 €", 500), ("viel", "wenig")),
        ("money", (1000, 500), (datetime.date(2026, 1, 1), datetime.date(2027, 1, 1))),
        ("money", ("viel", 500, 600), ("viel", "zu viel", 600)),
    ],
)
def test_of_two_equal_headings_the_one_whose_cells_fit_is_taken(kind, fitting, other):
    for columns in ((fitting, other), (other, fitting)):
        rows = [Row(2 + n, tuple(Cell(column[n]) for column in columns)) for n in range(len(fitting))]
        found = guess_columns(["Wert", "Wert"], rows, [FieldSpec("~", ("Wert",), kind)])
        assert found == {"~": columns.index(fitting)}


def test_colours_point_to_the_column_of_the_light_and_texts_decide_nothing():
    rows = [Row(2, (Cell("x"), Cell("y", fill="#00ff00")))]
    headings = ["Stand", "Stand"]
    assert guess_columns(headings, rows, [FieldSpec("~", ("Stand",), "colour")]) == {"~": 1}
    assert guess_columns(headings, rows, [FieldSpec("~", ("Stand",), "text")]) == {"~": 0}
    assert guess_columns(headings, rows, [FieldSpec("~", ("Stand",), "key")]) == {"~": 0}


def test_cells_that_do_not_fit_rule_out_a_heading_that_is_only_alike():
    rows = [Row(2, (Cell("viel"),)), Row(3, (Cell("wenig"),))]
    assert guess_columns(["Kostenart"], rows, [FieldSpec("~", ("Kosten",), "money")]) == {"~": 0}
    assert guess_columns(["Zuständigkit"], rows, [FieldSpec("~", ("Zuständigkeit",), "money")]) == {"~": 0}


def test_the_more_words_of_a_heading_are_meant_the_likelier_it_is():
    fields = [FieldSpec("~", ("Beginn", "Beginn geplant"))]
    assert guess_columns(["Beginn hier", "Beginn geplant neu"], [], fields) == {"~": 1}
    fields = [FieldSpec("~", ("Ende geplant", "Schluss"))]
    assert guess_columns(["Ende", "Schluss der alten Zeit"], [], fields) == {"~": 1}


def column_of(*values):
    """Return rows with these values in their first column."""
    return [Row(number, (Cell(value),)) for number, value in enumerate(values, start=2)]


@pytest.mark.parametrize(
    ("rows", "kind", "is_found"),
    [
        ([], "date", True),
        (column_of("1.1.2026", datetime.date(2026, 2, 1)), "date", True),
        (column_of("WLAN", "Schulamt"), "date", False),
        (column_of(*["Schulamt"] * 9, "1.1.2026"), "date", False),
        (column_of("500 €", 300), "money", True),
        (column_of(datetime.date(2026, 2, 1)), "money", False),
        (column_of("offen", "bald"), "text", True),
        (column_of("offen", "bald"), "key", True),
    ],
)
def test_a_doubtful_heading_is_taken_where_its_cells_do_not_speak_against_it(rows, kind, is_found):
    found = guess_columns(["Begnin"], rows, [FieldSpec("~", ("Beginn",), kind)])
    assert found == ({"~": 0} if is_found else {})


def test_empty_cells_speak_neither_for_nor_against_a_column():
    rows = [Row(2, (Cell(None), Cell("1.1.2026"))), Row(3, (Cell(None), Cell("offen")))]
    fields = [FieldSpec("~", ("Beginn",), "date")]
    assert guess_columns(["Begnin", "der Beginn der Maßnahme"], rows, fields) == {"~": 1}


def test_a_column_taken_by_one_field_is_not_given_to_another():
    fields = [FieldSpec("a", ("Kosten",)), FieldSpec("b", ("Kosten gesamt",))]
    assert guess_columns(["Kosten", "Anderes"], [], fields) == {"a": 0}
    assert guess_columns(["Kosten", "Kosten gesamt"], [], fields) == {"a": 0, "b": 1}


@pytest.mark.parametrize(
    ("numbers", "parents"),
    [
        (["1", "1.1", "1.2", "1.2.3", "2"], [None, "1", "1", "1.2", None]),
        (["Ü", "Ü1", "Ü2", "B", "B10"], [None, "Ü", "Ü", None, "B"]),
        (["1.2.3", "1"], ["1", None]),
        (["1.", "1.1.", "A", "A.1", "A-2", "A1b"], [None, "1.", None, "A", "A", "A.1"]),
        (["01", "1.2", "10", ""], [None, "01", None, None]),
        (["Z1", "Z1.1", "Z10"], [None, "Z1", None]),
    ],
)
def test_parents_are_found_in_numbering(numbers, parents):
    assert parents_from_numbering(numbers) == parents


@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=4), unique_by=tuple, max_size=30))
def test_numbering_always_gives_an_order_with_parents_first(paths):
    numbers = [".".join(map(str, path)) for path in paths]
    parents = parents_from_numbering(numbers)
    order = order_parents(numbers, parents)
    assert sorted(order) == list(range(len(numbers)))
    place = {numbers[index]: position for position, index in enumerate(order)}
    assert all(
        parent is None or place[parent] < place[number]
        for number, parent in zip(numbers, parents, strict=True)
    )


def test_parents_are_found_in_indentation():
    assert parents_from_indentation([0, 1, 2, 2, 1, 0, 3, 1]) == [None, 0, 1, 1, 0, None, 5, 5]


def test_a_parent_that_comes_later_is_put_first():
    assert order_parents(["b", "a1", "a"], [None, "a", None]) == [0, 2, 1]


def test_a_very_deep_hierarchy_is_ordered():
    keys = [str(number) for number in range(20_000)]
    parents = [str(number + 1) for number in range(19_999)] + [None]
    assert order_parents(keys, parents) == list(range(19_999, -1, -1))


def test_a_circle_names_its_members():
    with pytest.raises(SpreadsheetError) as caught:
        order_parents(["x", "a", "b", "c"], ["a", "b", "c", "a"])
    assert caught.value.code == "hierarchy_cycle"
    assert caught.value.params["members"] == "a → b → c → a"


@pytest.mark.parametrize(
    ("keys", "parents", "code"),
    [
        (["a"], ["z"], "missing_parent"),
        (["a", "a"], [None, None], "duplicate_key"),
        (["a"], ["a"], "hierarchy_cycle"),
    ],
)
def test_a_broken_hierarchy_is_refused(keys, parents, code):
    with pytest.raises(SpreadsheetError) as caught:
        order_parents(keys, parents)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("colour", "light"),
    [
        ("#01873B", "green"),
        ("#AE1B1B", "red"),
        ("orange", "orange"),
        ("#FFA500", "orange"),
        ("grün", "green"),
        ("GELB", "yellow"),
        ("rot", "red"),
        ("white", "white"),
        ("#FFFFFF", "white"),
        ("#FFFF00", "yellow"),
        ("#FFC000", "yellow"),
        ("#FFEB9C", "yellow"),
        ("#C6EFCE", "green"),
        ("#FFC7CE", "red"),
        ("#92D050", "green"),
        ("#00B050", "green"),
        ("#FF0000", "red"),
        ("#F79646", "orange"),
        ("#D9D9D9", "grey"),
        ("#000000", "grey"),
        ("#4F81BD", None),
        ("#7030A0", None),
        ("#f00", "red"),
        ("FFC000", "yellow"),
        ("kariert", None),
        ("", None),
        ("bad", None),
        ("f00", None),
        ("#0000FF", None),
        ("#00FFFF", None),
        ("#FF00FF", None),
        ("#C0B0B0", "grey"),
        ("#FFFAF0", "white"),
    ],
)
def test_a_colour_is_the_light_a_person_would_name(colour, light):
    assert nearest_light(colour) == light


@pytest.mark.parametrize(
    ("colour", "degrees", "light"),
    [
        ("#F00068", 334, None), ("#F00064", 335, "red"), ("#C83C00", 18, "red"), ("#F04C00", 19, "orange"),
        ("#B48100", 43, "orange"), ("#F0B000", 44, "yellow"), ("#D0F000", 68, "yellow"),
        ("#CCF000", 69, "green"), ("#00F0C6", 169.5, "green"), ("#00F0CC", 171, None),
    ],
)  # fmt: skip
def test_the_lights_meet_at_these_hues(colour, degrees, light):
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    assert colorsys.rgb_to_hls(red, green, blue)[0] * 360 == pytest.approx(degrees)
    assert nearest_light(colour) == light
