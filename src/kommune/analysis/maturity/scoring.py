"""How answers become a profile: median and spread per question, mean of the answered questions per dimension.

Steps run from 0 to 4. "I do not know" is no answer and never counts as 0.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

HIGHEST_LEVEL = 4
# Below this many answers anything but the median would say who answered what.
FEWEST_SHOWN = 3
# The least share of a dimension's questions that must be answered before it has a score, in percent.
LEAST_ANSWERED = 70
ALIKE_SHARE = 0.9
FEWEST_TO_COMPARE = 5


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """What several people say about one question.

    ``median`` (0…4, halves possible) is None where nobody answered; ``spread`` is highest minus lowest and,
    like ``counts`` (people by step), known from three answers on.
    """

    n: int
    median: float | None
    spread: int | None
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """The score of a dimension (0…4), None where under 70 % of its questions were answered."""

    score: float | None
    answered: int
    asked: int


def summarise_item(levels: Sequence[int]) -> ItemSummary:
    """Median of the answers; spread and distribution only from three answers on. ``levels`` are 0…4."""
    if not levels:
        return ItemSummary(0, None, None, {})
    middle = float(median(levels))
    if len(levels) < FEWEST_SHOWN:
        return ItemSummary(len(levels), middle, None, {})
    return ItemSummary(len(levels), middle, max(levels) - min(levels), dict(sorted(Counter(levels).items())))


def score_dimension(medians: Sequence[float | None]) -> DimensionScore:
    """The mean of the answered questions' medians, rounded to two places.

    Source: common practice of German maturity models (mean of answered questions, shown from 70 % answered).
    """
    known = [one for one in medians if one is not None]
    if not known or not _is_enough(len(known), len(medians)):
        return DimensionScore(None, len(known), len(medians))
    return DimensionScore(round(fmean(known), 2), len(known), len(medians))


def answer_range(counts: Sequence[Mapping[int, int]]) -> tuple[float, float] | None:
    """Where the answers about a dimension lie: the mean of its questions' lowest and of their highest steps.

    ``counts`` are people by step per question; empty ones (below three answers) do not count. The mean of
    the same questions' medians lies between both. None where no question counts.
    """
    known = [one for one in counts if one]
    if not known:
        return None
    return round(fmean(min(one) for one in known), 2), round(fmean(max(one) for one in known), 2)


def are_alike(levels: Sequence[int]) -> bool:
    """Whether a sheet gives nearly always the same step: it tells little apart. Needs five answers."""
    if len(levels) < FEWEST_TO_COMPARE:
        return False
    return max(Counter(levels).values()) >= ALIKE_SHARE * len(levels)


def _is_enough(answered: int, asked: int) -> bool:
    return answered * 100 >= LEAST_ANSWERED * asked
