"""Tables in a PDF: lines whose parts start at the same places, with a narrow first column."""

from collections.abc import Sequence
from itertools import pairwise

from kommune.standards.documents.hyphens import join_lines
from kommune.standards.documents.layout import row_piece
from kommune.standards.documents.model import Piece
from kommune.standards.documents.pdf_columns import Line
from kommune.standards.documents.runs import clean_text

_NEAR = 6.0
_LEAST_COLUMNS = 3
_NARROW = 0.25
_FARTHEST = 5.0
_ROW_GAP = 1.25


def table_end(lines: Sequence[Line], start: int) -> int:
    """The place after the last line of the table that begins at `start`, or `start` where none does."""
    starts = _starts(lines[start])
    first = lines[start]
    width = first.far - first.edge
    if len(starts) < _LEAST_COLUMNS or starts[1] - starts[0] > _NARROW * width:
        return start
    end, full = start + 1, 1
    while end < len(lines) and _belongs(lines[end], lines[end - 1], starts):
        full += len(lines[end].segments) >= 2
        end += 1
    return end if full >= 3 else start


def table_rows(lines: Sequence[Line], number: int) -> list[Piece]:
    """The rows of a table; lines without a first cell go on with the row above."""
    starts = _starts(lines[0])
    gaps = [low.base - high.base for high, low in pairwise(lines) if low.page == high.page]
    closest = min((gap for gap in gaps if gap > 0), default=0.0)
    rows: list[tuple[int, list[list[str]]]] = []
    for place, line in enumerate(lines):
        cells = {_column(segment.left, starts): segment.text for segment in line.segments}
        gap = line.base - lines[place - 1].base if place else 0.0
        is_apart = place == 0 or line.page != lines[place - 1].page or gap > _ROW_GAP * closest
        if 0 in cells and (is_apart or len(cells) > 1):
            rows.append((line.page, [[] for _start in starts]))
        for column, text in cells.items():
            rows[-1][1][column].append(text)
    header = all(word.bold for word in lines[0].words) or not lines[0].segments[0].text.strip(" .").isdigit()
    return [
        row_piece(
            [clean_text(join_lines(cell)) for cell in cells],
            number,
            is_header=place == 0 and header,
            page=page,
        )
        for place, (page, cells) in enumerate(rows)
    ]


def _starts(line: Line) -> list[float]:
    return [segment.left for segment in line.segments]


def _column(left: float, starts: Sequence[float]) -> int:
    return min(range(len(starts)), key=lambda place: abs(starts[place] - left))


def _belongs(line: Line, last: Line, starts: Sequence[float]) -> bool:
    fits = all(min(abs(start - segment.left) for start in starts) <= _NEAR for segment in line.segments)
    is_near = line.page != last.page or 0 < line.base - last.base <= _FARTHEST * line.size
    return fits and is_near and (len(line.segments) > 1 or line.left > starts[0] + _NEAR)
