"""Writes a paper that must exist before day one as an accessible DOCX, gaps highlighted."""

import io

from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from kommune.reporting.render.docx_parts import add_table, add_text, open_document
from kommune.reporting.render.texts import clean_text, shorten_text
from kommune.reporting.shapes import Block, DutyPaper

TEXT_WIDTH_CM = 16.5
WIDE_TEXT_WIDTH_CM = 25.2
MOST_COLUMNS_UPRIGHT = 4
LONGEST_PROPERTY = 250


def render_duty_docx(paper: DutyPaper) -> bytes:
    """Return the paper as DOCX in German; a table with many columns turns the pages sideways."""
    document = open_document("de")
    is_wide = any(len(row) > MOST_COLUMNS_UPRIGHT for block in _all_blocks(paper) for row in block.rows)
    if is_wide:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    width = WIDE_TEXT_WIDTH_CM if is_wide else TEXT_WIDTH_CM
    head = document.add_paragraph()
    head.add_run(clean_text(paper.town_name)).font.bold = True
    document.add_heading(clean_text(paper.title), level=1)
    add_text(document.add_paragraph(), clean_text(paper.lead))
    for part in paper.sections:
        document.add_heading(clean_text(part.heading), level=2)
        for block in part.blocks:
            _add_block(document, block, part.heading, width)
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run(clean_text(paper.footer)).font.size = Pt(8.5)
    document.core_properties.title = shorten_text(clean_text(paper.title), LONGEST_PROPERTY)
    document.core_properties.author = shorten_text(clean_text(paper.town_name), LONGEST_PROPERTY)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _all_blocks(paper: DutyPaper) -> list[Block]:
    return [block for section in paper.sections for block in section.blocks]


def _add_block(document: DocumentType, block: Block, heading: str, width_cm: float) -> None:
    rows = [[clean_text(cell) for cell in row] for row in block.rows]
    if block.kind == "table":
        add_table(document, rows[0], rows[1:], _share_width(rows, width_cm), heading)
        document.add_paragraph().paragraph_format.space_after = Pt(0)
        return
    for row in rows:
        add_text(document.add_paragraph(style="List Bullet" if block.kind == "bullets" else None), row[0])


def _share_width(rows: list[list[str]], width_cm: float) -> list[float]:
    """Give a column more room the more text it holds, within reason."""
    longest = [min(max(len(cell) for cell in column), 60) for column in zip(*rows, strict=True)]
    weights = [max(length, 18) for length in longest]
    return [width_cm * weight / sum(weights) for weight in weights]
