"""Blocks of a Markdown text: CommonMark with tables."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kommune.standards.documents.layout import row_piece
from kommune.standards.documents.model import Piece
from kommune.standards.documents.runs import Runs, clean_text

_FOOTNOTE = re.compile(r"^[ \t]{0,3}\[\^[^\]\n]{1,20}\]:.*$", re.MULTILINE)


_MARKUP = re.compile(
    r"<!--.{0,5000}?-->|</?(?:br|div|span|p|center|a|img|sup|sub)\b[^<>]{0,500}>", re.DOTALL | re.IGNORECASE
)


def markdown_pieces(text: str) -> Iterator[Piece]:
    """Yield headings, paragraphs, list items and table rows; code and footnotes are left out."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable("table")
    walk = _Walk()
    for token in parser.parse(_MARKUP.sub(" ", _FOOTNOTE.sub("", _without_front_matter(text)))):
        yield from walk.step(token)


def _without_front_matter(text: str) -> str:
    if text.startswith("---\n") and "\n---\n" in text[4:5000]:
        return text[4:].partition("\n---\n")[2]
    return text


class _Walk:
    """What is open while the tokens pass by: lists with their counts, a table with its cells."""

    def __init__(self) -> None:
        self.lists: list[int | None] = []
        self.heading = 0
        self.table = 0
        self.in_header = False
        self.cells: list[str] | None = None
        self.labels: list[str] = []

    def step(self, token: Token) -> Iterator[Piece]:
        kind = token.type
        if kind == "inline":
            yield from self.inline(token)
        elif kind in {"bullet_list_open", "ordered_list_open"}:
            ordered = kind == "ordered_list_open"
            self.lists.append(int(token.attrGet("start") or 1) if ordered else None)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self.lists.pop()
        elif kind == "list_item_open":
            number = self.lists[-1]
            self.labels.append("" if number is None else f"{number}.")
            self.lists[-1] = None if number is None else number + 1
        elif kind == "heading_open":
            self.heading = int(token.tag[1:])
        elif kind == "heading_close":
            self.heading = 0
        else:
            yield from self.table_step(kind)

    def table_step(self, kind: str) -> Iterator[Piece]:
        if kind == "table_open":
            self.table += 1
        elif kind in {"thead_open", "thead_close"}:
            self.in_header = kind == "thead_open"
        elif kind == "tr_open":
            self.cells = []
        elif kind == "tr_close" and self.cells is not None:
            yield row_piece(self.cells, self.table, is_header=self.in_header)
            self.cells = None

    def inline(self, token: Token) -> Iterator[Piece]:
        lines = _lines(token.children or [])
        if self.cells is not None:
            self.cells.append(clean_text(" ".join(text for text, _lead in lines)))
        elif self.heading:
            yield Piece("heading", " ".join(text for text, _lead in lines), level=self.heading)
        else:
            for text, lead in _paragraphs(lines):
                if self.lists:
                    label = self.labels[-1] if self.labels else ""
                    yield Piece("item", text, level=len(self.lists), lead=lead, label=label)
                    self.labels[-1:] = [""]
                else:
                    yield Piece("paragraph", text, lead=lead)


def _lines(tokens: list[Token]) -> list[tuple[str, str]]:
    """The lines of a paragraph, each with its bold beginning."""
    runs, lines, bold = Runs(), [], 0
    for token in tokens:
        if token.type == "strong_open":
            bold += 1
        elif token.type == "strong_close":
            bold -= 1
        elif token.type in {"text", "code_inline"}:
            runs.add(token.content, bold > 0)
        elif token.type in {"softbreak", "hardbreak"}:
            lines.append(runs.take())
    lines.append(runs.take())
    return [line for line in lines if line[0]]


def _paragraphs(lines: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Join the lines of a paragraph; a line that begins in bold begins one of its own."""
    gathered: list[str] = []
    first_lead = ""
    for text, lead in lines:
        if lead and gathered:
            yield " ".join(gathered), first_lead
            gathered = []
        if not gathered:
            first_lead = lead
        gathered.append(text)
    if gathered:
        yield " ".join(gathered), first_lead
