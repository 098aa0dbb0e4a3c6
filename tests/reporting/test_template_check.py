"""A town's template is checked before it is kept: each fault has a name and a place, and none a traceback."""

import io
import zipfile

import pytest

from kommune.reporting.errors import TemplateProblem
from kommune.reporting.render.problem_texts import PROBLEM_TEXTS, describe_place, describe_problem
from kommune.reporting.render.template_check import check_template
from tests.reporting.templates import REQUIRED, spoil, template_with

pytestmark = pytest.mark.pure
RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def found(*paragraphs: str) -> list[tuple[str, str, int]]:
    problems = check_template(template_with(*paragraphs)).problems
    return [(problem.code, problem.subject, problem.paragraph) for problem in problems]


def codes(content: bytes) -> set[str]:
    return {problem.code for problem in check_template(content).problems}


def test_a_template_with_the_required_fields_is_usable() -> None:
    check = check_template(template_with())
    assert check.is_usable
    assert check.fields_used == (
        "titel",
        "saetze",
        "saetze.text",
        "kennzahlen",
        "kennzahlen.wert",
        "stand",
    )


@pytest.mark.parametrize(
    ("paragraph", "code", "subject"),
    [
        ("{{ titel", "unclosed_tag", "{{ titel"),
        ("{{ titel }", "unclosed_tag", "{{ titel }"),
        ("titel }}", "unopened_tag", "titel }}"),
        ("{{ titel gremium }}", "broken_tag", "titel gremium"),
        ("{{ }}", "broken_tag", ""),
        ("{{ titel | gross }}", "unknown_filter", "gross"),
        ("{% for satz in saetze %}", "unclosed_block", "for"),
        ("{% if titel %}", "unclosed_block", "if"),
        ("{% endfor %}", "unopened_block", "endfor"),
        ("{% else %}", "unopened_block", "else"),
        ("{{ sachbearbeitung }}", "unknown_field", "sachbearbeitung"),
        ("{% for z in kennzahlen %}{{ z.preis }}{% endfor %}", "unknown_field", "kennzahlen.preis"),
        ("{% for buchstabe in titel %}{% endfor %}", "loop_over_no_list", "titel"),
        ("{% for s in saetze recursive %}{% endfor %}", "loop_over_no_list", "saetze"),
        ("{% set x = 1 %}", "forbidden_tag", "set x = 1"),
        ("{% include 'x' %}", "forbidden_tag", "include 'x'"),
        ("{% macro m() %}", "forbidden_tag", "macro m()"),
        ("{{ titel.__class__ }}", "forbidden_expression", "titel.__class__"),
        ("{{ titel.upper() }}", "forbidden_expression", "Call"),
        ("{{ range(10) }}", "forbidden_expression", "Call"),
        ("{{ titel * 1000000 }}", "forbidden_expression", "Mul"),
        ("{{ titel['x'] }}", "forbidden_expression", "Getitem"),
        (
            "{{ self._TemplateReference__context }}",
            "forbidden_expression",
            "self._TemplateReference__context",
        ),
    ],
)
def test_each_fault_in_a_tag_is_named_with_its_paragraph(paragraph: str, code: str, subject: str) -> None:
    assert found(paragraph) == [(code, subject, len(REQUIRED) + 1)]


def test_loops_in_loops_over_the_same_list_cannot_multiply() -> None:
    nested = "{% for a in saetze %}{% for b in a %}{% endfor %}{% endfor %}"
    assert found(nested) == [("loop_over_no_list", "a", len(REQUIRED) + 1)]


def test_missing_required_fields_are_named() -> None:
    check = check_template(template_with(required=("{{ titel }}", "{{ stand }}")))
    assert check.missing_required == ("saetze", "kennzahlen")
    assert [(problem.code, problem.subject) for problem in check.problems] == [
        ("missing_field", "saetze"),
        ("missing_field", "kennzahlen"),
    ]


def test_fault_in_the_page_head_says_so() -> None:
    problem = check_template(template_with(header="{{ wappen }}")).problems[0]
    assert (problem.code, problem.subject, problem.part) == ("unknown_field", "wappen", "header")


def test_field_that_word_split_over_several_runs_is_still_read() -> None:
    import_name = "word/document.xml"
    split = b"{{ ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tel }}"
    content = spoil(template_with(), replace={import_name: (b"{{ titel }}", split)})
    assert check_template(content).is_usable


def test_tag_hidden_in_an_attribute_is_refused() -> None:
    content = spoil(
        template_with(), replace={"word/document.xml": (b"<w:body>", b'<w:body w:x="{{ titel }}">')}
    )
    assert codes(content) == {"hidden_tag"}


def test_block_across_a_table_border_is_refused() -> None:
    cell = b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    table = b"{% if titel %}</w:t></w:r></w:p>" + cell + b"<w:p><w:r><w:t>"
    content = spoil(template_with("HIER"), replace={"word/document.xml": (b"HIER", table)})
    assert codes(content) == {"block_across_structure"}


def relation(kind: str, target: str, mode: str = "External") -> tuple[bytes, bytes]:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    entry = (
        f'<Relationship Id="rX" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return b"</Relationships>", entry.encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"add": {"word/vbaProject.bin": b"x"}}, "macros"),
        ({"replace": {TYPES: (b"document.main+xml", b"document.macroEnabled.main+xml")}}, "macros"),
        ({"add": {"word/activeX/activeX1.bin": b"x"}}, "active_content"),
        ({"add": {"word/embeddings/oleObject1.bin": b"x"}}, "embedded_object"),
        ({"replace": {RELS: relation("attachedTemplate", "http://boese.example/x.dotm")}}, "external_link"),
        ({"replace": {RELS: relation("image", "file:///etc/passwd")}}, "external_link"),
        ({"replace": {RELS: relation("hyperlink", "javascript:alert(1)")}}, "external_link"),
        ({"replace": {RELS: relation("aFChunk", "x.html", "Internal")}}, "embedded_object"),
        ({"add": {"word/extra.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}}, "damaged"),
        ({"add": {"word/extra.xml": b"<a>"}}, "damaged"),
        (
            {
                "replace": {
                    "word/document.xml": (
                        b"<w:body>",
                        b'<w:body><w:p><w:r><w:instrText>DDEAUTO c:\\\\x "y"</w:instrText></w:r></w:p>',
                    )
                }
            },
            "outside_field",
        ),
        ({"add": {"word/bomb.xml": b"<a>" + b" " * 40_000_000 + b"</a>"}}, "too_large"),
    ],
)
def test_dangerous_parts_are_refused_before_anything_is_opened(change: dict, code: str) -> None:
    assert code in codes(spoil(template_with(), **change))


def test_plain_web_links_are_allowed() -> None:
    content = spoil(template_with(), replace={RELS: relation("hyperlink", "https://musterstadt.example")})
    assert check_template(content).is_usable


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_docx"),
        (b"Kein Word", "not_a_docx"),
        (b"PK\x03\x04 kaputt", "not_a_docx"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "encrypted_or_old"),
        (b"x" * 5_000_001, "too_large"),
    ],
)
def test_files_that_are_no_template_are_named(content: bytes, code: str) -> None:
    assert codes(content) == {code}


def test_a_spreadsheet_is_no_template() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(TYPES, "<Types/>")
        archive.writestr("xl/workbook.xml", "<a/>")
    assert codes(target.getvalue()) == {"not_a_docx"}


@pytest.mark.parametrize("length", [50, 500, 3_000])
def test_cut_off_uploads_get_an_answer(length: int) -> None:
    assert codes(template_with()[:length]) == {"not_a_docx"}


def test_too_many_fields_are_refused() -> None:
    assert "too_many_tags" in codes(template_with("{{ titel }}" * 1_001))


def test_every_problem_has_a_sentence_that_names_its_subject() -> None:
    for code in PROBLEM_TEXTS:
        sentence = describe_problem(TemplateProblem(code, "Feld 7"))
        assert sentence.endswith(".")
        assert "%(" not in sentence


def test_place_names_part_paragraph_and_beginning() -> None:
    place = describe_place(TemplateProblem("unknown_field", "x", "footer", 3, "Seite {{ x }}"))
    assert "3" in place
    assert "Seite {{ x }}" in place
    assert describe_place(TemplateProblem("too_large")) == ""
