"""Answers of a tiny survey, put together over whole weeks until five people answered in one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kommune.analysis.adoption.small_units import FLOOR


@dataclass(frozen=True, slots=True)
class Pool:
    """Answers from ``first`` to ``last`` (Mondays of whole weeks); in one week ``FLOOR`` people gave some."""

    first: date
    last: date
    counts: Mapping[str, int]

    @property
    def n(self) -> int:
        """How many answers there are; who answered in several weeks counts in each."""
        return sum(self.counts.values())


def pool_answers(
    by_week: Mapping[date, Mapping[str, int]], this_week: date, floor: int = FLOOR
) -> list[Pool]:
    """Blocks of whole weeks that do not overlap, each ending with a week of ``floor`` answers, oldest first.

    Answers of several weeks may all come from one person, who is asked anew each week: only a single week
    proves that so many people are in.

    ``by_week`` maps Mondays to answers and how many people gave them. The running week ``this_week`` is
    left out, so that nobody sees a count move when a person answers; weeks that do not fill a block wait.
    """
    pools: list[Pool] = []
    counts: dict[str, int] = {}
    first: date | None = None
    for week in sorted(by_week):
        if week + timedelta(days=7) > this_week:
            break
        first = first or week
        for answer, number in by_week[week].items():
            counts[answer] = counts.get(answer, 0) + number
        if sum(by_week[week].values()) >= floor:
            pools.append(Pool(first, week, counts))
            counts, first = {}, None
    return pools
