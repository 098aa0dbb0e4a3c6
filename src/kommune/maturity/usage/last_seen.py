"""Reports that say when each person was last seen: only the last seven days of them are counts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from kommune.analysis.adoption import monday_of
from kommune.maturity.usage.rows import ReadRow
from kommune.maturity.usage.shapes import Key, UsageLine

DAYS = 7


def count_last_seen(
    rows: Sequence[tuple[tuple[str, ...], ReadRow]],
) -> tuple[dict[Key, UsageLine], date | None]:
    """Per unit who was seen in the seven days up to the last day of the report, among all that it names;
    and that last day.

    ``rows`` pairs who with what was read, without a day for those never seen. Somebody who was there in week
    23 and 25 stands in such a report with week 25 only, so earlier weeks would come out too low. The seven
    days count for the week in which most of them lie.
    """
    days = [one.day for _who, one in rows if one.day is not None]
    if not days:
        return {}, None
    last = max(days)
    begin, week = last - timedelta(days=DAYS - 1), monday_of(last - timedelta(days=DAYS // 2))
    there: defaultdict[UUID, set[tuple[str, ...]]] = defaultdict(set)
    active: defaultdict[UUID, set[tuple[str, ...]]] = defaultdict(set)
    first: dict[UUID, int] = {}
    for who, one in rows:
        first.setdefault(one.unit.id, one.number)
        there[one.unit.id].add(who)
        if one.day is not None and one.day >= begin:
            active[one.unit.id].add(who)
    sums = {
        (unit, week): UsageLine(unit, week, len(active[unit]), len(people), None, row=first[unit])
        for unit, people in there.items()
    }
    return sums, last
