"""A page of a rating matrix: rows against columns, own and inherited values, likely pairs, the guard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

import numpy as np
from django.db.models import Count

from kommune.analysis.alignment import (
    CONTRIBUTIONS,
    RELATIONS,
    GoalNode,
    GoalTree,
    Guard,
    Ratings,
    grow_tree,
    guard_ratings,
    inherit_ratings,
)
from kommune.municipalities.public import Viewer
from kommune.strategy.models import Contribution
from kommune.strategy.queries.kept import kept_while_unchanged
from kommune.strategy.queries.rateable import Pairing, Rateable, load_sides
from kommune.strategy.queries.relations import seen_relations
from kommune.strategy.queries.suggestions import likely_goals
from kommune.strategy.rules import may_rate_relations
from kommune.strategy.shapes import Origin

ROWS = 25
COLUMNS = 60
COUNTS_KEPT = 4

Place: TypeAlias = tuple[UUID, UUID]


class Show(StrEnum):
    """Which cells are looked at; the others are left empty."""

    ALL = "all"
    LIKELY = "likely"
    UNRATED = "unrated"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person filtered for; strategy and field are ids as text and narrow the rows."""

    show: Show = Show.ALL
    text: str = ""
    columns_text: str = ""
    strategy: str = ""
    field: str = ""
    page: int = 1
    column_page: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``value`` None where nobody rated, neither here nor above.

    ``version`` is 0 where there is no rating of its own, and for contributions, which have none.
    """

    value: int | None = None
    version: int = 0
    is_inherited: bool = False
    is_from_list: bool = False
    is_likely: bool = False
    is_left_out: bool = False


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row with its cells, in the order of the columns; ``number`` counts from 1 over all pages."""

    thing: Rateable
    number: int
    cells: tuple[Cell, ...]

    @property
    def rated(self) -> int:
        """How many of its cells were rated themselves."""
        return sum(cell.value is not None and not cell.is_inherited for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A page of the matrix; totals are those after filtering, ``guard`` is that of the whole matrix."""

    pairing: Pairing
    rows: tuple[MatrixRow, ...]
    columns: tuple[Rateable, ...]
    first_column: int
    row_total: int
    column_total: int
    pages: int
    column_pages: int
    page: int
    column_page: int
    guard: Guard
    all_rows: tuple[Rateable, ...]
    cell_total: int
    may_rate: bool
    by_meaning: bool


def load_matrix(
    viewer: Viewer, pairing: Pairing, wanted: Wanted, *, for_paper: bool = False, only_row: UUID | None = None
) -> Matrix:
    """One page of 25 rows and 60 columns, all of it for paper, or one whole row; eight queries at most."""
    all_rows, all_columns = load_sides(viewer, pairing)
    counted, guard = _counted_and_guarded(viewer, pairing)
    rows = [row for row in all_rows if _is_row_wanted(row, wanted, counted, len(all_columns))]
    whole = for_paper or only_row is not None
    if only_row is not None:
        rows = [row for row in rows if row.id == only_row]
    columns = [one for one in all_columns if wanted.columns_text.casefold() in one.label.casefold()]
    pages, column_pages = _pages(len(rows), ROWS), _pages(len(columns), COLUMNS)
    page, column_page = min(wanted.page, pages), min(wanted.column_page, column_pages)
    first, first_column = (page - 1) * ROWS, (column_page - 1) * COLUMNS
    shown = rows if whole else rows[first : first + ROWS]
    shown_columns = columns if whole else columns[first_column : first_column + COLUMNS]
    cells, by_meaning = _cells(viewer, pairing, all_rows, all_columns, shown, suggests=not for_paper)
    table = [
        MatrixRow(
            row,
            number,
            tuple(_narrowed(cells.get((row.id, one.id), EMPTY), wanted.show) for one in shown_columns),
        )
        for number, row in enumerate(shown, 1 if whole else first + 1)
    ]
    if wanted.show in (Show.LIKELY, Show.NEGATIVE):
        table, shown_columns = _without_empty_columns(table, shown_columns)
    return Matrix(
        pairing=pairing,
        rows=tuple(table),
        columns=tuple(shown_columns),
        first_column=first_column + 1,
        row_total=len(rows),
        column_total=len(columns),
        pages=1 if whole else pages,
        column_pages=1 if whole else column_pages,
        page=page,
        column_page=column_page,
        guard=guard,
        all_rows=all_rows,
        cell_total=len(all_rows) * len(all_columns),
        may_rate=pairing == Pairing.MEASURES or may_rate_relations(viewer),
        by_meaning=by_meaning,
    )


@kept_while_unchanged(COUNTS_KEPT)
def _counted_and_guarded(viewer: Viewer, pairing: Pairing) -> tuple[Mapping[UUID, Mapping[int, int]], Guard]:
    """How often each row has each value, and what it means for the figures; kept until the data change."""
    rows, columns = load_sides(viewer, pairing)
    counted = _counted(viewer, pairing, rows, columns)
    return counted, _guard(pairing, counted, rows, columns)


def _columns_of(viewer: Viewer, pairing: Pairing) -> tuple[Any, str, str, str]:
    if pairing == Pairing.GOALS:
        return seen_relations(viewer.clearance), "digital_goal_id", "city_goal_id", "score"
    return Contribution.objects.all(), "measure_id", "goal_id", "strength"


def _counted(
    viewer: Viewer, pairing: Pairing, rows: Sequence[Rateable], columns: Sequence[Rateable]
) -> Mapping[UUID, Mapping[int, int]]:
    """Per row how often each value was given, in columns that are there; one query."""
    stored, source, goal, value = _columns_of(viewer, pairing)
    ids = {row.id for row in rows}
    if len(columns) <= 400:
        stored = stored.filter(**{f"{goal}__in": [one.id for one in columns]})
    found: dict[UUID, dict[int, int]] = {}
    for row, score, number in stored.order_by().values_list(source, value).annotate(number=Count("id")):
        if row in ids:
            found.setdefault(row, {})[score] = number
    return found


def _is_row_wanted(
    row: Rateable, wanted: Wanted, counted: Mapping[UUID, Mapping[int, int]], width: int
) -> bool:
    values = counted.get(row.id, {})
    return (
        (not wanted.text or wanted.text.casefold() in row.label.casefold())
        and wanted.strategy in ("", str(row.strategy_id))
        and wanted.field in ("", str(row.field_id))
        and (wanted.show != Show.NEGATIVE or any(value < 0 for value in values))
        and (wanted.show != Show.UNRATED or sum(values.values()) < width)
        and (wanted.show != Show.LIKELY or row.is_leaf)
    )


def _cells(
    viewer: Viewer,
    pairing: Pairing,
    rows: Sequence[Rateable],
    columns: Sequence[Rateable],
    shown: Sequence[Rateable],
    *,
    suggests: bool,
) -> tuple[dict[Place, Cell], bool]:
    """The cells of the rows shown that hold a value or are likely; and whether meaning was compared."""
    stored, source, goal, value = _columns_of(viewer, pairing)
    above = _with_parents(rows, shown)
    if len(above) <= 400:
        stored = stored.filter(**{f"{source}__in": above})
    version = ("version",) if pairing == Pairing.GOALS else ()
    own = {
        (one[0], one[1]): Cell(one[2], one[4] if version else 0, is_from_list=one[3] == Origin.LIST)
        for one in stored.values_list(source, goal, value, "origin", *version)
    }
    row_tree = _tree(rows) if pairing == Pairing.GOALS else None
    spread = inherit_ratings(
        {place: cell.value or 0 for place, cell in own.items()}, rows=row_tree, columns=_tree(columns)
    )
    cells = dict(own)
    for place, rating in spread.items():
        if rating.is_inherited:
            cells[place] = Cell(rating.value, is_inherited=True)
    if not suggests:
        return cells, False
    leaves = [row for row in shown if row.is_leaf]
    likely = likely_goals(leaves, columns, pairing)
    for row, goals in zip(leaves, likely.by_thing, strict=True):
        for one in goals:
            at = (row.id, one.goal.id)
            cells[at] = _changed(cells.get(at, EMPTY), is_likely=True)
    return cells, likely.by_meaning


def _narrowed(cell: Cell, show: Show) -> Cell:
    """The cell, left out where the filter does not ask for it."""
    is_rated = cell.value is not None and not cell.is_inherited
    asked = {
        Show.ALL: True,
        Show.LIKELY: cell.is_likely,
        Show.UNRATED: not is_rated,
        Show.NEGATIVE: cell.value is not None and cell.value < 0,
    }
    return cell if asked[show] else _changed(cell, is_left_out=True)


def _changed(cell: Cell, *, is_likely: bool | None = None, is_left_out: bool = False) -> Cell:
    likely = cell.is_likely if is_likely is None else is_likely
    return Cell(cell.value, cell.version, cell.is_inherited, cell.is_from_list, likely, is_left_out)


def _without_empty_columns(
    table: Sequence[MatrixRow], columns: Sequence[Rateable]
) -> tuple[list[MatrixRow], list[Rateable]]:
    kept = [at for at in range(len(columns)) if any(not row.cells[at].is_left_out for row in table)]
    rows = [MatrixRow(row.thing, row.number, tuple(row.cells[at] for at in kept)) for row in table]
    return rows, [columns[at] for at in kept]


def _guard(
    pairing: Pairing,
    counted: Mapping[UUID, Mapping[int, int]],
    rows: Sequence[Rateable],
    columns: Sequence[Rateable],
) -> Guard:
    """The guard from the counts: which column holds which value makes no difference to it."""
    triples: list[tuple[int, int, int]] = []
    for at, row in enumerate(rows):
        values = counted.get(row.id, {})
        spread = np.repeat(list(values), list(values.values()))[: len(columns)] if values else ()
        triples += [(at, column, int(value)) for column, value in enumerate(spread)]
    scale = RELATIONS if pairing == Pairing.GOALS else CONTRIBUTIONS
    return guard_ratings(Ratings.from_triples(triples, len(rows), len(columns), scale))


def _tree(things: Sequence[Rateable]) -> GoalTree:
    return grow_tree(GoalNode(one.id, one.parent_id) for one in things)


def _with_parents(rows: Sequence[Rateable], shown: Sequence[Rateable]) -> set[UUID]:
    parents = {row.id: row.parent_id for row in rows}
    found: set[UUID] = set()
    for row in shown:
        step: UUID | None = row.id
        while step is not None and step not in found:
            found.add(step)
            step = parents.get(step)
    return found


def _pages(number: int, size: int) -> int:
    return max(1, -(-number // size))
