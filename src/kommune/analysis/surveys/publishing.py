"""After a survey: what may be shown of one question, so that no small group shows, not by difference either.

Who is kept out: anybody who sees all that is ever published of a survey (every page, export and interface,
every role), can subtract and solve, knows this algorithm, and knows who belongs to which group. What such a
reader learns is at most the distribution of each published group and of one remainder, total minus
published. So both must be safe: at least ``floor`` answers, and at least ``LEAST_OTHER`` of them beside the
commonest value, since "all eight said 1" tells what each of them said, and one who alone said something
else could read the rest.

What this cannot do, and callers must: publish once, after the survey is closed (two looks at an open survey
differ by one person); keep one cut into groups (see ``roll_up``) and one floor for the survey's whole life
(what one floor hides, another may give away); never cut by two attributes; count options that people may
tick together as one yes-or-no question each; show either a scale or its items. Members of a group who pool
their answers learn about the others; no floor helps against that. From one survey to the next people answer
anew, so a difference between the two holds a single answer only for a reader who already knows that all
others repeated theirs. That a group of one mind is hidden can be found out by a reader who knows that
everybody invited in all the hidden groups answered.

Sources: complementary suppression, Cox 1980, JASA 75, 377 to 385; floors of staff surveys, COPSOQ/FFAW.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kommune.analysis.surveys.errors import SurveyError
from kommune.analysis.surveys.grouping import FLOOR, check_floor

LEAST_OTHER = 2
MEAN_DIGITS = 1
SHARE_STEPS = 20
BAND_WIDTH, WIDE_SCALE = 10, 12

Counts = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One group's answers to one question, at the fixed precision of publication.

    ``n`` answers; ``mean`` to one decimal; ``median``, ``q1``, ``q3`` are values or midway between two;
    ``shares``: value → share in steps of 0.05, adding up to 1 (largest remainder), every value that anybody
    in the whole survey chose named, so that 0.0 stands for "fewer than about 1 in 40".
    """

    n: int
    mean: float
    median: float
    q1: float
    q3: float
    shares: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Published:
    """What may be shown of one question: the whole, and each reporting group; None where it may not.

    Why a group is None is not told: the reason would tell something about it.
    """

    total: Cell | None
    groups: Mapping[str, Cell | None]


def publish(
    counts: Mapping[str, Counts], floor: int = FLOOR, *, sizes: Mapping[str, int] | None = None
) -> Published:
    """Cells of one question from the answers counted per reporting group, small and telling ones left out.

    ``counts``: key of the group → value → number of answers. Every reporting group stands in it, those
    without answers too. ``sizes``: people invited per group; where the remainder is not safe, groups are left
    out beside, those with the fewest people invited first (without ``sizes`` in the order of keys), since a
    choice by number of answers would itself tell these numbers. Where the whole is not safe, nothing is
    shown. Raises ``SurveyError``: ``floor_low``, ``count_negative``.
    """
    check_floor(floor)
    for key, count in counts.items():
        for value, found in count.items():
            if found < 0:
                raise SurveyError("count_negative", unit=key, value=value, found=found)
    whole = _together(counts.values())
    if not is_safe(whole, floor):
        return Published(None, dict.fromkeys(counts))
    order = sorted(counts, key=lambda key: ((sizes or {}).get(key, 0), key))
    hidden = {key for key in counts if not is_safe(counts[key], floor)}
    while hidden and not is_safe(_together(counts[key] for key in hidden), floor):
        hidden.add(next(key for key in order if key not in hidden))
    values = sorted(whole)
    shown = {key: None if key in hidden else _cell(counts[key], values) for key in counts}
    return Published(_cell(whole, values), shown)


def is_safe(count: Counts, floor: int = FLOOR) -> bool:
    """Whether this distribution may be known: enough answers, and enough that differ from the commonest."""
    n = sum(count.values())
    return n >= floor and n - max(count.values()) >= LEAST_OTHER


def publish_scale(
    scores: Mapping[str, Iterable[float | None]],
    low: float,
    high: float,
    floor: int = FLOOR,
    *,
    sizes: Mapping[str, int] | None = None,
) -> Published:
    """Cells of a scale from one score per person and group; None stands for a person without a score.

    Scores are put into bands first (see ``band``) and published as a question with these values, its mean
    too: exact means of a scale beside those of its items would show the items of a single person who has no
    score. ``low`` and ``high`` as in ``ScoringRule.bounds``. Raises ``SurveyError`` as ``publish`` and
    ``band`` do.
    """
    counts = {
        key: Counter(band(score, low, high) for score in group if score is not None)
        for key, group in scores.items()
    }
    return publish(counts, floor, sizes=sizes)


def band(score: float, low: float, high: float) -> int:
    """The band of a score: the nearest whole number, or multiple of 10 on scales more than 12 points wide.

    Ties go to the even neighbour, so that bands do not push means upwards. On 0 to 100 there are eleven
    bands, 0, 10 … 100. Raises ``SurveyError`` for a score outside the scale.
    """
    if not low - 1e-9 <= score <= high + 1e-9:
        raise SurveyError("answer_out_of_range", item="score", value=score, least=low, most=high)
    if high - low <= WIDE_SCALE:
        return round(score)
    return round(score / BAND_WIDTH) * BAND_WIDTH


def _together(counts: Iterable[Counts]) -> Counter[int]:
    whole: Counter[int] = Counter()
    for count in counts:
        whole.update({value: found for value, found in count.items() if found})
    return whole


def _cell(count: Counts, values: Sequence[int]) -> Cell:
    n = sum(count.values())
    mean = sum(value * found for value, found in count.items()) / n
    q1, median, q3 = (_quantile(count, n, quarter) for quarter in (1, 2, 3))
    return Cell(n, round(mean, MEAN_DIGITS), median, q1, q3, _shares(count, n, values))


def _quantile(count: Counts, n: int, quarter: int) -> float:
    """The value below which so many quarters of the answers lie, midway where the border is between two."""
    ordered = sorted(Counter(count).elements())
    at, rest = divmod(n * quarter, 4)
    return float(ordered[at]) if rest else (ordered[at - 1] + ordered[at]) / 2


def _shares(count: Counts, n: int, values: Sequence[int]) -> dict[int, float]:
    """Shares in twentieths that add up to 1, by largest remainders, the lower value first among equals."""
    steps = {value: divmod(count.get(value, 0) * SHARE_STEPS, n) for value in values}
    missing = SHARE_STEPS - sum(whole for whole, _ in steps.values())
    raised = set(sorted(values, key=lambda value: (-steps[value][1], value))[:missing])
    return {value: (steps[value][0] + (value in raised)) / SHARE_STEPS for value in values}
