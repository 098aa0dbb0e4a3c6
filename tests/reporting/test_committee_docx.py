"""The committee paper as DOCX, with our template and with a town's own."""

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from kommune.reporting.errors import TemplateRefused
from kommune.reporting.render.committee_docx import render_docx
from kommune.reporting.render.default_template import default_template
from kommune.reporting.render.fields import known_fields
from kommune.reporting.render.template_check import check_template
from kommune.reporting.shapes import Run
from tests.reporting.sample import PAPER
from tests.reporting.templates import template_with

pytestmark = pytest.mark.pure


def open_docx(content: bytes):
    return Document(io.BytesIO(content))


def texts_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in open_docx(content).paragraphs]


def test_sentences_and_figures_stand_in_the_document() -> None:
    document = open_docx(render_docx(PAPER))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert "Für 5 von 24 Stadtzielen arbeitet nichts Digitales." in paragraphs
    assert "41 % des bekannten Geldes dienen keinem Ziel." in paragraphs
    assert [row.cells[1].text for row in document.tables[1].rows] == [
        "Wert",
        "5 von 24",
        "1.240.000 €",
        "7",
        "12 von 60",
        "9 von 60",
    ]


def test_numbers_in_a_sentence_are_bold_and_the_rest_is_not() -> None:
    document = open_docx(render_docx(PAPER))
    sentence = next(entry for entry in document.paragraphs if entry.text.startswith("Für 5 von 24"))
    assert [run.text for run in sentence.runs if run.font.bold and run.text] == ["5 von 24"]


def test_document_has_title_language_headings_and_flagged_table_heads() -> None:
    document = open_docx(render_docx(PAPER))
    styles = [entry.style.name for entry in document.paragraphs if entry.style.name.startswith("Heading")]
    languages = {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))}
    assert document.core_properties.title == PAPER.title
    assert document.core_properties.language == "de-DE"
    assert languages == {"de-DE"}
    assert styles == ["Heading 1", "Heading 2", "Heading 2", "Heading 2", "Heading 2", "Heading 2"]
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)


def test_remarks_and_tags_of_the_starting_template_never_show() -> None:
    content = render_docx(PAPER)
    xml = open_docx(content).element.xml
    assert "{%" not in xml
    assert "{{" not in xml
    assert "Pflichtfeld" not in xml


def test_empty_lists_leave_no_empty_tables() -> None:
    document = open_docx(render_docx(replace(PAPER, decisions=(), goal_bars=(), unknowns=())))
    texts = [entry.text for entry in document.paragraphs]
    assert "Zurzeit ist nichts zu entscheiden." in texts
    assert "Ziele: getragen und offen" not in texts
    assert len(document.tables) == 2


def test_starting_template_is_valid_and_explains_every_field() -> None:
    check = check_template(default_template())
    text = "\n".join(texts_of(default_template()))
    assert check.is_usable
    assert check.unknown_fields == ()
    assert {name.split(".")[0] for name in check.fields_used} == set(known_fields())
    assert all(f"{{#p {name}" in text for name in known_fields())


def test_town_template_is_filled_with_head_and_foot() -> None:
    template = template_with(header="{{ kommune }}", footer="Nr. {{ vorlagennummer }}")
    document = open_docx(render_docx(PAPER, template))
    assert document.sections[0].header.paragraphs[0].text == "Stadt Musterstadt"
    assert document.sections[0].footer.paragraphs[0].text == "Nr. 2026/0417"


@pytest.mark.parametrize(
    "hostile",
    ["<w:p/> & \"A\" 'B'", "{{ titel }}{% for x in y %}", "a\x00b\x0bc", "{_{ x }_}", "x" * 10_000, "\ud800"],
)
def test_hostile_town_texts_leave_a_readable_document(hostile: str) -> None:
    content = render_docx(replace(PAPER, title=hostile, town_name=hostile, sentences=((Run(hostile),),)))
    assert len(open_docx(content).tables) == 4


def test_markup_in_a_title_is_kept_as_text() -> None:
    assert "<b>A & B</b>" in texts_of(render_docx(replace(PAPER, title="<b>A & B</b>")))


def test_refused_template_names_its_reasons_and_writes_nothing() -> None:
    with pytest.raises(TemplateRefused) as refused:
        render_docx(PAPER, template_with("{{ sachbearbeitung }}"))
    assert [(problem.code, problem.subject) for problem in refused.value.problems] == [
        ("unknown_field", "sachbearbeitung")
    ]
