"""Writes a draft for a decision as an accessible DOCX, to be worked on in the council's office."""

import io

from docx.shared import Pt

from kommune.reporting.render.docx_parts import add_table, add_text, open_document
from kommune.reporting.render.labels import Labels, load_labels
from kommune.reporting.render.texts import clean_text, shorten_text
from kommune.reporting.shapes import DecisionDraft

TEXT_WIDTH_CM = 16.5
LONGEST_CELL = 2_000
LONGEST_PROPERTY = 250


def render_decision_docx(draft: DecisionDraft) -> bytes:
    """Return the draft as DOCX in its own language."""
    labels = load_labels(draft.language)
    document = open_document(labels.language)
    head = document.add_paragraph()
    head.add_run(clean_text(draft.town_name)).font.bold = True
    for line in draft.letterhead:
        document.add_paragraph(clean_text(line)).paragraph_format.space_after = Pt(0)
    words, values = _head(draft, labels)
    add_table(document, words, [values], _even(len(words)), draft.title)
    document.add_heading(clean_text(draft.title), level=1)
    add_text(document.add_paragraph(), clean_text(draft.lead))
    for section in draft.sections:
        document.add_heading(clean_text(section.heading), level=2)
        for block in section.blocks:
            rows = [[shorten_text(clean_text(cell), LONGEST_CELL) for cell in row] for row in block.rows]
            if block.kind == "table":
                add_table(document, rows[0], rows[1:], _widths(rows), section.heading)
                document.add_paragraph().paragraph_format.space_after = Pt(0)
                continue
            for row in rows:
                style = "List Bullet" if block.kind == "bullets" else None
                add_text(document.add_paragraph(style=style), row[0])
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run(clean_text(draft.source_line)).font.size = Pt(8.5)
    document.core_properties.title = shorten_text(clean_text(draft.title), LONGEST_PROPERTY)
    document.core_properties.author = shorten_text(clean_text(draft.author_unit), LONGEST_PROPERTY)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _head(draft: DecisionDraft, labels: Labels) -> tuple[list[str], list[str]]:
    """Heads and values of the first table; a sketch without a committee has no empty columns."""
    told = {
        "committee": draft.committee,
        "paper_number": draft.paper_number,
        "dated_on": labels.format_date(draft.dated_on),
        "author_unit": draft.author_unit,
    }
    shown = [name for name, value in told.items() if value or draft.committee]
    return [labels.words[name] for name in shown], [clean_text(told[name]) for name in shown]


def _even(columns: int) -> list[float]:
    return [TEXT_WIDTH_CM / columns] * columns


def _widths(rows: list[list[str]]) -> list[float]:
    """A column gets more room the longer its longest text is, within reason."""
    weights = [min(max(max(len(cell) for cell in column), 12), 60) for column in zip(*rows, strict=True)]
    return [TEXT_WIDTH_CM * weight / sum(weights) for weight in weights]
