"""The layout of the sheets of an ODS file, from one pass over its content and styles."""

import re
import zipfile

from kommune.standards.spreadsheets.layout import PLAIN_LOOK, Area, Attributes, Look, SheetLayout, scan_xml
from kommune.standards.spreadsheets.model import Limits

_POINTS_PER_UNIT = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0}
_POINTS_PER_INDENT = 10.0
_MAX_PLACES = 1 << 20
_MAX_DIGITS = 18


def read_ods_layouts(archive: zipfile.ZipFile, limits: Limits) -> list[SheetLayout]:
    """Return the layout of every sheet in the order of the tabs. Raises `damaged`, `too_many_…`."""
    styles = _Styles()
    if "styles.xml" in archive.namelist():
        scan_xml(archive, "styles.xml", styles.start)
    scanner = _ContentScanner(styles, limits)
    scan_xml(archive, "content.xml", scanner.start, scanner.end)
    return scanner.layouts


class _Styles:
    """The cell styles by name, each knowing its parent."""

    def __init__(self) -> None:
        self._looks: dict[str, tuple[str, str | None, int | None, bool | None]] = {}
        self._percents: set[str] = set()
        self.hidden_tables: set[str] = set()
        self._family = ""
        self._name = ""
        self._resolved: dict[str, Look] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in an opening element of a style."""
        if name == "style:style":
            self._family = attributes.get("style:family", "")
            self._name = attributes.get("style:name", "")
            if self._family == "table-cell":
                parent = attributes.get("style:parent-style-name", "")
                data = attributes.get("style:data-style-name")
                self._looks[self._name] = (
                    parent,
                    None,
                    None,
                    None if data is None else data in self._percents,
                )
        elif name == "number:percentage-style":
            self._percents.add(attributes.get("style:name", ""))
        elif name == "style:table-properties" and self._family == "table":
            if attributes.get("table:display") == "false":
                self.hidden_tables.add(self._name)
        elif self._family == "table-cell" and self._name in self._looks:
            parent, fill, indent, percent = self._looks[self._name]
            if name == "style:table-cell-properties" and "fo:background-color" in attributes:
                fill = attributes["fo:background-color"]
            elif name == "style:paragraph-properties" and "fo:margin-left" in attributes:
                indent = _indent(attributes["fo:margin-left"])
            self._looks[self._name] = (parent, fill, indent, percent)

    def look(self, name: str) -> Look:
        """Return how a style looks, inherited properties included."""
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def _resolve(self, name: str) -> Look:
        fill: str | None = None
        indent: int | None = None
        percent: bool | None = None
        seen: set[str] = set()
        while name in self._looks and name not in seen:
            seen.add(name)
            parent, own_fill, own_indent, own_percent = self._looks[name]
            fill = own_fill if fill is None else fill
            indent = own_indent if indent is None else indent
            percent = own_percent if percent is None else percent
            name = parent
        colour = fill.upper() if fill and re.fullmatch(r"#[0-9A-Fa-f]{6}", fill) else None
        look = Look(colour, indent or 0, bool(percent))
        return PLAIN_LOOK if look == PLAIN_LOOK else look


def _indent(length: str) -> int:
    found = re.fullmatch(r"(\d{1,6}(?:\.\d*)?|\.\d+)(cm|mm|in|pt|pc)", length)
    return round(float(found[1]) * _POINTS_PER_UNIT[found[2]] / _POINTS_PER_INDENT) if found else 0


def _count(attributes: Attributes, key: str) -> int:
    text = attributes.get(key, "1")
    if not text.isdecimal():
        return 1
    return min(max(1, int(text)), _MAX_PLACES) if len(text) <= _MAX_DIGITS else _MAX_PLACES


class _ContentScanner:
    """Collects the layout of every table while content.xml streams past."""

    def __init__(self, styles: _Styles, limits: Limits) -> None:
        self.layouts: list[SheetLayout] = []
        self._styles = styles
        self._limits = limits
        self._row = 0
        self._row_span = 1
        self._column = 0
        self._depth = 0
        self._cells: list[tuple[int, int, str, bool, bool]] = []
        self._column_styles: list[tuple[int, str]] = []
        self._row_style = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in an opening element."""
        if name == "table:table":
            self._depth += 1
            if self._depth == 1:
                hidden = attributes.get("table:style-name", "") in self._styles.hidden_tables
                self.layouts.append(SheetLayout(attributes.get("table:name", ""), hidden))
                self._row = 0
                self._column_styles = []
        elif self._depth != 1:
            self._styles.start(name, attributes)
        elif name == "table:table-row":
            self._start_row(attributes)
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._take_cell(name, attributes)
        elif name == "table:table-column":
            count = _count(attributes, "table:number-columns-repeated")
            self._column_styles.append((count, attributes.get("table:default-cell-style-name", "")))
        elif name == "text:p" and self._cells and not self._cells[-1][3]:
            first, count, style, _, formula = self._cells[-1]
            self._cells[-1] = (first, count, style, True, formula)

    def end(self, name: str) -> None:
        """Take in a closing element."""
        if name == "table:table":
            self._depth -= 1
        elif name == "table:table-row" and self._depth == 1:
            self._end_row()

    def _start_row(self, attributes: Attributes) -> None:
        self._row_span = _count(attributes, "table:number-rows-repeated")
        self._row_style = attributes.get("table:default-cell-style-name", "")
        self._column = 0
        self._cells = []
        if attributes.get("table:visibility") in {"collapse", "filter"}:
            # Rows beyond the limit hold no values; many repeated ones would only fill the memory.
            end = min(self._row + self._row_span, self._limits.max_rows)
            self.layouts[-1].hidden_rows.update(range(self._row, end))

    def _take_cell(self, name: str, attributes: Attributes) -> None:
        count = _count(attributes, "table:number-columns-repeated")
        filled = "office:value-type" in attributes or "calcext:value-type" in attributes
        style = attributes.get("table:style-name") or self._row_style
        self._cells.append((self._column, count, style, filled, "table:formula" in attributes))
        down = _count(attributes, "table:number-rows-spanned")
        across = _count(attributes, "table:number-columns-spanned")
        if name == "table:table-cell" and (down > 1 or across > 1):
            area = Area(self._row, self._column, self._row + down - 1, self._column + across - 1)
            self.layouts[-1].merges.append(area)
        self._column += count

    def _column_style(self, column: int) -> str:
        start = 0
        for count, style in self._column_styles:
            if start <= column < start + count:
                return style
            start += count
        return ""

    def _end_row(self) -> None:
        """Enter the row's cells; repeated rows and cells count only where values stand."""
        layout = self.layouts[-1]
        bottom = self._row + self._row_span - 1
        ends = [first + count for first, count, _, filled, formula in self._cells if filled or formula]
        if ends:
            layout.reach(bottom, max(ends) - 1, self._limits)
        for first, count, style, filled, formula in self._cells if ends else ():
            for column in range(first, min(first + count, layout.columns)):
                self._enter(
                    layout, column, self._styles.look(style or self._column_style(column)), filled, formula
                )
        self._row += self._row_span
        self._cells = []

    def _enter(self, layout: SheetLayout, column: int, look: Look, filled: bool, formula: bool) -> None:
        for row in range(self._row, self._row + self._row_span):
            if look is not PLAIN_LOOK:
                layout.looks.setdefault(row, {})[column] = look
            if formula:
                layout.formulas.setdefault(row, set()).add(column)
                if not filled:
                    layout.uncomputed.setdefault(row, set()).add(column)
