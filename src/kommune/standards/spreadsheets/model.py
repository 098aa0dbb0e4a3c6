"""What a spreadsheet file looks like once it is read: workbook, sheets, rows, cells, and the limits of
reading.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, Literal, NamedTuple, TypeVar

CellValue = str | int | float | Decimal | bool | date | datetime | None
Kind = Literal["xlsx", "ods", "csv"]
T = TypeVar("T")


class Cell(NamedTuple):
    """One cell as a person sees it.

    `fill` is the background as '#RRGGBB' or None. `indent` counts indentation steps. `merged` is true for
    every cell of a merged area; the value repeats downwards within the area's first column. `formula` is
    true when a formula computed the value; with no stored result the value is None. `percent` is true when
    the number is shown as a percentage: the value 0.25 is then seen as 25 %.
    """

    value: CellValue = None
    fill: str | None = None
    indent: int = 0
    merged: bool = False
    formula: bool = False
    percent: bool = False


EMPTY_CELL = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the 1-based row number that the spreadsheet program shows."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def cell(self, index: int) -> Cell:
        """Return the cell at the 0-based column, an empty one beyond the end of the row."""
        return self.cells[index] if 0 <= index < len(self.cells) else EMPTY_CELL

    def is_blank(self) -> bool:
        """Say whether no cell of the row holds a value (blank text and missing formula results count as
        none).
        """
        return all(
            cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())
            for cell in self.cells
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with all its rows from the first to the last that holds a value; blank rows are kept."""

    name: str
    rows: tuple[Row, ...]
    column_count: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole file; a CSV file has exactly one sheet, named after the file."""

    filename: str
    kind: Kind
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a file is refused; sizes in bytes, `max_ratio` is unpacked to packed size."""

    max_bytes: int = 50_000_000
    max_unpacked_bytes: int = 600_000_000
    max_ratio: int = 200
    max_members: int = 5_000
    max_sheets: int = 200
    max_rows: int = 250_000
    max_columns: int = 1_000
    max_cells: int = 5_000_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value read from a cell, and a stable note code when it was understood with a reservation."""

    value: T
    note: str | None = None
