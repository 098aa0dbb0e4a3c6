"""Quartiles of the towns that released a value; cells of fewer than five towns show nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles
from typing import Literal

LEAST_TOWNS = 5
Band = Literal["lower", "middle", "upper"]


@dataclass(frozen=True, slots=True)
class Quartiles:
    """How many towns, and the values that a quarter, half and three quarters of them do not exceed."""

    count: int
    low: float
    median: float
    high: float


def quartiles(values: Iterable[float], least: int = LEAST_TOWNS) -> Quartiles | None:
    """Quartiles by linear interpolation with both ends (Hyndman and Fan type 7); None under `least` values.

    The smallest and the largest value are never shown, since each is one town's.
    """
    known = sorted(values)
    if len(known) < max(least, 2):
        return None
    low, median, high = quantiles(known, n=4, method="inclusive")
    return Quartiles(len(known), low, median, high)


def which_band(value: float, among: Quartiles) -> Band:
    """Where a value lies: in the lower quarter, the middle half or the upper quarter; never a rank."""
    if value < among.low:
        return "lower"
    return "upper" if value > among.high else "middle"
