"""How usable people find a tool: the mean of their usability scores with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import mean, stdev

FEWEST_SHEETS = 7
# Student's t for 95 %, two-sided, by degrees of freedom from 6 on; above the list the normal value.
T_95 = (
    2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
NORMAL_95 = 1.96
HIGHEST = 100


@dataclass(frozen=True, slots=True)
class Usability:
    """A usability score 0 … 100 of ``n`` people with its 95 % interval, in whole points.

    Whole points keep a single sheet from being reckoned out of two means that differ by one person.
    """

    value: int
    n: int
    low: int
    high: int


def usability_of(scores: Sequence[float]) -> Usability | None:
    """The mean of people's scores (0 … 100 each, by the SUS rule); None below seven people.

    Source: METHODS A9 (SUS: Brooke 1996, mean about 68); the interval is Student's t of the mean.
    """
    n = len(scores)
    if n < FEWEST_SHEETS:
        return None
    place = n - FEWEST_SHEETS
    spread = (T_95[place] if place < len(T_95) else NORMAL_95) * stdev(scores) / sqrt(n)
    middle = mean(scores)
    return Usability(round(middle), n, max(0, round(middle - spread)), min(HIGHEST, round(middle + spread)))
