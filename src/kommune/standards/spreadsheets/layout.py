"""What values alone do not tell about a sheet: colours, indentation, merged areas, hidden rows, formulas,
extent.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from kommune.standards.spreadsheets.errors import SpreadsheetError
from kommune.standards.spreadsheets.model import Limits

Attributes = dict[str, str]
_CHUNK = 1 << 18


class Look(NamedTuple):
    """How a cell style looks: background '#RRGGBB' or None, indentation steps, shown as a percentage."""

    fill: str | None = None
    indent: int = 0
    percent: bool = False


PLAIN_LOOK = Look()


class Area(NamedTuple):
    """A merged area, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SheetLayout:
    """The layout of one sheet; rows and columns are 0-based, cells without anything special are left out.

    `looks` and `formulas` are keyed by row, then column. `rows` and `columns` are how far values reach.
    """

    name: str
    hidden: bool = False
    looks: dict[int, dict[int, Look]] = field(default_factory=dict)
    formulas: dict[int, set[int]] = field(default_factory=dict)
    uncomputed: dict[int, set[int]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int, limits: Limits) -> None:
        """Note that a value stands at this place. Raises `too_many_rows`, `too_many_columns`,
        `too_many_cells`.
        """
        if row >= self.rows:
            self.rows = row + 1
            if self.rows > limits.max_rows:
                message = "The sheet has too many rows"
                raise SpreadsheetError("too_many_rows", message, sheet=self.name, limit=limits.max_rows)
        if column >= self.columns:
            self.columns = column + 1
            if self.columns > limits.max_columns:
                message = "The sheet has too many columns"
                raise SpreadsheetError("too_many_columns", message, sheet=self.name, limit=limits.max_columns)
        if self.rows * self.columns > limits.max_cells:
            message = "The sheet has too many cells"
            raise SpreadsheetError("too_many_cells", message, sheet=self.name, limit=limits.max_cells)


def _refuse_document_type(*_: object) -> NoReturn:
    raise SpreadsheetError("unsafe_xml", "The file declares a document type or entities")


def scan_xml(
    archive: zipfile.ZipFile,
    member: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Stream one XML member through handlers that get names without their namespace prefix's meaning
    resolved.

    Names arrive as written ('x:row' as 'x:row'). Document types and entities are refused. Raises `damaged`,
    `unsafe_xml`.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.EntityDeclHandler = _refuse_document_type
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, KeyError, zipfile.BadZipFile) as error:
        raise SpreadsheetError("damaged", f"{member} cannot be read: {error}") from error


def local_name(name: str) -> str:
    """Return an XML name without its prefix."""
    return name.rpartition(":")[2]
