"""What differs between two editions of a strategy."""

import pytest

from kommune.analysis.readings import Entry, compare_editions, word_changes


def goal(key: str, title: str, parent: str = "", text: str = "", lineage: str = "") -> Entry:
    return Entry(key, "goal", "", title, text, parent, lineage)


def test_each_thing_is_told_once_as_same_reworded_moved_new_or_gone() -> None:
    old = [
        Entry("f1", "field", "1", "Bildung"),
        Entry("f2", "field", "2", "Verkehr"),
        goal("a", "Jede Schule hat schnelles Netz", "f1"),
        goal("b", "Radwege sind sicher", "f2"),
        goal("c", "Daten stehen offen", "f1"),
        goal("d", "Faxgeräte für alle", "f1"),
    ]
    new = [
        Entry("F1", "field", "1", "Bildung"),
        Entry("F2", "field", "2", "Verkehr"),
        goal("A", "Jede Schule hat sehr schnelles Netz", "F1"),
        goal("B", "Radwege sind sicher", "F2"),
        goal("C", "Daten stehen offen", "F2"),
        goal("E", "Bürgerbüro ohne Termin", "F2"),
    ]
    told = [
        (change.state, change.old and change.old.key, change.new and change.new.key)
        for change in compare_editions(old, new)
    ]
    assert told == [
        ("same", "f1", "F1"),
        ("same", "f2", "F2"),
        ("reworded", "a", "A"),
        ("same", "b", "B"),
        ("moved", "c", "C"),
        ("new", None, "E"),
        ("gone", "d", None),
    ]


def test_lineage_tells_more_than_the_wording() -> None:
    changes = compare_editions([goal("a", "Alt", lineage="x")], [goal("b", "Ganz anders", lineage="x")])
    assert [(change.state, change.likeness < 0.5) for change in changes] == [("reworded", True)]


def test_another_text_below_the_same_title_is_another_wording() -> None:
    changes = compare_editions([goal("a", "Netz", text="bis 2026")], [goal("b", "Netz", text="bis 2030")])
    assert changes[0].state == "reworded"


def test_what_stays_is_wholly_alike_and_what_is_reworded_by_as_many_letters_as_agree() -> None:
    old = [goal("a", "Netz für alle", text="bis 2026"), goal("b", "Busse fahren"), goal("c", "Wege sind da")]
    new = [
        goal("A", "NETZ  für alle!", text="bis 2030"),
        goal("B", "Busse fahren"),
        goal("C", "Wege sind nah"),
    ]
    told = [(one.state, round(one.likeness, 3), one.moved) for one in compare_editions(old, new)]
    # "  wege sind da " and "  wege sind nah " have 13 and 14 groups of three letters, 10 of them alike.
    assert told == [("reworded", 1.0, False), ("same", 1.0, False), ("reworded", 0.741, False)]


def test_what_is_reworded_elsewhere_has_moved_too() -> None:
    old = [Entry("f", "field", "", "Bildung"), goal("a", "Schnelles Netz", "f")]
    new = [Entry("F", "field", "", "Bildung"), goal("A", "Sehr schnelles Netz")]
    states = [(one.state, one.moved) for one in compare_editions(old, new)]
    assert states == [("same", False), ("reworded", True)]
    moved = compare_editions(old, [new[0], goal("A", "Schnelles Netz")])[1]
    assert (moved.state, moved.moved, moved.likeness) == ("moved", True, 1.0)


def test_equal_titles_find_each_other_before_like_ones_and_the_likest_before_the_less_like() -> None:
    old = [
        goal("a", "Radwege ausbauen"),
        goal("b", "Radwege im Süden ausbauen"),
        goal("c", "Radwege im Norden"),
    ]
    new = [
        goal("A", "Radwege im Süden bauen"),
        goal("B", "Radwege ausbauen"),
        goal("C", "Neue Radwege im Norden"),
    ]
    pairs = {one.new.key: one.old.key for one in compare_editions(old, new) if one.new and one.old}
    assert pairs == {"A": "b", "B": "a", "C": "c"}


def test_each_thing_is_the_partner_of_one_only() -> None:
    twice = [goal("A", "Radwege ausbauen heute"), goal("B", "Radwege ausbauen jetzt")]
    states = [one.state for one in compare_editions([goal("a", "Radwege ausbauen")], twice)]
    assert sorted(states) == ["new", "reworded"]
    back = compare_editions(twice, [goal("a", "Radwege ausbauen")])
    assert sorted(one.state for one in back) == ["gone", "reworded"]


def test_measures_are_compared_as_goals_are() -> None:
    old = [Entry("a", "measure", "", "Rufbus im Süden")]
    assert [one.state for one in compare_editions(old, [Entry("A", "measure", "", "Rufbus im Norden")])] == [
        "reworded"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("Netz", "Netze"), ("Der Bus", "Die Bahn"), ("", "Netz"), ("Ämter arbeiten", "Busse fahren")],
)
def test_titles_that_share_no_longer_word_are_strangers(old: str, new: str) -> None:
    changes = compare_editions([goal("a", old)], [goal("A", new)])
    assert [one.state for one in changes] == ["new", "gone"]


def test_a_word_in_very_many_titles_still_pairs_where_nothing_rarer_is_shared() -> None:
    old = [goal(f"a{number}", f"Schule {number}") for number in range(70)]
    changes = compare_editions(old, [goal("A", "Schule 5a")])
    assert changes[0].state == "reworded"
    assert changes[0].old in old[:60]


def test_goals_and_measures_are_not_mixed_up() -> None:
    measure = Entry("b", "measure", "", "Offene Daten")
    assert [change.state for change in compare_editions([goal("a", "Offene Daten")], [measure])] == [
        "new",
        "gone",
    ]


def test_word_changes_give_both_texts_back() -> None:
    old, new = "Alle Schulen bis 2026.", "Alle zwölf Schulen bis 2030."
    parts = word_changes(old, new)
    assert "".join(text for part, text in parts if part != "new") == old
    assert "".join(text for part, text in parts if part != "gone") == new
    assert parts == [
        ("same", "Alle"), ("new", " zwölf"), ("same", " Schulen bis "), ("gone", "2026"), ("new", "2030"),
        ("same", "."),
    ]  # fmt: skip
    assert word_changes("", "Neu") == [("new", "Neu")]


def test_two_thousand_measures_are_compared_in_seconds() -> None:
    old = [
        Entry(f"a{n}", "measure", str(n), f"Vorhaben {n} für Schule {n % 40} im Netz") for n in range(2000)
    ]
    new = [
        Entry(f"b{n}", "measure", str(n), f"Vorhaben {n} für jede Schule {n % 40} im Netz")
        for n in range(2000)
    ]
    assert len(compare_editions(old, new)) >= 2000
