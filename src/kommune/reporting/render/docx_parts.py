"""Building stones of an accessible DOCX: language, headings, tables with head rows, highlighted gaps."""

import re
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

FONT = "Arial"
ACCENT = RGBColor(0x17, 0x1A, 0x66)
INK = RGBColor(0x17, 0x1A, 0x1C)
QUIET = RGBColor(0x4A, 0x50, 0x55)
LANGUAGE_TAGS = {"de": "de-DE", "en": "en-GB"}
GAP = re.compile(r"(\[von der Kommune auszufüllen: [^\]]*\])")


def open_document(language: str) -> DocumentType:
    """Return an empty A4 document with our styles in the given language ("de" or "en")."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
    _set_style(document, "Normal", points=10, is_bold=False, colour=INK, before=0, after=4)
    _set_style(document, "Title", points=16, is_bold=True, colour=INK, before=6, after=8)
    _set_style(document, "Heading 1", points=16, is_bold=True, colour=INK, before=12, after=6)
    _set_style(document, "Heading 2", points=11.5, is_bold=True, colour=ACCENT, before=12, after=4)
    set_language(document, language)
    clear_properties(document)
    return document


def _set_style(
    document: DocumentType,
    name: str,
    *,
    points: float,
    is_bold: bool,
    colour: RGBColor,
    before: float,
    after: float,
) -> None:
    style: Any = document.styles[name]
    style.font.name, style.font.size, style.font.bold = FONT, Pt(points), is_bold
    style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    borders = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
    if borders is not None:
        style.element.pPr.remove(borders)


def set_language(document: DocumentType, language: str) -> None:
    """Say in which language the text is, so that a screen reader pronounces it."""
    tag = LANGUAGE_TAGS.get(language, LANGUAGE_TAGS["de"])
    styles = document.styles.element
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), tag)
    run_defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if run_defaults is not None and run_defaults.find(qn("w:lang")) is None:
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), tag)
        run_defaults.append(lang)
    document.core_properties.language = tag


def clear_properties(document: DocumentType) -> None:
    """Empty the properties that a template brings along: author, comments, keywords."""
    properties = document.core_properties
    for name in ("author", "comments", "identifier", "keywords", "last_modified_by", "subject", "title"):
        setattr(properties, name, "")


def add_table(
    document: DocumentType,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths_cm: Sequence[float],
    summary: str,
) -> Table:
    """Add a table with thin rules, a head row that repeats and is announced, and a summary for readers."""
    table: Table = document.add_table(0, len(head))
    table.autofit = False
    table.style = None
    _describe_table(table, summary)
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for texts in (head, *rows):
        cells = _add_row(table)
        for cell, text, width in zip(cells, texts, widths_cm, strict=True):
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            add_text(paragraph, text)
    _flag_head_row(table)
    return table


def _add_row(table: Any) -> Any:
    return table.add_row().cells


def _describe_table(table: Table, summary: str) -> None:
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "9AA1A6")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(borders)
    else:
        properties.append(borders)
    description = OxmlElement("w:tblDescription")
    description.set(qn("w:val"), summary)
    properties.append(description)


def _flag_head_row(table: Table) -> None:
    head = table.rows[0]
    row_properties = head._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        row_properties.append(OxmlElement(name))
    for cell in head.cells:
        for run in cell.paragraphs[0].runs:
            run.font.bold, run.font.size = True, Pt(9)


def add_text(paragraph: Paragraph, text: str) -> None:
    """Add a text and highlight every gap that the town has to fill in."""
    for piece in GAP.split(text):
        if piece:
            run = paragraph.add_run(piece)
            if GAP.fullmatch(piece):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
