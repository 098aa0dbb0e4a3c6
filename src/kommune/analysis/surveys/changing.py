"""From one pulse to the next: how far a mean moved, and whether that can be told from chance."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from kommune.analysis.surveys.publishing import MEAN_DIGITS, Cell

Direction = Literal["better", "worse", "not_distinguishable"]
NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Change:
    """``difference`` of the means, after − before, in points of the scale, with its 95 % interval
    ``low`` to ``high``; ``label`` says whether the interval leaves out 0, and on which side.
    """

    difference: float
    low: float
    high: float
    label: Direction


def change(before: Cell, after: Cell, *, higher_is_better: bool = True) -> Change:
    """How far the mean moved between two pulses, from what was published of them and from nothing else.

    Welch's interval for independent samples (Welch 1947): answers cannot be joined to people, so who
    answered twice is unknown; where many did, the true interval is narrower, and the label errs towards
    "not distinguishable". Variances come from the published shares, and half a step of rounding on each
    mean widens the interval. People who did not answer are not in it.
    """
    difference = after.mean - before.mean
    parts = [(_variance(cell) / cell.n, cell.n - 1) for cell in (before, after)]
    error = sum(spread for spread, _ in parts)
    margin = 10**-MEAN_DIGITS
    if error:
        freedom = error**2 / sum(spread**2 / free for spread, free in parts)
        margin += student_95(freedom) * sqrt(error)
    low, high = difference - margin, difference + margin
    rises = low > 0
    if not (rises or high < 0):
        label: Direction = "not_distinguishable"
    else:
        label = "better" if rises == higher_is_better else "worse"
    return Change(round(difference, MEAN_DIGITS), round(low, 2), round(high, 2), label)


def student_95(freedom: float) -> float:
    """Quantile of Student's t that leaves 2.5 % above it, by the series of Fisher and Cornish (1960).

    ``freedom``: degrees of freedom, at least 3; the error is below 0.02 from 4 on, below 0.001 from 10 on.
    """
    z = NORMAL_95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * freedom**4)
    )


def _variance(cell: Cell) -> float:
    """Sample variance from the published shares, with n − 1."""
    centre = sum(value * share for value, share in cell.shares.items())
    spread = sum(share * (value - centre) ** 2 for value, share in cell.shares.items())
    return spread * cell.n / (cell.n - 1)
