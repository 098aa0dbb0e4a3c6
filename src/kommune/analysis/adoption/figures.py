"""The figures of adoption, each for one group of people; source: METHODS F "Indicators" of this project.

All windows are 28 days, which are four whole weeks here, since counts come by week. Unknown stays None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from kommune.analysis.adoption.series import WeekCount, monday_of

WINDOW_WEEKS = 4
Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Share:
    """A share of ``n`` people, 0 … 1, with its 95 % interval; ``weeks`` are those that went in."""

    value: float
    n: int
    low: float
    high: float
    weeks: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Depth:
    """Actions per active person and week: mean over ``n`` person-weeks, lowest and highest single week."""

    value: float
    n: int
    low: float
    high: float
    weeks: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstUse:
    """From training to first use in days; until then ``days`` is None and ``waiting`` counts on."""

    days: int | None
    waiting: int | None


@dataclass(frozen=True, slots=True)
class ToolBalance:
    """Tools that came and things that went, and what is planned to go; ``net`` is what came on top."""

    introduced: int
    retired: int
    planned: int
    kept: int

    @property
    def net(self) -> int:
        """How many tools more there are than before."""
        return self.introduced - self.retired


def wilson_interval(share: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a share 0 … 1 of ``n`` people; ``n`` 0 gives (0, 1).

    Source: E. B. Wilson, Probable inference, JASA 22 (1927); stays within 0 … 1 for small groups.
    """
    if n <= 0:
        return 0.0, 1.0
    square = Z_95 * Z_95
    middle = share + square / (2 * n)
    spread = Z_95 * sqrt(share * (1 - share) / n + square / (4 * n * n))
    below = 1 + square / n
    return max(0.0, (middle - spread) / below), min(1.0, (middle + spread) / below)


def reach_of(series: Sequence[WeekCount], until: date) -> Share | None:
    """Who uses it: active among those with access in an average week of the 28 days up to ``until``.

    Sum of active over sum of people over the window's weeks. ``n`` is the mean number of people, not of
    person-weeks, since the same people come again. None where no week of the window has both counts.
    """
    counts = [count for count in _window(series, until) if count.people]
    if not counts:
        return None
    people = sum(count.people or 0 for count in counts)
    value = min(1.0, sum(count.active for count in counts) / people)
    n = round(people / len(counts))
    return Share(value, n, *wilson_interval(value, n), tuple(count.week for count in counts))


def depth_of(series: Sequence[WeekCount], until: date) -> Depth | None:
    """How much it is used: actions per active person and week in the 28 days up to ``until``.

    The interval is the lowest and the highest single week. None without a week that has both counts.
    """
    counts = [count for count in _window(series, until) if count.actions is not None and count.active]
    if not counts:
        return None
    active = sum(count.active for count in counts)
    each = [(count.actions or 0) / count.active for count in counts]
    value = sum(count.actions or 0 for count in counts) / active
    return Depth(value, active, min(each), max(each), tuple(count.week for count in counts))


def retention_of(series: Sequence[WeekCount], started_on: date, after_weeks: int) -> Share | None:
    """Who stayed: active ``after_weeks`` weeks after the start, among the most active people of the first
    four weeks.

    Counts without persons cannot tell who left and who came: the figure is the highest that staying can be.
    It looks at the week itself, or the next one where that was not counted. None while there is neither.
    """
    start = monday_of(started_on)
    first = [count.active for count in series if start <= count.week < start + timedelta(weeks=WINDOW_WEEKS)]
    base = max(first, default=0)
    wanted = start + timedelta(weeks=after_weeks)
    later = {count.week: count.active for count in series}
    week = next((day for day in (wanted, wanted + timedelta(weeks=1)) if day in later), None)
    if not base or week is None:
        return None
    value = min(1.0, later[week] / base)
    return Share(value, base, *wilson_interval(value, base), (week,))


def first_use_of(series: Sequence[WeekCount], trained_on: date | None, today: date) -> FirstUse | None:
    """From training to the first week with an active person, in days; 0 where it was used in that week or
    before.

    None without training or before it. ``waiting`` counts from the training to the end of the last counted
    week, so that missing counts are not taken for missing use; None too where nothing was counted since.
    """
    if trained_on is None or trained_on > today:
        return None
    used = [count.week for count in series if count.active]
    if used:
        return FirstUse(max(0, (min(used) - trained_on).days), None)
    counted = [count.week for count in series if count.week >= monday_of(trained_on)]
    if not counted:
        return None
    return FirstUse(None, (max(counted) + timedelta(days=6) - trained_on).days)


def balance_tools(introduced: int, retired: int, planned: int, kept: int) -> ToolBalance:
    """What came against what went; numbers of tools and things. Raises ValueError for a negative number."""
    if min(introduced, retired, planned, kept) < 0:
        raise ValueError("numbers of tools are never negative")
    return ToolBalance(introduced, retired, planned, kept)


def _window(series: Sequence[WeekCount], until: date) -> list[WeekCount]:
    """The counts of the four weeks up to the one of ``until``."""
    last = monday_of(until)
    return [count for count in series if last - timedelta(weeks=WINDOW_WEEKS) < count.week <= last]
