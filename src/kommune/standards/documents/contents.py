"""Leaving out tables of contents, whose lines look like headings and goals but only name them."""

import re
from collections.abc import Iterable, Iterator

from kommune.standards.documents.model import Piece

_TITLE = re.compile(
    r"(?:\d+\.?\s*)?(?:inhalt(?:sverzeichnis|sübersicht|sangabe)?|gliederung|(?:table of )?contents)\W*",
    re.IGNORECASE,
)
_LEADER = re.compile(r"(?:\.{3,}|…{1,}|(?:\s\.){3,}|_{4,}|·{3,})\s*(?:\d{1,4}|[ivxl]{1,6})$", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"\s(?:\d{1,4}|[ivxl]{1,6})$")
_LONGEST_ENTRY = 160


def is_contents_title(text: str) -> bool:
    """Say whether a line is the heading of a table of contents."""
    return _TITLE.fullmatch(text.strip()) is not None


def has_leader(text: str) -> bool:
    """Say whether a line ends in dots and a page number."""
    return _LEADER.search(text.rstrip()) is not None


def is_entry(text: str) -> bool:
    """Say whether a line below the title of a table of contents is one of its entries."""
    return has_leader(text) or (len(text) <= _LONGEST_ENTRY and _PAGE_AT_END.search(text) is not None)


def without_contents(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces that belong to no table of contents."""
    inside = False
    for piece in pieces:
        if is_contents_title(piece.text) and piece.kind in {"heading", "paragraph"}:
            inside = True
        elif has_leader(piece.text) or (inside and piece.kind != "row" and is_entry(piece.text)):
            continue
        else:
            inside = False
            yield piece
