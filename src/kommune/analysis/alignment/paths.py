"""The arithmetic behind every figure: what supports, what opposes, where the money goes (METHODS A1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kommune.analysis.alignment.arrays import Bools, Floats, Ints, summed
from kommune.analysis.alignment.case import AlignmentCase
from kommune.analysis.alignment.results import Headline

FULL = 3
"""The greatest score and the greatest contribution; both are divided by it."""
PATH_FULL = FULL * FULL


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """A case taken apart; inactive measures, dropped goals and uncarried virtual goals are gone.

    ``support`` (A⁺) and ``against`` (A⁻) are digital × city, both ≥ 0. The links are the contributions ≥ 1:
    measure ``link_rows[k]`` to digital goal ``link_columns[k]`` with ``link_values[k]``. ``reach`` per
    measure is 9 · Σ I⁺, ``has_path`` where it is not 0. ``digital`` marks the goals that count as digital
    goals of their own.
    """

    support: Ints
    against: Ints
    link_rows: Ints
    link_columns: Ints
    link_values: Ints
    reach: Floats
    has_path: Bools
    digital: Bools
    cost: Floats
    is_known: Bools

    @property
    def anchored(self) -> Bools:
        """Per digital goal: whether it supports a city goal and counts as a goal of its own."""
        found: Bools = self.digital & np.any(self.support > 0, axis=1)
        return found

    def carried_by(self, measures: Bools) -> Bools:
        """Per city goal: whether one of these measures is on a positive path to it."""
        carried = np.zeros(len(self.support), dtype=bool)
        carried[self.link_columns[measures[self.link_rows]]] = True
        found: Bools = np.any(self.support[carried] > 0, axis=0)
        return found

    def budget(self) -> Floats:
        """Known money per city goal: each measure's costs shared by the strength of its positive paths."""
        rate = np.divide(self.cost, self.reach, out=np.zeros_like(self.cost), where=self.has_path)
        per_digital = summed(self.link_columns, rate[self.link_rows] * self.link_values, len(self.support))
        found: Floats = per_digital @ self.support.astype(np.float64)
        return found

    def opposition(self) -> NDArray[np.float32]:
        """Measures × city goals: 9 · I⁻, whole numbers held exactly."""
        opposing = np.flatnonzero(self.against.any(axis=1))
        position = np.full(len(self.against), -1)
        position[opposing] = np.arange(len(opposing))
        at = position[self.link_columns]
        chosen = at >= 0
        links = np.zeros((len(self.cost), len(opposing)), dtype=np.float32)
        links[self.link_rows[chosen], at[chosen]] = self.link_values[chosen]
        found: NDArray[np.float32] = links @ self.against[opposing].astype(np.float32)
        return found


def find_paths(case: AlignmentCase) -> Paths:
    """The case taken apart."""
    given, n = case.contributions, case.contributions.n_valued
    counts = case.active[given.rows[:n]] & case.goal_active[given.columns[:n]]
    rows, columns, values = given.rows[:n][counts], given.columns[:n][counts], given.values[:n][counts]
    carried = np.zeros(case.n_digital, dtype=bool)
    carried[columns] = True
    holds = case.goal_active & (carried | ~case.is_virtual)
    scores = case.relations.dense().astype(np.int64) * holds[:, None]
    support, against = np.maximum(scores, 0), np.maximum(-scores, 0)
    reach = summed(rows, values * support.sum(axis=1)[columns], case.n_measures)
    is_known = ~np.isnan(case.costs) & case.active
    return Paths(
        support=support,
        against=against,
        link_rows=rows,
        link_columns=columns,
        link_values=values,
        reach=reach,
        has_path=reach > 0,
        digital=case.goal_active & ~case.is_virtual,
        cost=np.where(is_known, case.costs, 0.0),
        is_known=is_known,
    )


def headline(case: AlignmentCase, paths: Paths, weights: Floats, budget: Floats) -> Headline:
    """The figures on top with these weights."""
    best = paths.support.max(axis=0, initial=0)
    opposed = float(paths.against.sum(axis=0) @ weights)
    supported = float(paths.support.sum(axis=0) @ weights)
    n_digital = int(paths.digital.sum())
    delivered = None if case.delivers is None else paths.carried_by(case.delivers)
    return Headline(
        coverage=float(weights[best > 0].sum()),
        depth=float(weights @ best) / FULL,
        anchoring=int(paths.anchored.sum()) / n_digital if n_digital else 0.0,
        conflict=opposed / (opposed + supported) if opposed else 0.0,
        overlap=overlap_of(weights, budget, float(paths.cost.sum())),
        delivery_coverage=None if delivered is None else float(weights[delivered].sum()),
    )


def overlap_of(weights: Floats, budget: Floats, money: float) -> float | None:
    """1 − ½ (Σ |w − b| + u), which equals Σ min(w, b) since weights, and shares with u, add up to 1."""
    if not money or not len(weights):
        return None
    shares = budget / money
    unallocated = 1 - float(shares.sum())
    return 1 - (float(np.abs(weights - shares).sum()) + unallocated) / 2
