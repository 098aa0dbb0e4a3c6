"""What wings say about their import targets, and what a preview says about a file: plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FieldKind = Literal[
    "id",
    "text",
    "long",
    "date",
    "date_end",
    "money",
    "whole",
    "percent",
    "flag",
    "choice",
    "strength",
    "reference",
    "references",
]
EXTRA = "+"
LEVELS = "levels"
Text = str | Promise


class ImportState(models.TextChoices):
    """Where an import stands."""

    READING = "reading", _("being read")
    UPLOADED = "uploaded", _("uploaded")
    MAPPED = "mapped", _("columns chosen")
    PREVIEWED = "previewed", _("preview")
    COMMITTED = "committed", _("taken over")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("failed")


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a field: what is stored, how it is called, and other words for it."""

    value: str
    label: Text
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field that a column may fill.

    ``aliases`` are headings that people use. ``attribute`` is the model's name for it where it differs
    from ``key``; equal keys mean the same column when the rows of one sheet are of different kinds.
    ``per_year`` fields take one column per year. ``reference`` fields reach the wing as text.
    """

    key: str
    label: Text
    kind: FieldKind = "text"
    aliases: tuple[str, ...] = ()
    attribute: str = ""
    choices: tuple[Choice, ...] = ()
    max_length: int = 0
    required: bool = False
    per_year: bool = False
    smallest: int = 0
    largest: int = 2_000_000_000

    @property
    def column(self) -> str:
        """The model's attribute."""
        return self.attribute or self.key


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of object that rows may become.

    ``place``: whether rows go into something chosen (a strategy): 'needed', 'possible' or ''.
    ``keeps_extra``: columns without a field may be kept beside. ``forms_tree``: objects of this kind
    lie below one another. ``in_levels``: may be one level of a sheet with several kinds of rows.
    """

    key: str
    label: Text
    fields: tuple[FieldSpec, ...]
    order: int
    sheet_words: tuple[str, ...] = ()
    place: Literal["needed", "possible", ""] = ""
    keeps_extra: bool = True
    forms_tree: bool = False
    in_levels: bool = False

    def field(self, key: str) -> FieldSpec | None:
        """The field of this key ('cost:2026' is a 'cost'), or None."""
        bare = key.partition(":")[0]
        return next((spec for spec in self.fields if spec.key == bare), None)


@dataclass(frozen=True, slots=True)
class Place:
    """Something that rows may go into: ``value`` is its id, or 'new:<kind>' for one to be made."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """The chosen place of a sheet's rows; ``title`` names the one to be made."""

    value: str = ""
    title: str = ""

    @property
    def new_kind(self) -> str:
        """The kind of the place to be made, or an empty text."""
        return self.value.removeprefix("new:") if self.value.startswith("new:") else ""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the file; ``row`` is the number that the program shows, 0 for the whole sheet."""

    sheet: str
    row: int
    column: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A quick answer: use this text instead."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person decided about a problem: 'replace' by ``value``, 'leave_out', 'skip_row', 'create'."""

    what: str
    value: str = ""


@dataclass(slots=True)
class Remark:
    """A problem (open until answered) or a note; ``rows`` are all the rows it was met in."""

    key: str
    code: str
    where: Where
    text: str
    params: Mapping[str, str]
    suggestions: tuple[Suggestion, ...]
    answers: tuple[str, ...]
    rows: list[int]


@dataclass(slots=True)
class RowIn:
    """One row with its typed values by field key; a field that could not be read is missing."""

    number: int
    values: dict[str, Any]
    extra: dict[str, str] = field(default_factory=dict)
    parent_row: int | None = None
    indent: int = 0


@dataclass(slots=True)
class TableIn:
    """The rows of one sheet that become objects of one target.

    ``columns`` maps field keys to the headings they come from. ``is_exact``: the sheet has our ID
    column, its texts are taken as they are. ``tree`` says how parents are found: 'parent' (column),
    'numbering', 'indent' or ''.
    """

    target: Target
    sheet: str
    place: PlaceChoice
    columns: dict[str, str]
    rows: list[RowIn]
    is_exact: bool = False
    tree: str = ""
    extra_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value before and after, as shown."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """One object that would be made or changed."""

    target: str
    label: str
    where: Where
    is_new: bool
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many objects of one kind: made, changed, as they are, and present here but not in the file."""

    label: str
    new: int
    changed: int
    unchanged: int
    missing: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class Write:
    """Objects of one model to be let go, made and changed (each with its stored image), in this order."""

    gone: Sequence[models.Model] = ()
    made: Sequence[models.Model] = ()
    changed: Sequence[tuple[models.Model, Mapping[str, Any]]] = ()


@dataclass(slots=True)
class WingPlan:
    """What one wing would do; ``writes`` are in the order of writing, parents before children."""

    counts: list[Count]
    changes: list[ObjectChange]
    sentences: list[str]
    writes: list[Write]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a wing offers: a template to fill in, or what the town has."""

    key: str
    label: Text
    file_name: str
    is_template: bool
