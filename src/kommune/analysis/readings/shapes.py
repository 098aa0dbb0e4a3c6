"""What reading a strategy takes in and hands out: blocks of a text, proposals with their place in it."""

from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["field", "goal", "measure"]
Why = Literal[
    "named",
    "code",
    "below_fields",
    "has_goals_below",
    "heading_below_goals",
    "heading_below_measures",
    "bold_below_goals",
    "bold_below_measures",
    "item_below_goals",
    "item_below_measures",
    "row",
    "sentence",
    "paragraph_below_goals",
]

TITLE_LENGTH = 500
DESCRIPTION_LENGTH = 2_000


class TextBlock(Protocol):
    """A block of a text in reading order; `kommune.standards.documents.Block` is one.

    `kind` is "heading", "paragraph", "item" or "row", `level` the level of a heading (1 is the highest) or
    the depth of an item, `lead` the bold beginning, `label` an item's own label, `cells` and `is_header`
    belong to table rows, `table` tells one table from the next, `start` and `end` are places in the text.
    """

    @property
    def kind(self) -> str:
        """ "heading", "paragraph", "item" or "row"."""

    @property
    def text(self) -> str:
        """What it says, without its label."""

    @property
    def level(self) -> int:
        """Level of a heading, 1 the highest, or depth of an item."""

    @property
    def lead(self) -> str:
        """Its bold beginning, empty where there is none."""

    @property
    def label(self) -> str:
        """An item's own label, such as a number."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row."""

    @property
    def table(self) -> int:
        """Which table a row belongs to."""

    @property
    def is_header(self) -> bool:
        """Whether a table row is a head."""

    @property
    def page(self) -> int | None:
        """The page from 1, None where the text has none."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""

    @property
    def end(self) -> int:
        """Where it ends in the text."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage and what it seems to be.

    `parent` is the place of the parent in the list of proposals, always an earlier one. `start` and `end`
    are places in the text, `page` counts from 1. `why` says by what it was known: a word in front of it
    ("named": "Handlungsfeld 3", "Ziel 1.2"; "code": "M7"), where it stands ("below_fields",
    "has_goals_below", "…_below_goals", "…_below_measures"), a table ("row") or its wording ("sentence").
    The weakest is "paragraph_below_goals": prose under a roof over goals whose wording says nothing.
    `title` has at most 500 characters, `description` at most 2,000; what is cut ends in "…".
    """

    kind: Kind
    number: str
    title: str
    description: str
    parent: int | None
    start: int
    end: int
    page: int | None
    why: Why


def shortened(text: str, length: int) -> str:
    """The text, cut between two words and marked with "…" where it is longer than `length`."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head = cut.rpartition(" ")[0]
    return (head if len(head) > length // 2 else cut).rstrip(" ,;:–-") + "…"
