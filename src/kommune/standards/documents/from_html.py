"""Blocks of a simple web page: headings, paragraphs, lists, tables; scripts, menus and forms are left out."""

from collections.abc import Iterator
from html.parser import HTMLParser

from kommune.standards.documents.layout import row_piece
from kommune.standards.documents.model import Piece
from kommune.standards.documents.runs import Runs, clean_text

_LEFT_OUT = frozenset(
    {"script", "style", "nav", "head", "footer", "form", "template", "svg", "noscript", "button", "select"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BREAKS = frozenset(
    {"p", "div", "section", "article", "main", "blockquote", "ul", "ol", "li", "table", "br", "dt", "dd"}
)


def html_pieces(text: str) -> Iterator[Piece]:
    """Yield the blocks of a page in their order."""
    parser = _Pieces()
    parser.feed(text)
    parser.close()
    parser.end_block()
    yield from parser.pieces


class _Pieces(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.runs = Runs()
        self.left_out: list[str] = []
        self.lists: list[int | None] = []
        self.label: str | None = None
        self.heading = 0
        self.bold = 0
        self.table = 0
        self.row: list[str] | None = None
        self.heads = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.left_out:
            if tag == self.left_out[-1]:
                self.left_out.append(tag)
        elif tag in _LEFT_OUT:
            self.left_out.append(tag)
        elif tag in {"b", "strong"}:
            self.bold += 1
        elif tag in {"table", "tr", "td", "th"}:
            self.begin_table_part(tag)
        elif tag in _HEADINGS or tag in _BREAKS:
            self.end_block()
            self.begin_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.left_out:
            if tag == self.left_out[-1]:
                self.left_out.pop()
        elif tag in {"b", "strong"}:
            self.bold = max(0, self.bold - 1)
        elif tag in {"td", "th"} and self.row is not None:
            self.row.append(self.runs.take()[0])
        elif tag == "tr" and self.row is not None:
            is_header = bool(self.row) and self.heads == len(self.row)
            self.pieces.append(row_piece(self.row, self.table, is_header=is_header))
            self.row = None
        elif tag in _HEADINGS or tag in _BREAKS:
            self.end_block()
            if tag in {"ul", "ol"} and self.lists:
                self.lists.pop()
            if tag == "li":
                self.label = None

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.runs.add(data, self.bold > 0)

    def begin_table_part(self, tag: str) -> None:
        if tag == "table":
            self.end_block()
            self.table += 1
        elif tag == "tr":
            self.row, self.heads = [], 0
            self.runs.take()
        else:
            self.heads += tag == "th"
            self.runs.take()

    def begin_block(self, tag: str) -> None:
        self.heading = _HEADINGS.get(tag, 0)
        if tag in {"ul", "ol"}:
            self.lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            number = self.lists[-1] if self.lists else None
            self.label = "" if number is None else f"{number}."
            if number is not None:
                self.lists[-1] = number + 1

    def end_block(self) -> None:
        """Close what is open and keep it as a piece; inside a table cell, texts run on."""
        if self.row is not None:
            self.runs.add(" ")
            return
        text, lead = self.runs.take()
        if not text:
            return
        if self.heading:
            self.pieces.append(Piece("heading", clean_text(text), level=self.heading))
        elif self.label is not None:
            depth = max(1, len(self.lists))
            self.pieces.append(Piece("item", text, level=depth, lead=lead, label=self.label))
            self.label = ""
        else:
            self.pieces.append(Piece("paragraph", text, lead=lead))
        self.heading = 0
