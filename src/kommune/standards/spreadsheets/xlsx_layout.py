"""The layout of the sheets of an XLSX file, from one light pass over each sheet's XML."""

import posixpath
import re
import zipfile

from kommune.standards.spreadsheets.errors import SpreadsheetError
from kommune.standards.spreadsheets.layout import (
    PLAIN_LOOK,
    Area,
    Attributes,
    Look,
    SheetLayout,
    local_name,
    scan_xml,
)
from kommune.standards.spreadsheets.model import Limits
from kommune.standards.spreadsheets.xlsx_styles import read_looks

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def read_xlsx_layouts(archive: zipfile.ZipFile, limits: Limits) -> list[SheetLayout]:
    """Return the layout of every worksheet in the order of the tabs. Raises `damaged`, `too_many_…`."""
    looks = read_looks(archive)
    layouts = []
    for name, hidden, member in _sheet_members(archive):
        layout = SheetLayout(name, hidden)
        scanner = _SheetScanner(layout, looks, limits)
        scan_xml(archive, member, scanner.start, scanner.end)
        layouts.append(layout)
    return layouts


def _sheet_members(archive: zipfile.ZipFile) -> list[tuple[str, bool, str]]:
    """Return name, hidden or not, and member of every worksheet; chart and dialogue sheets are left out."""
    root = _main_part(archive)
    folder, base = posixpath.split(root)
    targets: dict[str, str] = {}
    sheets: list[tuple[str, bool, str]] = []

    def take_relation(name: str, attributes: Attributes) -> None:
        if local_name(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            path = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            targets[attributes.get("Id", "")] = path

    def take_sheet(name: str, attributes: Attributes) -> None:
        if local_name(name) == "sheet":
            relation = next((value for key, value in attributes.items() if local_name(key) == "id"), "")
            if relation in targets:
                state = attributes.get("state", "visible")
                sheets.append((attributes.get("name", ""), state != "visible", targets[relation]))

    scan_xml(archive, f"{folder}/_rels/{base}.rels", take_relation)
    scan_xml(archive, root, take_sheet)
    if not sheets:
        raise SpreadsheetError("damaged", "The workbook names no worksheet")
    return sheets


def _main_part(archive: zipfile.ZipFile) -> str:
    parts: list[str] = []

    def take(name: str, attributes: Attributes) -> None:
        if local_name(name) == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            parts.append(attributes.get("Target", "").lstrip("/"))

    if "_rels/.rels" in archive.namelist():
        scan_xml(archive, "_rels/.rels", take)
    return parts[0] if parts else "xl/workbook.xml"


def column_index(letters: str) -> int:
    """Return the 0-based index of a column: 'A' is 0, 'AA' is 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


class _SheetScanner:
    """Collects what is special about cells while a worksheet's XML streams past."""

    def __init__(self, layout: SheetLayout, looks: list[Look], limits: Limits) -> None:
        self._layout = layout
        self._looks = looks
        self._limits = limits
        self._columns: dict[str, int] = {}
        self._row = -1
        self._column = -1
        self._row_looks: dict[int, Look] = {}
        self._has_value = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in an opening element."""
        if ":" in name:
            name = local_name(name)
        if name == "c":
            self._take_cell(attributes)
        elif name == "v" or name == "is":
            self._take_value()
        elif name == "f":
            self._layout.reach(self._row, self._column, self._limits)
            self._has_value = True
            self._layout.formulas.setdefault(self._row, set()).add(self._column)
            self._layout.uncomputed.setdefault(self._row, set()).add(self._column)
        elif name == "row":
            self._take_row(attributes)
        elif name == "sheetData":
            self._row = -1
        elif name == "mergeCell":
            self._take_merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        """Take in a closing element."""
        if local_name(name) == "sheetData":
            self._keep_looks()

    def _keep_looks(self) -> None:
        """Keep the looks of a row that holds a value, as far as values reach; blank formatted rows say
        nothing.
        """
        if self._has_value:
            reach = self._layout.columns
            kept = {column: look for column, look in self._row_looks.items() if column < reach}
            if kept:
                self._layout.looks[self._row] = kept
        self._row_looks = {}
        self._has_value = False

    def _take_row(self, attributes: Attributes) -> None:
        self._keep_looks()
        number = attributes.get("r", "")
        self._row = int(number[:9]) - 1 if number.isdecimal() else self._row + 1
        self._column = -1
        if attributes.get("hidden") in {"1", "true"}:
            self._layout.hidden_rows.add(self._row)

    def _take_cell(self, attributes: Attributes) -> None:
        place = attributes.get("r")
        column = self._column + 1
        if place:
            letters = place.rstrip("0123456789")
            column = self._columns.get(letters, -1)
            if column < 0:
                column = self._columns[letters] = self._known_column(letters)
            digits = place[len(letters) :]
            if not 1 <= len(digits) <= 7 or digits[0] == "0":
                raise SpreadsheetError("damaged", f"A cell stands at {place!r}", sheet=self._layout.name)
            self._row = int(digits) - 1
        self._column = column
        style = attributes.get("s")
        if style and style.isdecimal() and int(style) < len(self._looks):
            look = self._looks[int(style)]
            if look is not PLAIN_LOOK:
                self._row_looks[column] = look

    def _known_column(self, letters: str) -> int:
        if not re.fullmatch(r"[A-Za-z]{1,3}", letters):
            raise SpreadsheetError("damaged", f"A cell stands in column {letters!r}", sheet=self._layout.name)
        return column_index(letters)

    def _take_value(self) -> None:
        self._layout.reach(self._row, self._column, self._limits)
        self._has_value = True
        if self._row in self._layout.uncomputed:
            self._layout.uncomputed[self._row].discard(self._column)

    def _take_merge(self, reference: str) -> None:
        places = [_PLACE.fullmatch(part) for part in reference.split(":")]
        corners = [(int(place[2]) - 1, column_index(place[1])) for place in places if place]
        if len(corners) == 2:
            (top, left), (bottom, right) = corners
            self._layout.merges.append(Area(top, left, bottom, right))
