"""Goal conflicts: those typed between goals, and the measures that carry them to a city goal (METHODS A2)."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kommune.analysis.alignment.arrays import Floats
from kommune.analysis.alignment.case import AlignmentCase
from kommune.analysis.alignment.errors import AlignmentError
from kommune.analysis.alignment.paths import FULL, PATH_FULL, Paths, find_paths
from kommune.analysis.alignment.results import Carrier, ConflictPage, DirectConflict, IndirectConflict

THRESHOLD = 0.2
DIGITS = 12
"""Severities that differ by rounding of floats only count as equal when they are ordered."""


def list_direct_conflicts(paths: Paths, weights: Floats) -> tuple[DirectConflict, ...]:
    """Every score below 0, by falling severity, then by position."""
    digital, city = np.nonzero(paths.against)
    scores = paths.against[digital, city]
    severity = weights[city] * scores / FULL
    order = np.argsort(-severity.round(DIGITS), kind="stable")
    listed = (array[order].tolist() for array in (digital, city, -scores, severity))
    return tuple(map(DirectConflict._make, zip(*listed, strict=True)))


def strong_enough(opposition: NDArray[np.float32], threshold: float) -> NDArray[np.bool_]:
    """Where I⁻ reaches the threshold; ``opposition`` holds 9 · I⁻, so that nothing is lost by rounding."""
    least = max(np.ceil(round(threshold * PATH_FULL, DIGITS)), 1)
    found: NDArray[np.bool_] = opposition >= least
    return found


def indirect_conflicts(
    case: AlignmentCase, *, offset: int = 0, limit: int = 100, threshold: float = THRESHOLD
) -> ConflictPage:
    """The pairs of measure and city goal with strength ≥ ``threshold``, ``limit`` of them, strongest first.

    Equally strong ones come by position. Strengths above 1 are possible where several paths add up.
    """
    opposition = find_paths(case).opposition()
    measures, city = np.nonzero(strong_enough(opposition, threshold))
    strengths = opposition[measures, city]
    page = np.argsort(-strengths, kind="stable")[offset : offset + limit]
    return ConflictPage(len(strengths), offset, tuple(_pairs(measures[page], city[page], strengths[page])))


def iterate_indirect_conflicts(
    case: AlignmentCase, *, threshold: float = THRESHOLD
) -> Iterator[IndirectConflict]:
    """All such pairs by position, one measure after the other, without holding them all."""
    opposition = find_paths(case).opposition()
    enough = strong_enough(opposition, threshold)
    for measure in np.flatnonzero(enough.any(axis=1)):
        city = np.flatnonzero(enough[measure])
        yield from _pairs(np.full(len(city), measure), city, opposition[measure, city])


def carriers(case: AlignmentCase, digital: int, city: int) -> tuple[Carrier, ...]:
    """The active measures that contribute to a digital goal rated against this city goal.

    The strongest first, then the dearest, then by position; empty where the pair is no direct conflict.
    Raises ``AlignmentError`` (``goal_unknown``, ``city_goal_unknown``) for positions that do not exist.
    """
    if not 0 <= digital < case.n_digital:
        raise AlignmentError("goal_unknown", row=digital, n_rows=case.n_digital)
    if not 0 <= city < case.n_city:
        raise AlignmentError("city_goal_unknown", row=city, n_rows=case.n_city)
    paths = find_paths(case)
    score = int(paths.against[digital, city])
    if not score:
        return ()
    here = paths.link_columns == digital
    found = [
        Carrier(m, b, b * score / PATH_FULL, float(paths.cost[m]) if paths.is_known[m] else None)
        for m, b in zip(paths.link_rows[here].tolist(), paths.link_values[here].tolist(), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.contribution, -(one.cost or 0.0), one.measure)))


def _pairs(
    measures: NDArray[np.intp], city: NDArray[np.intp], points: NDArray[np.float32]
) -> Iterator[IndirectConflict]:
    strengths = points.astype(np.float64) / PATH_FULL
    rows = zip(measures.tolist(), city.tolist(), strengths.tolist(), strict=True)
    return map(IndirectConflict._make, rows)
