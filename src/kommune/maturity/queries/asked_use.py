"""Use as people say it: what a unit answered to "Do you use it?" stands in for counts where none came in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from kommune.analysis.adoption import WeekCount, monday_of, pool_answers
from kommune.maturity.models import AnswerCount
from kommune.maturity.shapes.tools import ToolAnswer, ToolQuestion

USING = (ToolAnswer.YES, ToolAnswer.PARTLY)


def asked_series(tool_unit_ids: Iterable[UUID], today: date) -> dict[UUID, list[WeekCount]]:
    """Per unit of a roll-out the blocks with a week of five answers, each in that week: who uses the tool
    wholly or partly, among those who answered. Units without a block are left out; one query.
    """
    rows = AnswerCount.objects.filter(tool_unit_id__in=list(tool_unit_ids), question=ToolQuestion.USES)
    weeks: defaultdict[UUID, dict[date, dict[str, int]]] = defaultdict(dict)
    for unit, week, answer, number in rows.values_list("tool_unit_id", "week", "answer", "number"):
        weeks[unit].setdefault(week, {})[answer] = number
    series = {}
    for unit, by_week in weeks.items():
        pools = pool_answers(by_week, monday_of(today))
        if pools:
            series[unit] = [
                WeekCount(pool.last, sum(pool.counts.get(answer, 0) for answer in USING), pool.n)
                for pool in pools
            ]
    return series


def asked_together(several: Iterable[Sequence[WeekCount]]) -> list[WeekCount]:
    """The blocks of all units by week, oldest first: only what each unit shows by itself, so that nothing of
    a unit with fewer answers can be reckoned.
    """
    active: defaultdict[date, int] = defaultdict(int)
    people: defaultdict[date, int] = defaultdict(int)
    for series in several:
        for count in series:
            active[count.week] += count.active
            people[count.week] += count.people or 0
    return [WeekCount(week, active[week], people[week]) for week in sorted(people)]
