"""What went into a figure: its formula and, line by line, the values, which add up to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kommune.analysis.alignment.arrays import Floats, indices_of
from kommune.analysis.alignment.case import AlignmentCase
from kommune.analysis.alignment.errors import AlignmentError
from kommune.analysis.alignment.paths import FULL, PATH_FULL, Paths, find_paths

FORMULAS: Mapping[str, str] = {
    "coverage": "Σᵢ wᵢ · [max_d A⁺_di ≥ 1]",
    "depth": "Σᵢ wᵢ · max_d A⁺_di / 3",
    "anchoring": "#{d : max_i A⁺_di ≥ 1} / #{d}",
    "conflict": "Σ wᵢ · A⁻_di / Σ wᵢ · (A⁺_di + A⁻_di)",
    "overlap": "1 − ½ (Σᵢ |wᵢ − bᵢ| + u) = Σᵢ min(wᵢ, bᵢ)",
    "delivery_coverage": "Σᵢ wᵢ · [∃ d, m : delivers_m ∧ B_md ≥ 1 ∧ A⁺_di ≥ 1]",
    "budget_per_goal": "Σ_m c_m · I⁺_mi / Σᵢ I⁺_mi,  I⁺ = (B/3)(A⁺/3)",
    "unallocated": "Σ c_m over m with Σᵢ I⁺_mi = 0",
}


class Ingredient(NamedTuple):
    """One line: which goals and measure (None where it has none), what was looked at, what it adds.

    ``weight`` is the weight of the city goal, or the share of a measure's costs in ``budget_per_goal``.
    ``value`` is the score with its sign, in ``overlap`` the goal's share of the money, in money figures the
    costs, in ``delivery_coverage`` the strength of the strongest delivering path (0 … 1).
    """

    digital: int | None
    city: int | None
    measure: int | None
    weight: float | None
    value: float | None
    contribution: float


@dataclass(frozen=True, slots=True)
class Ingredients:
    """A figure, its formula and its lines, whose contributions add up to ``total``.

    Lines stand by position; ``unknown_costs`` are the active measures that a figure about money had to
    leave out.
    """

    code: str
    formula: str
    total: float
    rows: tuple[Ingredient, ...]
    unknown_costs: tuple[int, ...]


def ingredients(case: AlignmentCase, code: str, *, city: int | None = None) -> Ingredients:
    """What went into one of ``FORMULAS``, for one city goal only where ``city`` is given.

    A figure that has no value (overlap without known money, delivery coverage where nobody says who
    delivers) has no lines. Raises ``AlignmentError`` (``figure_unknown``, ``city_goal_unknown``).
    """
    if code not in FORMULAS:
        raise AlignmentError("figure_unknown", value=code)
    if city is not None and not 0 <= city < case.n_city:
        raise AlignmentError("city_goal_unknown", row=city, n_rows=case.n_city)
    paths = find_paths(case)
    rows = [row for row in _LINES[code](case, paths) if city is None or row.city == city]
    about_money = code in ("overlap", "budget_per_goal", "unallocated")
    unknown = indices_of(case.active & ~paths.is_known) if about_money else ()
    return Ingredients(code, FORMULAS[code], sum(row.contribution for row in rows), tuple(rows), unknown)


def _supported(case: AlignmentCase, paths: Paths, worth: Callable[[int], float]) -> list[Ingredient]:
    found = []
    for city, weight in enumerate(case.weights.tolist()):
        column = paths.support[:, city]
        best = int(column.max(initial=0))
        digital = int(column.argmax()) if best else None
        found.append(Ingredient(digital, city, None, weight, best, weight * worth(best)))
    return found


def _coverage(case: AlignmentCase, paths: Paths) -> list[Ingredient]:
    return _supported(case, paths, lambda best: float(best >= 1))


def _depth(case: AlignmentCase, paths: Paths) -> list[Ingredient]:
    return _supported(case, paths, lambda best: best / FULL)


def _anchoring(case: AlignmentCase, paths: Paths) -> list[Ingredient]:
    goals = indices_of(paths.digital)
    found = []
    for digital in goals:
        row = paths.support[digital]
        best = int(row.max(initial=0))
        city = int(row.argmax()) if best else None
        found.append(Ingredient(digital, city, None, None, best, (1 if best else 0) / len(goals)))
    return found


def _conflict(case: AlignmentCase, paths: Paths) -> list[Ingredient]:
    scores = paths.support - paths.against
    digital, city = np.nonzero(scores)
    weights = case.weights[city]
    whole = float((weights * np.abs(scores[digital, city])).sum())
    parts = weights * paths.against[digital, city] / (whole or 1.0)
    lists = (digital, city, weights, scores[digital, city], parts)
    return [
        Ingredient(d, i, None, weight, score, part)
        for d, i, weight, score, part in zip(*(one.tolist() for one in lists), strict=True)
    ]


def _overlap(case: AlignmentCase, paths: Paths) -> list[Ingredient]:
    money = float(paths.cost.sum())
    if not money:
        return []
    shares: Floats = paths.budget() / money
    return [
        Ingredient(None, city, None, weight, share, min(weight, share))
        for city, (weight, share) in enumerate(zip(case.weights.tolist(), shares.tolist(), strict=True))
    ]


def _delivery(case: AlignmentCase, paths: Paths) -> list[Ingredient]:
    if case.delivers is None:
        return []
    best = np.zeros(case.n_digital, dtype=np.int64)
    by = np.zeros(case.n_digital, dtype=np.int64)
    delivering = case.delivers[paths.link_rows]
    lists = (paths.link_rows[delivering], paths.link_columns[delivering], paths.link_values[delivering])
    for measure, digital, strength in zip(*(one.tolist() for one in lists), strict=True):
        if strength > best[digital]:
            best[digital], by[digital] = strength, measure
    points = best[:, None] * paths.support
    found = []
    for city, weight in enumerate(case.weights.tolist()):
        top = int(points[:, city].max(initial=0))
        if not top:
            found.append(Ingredient(None, city, None, weight, 0.0, 0.0))
            continue
        at = int(points[:, city].argmax())
        found.append(Ingredient(at, city, int(by[at]), weight, top / PATH_FULL, weight))
    return found


def _budget(case: AlignmentCase, paths: Paths) -> list[Ingredient]:
    links = np.zeros((case.n_measures, case.n_digital))
    links[paths.link_rows, paths.link_columns] = paths.link_values
    points = links @ paths.support.astype(np.float64)
    paid = paths.has_path & (paths.cost > 0)
    measures, city = np.nonzero((points > 0) & paid[:, None])
    shares = points[measures, city] / paths.reach[measures]
    costs = paths.cost[measures]
    lists = (measures, city, shares, costs, shares * costs)
    return [
        Ingredient(None, i, m, share, cost, amount)
        for m, i, share, cost, amount in zip(*(one.tolist() for one in lists), strict=True)
    ]


def _unallocated(case: AlignmentCase, paths: Paths) -> list[Ingredient]:
    lost = indices_of(paths.is_known & ~paths.has_path)
    costs = paths.cost.tolist()
    return [Ingredient(None, None, measure, None, costs[measure], costs[measure]) for measure in lost]


_LINES: Mapping[str, Callable[[AlignmentCase, Paths], list[Ingredient]]] = {
    "coverage": _coverage,
    "depth": _depth,
    "anchoring": _anchoring,
    "conflict": _conflict,
    "overlap": _overlap,
    "delivery_coverage": _delivery,
    "budget_per_goal": _budget,
    "unallocated": _unallocated,
}
