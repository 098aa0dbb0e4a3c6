"""How tools are taken up: the counts of their units, brought into the figures of ``analysis.adoption``."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import median
from uuid import UUID

from kommune.analysis.adoption import (
    FLOOR,
    Course,
    Depth,
    FirstUse,
    Plan,
    Share,
    Stall,
    WeekCount,
    depth_of,
    find_stalls,
    first_use_of,
    monday_of,
    planned_share,
    reach_of,
    retention_of,
    stalls_as_a_whole,
    sum_series,
    wilson_interval,
)
from kommune.maturity.models import ToolIntroduction, ToolUnit, UsageCount
from kommune.maturity.queries.asked_use import asked_series, asked_together
from kommune.maturity.queries.tools import present_station, retired_counts, stations_of
from kommune.strategy.public import kept_while_unchanged

FRESH_WEEKS = 8
TOWNS_KEPT, TOOLS_KEPT = 32, 32


@dataclass(frozen=True, slots=True)
class UnitAdoption:
    """One unit's course with its figures; ``merged`` is how many smaller units are counted in it.

    ``expected`` is what the plan asks for in the last counted week. ``is_asked`` says that nobody brought
    counts in and the series is what people answered.
    """

    unit: ToolUnit
    plan: Plan | None
    series: tuple[WeekCount, ...]
    reach: Share | None
    depth: Depth | None
    stay4: Share | None
    stay12: Share | None
    first_use: FirstUse | None
    expected: float | None
    stalls: tuple[Stall, ...]
    merged: int
    is_asked: bool = False

    @property
    def last_week(self) -> date | None:
        """The last week with counts."""
        return max((count.week for count in self.series), default=None)

    @property
    def is_small(self) -> bool:
        """Whether the unit has too few people to be counted by itself."""
        return self.unit.head_count is not None and self.unit.head_count < FLOOR


@dataclass(frozen=True, slots=True)
class ToolAdoption:
    """All units of a tool, and what they say together; ``first_use_days`` is the median over units."""

    units: tuple[UnitAdoption, ...]
    series: tuple[WeekCount, ...]
    expected: tuple[tuple[date, float], ...]
    reach: Share | None
    depth: Depth | None
    stay4: Share | None
    stay12: Share | None
    first_use_days: float | None
    first_use_units: int
    is_stale: bool
    is_asked: bool = False

    @property
    def stalling(self) -> list[UnitAdoption]:
        """Units that stall, the farthest from what was expected first."""
        found = [unit for unit in self.units if unit.stalls]
        return sorted(found, key=lambda unit: -max(_gap(stall) for stall in unit.stalls))

    @property
    def last_week(self) -> date | None:
        """The last week with counts of every unit that had begun."""
        return max((count.week for count in self.series), default=None)


@dataclass(frozen=True, slots=True)
class ToolStanding:
    """How a tool goes in short, for lists: how many units are counted, who uses it, which units stall.

    ``station`` is where it is on its way, ``retired`` how many things it replaces by what becomes of them.
    """

    counted: int
    is_stale: bool
    reach: Share | None
    stalling: tuple[str, ...]
    station: str = ""
    retired: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_stalling(self) -> bool:
        """Whether it stalls as a whole; some of its units may stall without that."""
        return stalls_as_a_whole(len(self.stalling), self.counted)


def adoption_for(tool: ToolIntroduction, today: date) -> ToolAdoption:
    """The adoption of one tool, kept by this process while the town's data stay; nobody changes it.

    Answers that come in move the running week alone, which is in no figure.
    """
    return _adoption_kept(tool.id, today)


def standing_of(adoption: ToolAdoption) -> ToolStanding:
    """A tool in short."""
    names = tuple(unit.unit.name for unit in adoption.stalling)
    counted = sum(bool(unit.series) for unit in adoption.units) if adoption.series else 0
    return ToolStanding(counted, adoption.is_stale, adoption.reach, names)


@kept_while_unchanged(TOWNS_KEPT)
def tool_standings(today: date) -> Mapping[UUID, ToolStanding]:
    """All tools of the town in short, whoever may see them; five queries while nothing is kept."""
    tools = {tool.id: tool for tool in ToolIntroduction.objects.all()}
    stations, gone = stations_of(list(tools)), retired_counts(list(tools))
    return {
        key: replace(
            standing_of(adoption),
            station=present_station(stations[key], tools[key].verdict),
            retired=gone[key],
        )
        for key, adoption in adoption_of(tools.values(), today).items()
    }


@kept_while_unchanged(TOOLS_KEPT)
def _adoption_kept(tool_id: UUID, today: date) -> ToolAdoption:
    return adoption_of(ToolIntroduction.objects.filter(id=tool_id), today)[tool_id]


def adoption_of(tools: Iterable[ToolIntroduction], today: date) -> dict[UUID, ToolAdoption]:
    """The adoption of tools by their id, reckoned now; two queries whatever their number, a third one where
    units were not counted.
    """
    by_id = {tool.id: tool for tool in tools}
    units: defaultdict[UUID, list[ToolUnit]] = defaultdict(list)
    for unit in ToolUnit.objects.filter(introduction_id__in=list(by_id)):
        units[unit.introduction_id].append(unit)
    counts: defaultdict[UUID, list[WeekCount]] = defaultdict(list)
    merged: defaultdict[UUID, int] = defaultdict(int)
    rows = UsageCount.objects.filter(tool_unit__introduction_id__in=list(by_id)).order_by("week")
    for key, week, active, people, actions, small in rows.values_list(
        "tool_unit_id", "week", "active", "people", "actions", "merged_units"
    ):
        counts[key].append(WeekCount(week, active, people, actions))
        merged[key] = max(merged[key], small)
    uncounted = [unit.id for rows in units.values() for unit in rows if unit.id not in counts]
    asked = asked_series(uncounted, today) if uncounted else {}
    return {
        key: _whole(
            [
                _asked(tool, unit, asked[unit.id], today)
                if unit.id in asked
                else _unit(tool, unit, counts[unit.id], merged[unit.id], today)
                for unit in units[key]
            ],
            today,
        )
        for key, tool in by_id.items()
    }


def plan_of(tool: ToolIntroduction, unit: ToolUnit) -> Plan | None:
    """The plan of a unit: from its planned day to the tool's target; None without a day."""
    if unit.planned_on is None:
        return None
    return Plan(unit.planned_on, tool.target_percent / 100, tool.target_weeks)


def _unit(
    tool: ToolIntroduction, unit: ToolUnit, series: Sequence[WeekCount], merged: int, today: date
) -> UnitAdoption:
    plan = plan_of(tool, unit)
    last = max((count.week for count in series), default=None)
    start = unit.started_on or next((count.week for count in series if count.active), None)
    is_over = unit.unit_id is None or unit.dissolved_on is not None
    stalls = [] if is_over else find_stalls(Course(plan, unit.trained_on, series), today)
    return UnitAdoption(
        unit=unit,
        plan=plan,
        series=tuple(series),
        reach=reach_of(series, last) if last else None,
        depth=depth_of(series, last) if last else None,
        stay4=retention_of(series, start, 4) if start else None,
        stay12=retention_of(series, start, 12) if start else None,
        first_use=first_use_of(series, unit.trained_on, today),
        expected=planned_share(plan, last) if plan and last else None,
        stalls=tuple(stalls),
        merged=merged,
    )


def _asked(tool: ToolIntroduction, unit: ToolUnit, series: Sequence[WeekCount], today: date) -> UnitAdoption:
    """A unit of which only answers are known: they tell a share, not how many people stayed."""
    return replace(_unit(tool, unit, series, 0, today), stay4=None, stay12=None, is_asked=True)


def _whole(units: list[UnitAdoption], today: date) -> ToolAdoption:
    alive = [unit for unit in units if unit.unit.unit_id is not None and unit.unit.dissolved_on is None]
    is_asked = not any(unit.series and not unit.is_asked for unit in alive)
    alive = [unit for unit in alive if unit.is_asked == is_asked]
    weeks = sorted({count.week for unit in alive for count in unit.series})
    if is_asked:
        series = asked_together(unit.series for unit in alive)
    else:
        alive = [replace(unit, series=_from_the_start(unit, weeks)) for unit in alive]
        series = sum_series([unit.series for unit in alive])
    last = max((count.week for count in series), default=None)
    days = [unit.first_use.days for unit in units if unit.first_use and unit.first_use.days is not None]
    fresh = monday_of(today) - timedelta(weeks=FRESH_WEEKS)
    return ToolAdoption(
        units=tuple(units),
        series=tuple(series),
        expected=tuple(_expected(alive, [count.week for count in series])),
        reach=reach_of(series, last) if last else None,
        depth=depth_of(series, last) if last else None,
        stay4=_pooled([unit.stay4 for unit in units]),
        stay12=_pooled([unit.stay12 for unit in units]),
        first_use_days=median(days) if days else None,
        first_use_units=len(days),
        is_stale=last is not None and last < fresh,
        is_asked=is_asked and bool(series),
    )


def _from_the_start(unit: UnitAdoption, weeks: Sequence[date]) -> tuple[WeekCount, ...]:
    """A unit's counts with nobody active in the weeks before its turn came: that is planned, not unknown."""
    if not unit.series or unit.plan is None:
        return unit.series
    first, turn = unit.series[0], monday_of(unit.plan.starts_on)
    before = [WeekCount(week, 0, first.people, 0) for week in weeks if week < min(turn, first.week)]
    return (*before, *unit.series)


def _expected(units: list[UnitAdoption], weeks: list[date]) -> list[tuple[date, float]]:
    """The plan of all units that are counted, weighed by people, week by week."""
    planned = [
        (unit.plan, {count.week: count.people for count in unit.series}) for unit in units if unit.plan
    ]
    line = []
    for week in weeks:
        parts = [
            (people, planned_share(plan, week) or 0.0)
            for plan, by_week in planned
            if (people := by_week.get(week))
        ]
        if parts:
            line.append((week, sum(p * share for p, share in parts) / sum(p for p, _share in parts)))
    return line


def _pooled(shares: Iterable[Share | None]) -> Share | None:
    """Shares of several units as one: weighed by their people."""
    from_units = [share for share in shares if share is not None]
    n = sum(share.n for share in from_units)
    if not n:
        return None
    value = sum(share.value * share.n for share in from_units) / n
    return Share(value, n, *wilson_interval(value, n))


def _gap(stall: Stall) -> float:
    if stall.reached is None or stall.expected is None:
        return 1.0
    return stall.expected - stall.reached
