"""Usage counts of one group of people, week by week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class WeekCount:
    """What was counted in one week: people who used the tool, people who could, and what they did with it.

    ``week`` is its Monday. ``people`` and ``actions`` are None where nobody counted them; that is never 0.
    """

    week: date
    active: int
    people: int | None = None
    actions: int | None = None

    @property
    def share(self) -> float | None:
        """Active among those with access, 0 … 1; None where nobody knows how many those are."""
        return min(1.0, self.active / self.people) if self.people else None


def monday_of(day: date) -> date:
    """The Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def weekly_shares(series: Iterable[WeekCount]) -> dict[date, float]:
    """The share of active people by week, 0 … 1; weeks whose share is unknown are left out."""
    return {count.week: share for count in series if (share := count.share) is not None}


def sum_series(several: Sequence[Sequence[WeekCount]]) -> list[WeekCount]:
    """The counts of several groups together, week by week, oldest first.

    A week counts only where every group that had begun by then was counted: a missing group would look like
    a fall. People and actions are unknown where one group's are.
    """
    begun = [
        (min(count.week for count in one), {count.week: count for count in one}) for one in several if one
    ]
    weeks = sorted({week for _first, by_week in begun for week in by_week})
    total = []
    for week in weeks:
        due = [by_week for first, by_week in begun if first <= week]
        if all(week in by_week for by_week in due):
            total.append(_added(week, [by_week[week] for by_week in due]))
    return total


def _added(week: date, counts: Sequence[WeekCount]) -> WeekCount:
    people = [count.people for count in counts if count.people is not None]
    actions = [count.actions for count in counts if count.actions is not None]
    return WeekCount(
        week,
        sum(count.active for count in counts),
        sum(people) if len(people) == len(counts) else None,
        sum(actions) if len(actions) == len(counts) else None,
    )
