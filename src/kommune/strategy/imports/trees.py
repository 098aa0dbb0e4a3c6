"""Rows that lie below one another: goals and units find their parents, circles are named by their rows."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from kommune.imports.public import LEAVE_OUT, Desk, RowIn, TableIn, Where
from kommune.standards.spreadsheets import parents_from_indentation, parents_from_numbering
from kommune.strategy.imports.references import find_one
from kommune.strategy.imports.shelves import Draft, Shelf

Placed = tuple[RowIn, Draft[Any]]


def set_parents(
    table: TableIn,
    placed: Sequence[Placed],
    shelf: Shelf[Any],
    desk: Desk,
    group: Callable[[Any], UUID | None],
    *,
    fixed: frozenset[UUID] = frozenset(),
) -> None:
    """Give every drafted object its parent by column, numbering or indentation.

    Within the groups in ``fixed`` nothing that is stored moves; the person is told.
    """
    parents: dict[UUID, Any] = {}
    if "parent" in table.columns:
        for row, draft in placed:
            if "parent" in row.values:
                parents[draft.instance.pk] = _by_text(table, row, draft, shelf, desk, group)
    elif table.tree == "numbering":
        by_number = {draft.instance.number: draft.instance for _, draft in reversed(placed)}
        found = parents_from_numbering([draft.instance.number for _, draft in placed])
        parents = {
            draft.instance.pk: by_number[name] if name else None
            for (_, draft), name in zip(placed, found, strict=True)
        }
    elif table.tree == "indent":
        above = parents_from_indentation([row.indent for row, _ in placed])
        parents = {
            draft.instance.pk: None if place is None else placed[place][1].instance
            for (_, draft), place in zip(placed, above, strict=True)
        }
    else:
        for row, draft in placed:
            if row.parent_row is not None and (table.sheet, row.parent_row) in shelf.by_row:
                parents[draft.instance.pk] = shelf.by_row[(table.sheet, row.parent_row)]
    _leave_out_circles(table, placed, parents, shelf, desk)
    label = str(field.label) if (field := table.target.field("parent")) else ""
    for row, draft in placed:
        if draft.instance.pk in parents:
            parent = parents[draft.instance.pk]
            is_moved = draft.instance.parent_id != (parent.pk if parent else None)
            if is_moved and not draft.is_new and group(draft.instance) in fixed:
                where = Where(table.sheet, row.number, table.columns.get("parent", ""))
                name = shelf.name(parent) or "–"
                desk.ask("adopted_text", where, name, answers=(LEAVE_OUT,), per_row=True)
                continue
            before = shelf.by_id.get(draft.instance.parent_id) if draft.instance.parent_id else None
            draft.set(
                "parent_id", parent.pk if parent else None, label, shelf.name(before), shelf.name(parent)
            )


def _by_text(
    table: TableIn,
    row: RowIn,
    draft: Draft[Any],
    shelf: Shelf[Any],
    desk: Desk,
    group: Callable[[Any], UUID | None],
) -> Any:
    own = group(draft.instance)

    def same_group(found: list[Any]) -> list[Any]:
        return [thing for thing in found if group(thing) == own] or found

    where = Where(table.sheet, row.number, table.columns["parent"])
    parent, _why = find_one(row.values["parent"], shelf, desk, where, "missing_parent", prefer=same_group)
    if parent is not None and group(parent) != own:
        desk.ask("parent_elsewhere", where, row.values["parent"], answers=(LEAVE_OUT,))
        return None
    return parent


def _leave_out_circles(
    table: TableIn, placed: Sequence[Placed], parents: dict[UUID, Any], shelf: Shelf[Any], desk: Desk
) -> None:
    rows = {draft.instance.pk: row.number for row, draft in placed}

    def above(key: UUID) -> UUID | None:
        if key in parents:
            return parents[key].pk if parents[key] is not None else None
        found: UUID | None = shelf.by_id[key].parent_id
        return found

    done: set[UUID] = set()
    for start in rows:
        walk: list[UUID] = []
        key: UUID | None = start
        while key is not None and key not in done and key not in walk:
            walk.append(key)
            key = above(key)
        if key is not None and key in walk:
            circle = walk[walk.index(key) :]
            named = [
                f"{shelf.name(shelf.by_id[one])[:60]} ({rows.get(one, '–')})" for one in [*circle, circle[0]]
            ]
            first = min((rows[one] for one in circle if one in rows), default=0)
            where = Where(table.sheet, first, table.columns.get("parent", ""))
            members = " → ".join(named)
            desk.ask("hierarchy_cycle", where, members, answers=(LEAVE_OUT,), params={"members": members})
            for one in circle:
                if one in parents:
                    parents[one] = None
        done.update(walk)
