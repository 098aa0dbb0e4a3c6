"""What is proposed from invented texts of many forms, and how much of a real strategy is found."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kommune.analysis.readings import Proposal, propose
from kommune.standards.documents import read_document


def proposals(text: str, filename: str = "strategie.md") -> list[Proposal]:
    return propose(read_document(text.encode(), filename=filename).blocks)


def told(found: list[Proposal]) -> list[tuple[str, str, str, int | None]]:
    return [(one.kind, one.number, one.title, one.parent) for one in found]


def test_numbered_headings_that_name_themselves_form_a_tree() -> None:
    text = """# Handlungsfeld 1: Bildung
Lernen vor Ort.
## Leitziel 1.1: Gute Netze in Schulen
Alle Schulen sind angeschlossen.
### Maßnahme 1.1.1 Glasfaser
Bis 2028.
## Ziel 1.2 – Fortbildung
"""
    found = proposals(text)
    assert told(found) == [
        ("field", "1", "Bildung", None),
        ("goal", "1.1", "Gute Netze in Schulen", 0),
        ("measure", "1.1.1", "Glasfaser", 1),
        ("goal", "1.2", "Fortbildung", 0),
    ]
    assert [one.description for one in found] == [
        "Lernen vor Ort.",
        "Alle Schulen sind angeschlossen.",
        "Bis 2028.",
        "",
    ]
    assert {one.why for one in found} == {"named"}


def test_headings_below_fields_are_fields_and_lists_below_goals_and_measures_are_those() -> None:
    text = """# Unsere Handlungsfelder
## Verkehr
### Strategische Ziele
- Busse fahren nach Bedarf
  - auch am Abend
- Radwege sind sicher
### Projekte
* **Rufbus:** Ein Bus, der kommt
* Zählstellen – an vier Kreuzungen wird gezählt, damit der Rat weiß, wo sich ein neuer Radweg am meisten lohnt
"""
    found = proposals(text)
    assert told(found) == [
        ("field", "", "Verkehr", None),
        ("goal", "", "Busse fahren nach Bedarf", 0),
        ("goal", "", "Radwege sind sicher", 0),
        ("measure", "", "Rufbus", 0),
        ("measure", "", "Zählstellen", 0),
    ]
    assert found[1].description == "auch am Abend"
    assert found[3].description == "Ein Bus, der kommt"


def test_measures_stand_under_the_goal_that_stands_over_them() -> None:
    text = "# Z1 Offene Daten\nM1 Datenportal aufbauen\n\nMaßnahme 2: Schulung\n\n"
    text += "# Z2 Bürgernähe\n- M3 Terminbuchung\n"
    assert told(proposals(text)) == [
        ("goal", "Z1", "Offene Daten", None),
        ("measure", "M1", "Datenportal aufbauen", 0),
        ("measure", "2", "Schulung", 0),
        ("goal", "Z2", "Bürgernähe", None),
        ("measure", "M3", "Terminbuchung", 3),
    ]


def test_a_table_of_goals_and_measures_links_them() -> None:
    text = """# Plan
Nr | Ziel | Maßnahme | Beschreibung
--- | --- | --- | ---
1 | Offene Daten | Datenportal | mit Karte
2 | Offene Daten | Schulung | -
"""
    assert told(proposals(text)) == [
        ("goal", "", "Offene Daten", None),
        ("measure", "1", "Datenportal", 0),
        ("measure", "2", "Schulung", 0),
    ]


def test_bold_beginnings_below_goals_are_goals_with_their_numbered_parts() -> None:
    text = """# Sicherheit
## Ziele
**Sicherheit im Netz**
Wir machen sie zur Bedingung. Daraus folgt:
1. Ein Konzept für den Ernstfall
2. Schulung aller Beschäftigten
## Maßnahmen
**Notfallübung.** Einmal im Jahr.
"""
    assert told(proposals(text)) == [
        ("field", "", "Sicherheit", None),
        ("goal", "", "Sicherheit im Netz", 0),
        ("goal", "1", "Ein Konzept für den Ernstfall", 1),
        ("goal", "2", "Schulung aller Beschäftigten", 1),
        ("measure", "", "Notfallübung", 0),
    ]


def test_goals_in_prose_are_known_by_their_sentences() -> None:
    text = "Die Stadt liegt am Fluss. Wir wollen die Ufer öffnen, z. B. im Süden. Das kostet."
    text += "\n\nEs regnet oft.\n"
    found = proposals(text, "brief.txt")
    assert told(found) == [("goal", "", "Wir wollen die Ufer öffnen, z. B. im Süden.", None)]
    assert (found[0].why, found[0].description.startswith("Die Stadt")) == ("sentence", True)


def test_addresses_of_web_pages_are_no_goals() -> None:
    text = "# Ziele\n- Netze ausbauen\n- https://www.netz.example/atlas\n- URL: (https://karte.example/)\n"
    assert [one.title for one in proposals(text)] == ["Netze ausbauen"]
    prose = "# Ziele\n\nhttps://www.netz.example/atlas\n\nNetze für jeden Ortsteil und jedes Dorf.\n"
    assert [one.title for one in proposals(prose)] == ["Netze für jeden Ortsteil und jedes Dorf."]


def test_a_sentence_does_not_end_at_a_common_abbreviation() -> None:
    found = proposals("Wir wollen mehrere Stellen, bspw. Vereine, einbinden.\n\nEs regnet.", "brief.txt")
    assert [one.title for one in found] == ["Wir wollen mehrere Stellen, bspw. Vereine, einbinden."]


def test_state_of_affairs_preface_and_contents_propose_nothing() -> None:
    text = """# Inhaltsverzeichnis
Handlungsfeld Bildung 4
Ziele 5
# Vorwort
- Ziele sind wichtig
# Herausforderungen
**Fachkräfte fehlen** überall.
Nr | Maßnahme
--- | ---
1 | alt
# Handlungsfeld Bildung
"""
    assert told(proposals(text)) == [("field", "", "Bildung", None)]


def test_a_heading_of_ten_thousand_characters_is_cut_and_kept_whole_where_it_can_be() -> None:
    found = proposals("# Handlungsfeld 1: " + "Wort " * 2_000 + "\n")
    assert (len(found[0].title) <= 500, found[0].title[-1], len(found[0].description) <= 2_000) == (
        True,
        "…",
        True,
    )


def test_markup_in_a_text_stays_text() -> None:
    found = proposals("# Ziele\n- <script>alert(1)</script> Offene Daten\n- `<b>` Netze\n")
    assert [one.title for one in found] == ["<script>alert(1)</script> Offene Daten", "<b> Netze"]


def test_a_word_that_only_begins_like_a_cue_is_none() -> None:
    text = "# Zielgruppen\n- Jugend\n# Projektmanagement\n- Regeln\n# Ziel ist das Ziel\n"
    assert proposals(text) == []


def test_each_proposal_points_at_its_passage() -> None:
    document = read_document(b"# Ziele\n- Offene Daten\n- Gute Netze\n", filename="x.md")
    assert [document.text[one.start : one.end] for one in propose(document.blocks)] == [
        "Offene Daten",
        "Gute Netze",
    ]


@pytest.fixture(scope="module")
def ulm(real_data: Path) -> tuple[list[Proposal], list[str], list[str]]:
    """What is proposed from the whole strategy; its fields and numbered measures as its files list them."""
    folder = real_data / "strategy" / "ulm"
    chapters = sorted(folder.glob("*/index.md"))
    fields = sorted(folder.glob("06_Handlungsfelder/*/index.md"))
    order = [*[one for one in chapters if one.parent.name < "07"], *fields]
    order += [one for one in chapters if one.parent.name >= "07"]
    texts = {one: one.read_text(encoding="utf-8") for one in order}
    names = [texts[one].splitlines()[0].lstrip("# ").strip() for one in fields]
    row = re.compile(r"^ ?\d{1,2} *\|([^|\n]+)\|", re.MULTILINE)
    measures = [" ".join(title.split()) for one in order for title in row.findall(texts[one])]
    measures.remove("-")
    whole = "\n\n".join(texts.values())
    return propose(read_document(whole.encode(), filename="ulm.md").blocks), names, measures


ULM_GOALS = """Offene Dateninfrastruktur für evidenzbasierte Entscheidungsfindung und Umsetzung
Bedarfsorientierte Angebote zu Mobility as a Service (MAAS)
Kritische Begleitung, niederschwellige, vielfältige
Langfristiger Ausbau der digitalen Infrastruktur
Barrierefreie Zugänge, Stärkung innovativer digitaler
Bildungsakteure bauen Barrieren und Hemmnisse ab
Erfolgreiche Verzahnung von analoger und digitaler Welt
Mit anderen Handlungsfeldern zusammen denken
Herstellung einer bestmöglichen Transparenz
Stärkung partizipativer und kollaborativer Elemente
Nutzung von smarter Sicherheitstechnik
Entwicklung und Implementierung eines risikobasierten
Konsequente Beachtung der Security-by-Design
Stärkung der Cybersicherheit in der Stadtverwaltung
Erhöhung der Awareness bei allen Personen
Einkaufserlebnis mit absolutem Kundenfokus
Gemeinsames Innenstadtmarketing
Raum für Begegnung mit hoher Aufenthaltsqualität
Förderung von Innovation und Nachhaltigkeit
Fachkräfte- und Berufsbildung an lebenslanges Lernen anpassen
Gründergeist fördern und Netzwerke stärken
Standortmarketing
Clever
Für alle
Offen
Transparent
Nachhaltig
Sicher
Nutzer:innenorientiert
Von unten
Agil
Näher""".splitlines()


def test_all_fields_written_goals_and_measures_of_a_real_strategy_are_found(
    ulm: tuple[list[Proposal], list[str], list[str]],
) -> None:
    found, fields, measures = ulm
    titles = {kind: [one.title for one in found if one.kind == kind] for kind in ("field", "goal", "measure")}
    missed_fields = [name for name in fields if name not in titles["field"]]
    missed_goals = [goal for goal in ULM_GOALS if not any(title.startswith(goal) for title in titles["goal"])]
    missed_measures = list((Counter(measures) - Counter(titles["measure"])).elements())
    assert (len(fields), missed_fields) == (13, [])
    assert (len(ULM_GOALS), missed_goals) == (32, [])
    assert (len(measures), missed_measures) == (147, [])


def test_what_a_real_strategy_proposes_beyond_that_stays_bearable(
    ulm: tuple[list[Proposal], list[str], list[str]],
) -> None:
    found, fields, measures = ulm
    counts = Counter(one.kind for one in found)
    assert (counts["field"] - len(fields), counts["measure"] - len(measures)) == (4, 7)
    reasons = Counter(one.why for one in found if one.kind == "goal")
    assert reasons["sentence"] + reasons["paragraph_below_goals"] == 33
