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


@dataclass(frozen=True, slots=True)
class PeopleSummary:
    """How the people differ about a dimension: median, lowest and highest of their own means (0…4).

    ``n`` counts those who answered at least 70 % of its questions; the rest is None below three of them.
    """

    n: int
    median: float | None
    lowest: float | None
    highest: float | None


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


def summarise_people(sheets: Sequence[Sequence[int]], asked: int) -> PeopleSummary:
    """Median and range of the people's own means; each of ``sheets`` is one person's answers."""
    means = [fmean(levels) for levels in sheets if levels and _is_enough(len(levels), asked)]
    if len(means) < FEWEST_SHOWN:
        return PeopleSummary(len(means), None, None, None)
    return PeopleSummary(len(means), round(median(means), 2), round(min(means), 2), round(max(means), 2))


def are_alike(levels: Sequence[int]) -> bool:
    """Whether a sheet gives nearly always the same step: it tells little apart. Needs five answers."""
    if len(levels) < FEWEST_TO_COMPARE:
        return False
    return max(Counter(levels).values()) >= ALIKE_SHARE * len(levels)


def _is_enough(answered: int, asked: int) -> bool:
    return answered * 100 >= LEAST_ANSWERED * asked
