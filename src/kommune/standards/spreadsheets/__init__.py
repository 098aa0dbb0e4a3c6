"""Spreadsheets in and out: XLSX, ODS and text tables read as people see them, cell texts understood, files
written.
"""

from kommune.standards.spreadsheets.colours import Light, nearest_light
from kommune.standards.spreadsheets.columns import FieldKind, FieldSpec, guess_columns
from kommune.standards.spreadsheets.dates import read_date
from kommune.standards.spreadsheets.errors import SpreadsheetError, ValueProblem
from kommune.standards.spreadsheets.hierarchy import (
    order_parents,
    parents_from_indentation,
    parents_from_numbering,
)
from kommune.standards.spreadsheets.model import (
    DEFAULT_LIMITS,
    Cell,
    CellValue,
    Kind,
    Limits,
    Read,
    Row,
    Sheet,
    Workbook,
)
from kommune.standards.spreadsheets.numbers import (
    read_decimal,
    read_integer,
    read_money_cents,
    read_number,
    read_percent,
)
from kommune.standards.spreadsheets.reading import Progress, read_workbook
from kommune.standards.spreadsheets.tables import Table, find_table
from kommune.standards.spreadsheets.words import (
    cell_text,
    plain,
    read_bool,
    read_choice,
    read_link,
    read_strength,
    says_unknown,
    split_list,
)
from kommune.standards.spreadsheets.writing import SheetOut, write_csv, write_xlsx

__all__ = [
    "DEFAULT_LIMITS",
    "Cell",
    "CellValue",
    "FieldKind",
    "FieldSpec",
    "Kind",
    "Light",
    "Limits",
    "Progress",
    "Read",
    "Row",
    "Sheet",
    "SheetOut",
    "SpreadsheetError",
    "Table",
    "ValueProblem",
    "Workbook",
    "cell_text",
    "find_table",
    "guess_columns",
    "nearest_light",
    "order_parents",
    "parents_from_indentation",
    "parents_from_numbering",
    "plain",
    "read_bool",
    "read_choice",
    "read_date",
    "read_decimal",
    "read_integer",
    "read_link",
    "read_money_cents",
    "read_number",
    "read_percent",
    "read_strength",
    "read_workbook",
    "says_unknown",
    "split_list",
    "write_csv",
    "write_xlsx",
]
