"""Texts in cells are understood the way people mean them."""

import datetime
from decimal import Decimal

import pytest

from kommune.standards.spreadsheets import (
    Read,
    ValueProblem,
    read_bool,
    read_choice,
    read_date,
    read_integer,
    read_link,
    read_money_cents,
    read_number,
    read_percent,
    read_strength,
    split_list,
)
from kommune.standards.spreadsheets.words import cell_text


def day(text):
    """Return a date from its ISO form."""
    return datetime.date.fromisoformat(text)


def problem(call, value, *arguments, **options):
    """Return the code of the problem a reader raises, once it has named what the cell says."""
    with pytest.raises(ValueProblem) as caught:
        call(value, *arguments, **options)
    said = cell_text(value) if isinstance(value, (str, bool, datetime.date)) else None
    assert said in {None, caught.value.params["text"]}
    return caught.value.code


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        (datetime.date(2026, 5, 4), ("2026-05-04", None), ("2026-05-04", None)),
        (datetime.datetime(2026, 5, 4, 12), ("2026-05-04", None), ("2026-05-04", None)),
        ("31.12.2026", ("2026-12-31", None), ("2026-12-31", None)),
        ("03.04.2026", ("2026-04-03", None), ("2026-04-03", None)),
        ("3.4.26", ("2026-04-03", None), ("2026-04-03", None)),
        ("3/4/2026", ("2026-04-03", None), ("2026-04-03", None)),
        ("2026-12-31", ("2026-12-31", None), ("2026-12-31", None)),
        ("2026-12-31 00:00:00", ("2026-12-31", None), ("2026-12-31", None)),
        ("3. März 2026", ("2026-03-03", None), ("2026-03-03", None)),
        ("12/2026", ("2026-12-01", "month_start"), ("2026-12-31", "month_end")),
        ("2026-02", ("2026-02-01", "month_start"), ("2026-02-28", "month_end")),
        ("Februar 2028", ("2028-02-01", "month_start"), ("2028-02-29", "month_end")),
        ("Dez. 2026", ("2026-12-01", "month_start"), ("2026-12-31", "month_end")),
        ("Q3 2026", ("2026-07-01", "quarter_start"), ("2026-09-30", "quarter_end")),
        ("III. Quartal 2026", ("2026-07-01", "quarter_start"), ("2026-09-30", "quarter_end")),
        ("2026/Q1", ("2026-01-01", "quarter_start"), ("2026-03-31", "quarter_end")),
        ("4. Quartal 2026", ("2026-10-01", "quarter_start"), ("2026-12-31", "quarter_end")),
        ("2. Halbjahr 2026", ("2026-07-01", "half_year_start"), ("2026-12-31", "half_year_end")),
        ("Ende 2026", ("2026-12-01", "part_of_year_start"), ("2026-12-31", "part_of_year_end")),
        ("Mitte 2027", ("2027-06-01", "part_of_year_start"), ("2027-06-30", "part_of_year_end")),
        ("2026", ("2026-01-01", "year_start"), ("2026-12-31", "year_end")),
        (2026, ("2026-01-01", "year_start"), ("2026-12-31", "year_end")),
        ("ab 2026", ("2026-01-01", "year_start"), ("2026-12-31", "year_end")),
        ("bis 31.12.2026", ("2026-12-31", "date_words_ignored"), ("2026-12-31", "date_words_ignored")),
        ("bis Ende 2026", ("2026-12-01", "part_of_year_start"), ("2026-12-31", "part_of_year_end")),
        (46022, ("2025-12-31", "from_serial_number"), ("2025-12-31", "from_serial_number")),
        ("1.1.69", ("2069-01-01", None), ("2069-01-01", None)),
        ("1.1.70", ("1970-01-01", None), ("1970-01-01", None)),
        ("1.1.71", ("1971-01-01", None), ("1971-01-01", None)),
    ],
)
def test_a_date_is_read_as_its_first_or_last_day(value, start, end):
    assert read_date(value) == Read(day(start[0]), start[1])
    assert read_date(value, edge="end") == Read(day(end[0]), end[1])


@pytest.mark.parametrize(
    ("value", "note"),
    [
        ("laufend", "ongoing"),
        ("ab sofort", "ongoing"),
        ("Daueraufgabe", "ongoing"),
        ("", None),
        (None, None),
        ("n.n.", None),
    ],
)
def test_a_date_may_be_open(value, note):
    assert read_date(value) == Read(None, note)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("31.02.2026", "no_such_date"),
        ("13/2026", "no_such_date"),
        ("bald", "not_a_date"),
        ("Q5 2026", "not_a_date"),
        ("1.1.0026", "date_out_of_range"),
        (datetime.date(1899, 12, 30), "date_out_of_range"),
        ("2015 / 2016", "not_a_date"),
        (True, "not_a_date"),
        ("9999", "no_such_date"),
    ],
)
def test_what_is_no_date_is_said(value, code):
    assert problem(read_date, value) == code


@pytest.mark.parametrize(
    ("value", "cents", "note"),
    [
        ("12.400 €", 1_240_000, None),
        ("12,4 T€", 1_240_000, None),
        ("1,2 Mio.", 120_000_000, None),
        ("1,2 Mio. €", 120_000_000, None),
        ("80.000,00", 8_000_000, None),
        (12400.5, 1_240_050, None),
        (Decimal("0.01"), 1, None),
        ("k.A.", None, None),
        ("-", None, None),
        ("–", None, None),
        ("n.n.", None, None),
        ("", None, None),
        (None, None, None),
        ("0", 0, None),
        (0, 0, None),
        ("0,00 €", 0, None),
        ("EUR 5.000", 500_000, None),
        ("5.000,- €", 500_000, None),
        ("5000,-", 500_000, None),
        ("5 Tsd. Euro", 500_000, None),
        ("25 TEUR", 2_500_000, None),
        ("10k", 1_000_000, None),
        ("ca. 15.000 €", 1_500_000, "approximate"),
        ("12 400", 1_240_000, None),
        ("12\u00a0400,50 €", 1_240_050, None),
        ("1.234.567,89", 123_456_789, None),
        ("1,234,567.89", 123_456_789, None),
        ("1.5", 150, None),
        (0.005, 1, "rounded_to_cent"),
        ("1.200 T€", 120_000_000, None),
        ("2 Mrd. €", 200_000_000_000, None),
        ("12€", 1_200, None),
        (",5", 50, None),
        ("+5", 500, None),
        ("1.234", 123_400, None),
        ("0.125", 13, "rounded_to_cent"),
        ("1,000,000", 100_000_000, None),
        (10**13, 10**15, None),
    ],
)
def test_money_is_read_to_the_cent(value, cents, note):
    assert read_money_cents(value) == Read(cents, note)


def test_a_column_in_thousands_scales_bare_numbers_only():
    assert read_money_cents("12,5", unit=1000).value == 1_250_000
    assert read_money_cents(12.5, unit=1000).value == 1_250_000
    assert read_money_cents("1,2 Mio.", unit=1000).value == 120_000_000


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("10-20 T€", "money_range"),
        ("10.000 bis 20.000", "money_range"),
        ("10 T€ – 20 T€", "money_range"),
        ("-5", "money_negative"),
        (-5, "money_negative"),
        ("viel", "not_money"),
        ("12.40.000", "not_money"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        (True, "not_money"),
        (10**14, "money_too_large"),
        ("10000000000001", "money_too_large"),
        ("5 + 3", "not_money"),
        ("1.2.3", "not_money"),
        ("1,2,3", "not_money"),
        ("1.23,4.5", "not_money"),
        ("9" * 25, "not_money"),
        ("9" * 61, "not_money"),
    ],
)
def test_what_is_no_amount_is_said(value, code):
    assert problem(read_money_cents, value) == code


def test_shares_are_read_in_per_cent():
    assert read_percent("25 %") == Read(Decimal(25))
    assert read_percent("12,5%") == Read(Decimal("12.5"))
    assert read_percent(0.25, shown_as_percent=True) == Read(Decimal(25))
    assert read_percent(1, shown_as_percent=True) == Read(Decimal(100))
    assert read_percent(0.25) == Read(Decimal(25), "fraction_as_percent")
    assert read_percent(40) == Read(Decimal(40))
    assert read_percent("k.A.") == Read(None)
    assert read_percent(1) == read_percent("1 v. H.") == read_percent("1 PROZENT") == Read(Decimal(1))
    assert read_percent(0) == read_percent("0 %") == Read(Decimal(0))
    assert read_percent("100") == Read(Decimal(100))
    assert read_percent(1.5) == Read(Decimal("1.5"))
    assert str(read_percent("12,50 %").value) == "12.5"
    assert str(read_percent("40,0 %").value) == "40"
    assert problem(read_percent, "100,5") == "percent_out_of_range"
    assert problem(read_percent, "5" * 61) == "not_a_percentage"
    assert problem(read_percent, "120 %") == "percent_out_of_range"
    assert problem(read_percent, "-1") == "percent_out_of_range"
    assert problem(read_percent, "halb") == "not_a_percentage"


def test_numbers_in_brackets_are_read_with_a_note():
    assert read_integer("(5)") == Read(5, "in_brackets")
    assert read_integer("1.200") == Read(1200)
    assert read_integer("-") == Read(None)
    assert read_number("4,17") == Read(Decimal("4.17"))
    assert read_number(4.5) == Read(Decimal("4.5"))
    assert read_number("-,5") == Read(Decimal("-0.5"))
    assert read_number("1" * 24) == Read(Decimal("1" * 24))
    assert problem(read_number, "1" * 25) == "not_a_number"
    assert problem(read_number, "1.23,4.5") == "not_a_number"
    assert problem(read_number, "12.40.000") == "not_a_number"
    assert problem(read_number, "1.2,3,4") == "not_a_number"
    assert problem(read_integer, "4,17") == "not_an_integer"
    assert problem(read_integer, "vier") == "not_a_number"


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("ja", True),
        ("X", True),
        ("Nein", False),
        (True, True),
        (0, False),
        ("", None),
        ("k.A.", None),
    ],
)
def test_yes_and_no(value, meaning):
    assert read_bool(value).value is meaning


def test_neither_yes_nor_no_is_said():
    assert problem(read_bool, "vielleicht") == "not_yes_or_no"


PHASES = {
    "Idee": "idea",
    "geprüft": "checked",
    "in Umsetzung": "doing",
    "im Betrieb": "running",
    "umgesetzt": "done",
}


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("idee", Read("idea")),
        ("GEPRUEFT", Read("checked")),
        ("gepru\u0308ft", Read("checked")),
        ("  in   Umsetzung ", Read("doing")),
        ("in Ums.", Read("doing", "choice_by_prefix")),
        ("im Betrieb seit 2024", Read("running", "choice_by_prefix")),
        ("", Read(None)),
        ("-", Read(None)),
    ],
)
def test_a_word_is_found_in_a_list(value, read):
    assert read_choice(value, PHASES) == read


def test_an_unknown_or_ambiguous_word_is_said_with_the_choices():
    with pytest.raises(ValueProblem) as caught:
        read_choice("fertig", PHASES)
    assert caught.value.code == "unknown_choice"
    assert caught.value.params == {
        "text": "fertig",
        "choices": "Idee, geprüft, in Umsetzung, im Betrieb, umgesetzt",
    }
    with pytest.raises(ValueProblem) as caught:
        read_choice("hal", {"halb": 1, "halten": 2})
    assert caught.value.code == "ambiguous_choice"
    assert caught.value.params == {"text": "hal", "choices": "halb, halten"}


def test_of_two_words_that_a_text_begins_with_the_longer_counts():
    words = {"neu": 1, "neu gebaut": 2, "alt": 3}
    assert read_choice("neu gebaut 2024", words) == Read(2, "choice_by_prefix")
    assert read_choice("alt, aber gut", words) == Read(3, "choice_by_prefix")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Z1; Z2 ;Z3", ("Z1", "Z2", "Z3")),
        ("4.2, 4.3", ("4.2", "4.3")),
        ("Z1\nZ2", ("Z1", "Z2")),
        ("Z1 und Z2", ("Z1", "Z2")),
        ("Z1, Z2 und Z3", ("Z1", "Z2", "Z3")),
        ("Z1|Z1", ("Z1",)),
        ("Klima, Umwelt und Energie", ("Klima, Umwelt und Energie",)),
        ("Bildung und Kultur; Klima, Umwelt", ("Bildung und Kultur", "Klima, Umwelt")),
        ("• Z1\n• Z2", ("Z1", "Z2")),
        ("", ()),
        ("-", ()),
        ("Z1 (2), Z3 (1)", ("Z1 (2)", "Z3 (1)")),
        (4.2, ("4.2",)),
        (4, ("4",)),
    ],
)
def test_a_list_in_one_cell_is_split_only_where_it_is_safe(text, parts):
    assert split_list(text) == parts


def test_names_with_commas_are_split_when_every_part_is_known():
    known = {"Klima", "Bildung und Kultur", "Umwelt, Energie"}
    assert split_list("Klima, Bildung und Kultur", known.__contains__) == ("Klima", "Bildung und Kultur")
    assert split_list("Umwelt, Energie", known.__contains__) == ("Umwelt, Energie",)


@pytest.mark.parametrize(
    ("value", "strength"),
    [
        ("0", 0),
        (3, 3),
        (2.0, 2),
        ("-3", -3),
        ("+2", 2),
        ("+", 1),
        ("++", 2),
        ("+++", 3),
        ("-", -1),
        ("--", -2),
        ("---", -3),
        ("− −", -2),
        ("hoch", 3),
        ("Mittel", 2),
        ("gering", 1),
        ("stark", 3),
        ("schwach", 1),
        ("Haupt", 3),
        ("Neben", 1),
        ("", None),
        ("k.A.", None),
        ("o", 0),
        ("+/-", 0),
        ("2,0", 2),
        ("3.0", 3),
        ("- 3", -3),
        (False, 0),
    ],
)
def test_a_strength_is_read(value, strength):
    assert read_strength(value) == Read(strength)


def test_a_bare_mark_counts_two_and_says_so():
    for mark in ("x", "X", "ja", "yes", "✓", "✔", True):
        assert read_strength(mark) == Read(2, "strength_marked")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("4", "strength_out_of_range"),
        ("-4", "strength_out_of_range"),
        ("12345678", "strength_out_of_range"),
        ("++++", "strength_out_of_range"),
        ("sehr", "unknown_strength"),
        ("1,5", "unknown_strength"),
    ],
)
def test_what_is_no_strength_is_said(value, code):
    assert problem(read_strength, value) == code


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Z3 (2)", ("Z3", 2)),
        ("4.2: ++", ("4.2", 2)),
        ("4.2=3", ("4.2", 3)),
        ("Ü1 [hoch]", ("Ü1", 3)),
        ("Z3", ("Z3", None)),
        ("Klima (Stadt)", ("Klima (Stadt)", None)),
        ("Ziel: Klima", ("Ziel: Klima", None)),
        ("Z3 --", ("Z3", -2)),
        ("Strategie 2030 (3)", ("Strategie 2030", 3)),
        ("4.2", ("4.2", None)),
        ("Z3 (x)", ("Z3", 2)),
        ("Z3 (9)", ("Z3 (9)", None)),
        ("Z3 (Altstadt): 2", ("Z3 (Altstadt)", 2)),
        ("Z3 +++", ("Z3", 3)),
        ("Z3 ++++", ("Z3 ++++", None)),
    ],
)
def test_a_link_is_taken_apart(text, link):
    assert read_link(text) == link


@pytest.mark.parametrize(
    "text", ["1" * 20_000 + " x", "1." * 9_000 + "-", "1" + " " * 20_000 + "x", "9" * 5_000]
)
@pytest.mark.parametrize("call", [read_money_cents, read_percent, read_integer, read_date, read_strength])
def test_a_hostile_long_text_is_refused_at_once(call, text):
    """The readers must not backtrack for minutes: this test ends in a moment or hangs."""
    with pytest.raises(ValueProblem):
        call(text)


def test_a_hostile_long_reference_is_taken_apart_at_once():
    assert read_link("x" + " " * 50_000 + "y") == ("x y", None)


@pytest.mark.parametrize("value", [1e300, -1e300, 10**18])
def test_absurd_numbers_are_no_numbers(value):
    assert problem(read_integer, value) == "not_a_number"
    assert problem(read_money_cents, value) == "not_a_number"
