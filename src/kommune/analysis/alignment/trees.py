"""Trees of goals: the weight of a leaf, and ratings on a parent that hold for its unrated leaves."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple, TypeAlias

from kommune.analysis.alignment.errors import AlignmentError

Id: TypeAlias = Hashable
Cell: TypeAlias = tuple[Any, Any]
"""Row and column, each an Id; of any type, since keys of a mapping must be of exactly the declared one."""
TOP = "the top"


@dataclass(frozen=True, slots=True)
class GoalNode:
    """A goal in its tree; ``share`` is its part among its siblings in any unit, None where nobody set one."""

    id: Id
    parent: Id | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class GoalTree:
    """A checked tree. Leaves stand in the order in which they were given.

    - ``weights``: per leaf the product of the shares down the tree; they add up to 1.
    - ``equal_weights``: the same if all siblings had equal shares.
    - ``is_equal``: whether nobody set siblings apart, so that both are the same.
    - ``under``: per goal its leaves, each with its distance in steps (0 for a leaf itself).
    """

    leaves: tuple[Id, ...]
    weights: tuple[float, ...]
    equal_weights: tuple[float, ...]
    is_equal: bool
    under: Mapping[Id, tuple[tuple[Id, int], ...]]


class SpreadRating(NamedTuple):
    """A rating of a leaf cell and the cell somebody rated; ``is_inherited`` where the two differ."""

    value: int
    source: Cell
    is_inherited: bool


def grow_tree(nodes: Iterable[GoalNode]) -> GoalTree:
    """The tree of these goals; goals without parent are siblings at the top.

    Among siblings one without a share gets the mean of the shares that were set; without any, all are
    equal. A share of 0 is allowed, not for all siblings. Raises ``AlignmentError``: ``node_twice``,
    ``parent_unknown``, ``tree_cycle``, ``share_negative``, ``shares_all_zero`` (which names the parent).
    """
    by_id: dict[Id, GoalNode] = {}
    for node in nodes:
        if node.id in by_id:
            raise AlignmentError("node_twice", node=node.id)
        by_id[node.id] = node
    chains = {node: _chain(node, by_id) for node in by_id}
    siblings: dict[Id | None, list[GoalNode]] = {}
    for node in by_id.values():
        siblings.setdefault(node.parent, []).append(node)
    parts: dict[Id, float] = {}
    for parent, group in siblings.items():
        parts |= _parts(TOP if parent is None else parent, group)
    leaves = tuple(node for node in by_id if node not in siblings)
    under: dict[Id, list[tuple[Id, int]]] = {node: [] for node in by_id}
    for leaf in leaves:
        for steps, above in enumerate(chains[leaf]):
            under[above].append((leaf, steps))
    even = {node.id: 1 / len(group) for group in siblings.values() for node in group}
    return GoalTree(
        leaves=leaves,
        weights=tuple(_product(chains[leaf], parts) for leaf in leaves),
        equal_weights=tuple(_product(chains[leaf], even) for leaf in leaves),
        is_equal=all(abs(parts[node] - even[node]) < 1e-9 for node in by_id),
        under={node: tuple(found) for node, found in under.items()},
    )


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """One side of a matrix of leaves: their ids by position, and what a rating there spreads to.

    ``under`` has per id the positions of its leaves with their distances in steps.
    """

    ids: tuple[Id, ...]
    under: Mapping[Id, tuple[tuple[int, int], ...]]


def tree_axis(tree: GoalTree) -> Axis:
    """The leaves of a tree, below all its goals."""
    at = {leaf: position for position, leaf in enumerate(tree.leaves)}
    under = {node: tuple((at[leaf], steps) for leaf, steps in found) for node, found in tree.under.items()}
    return Axis(tree.leaves, under)


def flat_axis(ids: Iterable[Id]) -> Axis:
    """Ids that have no tree, as measures."""
    listed = tuple(ids)
    return Axis(listed, {one: ((position, 0),) for position, one in enumerate(listed)})


def spread_ratings(
    ratings: Mapping[Cell, int], *, rows: Axis, columns: Axis
) -> tuple[dict[tuple[int, int], SpreadRating], list[Cell]]:
    """Ratings of leaf cells by positions, from ratings anywhere on both axes, and the cells outside of them.

    The nearest rated cell holds: a leaf's own first, else the fewest steps up in both trees together, of
    two as near the one on the row's own goal. What is outside was rated on something that is gone.
    """
    outside: list[Cell] = []
    nearest: dict[tuple[int, int], tuple[int, int, Cell, int]] = {}
    for source, value in ratings.items():
        below_row, below_column = rows.under.get(source[0]), columns.under.get(source[1])
        if below_row is None or below_column is None:
            outside.append(source)
            continue
        for row, row_steps in below_row:
            for column, column_steps in below_column:
                steps = row_steps + column_steps
                held = nearest.get((row, column))
                if held is None or (steps, row_steps) < held[:2]:
                    nearest[row, column] = (steps, row_steps, source, value)
    found = {
        cell: SpreadRating(value, source, steps > 0) for cell, (steps, _, source, value) in nearest.items()
    }
    return found, outside


def inherit_ratings(
    ratings: Mapping[Cell, int], *, rows: GoalTree | None, columns: GoalTree | None
) -> dict[Cell, SpreadRating]:
    """Ratings of leaf cells by ids, as ``spread_ratings``; None for what has no tree, as measures.

    Cells outside the trees are left out.
    """
    row_axis = flat_axis({cell[0]: None for cell in ratings}) if rows is None else tree_axis(rows)
    column_axis = flat_axis({cell[1]: None for cell in ratings}) if columns is None else tree_axis(columns)
    found, _ = spread_ratings(ratings, rows=row_axis, columns=column_axis)
    return named_cells(found, row_axis, column_axis)


def named_cells(
    found: Mapping[tuple[int, int], SpreadRating], rows: Axis, columns: Axis
) -> dict[Cell, SpreadRating]:
    """The same cells by ids."""
    return {(rows.ids[row], columns.ids[column]): one for (row, column), one in found.items()}


def _chain(node: Id, by_id: Mapping[Id, GoalNode]) -> list[Id]:
    """The goal and all above it, nearest first."""
    chain: list[Id] = []
    at: Id | None = node
    while at is not None:
        if at in chain:
            raise AlignmentError("tree_cycle", node=node)
        if at not in by_id:
            raise AlignmentError("parent_unknown", node=chain[-1], parent=at)
        chain.append(at)
        at = by_id[at].parent
    return chain


def _parts(parent: Id, siblings: list[GoalNode]) -> dict[Id, float]:
    """Shares of siblings, adding up to 1."""
    for node in siblings:
        if node.share is not None and not (isfinite(node.share) and node.share >= 0):
            raise AlignmentError("share_negative", node=node.id, value=node.share)
    said = [node.share for node in siblings if node.share is not None]
    mean = sum(said) / len(said) if said else 1.0
    shares = {node.id: mean if node.share is None else float(node.share) for node in siblings}
    total = sum(shares.values())
    if not total:
        raise AlignmentError("shares_all_zero", parent=parent)
    return {node: share / total for node, share in shares.items()}


def _product(chain: list[Id], parts: Mapping[Id, float]) -> float:
    weight = 1.0
    for node in chain:
        weight *= parts[node]
    return weight
