"""What differs between two editions of a strategy."""

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
    assert ("gone", "2026") in parts


def test_two_thousand_measures_are_compared_in_seconds() -> None:
    old = [
        Entry(f"a{n}", "measure", str(n), f"Vorhaben {n} für Schule {n % 40} im Netz") for n in range(2000)
    ]
    new = [
        Entry(f"b{n}", "measure", str(n), f"Vorhaben {n} für jede Schule {n % 40} im Netz")
        for n in range(2000)
    ]
    assert len(compare_editions(old, new)) >= 2000
