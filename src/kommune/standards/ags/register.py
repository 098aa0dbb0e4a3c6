"""The extract of the official register of municipalities (Destatis, GV-ISys) as a stream of places."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, TextIO

from kommune.standards.ags.errors import RegisterError

KINDS = frozenset({10, 20, 30, 40, 50, 60})
_KEY_COLUMNS = (("land", 2), ("rb", 1), ("kreis", 2), ("vb", 4), ("gemeinde", 3))
_REQUIRED = frozenset({"satzart", "land", "rb", "kreis", "vb", "gemeinde", "gemeindename"})
_SPACES = re.compile(r"[\s\u2000-\u200b\u202f]")


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the register.

    `kind`: 10 state, 20 government district, 30 region, 40 district, 50 association, 60 town. `text_kind`
    says more (61 town in no district … 66 uninhabited area), None where not given. `ars` is the regional
    key as far as it goes: 2, 3, 4 (region), 5, 9 or 12 digits; `ags` the same without the association, 8
    digits for a town. `parent_ars` is the key of the place above, None for a state (joint areas name a
    district '00' that has no line). Area in km², population in people, longitude and latitude in degrees,
    `urbanisation` 1 dense, 2 medium, 3 sparse (Eurostat); None: not given.
    """

    line: int
    kind: int
    text_kind: int | None
    ars: str
    ags: str
    parent_ars: str | None
    name: str
    area_km2: Decimal | None
    population: int | None
    postcode: str | None
    longitude: Decimal | None
    latitude: Decimal | None
    urbanisation: int | None = None

    def is_uninhabited_area(self) -> bool:
        """Say whether this is an area without people that belongs to no town (text kind 66)."""
        return self.kind == 60 and self.text_kind == 66


def read_register(source: Path | BinaryIO) -> Iterator[Place]:
    """Stream the places of a register extract in CSV (UTF-8, BOM allowed), in the order of the file.

    Raises RegisterError with line and code: `wrong_encoding`, `not_the_register` (heads missing),
    `bad_kind`, `bad_key`, `bad_number`, `missing_name`, `short_line`.
    """
    if isinstance(source, Path):
        with source.open(encoding="utf-8-sig", newline="") as stream:
            yield from _read_lines(stream)
    else:
        text = io.TextIOWrapper(source, encoding="utf-8-sig", newline="")
        try:
            yield from _read_lines(text)
        finally:
            text.detach()


def _read_lines(stream: TextIO) -> Iterator[Place]:
    reader = csv.reader(stream)
    line = 0
    try:
        heads = [head.strip().lower() for head in next(reader, [])]
        missing = _REQUIRED - set(heads)
        if missing:
            raise RegisterError(
                "not_the_register", f"Heads are missing: {', '.join(sorted(missing))}", line=1
            )
        for record in reader:
            line = reader.line_num
            if not any(record):
                continue
            if len(record) < len(heads):
                raise RegisterError("short_line", "The line has too few columns", line=line)
            yield _place(dict(zip(heads, record, strict=False)), line)
    except UnicodeDecodeError as error:
        raise RegisterError(
            "wrong_encoding", "The register is not UTF-8", line=reader.line_num + 1
        ) from error
    except csv.Error as error:
        raise RegisterError("not_the_register", f"The file is not a table: {error}", line=line + 1) from error


def _place(fields: dict[str, str], line: int) -> Place:
    kind = _whole(fields, "satzart", line)
    if kind not in KINDS:
        raise RegisterError("bad_kind", "Unknown kind of place", line=line, text=fields["satzart"])
    name = fields["gemeindename"].strip()
    if not name:
        raise RegisterError("missing_name", "The place has no name", line=line)
    ars = _key(fields, kind, line)
    return Place(
        line=line,
        kind=kind,
        text_kind=_whole(fields, "textkennzeichen", line),
        ars=ars,
        ags=ars[:5] + ars[9:],
        parent_ars=_parent(ars),
        name=name,
        area_km2=_decimal(fields, "flaeche", line),
        population=_whole(fields, "bevoelkerung", line),
        postcode=_SPACES.sub("", fields.get("postleitzahl", "")) or None,
        longitude=_decimal(fields, "laengengrad", line),
        latitude=_decimal(fields, "breitengrad", line),
        urbanisation=_whole(fields, "verstaedterungschluessel", line),
    )


def _key(fields: dict[str, str], kind: int, line: int) -> str:
    """Join the parts of the key as far as the kind reaches; each part must have its full length."""
    depth = {10: 1, 20: 2, 30: 3, 40: 3, 50: 4, 60: 5}[kind]
    key = ""
    for column, length in _KEY_COLUMNS[:depth]:
        part = fields[column].strip()
        if kind == 30 and column == "kreis":
            length = 1
        if not re.fullmatch(rf"[0-9]{{{length}}}", part):
            raise RegisterError("bad_key", f"Column {column} must have {length} digits", line=line, text=part)
        key += part
    return key


def _parent(ars: str) -> str | None:
    """Return the key of the place above; districts of states without government districts ('0') lie under
    the state.
    """
    length = len(ars)
    if length == 2:
        return None
    if length == 3:
        return ars[:2]
    if length == 4:
        return ars[:3]
    if length == 5:
        return ars[:2] if ars[2] == "0" else ars[:3]
    return ars[:5] if length == 9 else ars[:9]


def _whole(fields: dict[str, str], column: str, line: int) -> int | None:
    text = _SPACES.sub("", fields.get(column, ""))
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise RegisterError("bad_number", f"Column {column} is not a whole number", line=line, text=text)
    return int(text)


def _decimal(fields: dict[str, str], column: str, line: int) -> Decimal | None:
    text = _SPACES.sub("", fields.get(column, "")).replace(",", ".")
    if not text:
        return None
    if not re.fullmatch(r"-?[0-9]{1,9}(?:\.[0-9]{1,12})?", text):
        raise RegisterError("bad_number", f"Column {column} is not a number", line=line, text=text)
    return Decimal(text)
