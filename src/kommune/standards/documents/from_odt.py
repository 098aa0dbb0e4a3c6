"""Blocks of an OpenDocument text, read from its content part."""

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from lxml import etree

from kommune.standards.documents.errors import DocumentError
from kommune.standards.documents.layout import row_piece
from kommune.standards.documents.model import Piece
from kommune.standards.documents.runs import Runs, clean_text, split_label

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LEFT_OUT = {
    f"{_TEXT}{name}"
    for name in (
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "tracked-changes",
    )
}
_NOTES = {f"{_TEXT}note", f"{_OFFICE}annotation"}
_DEEPEST = 40


def odt_pieces(archive: ZipFile) -> Iterator[Piece]:
    """Yield headings, paragraphs, list items and table rows; indexes, notes and comments are left out.

    Raises `damaged`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(archive.read("content.xml"), parser)
    except (etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise DocumentError("damaged", "The text document is damaged") from error
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise DocumentError("wrong_type", "The document holds no text")
    yield from _Walk(_bold_styles(root)).blocks(body, 0)


def _bold_styles(root: Any) -> frozenset[str]:
    names = set()
    for style in root.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}text-properties")
        if properties is not None and properties.get(f"{_FO}font-weight", "") in {
            "bold",
            "700",
            "800",
            "900",
        }:
            names.add(style.get(f"{_STYLE}name", ""))
    return frozenset(names)


class _Walk:
    """Goes down the body; lists carry their depth, tables their number."""

    def __init__(self, bold: frozenset[str]) -> None:
        self.bold = bold
        self.tables = 0

    def blocks(self, parent: Any, depth: int, nesting: int = 0) -> Iterator[Piece]:
        if nesting > _DEEPEST:
            return
        for child in parent:
            if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
                continue
            if child.tag == f"{_TEXT}h":
                level = child.get(f"{_TEXT}outline-level", "1")
                text, _lead = self.text_of(child)
                yield Piece("heading", text, level=min(6, int(level) if level.isdigit() else 1))
            elif child.tag == f"{_TEXT}p":
                yield self.paragraph(child, depth)
            elif child.tag == f"{_TEXT}list":
                yield from self.blocks(child, depth + 1, nesting + 1)
            elif child.tag == f"{_TABLE}table":
                self.tables += 1
                yield from self.rows(child, self.tables)
            else:
                yield from self.blocks(child, depth, nesting + 1)

    def paragraph(self, element: Any, depth: int) -> Piece:
        text, lead = self.text_of(element)
        if depth:
            return Piece("item", text, level=depth, lead=lead)
        if element.get(f"{_TEXT}style-name", "") in {"Title", "Titel"}:
            return Piece("heading", text, level=1)
        label, rest, is_item = split_label(text)
        if is_item:
            return Piece("item", rest, level=1, label=label)
        return Piece("paragraph", text, lead=lead)

    def rows(self, table: Any, number: int) -> Iterator[Piece]:
        heads = set(table.iterfind(f"{_TABLE}table-header-rows/{_TABLE}table-row"))
        for place, row in enumerate(table.iter(f"{_TABLE}table-row")):
            cells = [
                clean_text(" ".join(self.text_of(text)[0] for text in cell.iter(f"{_TEXT}p", f"{_TEXT}h")))
                for cell in row.iterfind(f"{_TABLE}table-cell")
            ]
            yield row_piece(cells, number, is_header=row in heads if heads else place == 0)

    def text_of(self, element: Any) -> tuple[str, str]:
        runs = Runs()
        self.gather(element, runs, self.is_bold(element))
        return runs.take()

    def is_bold(self, element: Any) -> bool:
        return element.get(f"{_TEXT}style-name", "") in self.bold

    def gather(self, element: Any, runs: Runs, bold: bool, nesting: int = 0) -> None:
        runs.add(element.text or "", bold)
        for child in element:
            if child.tag in {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}:
                runs.add(" ", bold)
            elif child.tag not in _NOTES and isinstance(child.tag, str) and nesting < _DEEPEST:
                self.gather(child, runs, bold or self.is_bold(child), nesting + 1)
            runs.add(child.tail or "", bold)
