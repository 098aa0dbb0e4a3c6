"""A matrix of ratings that knows the rated 0 from the cell that nobody rated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from numbers import Real
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kommune.analysis.alignment.arrays import Bools, Ints, closed
from kommune.analysis.alignment.errors import AlignmentError
from kommune.analysis.alignment.weights import GREATEST

Triple: TypeAlias = tuple[int, int, int]
"""Row, column, value."""
Dense: TypeAlias = Sequence[Sequence[float | None]] | NDArray[Any]
"""Rows of numbers; None or NaN where nobody rated."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The name of a matrix in messages and the least and greatest value of its cells."""

    key: str
    least: int
    most: int


RELATIONS = Scale("goal_relations", -3, 3)
CONTRIBUTIONS = Scale("contributions", 0, 3)


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """Rated cells only: ``values[k]`` stands in row ``rows[k]`` and column ``columns[k]``.

    A cell that does not occur is unrated; one that occurs with 0 was rated "no effect". ``inherited[k]`` is
    true where the value was rated on a parent and only holds here because of that. All arrays have one
    length and are read-only; the first ``n_valued`` entries have another value than 0, the others 0. Make
    them with ``from_dense`` or ``from_triples``, which check.
    """

    n_rows: int
    n_columns: int
    rows: Ints
    columns: Ints
    values: Ints
    inherited: Bools
    n_valued: int

    @classmethod
    def from_triples(
        cls,
        triples: Iterable[Triple] | NDArray[Any],
        n_rows: int,
        n_columns: int,
        scale: Scale,
        inherited: Iterable[bool] | None = None,
    ) -> Ratings:
        """Ratings from (row, column, value), as a database holds them; at most one per cell."""
        listed = triples if isinstance(triples, np.ndarray) else list(triples)
        table = _numbers(listed, scale).reshape(-1, 3)
        marks = (
            np.zeros(len(table), dtype=bool) if inherited is None else np.array(list(inherited), dtype=bool)
        )
        rows, columns, values = table[:, 0], table[:, 1], table[:, 2]
        outside = ~((rows >= 0) & (rows < n_rows) & (columns >= 0) & (columns < n_columns))
        for bad in np.flatnonzero(outside)[:1]:
            raise AlignmentError(
                "index_out_of_range", key=scale.key, row=_plain(rows[bad]), column=_plain(columns[bad]),
                n_rows=n_rows, n_columns=n_columns,
            )  # fmt: skip
        _check_values(rows, columns, values, scale)
        found = cls._ordered(n_rows, n_columns, rows, columns, values, marks)
        found._check_once(scale)
        return found

    @classmethod
    def from_dense(cls, matrix: Dense, n_rows: int, n_columns: int, scale: Scale) -> Ratings:
        """Ratings from rows of numbers; None and NaN are unrated, 0 is a rating."""
        table = dense_array(matrix, n_rows, n_columns, scale)
        rows, columns = np.nonzero(~np.isnan(table))
        values = table[rows, columns]
        _check_values(rows, columns, values, scale)
        return cls._ordered(n_rows, n_columns, rows, columns, values, np.zeros(len(rows), dtype=bool))

    @classmethod
    def _ordered(
        cls, n_rows: int, n_columns: int, rows: Any, columns: Any, values: Any, marks: Bools
    ) -> Ratings:
        """Close the arrays after moving what was rated 0 to their end."""
        numbers = _whole(values)
        valued = np.flatnonzero(numbers)
        order = np.concatenate([valued, np.flatnonzero(numbers == 0)])
        rows, columns, numbers = (closed(_whole(part)[order]) for part in (rows, columns, numbers))
        return cls(n_rows, n_columns, rows, columns, numbers, closed(marks[order]), len(valued))

    def _check_once(self, scale: Scale) -> None:
        """Raise where a cell is rated twice."""
        cells = self.rows * max(self.n_columns, 1) + self.columns
        ordered = np.sort(cells)
        for again in np.flatnonzero(ordered[1:] == ordered[:-1])[:1]:
            row, column = divmod(int(ordered[again]), max(self.n_columns, 1))
            raise AlignmentError("rated_twice", key=scale.key, row=row, column=column)

    def __len__(self) -> int:
        return len(self.values)

    def dense(self) -> NDArray[np.int8]:
        """Rows × columns; unrated cells are 0 here, see ``rated``."""
        table = np.zeros((self.n_rows, self.n_columns), dtype=np.int8)
        table[self.rows, self.columns] = self.values
        return table

    def rated(self) -> Bools:
        """Rows × columns; true where somebody rated, be it 0, or where a parent's rating holds."""
        table = np.zeros((self.n_rows, self.n_columns), dtype=bool)
        table[self.rows, self.columns] = True
        return table

    def value(self, row: int, column: int) -> int | None:
        """One cell; None where nobody rated."""
        found = self.values[(self.rows == row) & (self.columns == column)]
        return int(found[0]) if len(found) else None

    def kept(self, mask: Bools) -> Ratings:
        """Only the rated cells where the mask (one entry per rated cell) holds; the shape stays."""
        rows, columns, values = (closed(part[mask]) for part in (self.rows, self.columns, self.values))
        n_valued = int(np.count_nonzero(values))
        return Ratings(
            self.n_rows, self.n_columns, rows, columns, values, closed(self.inherited[mask]), n_valued
        )

    def valued(self) -> Ratings:
        """Only the rated cells with another value than 0, without copying them."""
        n = self.n_valued
        rows, columns, values, marks = self.rows[:n], self.columns[:n], self.values[:n], self.inherited[:n]
        return Ratings(self.n_rows, self.n_columns, rows, columns, values, marks, n)

    def extended(
        self,
        triples: Sequence[Triple] | NDArray[Any],
        n_rows: int,
        n_columns: int,
        scale: Scale,
        inherited: Iterable[bool] | None = None,
    ) -> Ratings:
        """These and further rated cells in a matrix of a new size; checks as ``from_triples`` does."""
        more = Ratings.from_triples(triples, n_rows, n_columns, scale, inherited)
        grown = Ratings._ordered(
            n_rows,
            n_columns,
            np.concatenate([self.rows, more.rows]),
            np.concatenate([self.columns, more.columns]),
            np.concatenate([self.values, more.values]),
            np.concatenate([self.inherited, more.inherited]),
        )
        grown._check_once(scale)
        return grown


def dense_array(matrix: Dense, n_rows: int, n_columns: int, scale: Scale) -> NDArray[np.float64]:
    """Rows of numbers as an array of floats, NaN where nobody rated; a matrix without rows is all unrated."""
    if len(matrix) == 0:
        return np.full((n_rows, n_columns), np.nan)
    if len(matrix) != n_rows:
        raise AlignmentError("shape", key=scale.key, found=len(matrix), expected=n_rows)
    for number, row in enumerate(matrix):
        if not isinstance(row, Sequence | np.ndarray) or isinstance(row, str):
            raise AlignmentError("not_a_number", key=scale.key, row=number, column=0, value=row)
        if len(row) != n_columns:
            raise AlignmentError("row_shape", key=scale.key, row=number, found=len(row), expected=n_columns)
    return _numbers(matrix, scale).reshape(n_rows, n_columns)


def _numbers(rows: Any, scale: Scale) -> NDArray[np.float64]:
    if isinstance(rows, np.ndarray) and rows.dtype.kind in "iuf":
        return rows.astype(np.float64)
    for number, row in enumerate(rows):
        if set(map(type, row)) <= {int, float, type(None)}:
            continue
        for column, value in enumerate(row):
            if value is not None and (isinstance(value, bool) or not isinstance(value, Real)):
                raise AlignmentError(
                    "not_a_number", key=scale.key, row=number, column=column, value=repr(value)
                )
    try:
        return np.array(rows, dtype=np.float64)
    except OverflowError:
        # A whole number too long for a float is out of range all the same, and is named below as such.
        return np.array([[_float(value) for value in row] for row in rows], dtype=np.float64)


def _float(value: float | None) -> float:
    if value is None:
        return np.nan
    return float(value) if abs(value) < GREATEST else inf if value > 0 else -inf


def _check_values(rows: Any, columns: Any, values: Any, scale: Scale) -> None:
    """Every value is a whole number of the scale."""
    inside = (values >= scale.least) & (values <= scale.most)
    whole = values == np.floor(values)
    for bad in np.flatnonzero(~(inside & whole))[:1]:
        code = "not_whole" if inside[bad] else "out_of_range"
        raise AlignmentError(
            code, key=scale.key, row=_plain(rows[bad]), column=_plain(columns[bad]),
            value=_plain(values[bad]), least=scale.least, most=scale.most,
        )  # fmt: skip


def _whole(numbers: Any) -> Ints:
    return closed(np.asarray(numbers).astype(np.int64))


def _plain(number: Any) -> int | float:
    return int(number) if float(number).is_integer() else float(number)
