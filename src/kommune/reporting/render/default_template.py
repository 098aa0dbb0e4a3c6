"""Makes the DOCX template that a town can download, change and bring back, with every field explained."""

import io
from collections.abc import Iterator
from functools import cache

from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from kommune.reporting.render.docx_parts import QUIET, add_table, open_document
from kommune.reporting.render.fields import Field, known_fields
from kommune.reporting.render.labels import load_labels


@cache
def default_template(language: str = "de") -> bytes:
    """Return the starting template as DOCX: every field used, and explained in a remark never printed."""
    document = open_document(language)
    words = load_labels(language).words
    _add_head(document, words)
    document.add_heading("{{ titel }}", level=1)
    _add_sentences(document, words)
    _add_figures(document, words)
    _add_decisions(document, words)
    _add_goals(document, words)
    _add_unknowns(document, words)
    _add_paragraph(document, "{{ stand }}", points=8.5).paragraph_format.space_before = Pt(10)
    _add_remarks(document)
    return _save(document)


def _add_paragraph(
    document: DocumentType, text: str, points: float = 0, style: str | None = None
) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(text)
    if points:
        run.font.size = Pt(points)
    return paragraph


def _add_remarks(document: DocumentType) -> None:
    """Explain the fields in remarks: the marks at both ends keep them out of every paper."""
    for line in (
        "Diese grauen Zeilen sind Bemerkungen. Sie erscheinen in keiner Vorlage und dürfen gelöscht werden.",
        "Felder stehen in doppelten geschweiften Klammern. Pflichtfelder müssen vorkommen.",
        *(line for field in known_fields().values() for line in _explain(field, "")),
    ):
        remark = _add_paragraph(document, "{#p " + line + " #}", points=8)
        remark.runs[0].font.color.rgb = QUIET
        remark.paragraph_format.space_after = Pt(0)


def _explain(field: Field, owner: str) -> Iterator[str]:
    mark = " (Pflichtfeld)" if field.is_required else ""
    kind = " (Liste)" if field.entries is not None else ""
    yield f"{owner}{field.name}{kind}{mark}: {field.explanation}"
    for entry in (field.entries or {}).values():
        yield from _explain(entry, f"{owner}{field.name} / ")


def _add_head(document: DocumentType, words: dict[str, str]) -> None:
    head = document.add_paragraph()
    head.paragraph_format.tab_stops.add_tab_stop(Cm(16.5), WD_TAB_ALIGNMENT.RIGHT)
    town = head.add_run("{{ kommune }}")
    town.font.size, town.font.bold = Pt(14), True
    head.add_run("\t{{ dokumentart }}").font.size = Pt(14)
    _add_paragraph(document, "{%p for zeile in briefkopf %}")
    _add_paragraph(document, "{{ zeile }}", points=8.5).paragraph_format.space_after = Pt(0)
    _add_paragraph(document, "{%p endfor %}")
    _add_paragraph(document, "")
    add_table(
        document,
        (words["committee"], words["paper_number"], words["dated_on"], words["author_unit"]),
        [("{{ gremium }}", "{{ vorlagennummer }}", "{{ datum }}", "{{ verfasser }}")],
        (5.5, 3, 3.5, 4.5),
        words["kind"],
    )


def _add_sentences(document: DocumentType, words: dict[str, str]) -> None:
    document.add_heading(words["answer"], level=2)
    _add_paragraph(document, "{%p for satz in saetze %}")
    sentence = document.add_paragraph()
    pieces = (
        ("{% for teil in satz.teile %}{% if teil.zahl %}", False),
        ("{{ teil.text }}", True),
        ("{% else %}", False),
        ("{{ teil.text }}", False),
        ("{% endif %}{% endfor %}", False),
    )
    for text, is_bold in pieces:
        run = sentence.add_run(text)
        run.font.bold, run.font.size = is_bold, Pt(11.5)
    _add_paragraph(document, "{%p endfor %}")


def _add_figures(document: DocumentType, words: dict[str, str]) -> None:
    document.add_heading(words["figures"], level=2)
    add_table(
        document,
        (words["figure"], words["value"], words["explanation"]),
        [
            ("{%tr for zahl in kennzahlen %}", "", ""),
            (
                "{{ zahl.bezeichnung }}",
                "{{ zahl.wert }}",
                "{{ zahl.erlaeuterung }}{% if zahl.bekannt %} ({{ zahl.bekannt }}){% endif %}",
            ),
            ("{%tr endfor %}", "", ""),
        ],
        (5, 3, 8.5),
        words["figures"],
    )


def _add_decisions(document: DocumentType, words: dict[str, str]) -> None:
    document.add_heading(words["decisions"], level=2)
    _add_paragraph(document, "{%p if entscheidungen %}")
    add_table(
        document,
        (words["decision"], words["measure"], words["by_when"]),
        [
            ("{%tr for punkt in entscheidungen %}", "", ""),
            ("{{ punkt.text }}", "{{ punkt.massnahme }}", "{{ punkt.bis }}"),
            ("{%tr endfor %}", "", ""),
        ],
        (8, 5.5, 3),
        words["decisions"],
    )
    _add_paragraph(document, "{%p else %}")
    _add_paragraph(document, words["no_decisions"])
    _add_paragraph(document, "{%p endif %}")


def _add_goals(document: DocumentType, words: dict[str, str]) -> None:
    _add_paragraph(document, "{%p if ziele %}")
    document.add_heading(words["goals"], level=2)
    add_table(
        document,
        (words["goal_group"], words["carried"], words["open"], words["share"]),
        [
            ("{%tr for zeile in ziele %}", "", "", ""),
            (
                "{{ zeile.bezeichnung }}",
                "{{ zeile.getragen }}",
                "{{ zeile.offen }}",
                "{{ zeile.anteil }}",
            ),
            ("{%tr endfor %}", "", "", ""),
        ],
        (7.5, 2.5, 2.5, 4),
        words["goals"],
    )
    _add_paragraph(document, "{%p endif %}")


def _add_unknowns(document: DocumentType, words: dict[str, str]) -> None:
    _add_paragraph(document, "{%p if unbekannt %}")
    document.add_heading(words["unknowns"], level=2)
    _add_paragraph(document, "{%p for punkt in unbekannt %}")
    _add_paragraph(document, "{{ punkt }}", style="List Bullet")
    _add_paragraph(document, "{%p endfor %}")
    _add_paragraph(document, "{%p endif %}")


def _save(document: DocumentType) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
