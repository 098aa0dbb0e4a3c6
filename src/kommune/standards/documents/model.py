"""What a document looks like once it is read: blocks in reading order with their place in one plain text."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

FileKind = Literal["markdown", "text", "html", "docx", "odt", "pdf"]
BlockKind = Literal["heading", "paragraph", "item", "row"]
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has its place: what the readers of single formats hand over.

    `level` is the level of a heading (1 is the highest) or the depth of a list item (1 is the outermost),
    otherwise 0. `lead` is the bold beginning of a paragraph or item, equal to `text` where all of it is bold.
    `label` is an item's own label ("1.", "a)"), empty for a bullet. `cells`, `table` (1, 2, … through the
    document) and `is_header` belong to table rows. `page` counts from 1 and is None where a format has none.
    """

    kind: BlockKind
    text: str
    level: int = 0
    lead: str = ""
    label: str = ""
    cells: tuple[str, ...] = ()
    table: int = 0
    is_header: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document with its place: `document.text[start:end]` shows it. Fields as in `Piece`."""

    kind: BlockKind
    text: str
    level: int
    lead: str
    label: str
    cells: tuple[str, ...]
    table: int
    is_header: bool
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `pages` is 0 where the format has none; `pages_without_text` counts pages that hold
    pictures only.
    """

    filename: str
    kind: FileKind
    text: str
    blocks: tuple[Block, ...]
    pages: int = 0
    pages_without_text: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a file is refused; sizes in bytes, `max_ratio` is unpacked to packed size."""

    max_bytes: int = 50_000_000
    max_unpacked_bytes: int = 300_000_000
    max_ratio: int = 200
    max_members: int = 5_000
    max_pages: int = 2_000
    max_characters: int = 6_000_000


DEFAULT_LIMITS = Limits()
