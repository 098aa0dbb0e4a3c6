"""Blocks of a plain text: headings known by their numbers, underlines or shortness."""

import re
from collections.abc import Iterator

from kommune.standards.documents.hyphens import join_lines
from kommune.standards.documents.model import Piece
from kommune.standards.documents.runs import clean_text, split_label

_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\S")
_UNDERLINE = re.compile(r"^\s*(=|-|~|\*){4,}\s*$")
_LONGEST_HEADING = 120


def text_pieces(text: str) -> Iterator[Piece]:
    """Yield headings, paragraphs and list items of a plain text; form feeds count pages."""
    pages = text.split("\f")
    for number, page in enumerate(pages, 1):
        shown = number if len(pages) > 1 else None
        for paragraph in re.split(r"\n[ \t]*\n+", page.replace("\r\n", "\n").replace("\r", "\n")):
            lines = [line for line in paragraph.split("\n") if line.strip()]
            if lines:
                yield from _paragraph_pieces(lines, shown)


def _paragraph_pieces(lines: list[str], page: int | None) -> Iterator[Piece]:
    if len(lines) == 2 and _UNDERLINE.match(lines[1]):
        yield Piece("heading", clean_text(lines[0]), level=1 if "=" in lines[1] else 2, page=page)
        return
    if len(lines) == 1 and (level := _heading_level(clean_text(lines[0]))):
        yield Piece("heading", clean_text(lines[0]), level=level, page=page)
        return
    if _are_sentences(lines):
        yield from (Piece("item", clean_text(line), level=1, page=page) for line in lines)
        return
    gathered: list[str] = []
    item: tuple[int, str] | None = None
    for line in lines:
        label, rest, is_item = split_label(line.strip())
        if is_item:
            yield from _gathered_piece(gathered, item, page)
            depth = 1 + (len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())) // 2
            gathered, item = [rest], (min(depth, 6), label)
        else:
            gathered.append(line)
    yield from _gathered_piece(gathered, item, page)


def _are_sentences(lines: list[str]) -> bool:
    """Whether each of several lines is a whole sentence: a list whose dots or dashes were lost in pasting."""
    texts = [clean_text(line) for line in lines]
    return len(texts) > 1 and all(
        text.endswith((".", ";", "!", "?")) and text[0].isupper() and not split_label(text)[2]
        for text in texts
    )


def _gathered_piece(lines: list[str], item: tuple[int, str] | None, page: int | None) -> Iterator[Piece]:
    text = clean_text(join_lines(lines))
    if text and item:
        yield Piece("item", text, level=item[0], label=item[1], page=page)
    elif text:
        yield Piece("paragraph", text, page=page)


def _heading_level(line: str) -> int:
    """The level of a line that stands alone: by its number, else 2 where it is short and ends open; 0 for
    none.
    """
    if len(line) > _LONGEST_HEADING or line.endswith((".", ",", ";", "!", "?")):
        return 0
    if numbered := _NUMBERED.match(line):
        return min(6, numbered.group(1).count(".") + 1)
    _label, _rest, is_item = split_label(line)
    return 0 if is_item else 2
