"""The table of types of towns and districts (BBSR, Difu): settlement, growth, peer type, from XLSX or CSV."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kommune.standards.ags.errors import RegisterError
from kommune.standards.ags.keys import repair_ags
from kommune.standards.spreadsheets import Row, Table, cell_text, find_table, plain, read_workbook

SETTLEMENTS = {
    "grossstadt": "city",
    "mittelstadt": "medium",
    "groessere kleinstadt": "larger_small",
    "kleine kleinstadt": "small",
    "landgemeinde": "rural",
}
GROWTH = {
    "ueberdurchschnittlich schrumpfend": -2,
    "schrumpfend": -1,
    "keine eindeutige entwicklungsrichtung": 0,
    "wachsend": 1,
    "ueberdurchschnittlich wachsend": 2,
}
MOST_PROBLEMS = 50
_DIFU = re.compile(r"[GK][1-4]\.[1-3]")
_DISTRICT_TYPES = range(1, 5)


@dataclass(frozen=True, slots=True)
class PlaceType:
    """The types of one town (AGS of 8 digits) or district (5 digits).

    `settlement`: city, medium, larger_small, small, rural (towns); `growth` from -2 (shrinks above average)
    to 2 (grows above average); `difu` such as G2.1 or K3.1; `district_type` 1 city in no district … 4
    sparsely settled (districts). None or "": not given.
    """

    row: int
    key: str
    name: str
    settlement: str
    growth: int | None
    difu: str
    district_type: int | None


@dataclass(frozen=True, slots=True)
class TypesProblem:
    """What is wrong in a cell: sheet, 1-based row, name of the column, code, what stands there.

    Codes: bad_key, doubled_key, unknown_settlement, unknown_growth, unknown_type.
    """

    sheet: str
    row: int
    column: str
    code: str
    found: str


class TypesError(ValueError):
    """A file that is no table of types (`problems` empty), or one with rows that cannot be read."""

    def __init__(self, code: str, problems: Sequence[TypesProblem] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns stand; None: the sheet does not have it."""

    key: int
    name: int | None
    settlement: int | None
    growth: int | None
    difu: int
    district_type: int | None
    is_district: bool


def read_types(source: Path | BinaryIO, *, filename: str) -> tuple[PlaceType, ...]:
    """Read the types of towns and, where the file has them, of districts; keys get their leading zero back.

    Raises TypesError `not_the_types` (no sheet has a key and a type) or `bad_rows` with the first fifty
    problems in the order of the file, and SpreadsheetError where the file cannot be opened.
    """
    workbook = read_workbook(source, filename=filename)
    found: list[PlaceType] = []
    problems: list[TypesProblem] = []
    known = False
    for sheet in workbook.sheets:
        if not any(not row.is_blank() for row in sheet.rows):
            continue
        table = find_table(sheet, header_row=next(row.number for row in sheet.rows if not row.is_blank()))
        columns = _columns(table.headers)
        if columns is None:
            continue
        known = True
        seen: set[str] = set()
        for row in table.data_rows():
            problem_count = len(problems)
            place = _place_type(sheet.name, table, columns, row, problems)
            if place.key in seen:
                problems.append(
                    TypesProblem(sheet.name, row.number, table.headers[columns.key], "doubled_key", place.key)
                )
            if len(problems) == problem_count:
                seen.add(place.key)
                found.append(place)
    if not known:
        raise TypesError("not_the_types")
    if problems:
        raise TypesError("bad_rows", problems[:MOST_PROBLEMS])
    return tuple(found)


def _columns(headers: Sequence[str]) -> _Columns | None:
    names = [plain(header) for header in headers]

    def at(*tests: Callable[[str], bool]) -> int | None:
        return next((place for test in tests for place, name in enumerate(names) if test(name)), None)

    key = at(
        lambda name: bool(re.fullmatch(r"gem ?20\d\d|ags", name)), lambda name: name == "kreise kennziffer"
    )
    difu = at(lambda name: name in ("gemeindetyp", "kreistyp"))
    if key is None or difu is None:
        return None
    return _Columns(
        key,
        at(
            lambda name: name == "gem_name" or "gem name" in name,
            lambda name: name.startswith("kreise") and name.endswith("name"),
        ),
        at(lambda name: "stadt- und gemeindetyp" in name or "stadt und gemeindetyp" in name),
        at(
            lambda name: "wachsen und schrumpfen" in name,
            lambda name: name.startswith("wachsen") and name.endswith("name"),
        ),
        difu,
        at(lambda name: name.startswith("siedlungsstruktureller kreistyp") and name.endswith("kennziffer")),
        names[difu] == "kreistyp",
    )


def _place_type(
    sheet: str, table: Table, columns: _Columns, row: Row, problems: list[TypesProblem]
) -> PlaceType:
    def text(column: int | None) -> str:
        return "" if column is None else cell_text(row.cell(column).value)

    def wrong(column: int, code: str) -> None:
        problems.append(TypesProblem(sheet, row.number, table.headers[column], code, text(column)))

    key = _key(text(columns.key))
    if not key:
        wrong(columns.key, "bad_key")
    settlement = SETTLEMENTS.get(plain(text(columns.settlement)), "")
    if columns.settlement is not None and text(columns.settlement) and not settlement:
        wrong(columns.settlement, "unknown_settlement")
    growth = GROWTH.get(plain(text(columns.growth)))
    if columns.growth is not None and text(columns.growth) and growth is None:
        wrong(columns.growth, "unknown_growth")
    difu = text(columns.difu)
    if difu and not _DIFU.fullmatch(difu):
        wrong(columns.difu, "unknown_type")
    kind = text(columns.district_type)
    if columns.district_type is not None and kind and kind not in map(str, _DISTRICT_TYPES):
        wrong(columns.district_type, "unknown_type")
    return PlaceType(
        row=row.number,
        key=key[:5] if columns.is_district else key,
        name=text(columns.name),
        settlement=settlement,
        growth=growth,
        difu=difu if _DIFU.fullmatch(difu) else "",
        district_type=int(kind) if kind in map(str, _DISTRICT_TYPES) else None,
    )


def _key(text: str) -> str:
    try:
        return repair_ags(text.removesuffix(".0"))
    except RegisterError:
        return ""
