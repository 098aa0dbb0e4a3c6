"""Putting pieces behind each other into one plain text, in which each block knows its place."""

from collections.abc import Iterable

from kommune.standards.documents.errors import DocumentError
from kommune.standards.documents.model import Block, Limits, Piece

_CELL_MARK = " | "


def lay_out(pieces: Iterable[Piece], limits: Limits) -> tuple[str, tuple[Block, ...]]:
    """Return the plain text and its blocks. Raises `too_long` beyond `limits.max_characters`."""
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        before = _space_between(last, piece) + _mark(piece)
        start = length + len(before)
        parts += [before, piece.text]
        length = start + len(piece.text)
        if length > limits.max_characters:
            raise DocumentError("too_long", "The text is too long", limit=limits.max_characters)
        blocks.append(_placed(piece, start, length))
        last = piece
    return "".join(parts), tuple(blocks)


def row_piece(cells: Iterable[str], table: int, *, is_header: bool = False, page: int | None = None) -> Piece:
    """A table row as a piece; its text shows the cells side by side."""
    kept = tuple(cells)
    text = _CELL_MARK.join(kept) if any(kept) else ""
    return Piece("row", text, cells=kept, table=table, is_header=is_header, page=page)


def _space_between(last: Piece | None, piece: Piece) -> str:
    if last is None:
        return ""
    together = last.kind == piece.kind and piece.kind in {"item", "row"}
    return "\n" if together else "\n\n"


def _mark(piece: Piece) -> str:
    if piece.kind != "item":
        return ""
    return "  " * max(0, min(piece.level, 6) - 1) + (piece.label or "•") + " "


def _placed(piece: Piece, start: int, end: int) -> Block:
    return Block(
        kind=piece.kind,
        text=piece.text,
        level=piece.level,
        lead=piece.lead,
        label=piece.label,
        cells=piece.cells,
        table=piece.table,
        is_header=piece.is_header,
        page=piece.page,
        start=start,
        end=end,
    )
