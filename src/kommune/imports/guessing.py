"""What a sheet probably holds and which column fills which field, guessed from headings, names and cells."""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from kommune.foundation.ids import parse_id
from kommune.imports.registry import all_targets, target_by_key
from kommune.imports.shapes import EXTRA, LEVELS, FieldSpec, Target
from kommune.imports.sheet_tables import EXTRA_PREFIXES
from kommune.standards.spreadsheets import (
    Cell,
    Row,
    Table,
    cell_text,
    guess_columns,
    parents_from_numbering,
    plain,
)
from kommune.standards.spreadsheets import FieldSpec as Heading

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MONEY = re.compile(r"kosten|budget|ausgaben|betrag|mittel|aufwand|auszahlung|€|eur\b|cost", re.IGNORECASE)
_THOUSANDS = re.compile(r"t\s?€|teur|tsd\.? ?€|tausend euro", re.IGNORECASE)
_COMMON = frozenset({"id", "number", "title", "text", "parent", "place", "position", "released_to", "light"})
_SAMPLE = 60
PARENT_WORDS = frozenset({"parent", "uebergeordnet", "teil von", "gehoert zu"})
_HEADING_KINDS: dict[str, Any] = {
    "date": "date",
    "date_end": "date",
    "money": "money",
    "percent": "percent",
    "id": "key",
}


def guess_sheet(name: str, file_name: str, table: Table) -> dict[str, Any]:
    """The mapping of a sheet as far as it can be guessed; an empty target where nothing fits."""
    rows = list(table.data_rows())[:_SAMPLE]
    best, best_score, best_columns = None, 1.0, {}
    for target in all_targets():
        columns = columns_for(target, table.headers, rows)
        score = _score(target, columns, table.headers, f"{name} {file_name}")
        if score > best_score:
            best, best_score, best_columns = target, score, columns
    if best is None:
        return {"target": "", "columns": {}}
    mapping: dict[str, Any] = {"target": best.key, "columns": best_columns, "tree": ""}
    if any(_THOUSANDS.search(header) for header in table.headers):
        mapping["money_unit"] = 1000
    levels = _guess_levels(best, best_columns, table, f"{name} {file_name}")
    return {**mapping, **levels}


def columns_for(target: Target, headers: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """Field keys by column ('3' → 'title'); columns without a field are kept beside where the target can."""
    found = _exact_labels(target, headers, rows)
    rest = [
        spec
        for spec in target.fields
        if spec.key not in found.values() and not spec.per_year and spec.kind != "id"
    ]
    open_headers = [("" if str(place) in found else header) for place, header in enumerate(headers)]
    per_year = {
        place: key
        for place, header in enumerate(headers)
        if str(place) not in found and (key := _year_key(target, header))
    }
    found.update({str(place): key for place, key in per_year.items()})
    open_headers = ["" if place in per_year else header for place, header in enumerate(open_headers)]
    guessed = guess_columns(open_headers, rows, [_heading(spec) for spec in rest])
    found.update({str(place): key for key, place in guessed.items()})
    for place, header in enumerate(headers):
        if str(place) not in found:
            joined = _joins(target, header, found)
            if joined:
                found[str(place)] = joined
                continue
            holds = header or any(cell_text(row.cell(place).value) for row in rows)
            found[str(place)] = EXTRA if target.keeps_extra and holds else ""
    return found


def _joins(target: Target, header: str, found: dict[str, str]) -> str:
    """A text field that takes this column too, since people write it in several ('Gremium', 'Vorlage')."""
    for spec in target.fields:
        joinable = spec.kind in {"text", "long"} and spec.key not in {"number", "title"}
        if joinable and spec.key in found.values() and plain(header) in map(plain, spec.aliases):
            return spec.key
    return ""


def _exact_labels(target: Target, headers: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """Columns headed as our own export heads them in any language, and those it marks as kept beside."""
    labels: dict[str, FieldSpec] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            labels.update({str(spec.label): spec for spec in target.fields})
    found: dict[str, str] = {}
    for place, header in enumerate(headers):
        spec = labels.get(header)
        if header.startswith(EXTRA_PREFIXES) and target.keeps_extra:
            found[str(place)] = EXTRA
        elif spec is not None and spec.key not in found.values() and _may_be(spec, place, rows):
            found[str(place)] = spec.key
    return found


def _may_be(spec: FieldSpec, column: int, rows: Sequence[Row]) -> bool:
    """An ID column holds ids; a list's own column of that name does not."""
    texts = [cell_text(row.cell(column).value) for row in rows]
    return spec.kind != "id" or all(parse_id(text) is not None for text in texts if text)


def _heading(spec: FieldSpec) -> Heading:
    return Heading(spec.key, (str(spec.label), *spec.aliases), _HEADING_KINDS.get(spec.kind, "text"))


def _year_key(target: Target, header: str) -> str:
    spec = next((spec for spec in target.fields if spec.per_year), None)
    year = _YEAR.search(header)
    if spec is None or year is None:
        return ""
    bare = re.sub(r"[\s/.:'-]", "", header)
    return f"{spec.key}:{year[1]}" if _MONEY.search(header) or bare == year[1] else ""


def _score(target: Target, columns: dict[str, str], headers: Sequence[str], names: str) -> float:
    keys = {key.partition(":")[0] for key in columns.values() if key and key != EXTRA}
    score = sum(0.4 if key in _COMMON else 1.0 for key in keys)
    if _is_named(target, names):
        score += 2.5
    missing = [spec for spec in target.fields if spec.required and spec.key not in keys]
    named = max(1, sum(1 for header in headers if header))
    return score - 2.0 * len(missing) - 0.1 * (named - len(keys))


def _is_named(target: Target, names: str) -> bool:
    """Whether the sheet or file is called after the target."""
    folded = plain(re.sub(r"[_.\-/]", " ", names))
    return any(re.search(rf"\b{re.escape(plain(word))}", folded) for word in target.sheet_words)


def _guess_levels(target: Target, columns: dict[str, str], table: Table, named: str) -> dict[str, Any]:
    """Whether rows of one sheet are of different kinds, told by parents that lie three deep."""
    by_key = {key: int(place) for place, key in columns.items()}
    if "number" not in by_key:
        return {}
    numbers = {cell_text(row.cell(by_key["number"]).value): row for row in table.data_rows()}
    parent_column = by_key.get("parent")
    if parent_column is None:
        parent_column = next(
            (place for place, header in enumerate(table.headers) if plain(header) in PARENT_WORDS),
            None,
        )
    if parent_column is None:
        nested = target.forms_tree and any(parents_from_numbering([number for number in numbers if number]))
        return {"tree": "numbering"} if nested else {}
    deepest = _deepest(numbers, parent_column)
    kinds = ["field", "measure", "status_report"]
    is_tree = target.forms_tree and (not target.in_levels or ("title" in by_key and _is_named(target, named)))
    if deepest == 2 and not is_tree and all(any(t.key == kind for t in all_targets()) for kind in kinds):
        shown = dict(columns)
        shown[str(parent_column)] = "parent"
        return {
            "target": LEVELS,
            "kinds": kinds,
            "tree": "parent",
            "columns": levelled_columns(kinds, shown, table),
        }
    return {"tree": "parent"} if target.forms_tree else {}


def _deepest(numbers: dict[str, Row], parent_column: int) -> int:
    deepest = 0
    for row in numbers.values():
        depth, parent = 0, cell_text(row.cell(parent_column).value)
        while parent and parent in numbers and depth < 9:
            depth += 1
            parent = cell_text(numbers[parent].cell(parent_column).value)
        deepest = max(deepest, depth)
    return deepest


def levelled_columns(kinds: Sequence[str], columns: dict[str, str], table: Table) -> dict[str, str]:
    """Columns for a sheet with rows of several kinds, guessed against the fields of all of them."""
    fields: dict[str, FieldSpec] = {}
    for target in all_targets():
        if target.key in kinds:
            for spec in target.fields:
                fields.setdefault(spec.key, spec)
    together = Target(LEVELS, "", tuple(fields.values()), 0)
    found = columns_for(together, table.headers, list(table.data_rows())[:_SAMPLE])
    parents = [place for place, key in columns.items() if key == "parent"]
    for place in parents:
        found = {at: ("" if key == "parent" else key) for at, key in found.items()}
        found[place] = "parent"
    return found


def columns_again(target_key: str, kinds: Sequence[str], outline: dict[str, Any]) -> dict[str, str]:
    """Columns for a sheet of which a person says that it holds something else than guessed."""
    depth = max((len(column["samples"]) for column in outline["columns"]), default=0)
    rows = tuple(
        Row(
            number,
            tuple(
                Cell((column["samples"][number : number + 1] or [None])[0]) for column in outline["columns"]
            ),
        )
        for number in range(depth)
    )
    headers = tuple(outline["headers"])
    if target_key == LEVELS:
        table = Table(outline["header_row"], headers, 0, rows, frozenset())
        return levelled_columns(kinds, _parent_columns(headers), table)
    target = target_by_key(target_key)
    return columns_for(target, headers, rows) if target is not None else {}


def _parent_columns(headers: Sequence[str]) -> dict[str, str]:
    return {str(place): "parent" for place, header in enumerate(headers) if plain(header) in PARENT_WORDS}
