"""Rows of different kinds in one sheet: who lies below whom, and how deep."""

from collections.abc import Sequence

from kommune.imports.desk import LEAVE_OUT, REPLACE, SKIP_ROW, Desk
from kommune.imports.shapes import Where
from kommune.standards.spreadsheets import parents_from_indentation, parents_from_numbering, plain


class Line:
    """One row on its way to its level; ``parent`` is the place of the row above, once found."""

    __slots__ = ("indent", "key", "parent", "parent_text", "row")

    def __init__(self, row: int, key: str, parent_text: str, indent: int) -> None:
        self.row = row
        self.key = key
        self.parent_text = parent_text
        self.indent = indent
        self.parent: int | None = None


def find_parents(lines: Sequence[Line], tree: str, desk: Desk, sheet: str, column: str) -> set[int]:
    """Set ``parent`` (a place in ``lines``) of every line and return the places that are left out.

    Problems brought to the desk: ``missing_parent``, ``hierarchy_cycle``.
    """
    left_out: set[int] = set()
    if tree == "numbering":
        by_key = {line.key: place for place, line in reversed(list(enumerate(lines)))}
        for line, found in zip(lines, parents_from_numbering([line.key for line in lines]), strict=True):
            line.parent = by_key.get(found) if found else None
    elif tree == "indent":
        for line, above in zip(lines, parents_from_indentation([line.indent for line in lines]), strict=True):
            line.parent = above
    else:
        by_plain = {plain(line.key): place for place, line in reversed(list(enumerate(lines))) if line.key}
        for place, line in enumerate(lines):
            if not _set_parent(line, by_plain, desk, Where(sheet, line.row, column)):
                left_out.add(place)
    _break_cycles(lines, desk, sheet, column)
    return left_out


def _set_parent(line: Line, by_plain: dict[str, int], desk: Desk, where: Where) -> bool:
    text = line.parent_text
    for _attempt in range(4):
        if not text:
            return True
        line.parent = by_plain.get(plain(text))
        if line.parent is not None:
            return True
        answer = desk.ask("missing_parent", where, text, answers=(REPLACE, LEAVE_OUT, SKIP_ROW))
        if answer is None or answer.what == LEAVE_OUT:
            return True
        if answer.what == SKIP_ROW:
            return False
        text = answer.value
    return True


def _break_cycles(lines: Sequence[Line], desk: Desk, sheet: str, column: str) -> None:
    done: set[int] = set()
    for start in range(len(lines)):
        walk: list[int] = []
        place: int | None = start
        while place is not None and place not in done and place not in walk:
            walk.append(place)
            place = lines[place].parent
        if place is not None and place in walk:
            circle = walk[walk.index(place) :]
            members = " → ".join(
                f"{lines[member].key} ({lines[member].row})" for member in [*circle, circle[0]]
            )
            where = Where(sheet, lines[circle[0]].row, column)
            desk.ask("hierarchy_cycle", where, members, answers=(LEAVE_OUT,), params={"members": members})
            for member in circle:
                lines[member].parent = None
        done.update(walk)


def depth_of(lines: Sequence[Line], place: int) -> int:
    """How many lines stand above one."""
    depth = 0
    parent = lines[place].parent
    while parent is not None:
        depth += 1
        parent = lines[parent].parent
    return depth
