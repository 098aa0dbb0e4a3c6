"""Blocks of a Word document, by the names of its styles and its lists."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from kommune.standards.documents.errors import DocumentError
from kommune.standards.documents.layout import row_piece
from kommune.standards.documents.model import Piece
from kommune.standards.documents.runs import Runs, clean_text, split_label

_HEADING = re.compile(r"(?:heading|überschrift|titre)\s*(\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|verzeichnis|table of figures|abbildungsverzeichnis)\b", re.IGNORECASE)
_LIST = re.compile(r"(?:list|liste|aufzählung)", re.IGNORECASE)
_DEPTH = re.compile(r"(\d)\s*$")


def docx_pieces(data: bytes) -> Iterator[Piece]:
    """Yield headings, paragraphs, list items and table rows; headers, footers and the table of contents are
    left out. Raises `damaged`.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        styles = {style.style_id: str(style.name or "") for style in document.styles}
        content = document.iter_inner_content()
    except (OpcError, KeyError, ValueError, SyntaxError) as error:
        raise DocumentError("damaged", "The Word document is damaged") from error
    table = 0
    for part in content:
        if isinstance(part, Table):
            table += 1
            yield from _rows(part, table)
        else:
            yield from _paragraph(part, styles)


def _rows(table: Table, number: int) -> Iterator[Piece]:
    for place, row in enumerate(table.rows):
        cells: list[str] = []
        last: Any = None
        for cell in row.cells:
            if cell._tc is not last:
                cells.append(clean_text(cell.text))
            last = cell._tc
        yield row_piece(cells, number, is_header=place == 0)


def _paragraph(paragraph: Paragraph, styles: dict[str, str]) -> Iterator[Piece]:
    properties: Any = paragraph._p.pPr
    style = styles.get(paragraph._p.style or "", "")
    if _CONTENTS.match(style):
        return
    runs = Runs()
    for run in paragraph.runs:
        runs.add(run.text, bool(run.bold))
    text, lead = runs.take()
    if not lead and not text:
        text = clean_text(paragraph.text)
    if heading := _HEADING.match(style):
        yield Piece("heading", text, level=min(6, int(heading.group(1)) or 1))
    elif style.lower() in {"title", "titel"}:
        yield Piece("heading", text, level=1)
    elif properties is not None and properties.numPr is not None:
        ilvl = properties.numPr.ilvl
        yield Piece("item", text, level=1 + (ilvl.val if ilvl is not None else 0), lead=lead)
    elif _LIST.match(style):
        depth = _DEPTH.search(style)
        yield Piece("item", text, level=int(depth.group(1)) if depth else 1, lead=lead)
    else:
        yield _plain(text, lead)


def _plain(text: str, lead: str) -> Piece:
    label, rest, is_item = split_label(text)
    if is_item:
        return Piece("item", rest, level=1, label=label, lead=split_label(lead)[1] if lead else "")
    return Piece("paragraph", text, lead=lead)
