"""By what each thing of a text was known, and to which thing its explanations go."""

from typing import Any

from kommune.analysis.readings import Proposal, propose
from kommune.standards.documents import Block, read_document


def proposals(text: str) -> list[Proposal]:
    return propose(read_document(text.encode(), filename="strategie.md").blocks)


def reasons(text: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.title, one.why) for one in proposals(text)]


def described(text: str) -> list[tuple[str, str]]:
    return [(one.title, one.description) for one in proposals(text)]


def test_headings_are_known_by_the_roof_above_them() -> None:
    text = """# Handlungsfelder
## Verkehr
# Ziele
## Gute Netze
# Maßnahmen
## Rufbus
"""
    assert reasons(text) == [
        ("field", "Verkehr", "below_fields"),
        ("goal", "Gute Netze", "heading_below_goals"),
        ("measure", "Rufbus", "heading_below_measures"),
    ]


def test_items_and_bold_beginnings_are_known_by_the_roof_above_them() -> None:
    text = """# Ziele
- Gute Netze
# Maßnahmen
- Rufbus
# Leitlinien
**Offen** für alle.
# Projekte
**Portal** für alle.
"""
    assert reasons(text) == [
        ("goal", "Gute Netze", "item_below_goals"),
        ("measure", "Rufbus", "item_below_measures"),
        ("goal", "Offen", "bold_below_goals"),
        ("measure", "Portal", "bold_below_measures"),
    ]


def test_names_codes_rows_and_parts_below_are_reasons_too() -> None:
    text = """# Verkehr
## Ziele
- M7 Zählstellen
## Maßnahmen
Nr | Maßnahme
--- | ---
1 | Rufbus

# Z3 Offene Daten
Ziel 4: Gute Netze
"""
    assert reasons(text) == [
        ("field", "Verkehr", "has_goals_below"),
        ("measure", "Zählstellen", "named"),
        ("measure", "Rufbus", "row"),
        ("goal", "Offene Daten", "code"),
        ("goal", "Gute Netze", "named"),
    ]


def test_prose_below_goals_that_states_none_gives_its_first_sentences_of_at_most_eight_paragraphs() -> None:
    paragraphs = [f"Netz {number} trägt. Es ist da." for number in range(1, 11)]
    found = proposals("# Ziele\n" + "\n\n".join(["Ein Satz allein", *paragraphs]) + "\n# Ende\n")
    assert [(one.kind, one.number, one.title) for one in found] == [
        ("goal", "", "Ein Satz allein"), *(("goal", "", f"Netz {number} trägt.") for number in range(1, 8)),
    ]  # fmt: skip
    assert {one.why for one in found} == {"paragraph_below_goals"}
    assert [one.description for one in found[:2]] == ["", "Netz 1 trägt. Es ist da."]


def test_prose_below_goals_that_states_some_gives_those_sentences_only() -> None:
    found = proposals("# Ziele\nWir wollen Netze.\n\nEs regnet. Wir wollen Busse.\n\nEs schneit.\n")
    assert [(one.title, one.description, one.why) for one in found] == [
        ("Wir wollen Netze.", "", "sentence"),
        ("Wir wollen Busse.", "Es regnet. Wir wollen Busse.", "sentence"),
    ]


def test_sentences_of_the_whole_text_are_tried_where_only_fields_were_found() -> None:
    text = "# Handlungsfeld Verkehr\nWir wollen Busse.\n- Wir wollen Radwege.\n"
    assert reasons(text) == [
        ("field", "Verkehr", "named"),
        ("goal", "Wir wollen Busse.", "sentence"),
        ("goal", "Wir wollen Radwege.", "sentence"),
    ]
    assert [title for _kind, title, _why in reasons(text + "# Ziele\n- Gute Netze\n")] == [
        "Verkehr",
        "Gute Netze",
    ]


def test_paragraphs_and_items_below_a_thing_explain_it() -> None:
    text = """# Handlungsfeld Verkehr
Ein Fluss.
- Eine Brücke
## Ziel Busse
Sie fahren.
- auch nachts
## Maßnahme Rufbus
Er kommt.
- auf Anruf
"""
    assert described(text) == [
        ("Verkehr", "Ein Fluss.\n\nEine Brücke"),
        ("Busse", "Sie fahren.\n\nauch nachts"),
        ("Rufbus", "Er kommt.\n\nauf Anruf"),
    ]


def test_numbered_parts_of_a_goal_below_goals_are_goals_and_long_or_plain_ones_explain_it() -> None:
    text = f"""# Ziele
**Sicherheit**
1. Ein Konzept
2. {"Lange Worte " * 20}
- ein Beispiel
"""
    found = proposals(text)
    assert [(one.kind, one.number, one.title, one.parent) for one in found] == [
        ("goal", "", "Sicherheit", None),
        ("goal", "1", "Ein Konzept", 0),
    ]
    assert found[0].description.startswith("Lange Worte")
    assert found[0].description.endswith("ein Beispiel")


def test_an_item_below_another_explains_it() -> None:
    text = "# Maßnahmen\n- Rufbus\n  - auf Anruf\n  - auch nachts\n- Radweg\n"
    assert described(text) == [("Rufbus", "auf Anruf\n\nauch nachts"), ("Radweg", "")]


def test_items_that_name_themselves_are_things_wherever_they_stand_but_in_asides() -> None:
    text = "# Überblick\n- Ziel 1: Netze\n- Zeile\n# Vorwort\n- Ziel 2: Busse\n\nZiel 3: Wege\n"
    assert [(one.kind, one.number, one.title) for one in proposals(text)] == [("goal", "1", "Netze")]


def test_what_stands_below_a_heading_in_an_aside_is_aside_too() -> None:
    assert proposals("# Ausgangslage\n## Zahlen\n- Ziel 2: Busse\n### Mehr\nZiel 3: Wege\n") == []


def test_a_short_line_with_a_colon_is_a_roof() -> None:
    text = "# Verkehr\nEin Fluss.\n\nUnsere Ziele:\n\n- Busse fahren\n\nMaßnahmen:\n\n- Rufbus\n"
    assert reasons(text) == [
        ("goal", "Busse fahren", "item_below_goals"),
        ("measure", "Rufbus", "item_below_measures"),
    ]
    longer = "# Verkehr\n" + "Für alle Menschen dieser Stadt nennen wir hier die Ziele, wie folgt, als Ziele:"
    assert proposals(longer + "\n\n- Busse fahren\n") == []


def test_lines_that_name_themselves_take_the_text_after_them() -> None:
    text = """# Plan
**Ziel 1: Gute Netze**

Sie sind schnell.

Maßnahme 2: Schulung

Für alle.

Ziel 2: Busse
"""
    found = proposals(text)
    assert [(one.kind, one.number, one.title, one.parent) for one in found] == [
        ("goal", "1", "Gute Netze", None),
        ("measure", "2", "Schulung", 0),
        ("goal", "2", "Busse", None),
    ]
    assert [one.description for one in found] == ["Sie sind schnell.", "Für alle.", ""]


def test_a_table_of_titles_holds_what_its_roof_says_and_below_a_field_measures() -> None:
    table = "Titel | Beschreibung\n--- | ---\nNetze | schnell\n"
    assert reasons(f"# Ziele\n{table}") == [("goal", "Netze", "row")]
    assert reasons(f"# Maßnahmen\n{table}") == [("measure", "Netze", "row")]
    assert reasons(f"# Handlungsfeld Verkehr\n{table}")[1:] == [("measure", "Netze", "row")]
    assert reasons(f"# Verkehr\n{table}") == []
    assert described(f"# Ziele\n{table}") == [("Netze", "schnell")]


def test_a_table_whose_head_says_nothing_or_that_stands_in_an_aside_proposes_nothing() -> None:
    assert proposals("# Maßnahmen\nOrt | Wetter\n--- | ---\nUlm | Regen\n") == []
    assert proposals("# Anhang\nMaßnahme | Ort\n--- | ---\nRufbus | Ulm\n") == []


def test_a_second_table_is_read_by_its_own_head() -> None:
    text = "# Plan\nZiel | Ort\n--- | ---\nNetze | Ulm\n\nOrt | Maßnahme\n--- | ---\nUlm | Rufbus\n"
    assert reasons(text) == [("goal", "Netze", "row"), ("measure", "Rufbus", "row")]


def test_a_title_that_comes_again_at_the_same_place_is_kept_once_with_its_first_explanation() -> None:
    text = "# Maßnahmen\n- Rufbus\n- **RUFBUS:** auf Anruf\n- **Rufbus:** nachts\n# Ziele\n- Rufbus\n"
    assert [(one.kind, one.title, one.description) for one in proposals(text)] == [
        ("measure", "Rufbus", "auf Anruf"),
        ("goal", "Rufbus", ""),
    ]
    parted = "# Ziel 1: Netze\n- Maßnahme 1: Kabel\n# Ziel 2: Busse\n- Maßnahme 1: Kabel\n"
    assert [one.parent for one in proposals(parted)] == [None, 0, None, 2]


def test_a_proposal_knows_its_page_and_reaches_to_the_end_of_its_explanation() -> None:
    texts: list[Any] = [("heading", "Ziel 1: Netze", 3, 0), ("paragraph", "Sie sind schnell.", 4, 20)]
    texts += [("paragraph", "x" * 2_000, 4, 40), ("paragraph", "Zu viel.", 5, 2_050)]
    (found,) = propose(
        [
            Block(kind, text, int(kind == "heading"), "", "", (), 0, False, page, start, start + len(text))
            for kind, text, page, start in texts
        ]
    )
    assert (found.page, found.start, found.end) == (3, 0, 2_040)
    assert found.description.endswith("…")


def test_a_long_number_is_cut_and_a_title_of_500_signs_is_not() -> None:
    (found,) = proposals(f"# Ziele\n- {'x' * 500}\n")
    assert (found.title, found.description) == ("x" * 500, "")
