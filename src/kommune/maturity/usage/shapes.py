"""What is counted for a unit in a week, and what a file says as a whole."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kommune.maturity.usage.rows import Remark

Key = tuple[UUID, date]


@dataclass(frozen=True, slots=True)
class UsageLine:
    """What is counted for a unit in one week with ``merged`` smaller units; ``row`` is its first row."""

    unit: UUID
    week: date
    active: int
    people: int | None
    actions: int | None
    merged: int = 0
    row: int = 0


@dataclass(slots=True)
class Reading:
    """What a file says: lines to take over, problems by row, notes on how it was understood.

    ``columns`` maps fields to headings. ``persons`` and ``others`` are headings of columns that were dropped.
    ``unplaced`` are texts in the column of units that stand for no unit that takes counts, as far as they may
    be told.
    """

    sheet: str
    sheets: list[str]
    headers: list[str]
    columns: dict[str, str]
    persons: list[str]
    others: list[str]
    lines: list[UsageLine] = field(default_factory=list)
    problems: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    row_count: int = 0
