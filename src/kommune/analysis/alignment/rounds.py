"""Several raters, one answer per cell: median, spread, what to talk about, and who told nothing apart."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kommune.analysis.alignment.guard import guard_ratings
from kommune.analysis.alignment.ratings import RELATIONS, Ratings, Scale
from kommune.analysis.alignment.results import Guard
from kommune.analysis.alignment.trees import Cell, Id

DISCUSS_FROM = 2


@dataclass(frozen=True, slots=True)
class CellSummary:
    """What the raters of one cell said, without names.

    ``values`` ascending, one per rater; ``median`` see ``whole_median``; ``range`` greatest − least, 0 with
    one rater; ``to_discuss`` where the range is 2 or more (as in Vester's practice).
    """

    values: tuple[int, ...]
    median: int
    range: int
    to_discuss: bool

    @property
    def n(self) -> int:
        """Number of raters of this cell."""
        return len(self.values)


@dataclass(frozen=True, slots=True, eq=False)
class RoundSummary:
    """All rated cells in the order of rows and columns, the cells to talk about (widest first), the raters.

    ``guards`` per rater: see ``Guard``; its fill counts the cells of all rows and columns.
    """

    cells: Mapping[Cell, CellSummary]
    to_discuss: tuple[Cell, ...]
    guards: Mapping[Hashable, Guard]


def summarise_round(
    ratings: Mapping[Any, Mapping[Cell, int]],
    *,
    rows: Sequence[Id],
    columns: Sequence[Id],
    scale: Scale = RELATIONS,
) -> RoundSummary:
    """One summary from the cells that each rater rated; a cell somebody left out does not count as 0.

    Raises ``AlignmentError`` for values outside the scale, and ``index_out_of_range`` with row or column −1
    for a cell that is not in ``rows`` and ``columns``.
    """
    row_at = {row: at for at, row in enumerate(rows)}
    column_at = {column: at for at, column in enumerate(columns)}
    said: dict[tuple[int, int], list[int]] = {}
    guards: dict[Hashable, Guard] = {}
    for rater, cells in ratings.items():
        triples = [
            (row_at.get(row, -1), column_at.get(column, -1), value) for (row, column), value in cells.items()
        ]
        guards[rater] = guard_ratings(Ratings.from_triples(triples, len(rows), len(columns), scale))
        for at_row, at_column, value in triples:
            said.setdefault((at_row, at_column), []).append(value)
    found = {(rows[row], columns[column]): _summarise(said[row, column]) for row, column in sorted(said)}
    wide = [cell for cell, one in found.items() if one.to_discuss]
    return RoundSummary(found, tuple(sorted(wide, key=lambda cell: -found[cell].range)), guards)


def whole_median(values: Sequence[int]) -> int:
    """The middle value; of an even number the mean of the two in the middle, a half step rounded towards 0.

    So there are no half steps, and the answer never claims more support or more conflict than half of the
    raters do: [1, 2] → 1, [−2, −1] → −1, [−1, 2] → 0. Raises IndexError without values.
    """
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return int((ordered[middle - 1] + ordered[middle]) / 2)


def _summarise(values: Sequence[int]) -> CellSummary:
    ordered = tuple(sorted(values))
    spread = ordered[-1] - ordered[0]
    return CellSummary(ordered, whole_median(ordered), spread, spread >= DISCUSS_FROM)
