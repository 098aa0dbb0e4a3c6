"""Reading rows of tables: which column holds number, title and description, and of what."""

from collections.abc import Sequence
from dataclasses import dataclass

from kommune.analysis.readings.shapes import Kind
from kommune.analysis.readings.words import KINDS, column_role

_BLANK = {"", "-", "–", "—", "/", "k.a.", "k. a."}


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of the columns of one table; -1 where there is none. `kinds` maps kinds to their columns."""

    number: int
    title: int
    description: int
    kinds: dict[Kind, int]

    @property
    def says_something(self) -> bool:
        """Whether the head named a title or a kind of thing at all."""
        return self.title >= 0 or bool(self.kinds)


@dataclass(frozen=True, slots=True)
class RowThing:
    """One thing of a row."""

    kind: Kind
    number: str
    title: str
    description: str


def read_columns(cells: Sequence[str]) -> Columns:
    """What the head of a table says about its columns."""
    roles = [column_role(cell) for cell in cells]

    def first(role: str) -> int:
        return roles.index(role) if role in roles else -1

    kinds = {kind: roles.index(kind) for kind in KINDS if kind in roles}
    return Columns(first("number"), first("title"), first("description"), kinds)


def row_things(cells: Sequence[str], columns: Columns, kind: Kind | None) -> list[RowThing]:
    """The things of a row, the upper before the lower; `kind` is what the rows are where no head says so."""
    texts = ["" if cell.strip() in _BLANK else cell.strip() for cell in cells]

    def cell(place: int) -> str:
        return texts[place] if 0 <= place < len(texts) else ""

    named = {one: cell(place) for one, place in columns.kinds.items() if cell(place)}
    own = cell(columns.title)
    lowest = next((one for one in reversed(KINDS) if one in columns.kinds), kind)
    things = [RowThing(one, "", named[one], "") for one in KINDS if one != lowest and one in named]
    title = own or named.get(lowest, "") if lowest else ""
    if lowest and title:
        about = cell(columns.description)
        extra = named.get(lowest, "") if own and named.get(lowest) != own else ""
        things.append(RowThing(lowest, cell(columns.number), title, about or extra))
    return things
