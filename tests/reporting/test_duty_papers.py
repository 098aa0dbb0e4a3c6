"""The papers before day one say what the settings say, and mark what only the town knows."""

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from kommune.reporting.duties.catalogue import DUTY_KEYS
from kommune.reporting.duties.duty_docx import render_duty_docx
from kommune.reporting.duties.facts import write_duration
from kommune.reporting.duties.writing import write_duty_paper, write_duty_papers
from kommune.reporting.shapes import BackupFacts, DutyPaper, InstallationFacts, SurveyRules
from tests.reporting.sample import FACTS

pytestmark = pytest.mark.pure
BARE = replace(
    FACTS,
    roles=(),
    personal_data=(),
    release_ladder=(),
    journalled=(),
    surveys=None,
    backup=BackupFacts(),
    hosting="",
)


def text_of(paper: DutyPaper) -> str:
    cells = (cell for part in paper.sections for block in part.blocks for row in block.rows for cell in row)
    return "\n".join([paper.lead, *cells])


def written(key: str, facts: InstallationFacts) -> str:
    return text_of(write_duty_paper(key, facts))


@pytest.mark.parametrize(
    ("key", "change", "if_true", "if_false"),
    [
        ("massnahmen", {"database_kind": "sqlite", "has_row_level_security": False},
         "zeilenweise (PostgreSQL", "SQLite-Datei"),
        ("massnahmen", {"has_row_level_security": False}, "zeilenweise (PostgreSQL", "nicht eingeschaltet"),
        ("massnahmen", {"is_second_factor_required": False}, "bei der Anmeldung vorgeschrieben",
         "möglich, aber nicht vorgeschrieben"),
        ("massnahmen", {"is_second_factor_available": False}, "bei der Anmeldung vorgeschrieben",
         "zweiter Faktor ist nicht eingerichtet"),
        ("rollenkonzept", {"is_second_factor_required": False}, "Faktor ist vorgeschrieben",
         "möglich, aber nicht vorgeschrieben"),
        ("massnahmen", {"is_encrypted_in_transit": False}, "Das Programm verlangt eine verschlüsselte",
         "zurzeit keine verschlüsselte"),
        ("massnahmen", {"backup": BackupFacts(is_scheduled=False)}, "Sicherung ist eingerichtet",
         "Sicherung ist nicht eingerichtet"),
        ("massnahmen", {"backup": BackupFacts()}, "Sicherung ist eingerichtet", "nicht bekannt"),
        ("massnahmen", {"backup": BackupFacts(is_encrypted=False)}, "Sicherungen sind verschlüsselt",
         "Sicherungen sind nicht verschlüsselt"),
        ("massnahmen", {"backup": BackupFacts()}, "zuletzt am 1. Februar 2026", "ist nicht verzeichnet"),
        ("loeschkonzept", {"backup": BackupFacts()}, "nach 30 Tagen", "Aufbewahrung der Sicherungen"),
        ("loeschkonzept", {"surveys": None}, "ohne Namen und ohne Zeit", "nicht eingerichtet"),
        ("loeschkonzept", {"surveys": SurveyRules(7, are_anonymous=False, are_voluntary=True)},
         "ohne Namen und ohne Zeit", "Personen zugeordnet"),
        ("dienstvereinbarung", {"surveys": SurveyRules(7, are_anonymous=True, are_voluntary=False)},
         "Die Teilnahme ist freiwillig", "nicht als freiwillig"),
        ("dienstvereinbarung", {"surveys": None}, "erst ab 7 Personen", "Umfragen sind nicht eingerichtet"),
        ("schwellwertpruefung", {"surveys": SurveyRules(7, are_anonymous=False, are_voluntary=True)},
         "sind anonym gespeichert", "nicht anonym gespeichert"),
        ("verarbeitungsverzeichnis", {"hosting": ""}, "Rechenzentrum der Stadt", "wer betreibt den Server"),
    ],
)  # fmt: skip
def test_a_setting_that_changes_changes_the_text(key: str, change: dict, if_true: str, if_false: str) -> None:
    before, after = written(key, FACTS), written(key, replace(FACTS, **change))
    assert if_true in before
    assert if_false not in before
    assert if_false in after
    assert if_true not in after


def test_sign_in_of_the_town_is_named_only_where_it_is_set_up() -> None:
    assert "OpenID Connect" not in written("massnahmen", FACTS)
    assert "OpenID Connect" in written("massnahmen", replace(FACTS, is_single_sign_on_active=True))


def test_required_second_factor_that_is_not_available_is_never_claimed() -> None:
    facts = replace(FACTS, is_second_factor_available=False, is_second_factor_required=True)
    assert "vorgeschrieben" not in written("massnahmen", facts)


@pytest.mark.parametrize("key", DUTY_KEYS)
@pytest.mark.parametrize("facts", [FACTS, BARE], ids=["known", "hardly anything known"])
def test_every_paper_can_be_written_and_marks_its_gaps(key: str, facts: InstallationFacts) -> None:
    paper = write_duty_paper(key, facts)
    document = Document(io.BytesIO(render_duty_docx(paper)))
    paragraphs = [
        *document.paragraphs,
        *(entry for table in document.tables for cell in table._cells for entry in cell.paragraphs),
    ]
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    gaps = [run for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert len(gaps) == text_of(paper).count("[von der Kommune auszufüllen: ")
    assert gaps
    assert all(run.text.endswith("]") for run in gaps)
    assert not any("{" in run.text or "[?" in run.text for run in runs)


def test_facts_without_roles_or_data_become_gaps_and_not_empty_tables() -> None:
    text = written("rollenkonzept", BARE)
    assert "[von der Kommune auszufüllen: keine Angaben in den Einstellungen, bitte ergänzen]" in text


def test_document_is_german_with_headings_and_flagged_table_heads() -> None:
    document: Any = Document(io.BytesIO(render_duty_docx(write_duty_paper("rollenkonzept", FACTS))))
    headings = [entry.text for entry in document.paragraphs if entry.style.name.startswith("Heading")]
    assert headings[0] == "Rollenkonzept"
    assert document.core_properties.title == "Rollenkonzept"
    assert document.core_properties.language == "de-DE"
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.tables[0].cell(1, 1).text == "Konten verwalten; Rollen vergeben"


def test_all_seven_papers_come_in_the_order_of_the_catalogue() -> None:
    assert tuple(paper.key for paper in write_duty_papers(FACTS)) == DUTY_KEYS
    assert len(DUTY_KEYS) == 7


def test_hostile_town_name_is_text_in_every_paper() -> None:
    name = "{town} [?x] <w:p/> \x00 {{ titel }}"
    for paper in write_duty_papers(replace(FACTS, town_name=name)):
        document = Document(io.BytesIO(render_duty_docx(paper)))
        assert document.paragraphs[0].text == "{town} [?x] <w:p/> {{ titel }}"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 Minute"), (90, "90 Minuten"), (60, "1 Stunde"), (480, "8 Stunden"), (20160, "14 Tagen")],
)
def test_durations_are_written_in_the_largest_exact_unit(minutes: int, words: str) -> None:
    assert write_duration(minutes) == words
