"""Weights of city goals: made to add up to 1, and said so; equal ones to compare with."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kommune.analysis.alignment.arrays import Floats, closed, indices_of
from kommune.analysis.alignment.errors import AlignmentError

ADDS_UP_WITHIN = 1e-6
KEY = "weights"
GREATEST = 1e100


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights that add up to 1, one per city goal.

    ``total`` is what the given ones added up to; ``normalised`` is true where that was not 1 (within
    0.000001), so that a page can say that they were scaled. ``zero`` lists the goals that count for
    nothing.
    """

    values: Floats
    total: float
    normalised: bool
    is_equal: bool
    zero: tuple[int, ...]


def normalised_weights(given: Iterable[float]) -> Weights:
    """The weights divided by their sum.

    Raises ``AlignmentError`` where one is no number (``weight_not_a_number``) or negative
    (``weight_negative``), and where all are 0 (``weights_all_zero``). Single zeros are allowed. No goals at
    all is allowed.
    """
    listed = list(given)
    for row, value in enumerate(listed):
        if not is_number(value):
            raise AlignmentError("weight_not_a_number", key=KEY, row=row, value=value)
        if value < 0:
            raise AlignmentError("weight_negative", key=KEY, row=row, value=value)
    values = np.array(listed, dtype=np.float64)
    total = float(values.sum())
    if len(values) and total == 0:
        raise AlignmentError("weights_all_zero", key=KEY)
    scaled = values / total if len(values) else values
    is_equal = bool(np.allclose(scaled, 1 / max(len(scaled), 1), rtol=0, atol=ADDS_UP_WITHIN))
    off = len(values) > 0 and abs(total - 1) > ADDS_UP_WITHIN
    return Weights(closed(scaled), total, off, is_equal, indices_of(scaled == 0))


def is_number(value: object) -> bool:
    """Whether it is a number (not a truth value, not NaN) that sums of thousands can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        return False
    return bool(-GREATEST < value < GREATEST)


def equal_weights(n_city: int) -> Floats:
    """The same weight for every city goal."""
    return closed(np.full(n_city, 1 / n_city if n_city else 0.0))
