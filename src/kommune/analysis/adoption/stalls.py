"""The plan of a roll-out as a line, and where the real course falls behind it or falls off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kommune.analysis.adoption.series import WeekCount, monday_of, weekly_shares

StallKind = Literal["behind_plan", "falling", "not_started"]
BEHIND_BY = 0.15
BEHIND_WEEKS = 4
FALLEN_BY = 0.15
NOT_STARTED_DAYS = 28
FRESH_WEEKS = 8
WHOLE_STALLS_FROM = 0.25


@dataclass(frozen=True, slots=True)
class Plan:
    """From ``starts_on`` the share of users grows evenly to ``target`` (0 … 1) within ``weeks`` weeks."""

    starts_on: date
    target: float
    weeks: int


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of one group: its plan, when it was trained, its counts by week."""

    plan: Plan | None
    trained_on: date | None
    series: Sequence[WeekCount]


@dataclass(frozen=True, slots=True)
class Stall:
    """One way in which a group stalls.

    ``weeks`` is for how long. ``reached`` and ``expected`` are shares 0 … 1: the last known week beside the
    plan, or beside the best four weeks for a fall; both None where a group never started.
    """

    kind: StallKind
    weeks: int
    reached: float | None = None
    expected: float | None = None


def planned_share(plan: Plan, week: date) -> float | None:
    """The share that the plan asks for at the end of a week, 0 … target; None before it starts."""
    start = monday_of(plan.starts_on)
    if week < start:
        return None
    passed = (week - start).days // 7 + 1
    return plan.target * min(1.0, passed / max(1, plan.weeks))


def find_stalls(course: Course, today: date) -> list[Stall]:
    """Where a group stalls, the plan first; nothing where the last count is older than eight weeks.

    Behind the plan: at least 15 points in each of the last four counted weeks. Falling: the mean of the
    last four counted weeks lies at least 15 points below the best four in a row; told from eight counted
    weeks on, so that the two share none. Not started: trained 28 days ago or longer, weeks since were
    counted, and nobody was ever active. A group that recovers is not found again.
    """
    shares = weekly_shares(course.series)
    found = [_not_started(course, today)]
    if shares and monday_of(today) - max(shares) <= timedelta(weeks=FRESH_WEEKS) and found[0] is None:
        found = [_behind(course.plan, shares), _falling(shares)]
    return [stall for stall in found if stall is not None]


def _points(difference: float) -> float:
    """A difference of shares without the last digits of the machine: 60 % less 45 % are 15 points."""
    return round(difference, 9)


def stalls_as_a_whole(stalling: int, counted: int) -> bool:
    """Whether a tool stalls and not just some of its units: at least a quarter of the counted ones do.

    With fewer, the tool is taken up and its units say where help is wanted.
    """
    return stalling > 0 and stalling >= WHOLE_STALLS_FROM * counted


def _behind(plan: Plan | None, shares: dict[date, float]) -> Stall | None:
    if plan is None:
        return None
    weeks = 0
    for week in sorted(shares, reverse=True):
        wanted = planned_share(plan, week)
        if wanted is None or _points(wanted - shares[week]) < BEHIND_BY:
            break
        weeks += 1
    if weeks < BEHIND_WEEKS:
        return None
    last = max(shares)
    return Stall("behind_plan", weeks, shares[last], planned_share(plan, last))


def _falling(shares: dict[date, float]) -> Stall | None:
    weeks = sorted(shares)
    means = [
        sum(shares[week] for week in weeks[place : place + BEHIND_WEEKS]) / BEHIND_WEEKS
        for place in range(len(weeks) - BEHIND_WEEKS + 1)
    ]
    if len(means) <= BEHIND_WEEKS:
        return None
    best = max(means)
    if _points(best - means[-1]) < FALLEN_BY:
        return None
    since = len(means) - 1 - max(place for place, mean in enumerate(means) if mean == best)
    return Stall("falling", since, shares[weeks[-1]], best)


def _not_started(course: Course, today: date) -> Stall | None:
    if course.trained_on is None or (today - course.trained_on).days < NOT_STARTED_DAYS:
        return None
    since = [count for count in course.series if count.week >= monday_of(course.trained_on)]
    if not since or any(count.active for count in course.series):
        return None
    return Stall("not_started", (today - course.trained_on).days // 7)
