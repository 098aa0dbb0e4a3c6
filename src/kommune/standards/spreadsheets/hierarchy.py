"""Parents found in numbering or indentation, and an order in which every parent comes before its children."""

import re
from collections.abc import Sequence

from kommune.standards.spreadsheets.errors import SpreadsheetError

_PARTS = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)


def parents_from_numbering(numbers: Sequence[str]) -> list[str | None]:
    """Return for each number the closest longer-standing one above it that is in the list, else None.

    '1.2.3' lies under '1.2', 'Ü1' under 'Ü', 'A.1' and 'A-1' under 'A'. Missing levels are skipped: '1.2.3'
    lies under '1' where '1.2' is absent. A trailing point ('1.2.') does not count. Returned parents are
    spelled as in the list.
    """
    spelled: dict[tuple[str, ...], str] = {}
    for number in numbers:
        spelled.setdefault(_parts(number), number)
    parents: list[str | None] = []
    for number in numbers:
        parts = _parts(number)
        above = (spelled.get(parts[:length]) for length in range(len(parts) - 1, 0, -1))
        parents.append(next((parent for parent in above if parent is not None), None))
    return parents


def _parts(number: str) -> tuple[str, ...]:
    return tuple(
        part.lstrip("0") or "0" if part.isdecimal() else part.casefold() for part in _PARTS.findall(number)
    )


def parents_from_indentation(indents: Sequence[int]) -> list[int | None]:
    """Return for each row the index of the nearest row above that is indented less, else None."""
    parents: list[int | None] = []
    open_rows: list[int] = []
    for index, indent in enumerate(indents):
        while open_rows and indents[open_rows[-1]] >= indent:
            open_rows.pop()
        parents.append(open_rows[-1] if open_rows else None)
        open_rows.append(index)
    return parents


def order_parents(keys: Sequence[str], parents: Sequence[str | None]) -> list[int]:
    """Return the indices of `keys` so that each parent comes first; otherwise the given order is kept.

    Raises `duplicate_key` (found), `missing_parent` (key, found) and `hierarchy_cycle` (members, joined by
    ' → '). `row` in the parameters is the 1-based place in `keys`.
    """
    place: dict[str, int] = {}
    for index, key in enumerate(keys):
        if key in place:
            raise SpreadsheetError("duplicate_key", f"{key!r} stands twice", found=key, row=index + 1)
        place[key] = index
    for index, parent in enumerate(parents):
        if parent is not None and parent not in place:
            message = f"{keys[index]!r} names the parent {parent!r}, which is missing"
            raise SpreadsheetError("missing_parent", message, key=keys[index], found=parent, row=index + 1)
    ordered: list[int] = []
    done: set[int] = set()
    for start in range(len(keys)):
        ordered.extend(reversed(_unplaced_ancestors(start, keys, parents, place, done)))
    return ordered


def _unplaced_ancestors(
    start: int, keys: Sequence[str], parents: Sequence[str | None], place: dict[str, int], done: set[int]
) -> list[int]:
    """Walk up from `start` to the first row already placed; mark and return the walk, lowest first."""
    walk: list[int] = []
    seen: set[int] = set()
    index: int | None = start
    while index is not None and index not in done:
        if index in seen:
            circle = [keys[member] for member in walk[walk.index(index) :]]
            members = " → ".join([*circle, circle[0]])
            raise SpreadsheetError(
                "hierarchy_cycle", f"These lie under one another: {members}", members=members, row=index + 1
            )
        seen.add(index)
        walk.append(index)
        parent = parents[index]
        index = None if parent is None else place[parent]
    done.update(walk)
    return walk
