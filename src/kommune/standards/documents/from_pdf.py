"""Blocks of a PDF: headings by size and weight of type, paragraphs by the white between lines."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kommune.standards.documents.contents import has_leader, is_contents_title, is_entry
from kommune.standards.documents.errors import DocumentError
from kommune.standards.documents.hyphens import join_lines
from kommune.standards.documents.model import Limits, Piece, Progress
from kommune.standards.documents.pdf_columns import Line, page_lines
from kommune.standards.documents.pdf_furniture import without_furniture
from kommune.standards.documents.pdf_tables import table_end, table_rows
from kommune.standards.documents.pdf_words import pdf_pages
from kommune.standards.documents.runs import BULLETS, clean_text, split_label

_LARGER = 1.08
_LONGEST_HEADING = 200
_PARAGRAPH_GAP = 1.3
_FEWEST_LETTERS = 30
# A line of running text may begin with one, too.
_DASHES = "–—-"
_SENTENCE_END = re.compile(r"[.!?:][\"“”»)]?$")
_LOWEST_LEVEL = 6


def pdf_pieces(data: bytes, limits: Limits, progress: Progress) -> tuple[list[Piece], int, int]:
    """Return the pieces of a PDF, the number of its pages and how many of them hold no text.

    Raises `password_protected`, `damaged`, `too_many_pages`, `no_text`.
    """
    pages = pdf_pages(data, limits, progress)
    without_text = sum(1 for page in pages if not page.words)
    letters = sum(len(word.text) for page in pages for word in page.words)
    if letters < _FEWEST_LETTERS:
        raise DocumentError("no_text", "The PDF holds pictures of text only", pages=len(pages))
    lines = _without_contents(without_furniture([page_lines(page) for page in pages]))
    return list(_pieces(lines)), len(pages), without_text


def _without_contents(lines: Sequence[Line]) -> list[Line]:
    """Leave out tables of contents line by line, before lines grow together."""
    kept: list[Line] = []
    inside = False
    for line in lines:
        text = line.text.replace("\x02", "-")
        if is_contents_title(text):
            inside = True
        elif has_leader(text) or (inside and is_entry(text)):
            continue
        else:
            inside = False
            kept.append(line)
    return kept


@dataclass(slots=True)
class _Look:
    """What is usual here: size of the running text, white between its lines, sizes of headings."""

    body: float
    gap: float
    levels: dict[float, int]

    def level(self, line: Line) -> int:
        """The level of a heading line, 0 for running text."""
        text = line.text
        if len(text) > _LONGEST_HEADING or not any(letter.isalpha() for letter in text):
            return 0
        if line.size in self.levels:
            return self.levels[line.size]
        is_heading = line.bold and line.size >= self.body - 0.6 and not text.endswith((".", ",", ";"))
        return min(_LOWEST_LEVEL, len(self.levels) + 1) if is_heading and text[0] not in BULLETS else 0


@dataclass(slots=True)
class _Open:
    """The block to which lines are being added."""

    lines: list[Line] = field(default_factory=list)
    level: int = 0
    depth: int = 0
    label: str = ""
    first: str = ""


def _look(lines: Sequence[Line]) -> _Look:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0] if letters else 10.0
    gaps: Counter[float] = Counter()
    for last, line in pairwise(lines):
        if (last.page, last.column) == (line.page, line.column) and line.size == body == last.size:
            gaps[round(2 * (line.base - last.base)) / 2] += 1
    larger = sorted({line.size for line in lines if line.size >= body * _LARGER}, reverse=True)
    levels = {size: min(place, _LOWEST_LEVEL - 1) for place, size in enumerate(_merged(larger), 1)}
    gap = gaps.most_common(1)[0][0] if gaps else body * 1.3
    return _Look(body, gap, {size: _nearest_level(size, levels) for size in larger})


def _merged(sizes: Sequence[float]) -> list[float]:
    """Sizes from large to small, those less than half a point apart as one."""
    kept: list[float] = []
    for size in sizes:
        if not kept or kept[-1] - size >= 0.5:
            kept.append(size)
    return kept


def _nearest_level(size: float, levels: dict[float, int]) -> int:
    return levels[min(levels, key=lambda known: abs(known - size))]


def _pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    look = _look(lines)
    offsets = _offsets(lines)
    block = _Open()
    place = tables = 0
    while place < len(lines):
        end = table_end(lines, place)
        if end > place:
            yield from _closed(block)
            tables += 1
            yield from table_rows(lines[place:end], tables)
            block, place = _Open(), end
            continue
        line = lines[place]
        if not _goes_on(block, line, look):
            yield from _closed(block)
            block = _opened(line, look, offsets)
        block.lines.append(line)
        place += 1
    yield from _closed(block)


def _opened(line: Line, look: _Look, offsets: Sequence[float]) -> _Open:
    level = look.level(line)
    if level:
        return _Open(level=level)
    label, rest, is_item = split_label(line.text)
    if not is_item:
        return _Open()
    offset = line.left - line.edge
    depth = 1 + sum(1 for known in offsets if known < offset - 4)
    return _Open(depth=min(depth, 6), label=label, first=rest)


def _offsets(lines: Sequence[Line]) -> list[float]:
    """How far list items stand in from their column's edge, each distance once."""
    found = sorted({round(line.left - line.edge, 0) for line in lines if split_label(line.text)[2]})
    return [one for place, one in enumerate(found) if place == 0 or one - found[place - 1] > 4]


def _goes_on(block: _Open, line: Line, look: _Look) -> bool:
    """Whether a line belongs to the open block."""
    if not block.lines:
        return False
    last = block.lines[-1]
    level = look.level(line)
    is_same_column = (last.page, last.column) == (line.page, line.column)
    gap = line.base - last.base
    if block.level or level:
        is_near = is_same_column and 0 < gap <= 1.6 * line.size
        return block.level == level and is_near and last.size == line.size
    is_short = last.right < last.far - 0.12 * (last.far - last.edge)
    label, _rest, is_item = split_label(line.text)
    is_sure = not label and line.text[0] not in _DASHES
    if is_item and (is_sure or block.depth or is_short or gap > _PARAGRAPH_GAP * look.gap):
        return False
    ends = _SENTENCE_END.search(last.text) is not None
    if not is_same_column:
        return not ends
    if gap > _PARAGRAPH_GAP * look.gap or gap <= 0:
        return False
    return not (ends and (is_short or line.left > last.left + 0.8 * line.size)) or block.depth > 0


def _closed(block: _Open) -> Iterator[Piece]:
    if not block.lines:
        return
    texts = [line.text for line in block.lines]
    page = block.lines[0].page
    if block.level:
        yield Piece("heading", clean_text(join_lines(texts)), level=block.level, page=page)
    elif block.depth:
        text = clean_text(join_lines([block.first, *texts[1:]]))
        lead = clean_text(split_label(_lead(block.lines))[1])
        yield Piece("item", text, level=block.depth, label=block.label, lead=_as_start(lead, text), page=page)
    else:
        text = clean_text(join_lines(texts))
        yield Piece("paragraph", text, lead=_as_start(clean_text(_lead(block.lines)), text), page=page)


def _lead(lines: Sequence[Line]) -> str:
    """The bold words at the beginning of a block."""
    bold: list[str] = []
    for line in lines:
        words = line.words
        strong = next((place for place, word in enumerate(words) if not word.bold), len(words))
        bold.append(" ".join(word.text for word in words[:strong]))
        if strong < len(words):
            break
    return join_lines(bold)


def _as_start(lead: str, text: str) -> str:
    return lead if lead and text.startswith(lead) else ""
