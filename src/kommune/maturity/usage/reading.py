"""From a workbook to sums by unit and week; nothing of a person leaves this module."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kommune.analysis.adoption import FLOOR, UnitSize, roll_up
from kommune.maturity.usage.columns import Columns, find_columns
from kommune.maturity.usage.rows import KnownUnit, ReadRow, Remark, RowProblem, read_row
from kommune.standards.spreadsheets import Row, SpreadsheetError, Table, Workbook, cell_text, find_table

MOST_PROBLEMS = 200
Key = tuple[UUID, date]


@dataclass(frozen=True, slots=True)
class UsageLine:
    """What is counted for a unit in one week with ``merged`` smaller units; ``row`` is its first row."""

    unit: UUID
    week: date
    active: int
    people: int | None
    actions: int | None
    merged: int = 0
    row: int = 0


@dataclass(slots=True)
class Reading:
    """What a file says: lines to take over, problems by row, notes on how it was understood.

    ``columns`` maps fields to headings. ``persons`` and ``others`` are headings of columns that were dropped.
    """

    sheet: str
    sheets: list[str]
    headers: list[str]
    columns: dict[str, str]
    persons: list[str]
    others: list[str]
    lines: list[UsageLine] = field(default_factory=list)
    problems: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    row_count: int = 0


def read_usage(
    workbook: Workbook,
    units: Sequence[KnownUnit],
    today: date,
    *,
    sheet: str = "",
    chosen: Mapping[str, str] | None = None,
) -> Reading:
    """Read the counts of one sheet: the named one, or the first in which unit and time are found.

    Rows that stand for a person each are counted by unit and week. Raises ``SpreadsheetError`` where no
    sheet holds a table.
    """
    table, name, columns = _table(workbook, sheet, chosen)
    heads = table.headers
    reading = Reading(
        sheet=name,
        sheets=[one.name for one in workbook.sheets],
        headers=[head for place, head in enumerate(heads) if head and place not in columns.persons],
        columns={key: heads[place] for key, place in columns.places.items()},
        persons=[heads[place] for place in columns.persons],
        others=[heads[place] for place in columns.others],
    )
    if not columns.is_complete:
        reading.problems.append(Remark("columns_missing"))
        return reading
    rows = _rows(table, columns, units, today, reading)
    by_unit = _people_sums(table, columns, rows) if columns.persons else _count_sums(rows, reading)
    _put_together(by_unit, units, reading)
    return reading


def _table(workbook: Workbook, sheet: str, chosen: Mapping[str, str] | None) -> tuple[Table, str, Columns]:
    wanted = [one for one in workbook.sheets if one.rows and (not sheet or one.name == sheet)]
    found: list[tuple[Table, str, Columns]] = []
    for one in wanted or [one for one in workbook.sheets if one.rows]:
        table = find_table(one)
        columns = find_columns(table, chosen)
        found.append((table, one.name, columns))
        if columns.is_complete:
            return found[-1]
    if not found:
        raise SpreadsheetError("no_data", "Every sheet of the file is empty")
    return found[0]


def _rows(
    table: Table, columns: Columns, units: Sequence[KnownUnit], today: date, reading: Reading
) -> list[tuple[Row, ReadRow]]:
    by_name: defaultdict[str, list[KnownUnit]] = defaultdict(list)
    for unit in units:
        for name in unit.names:
            by_name[name].append(unit)
    read: list[tuple[Row, ReadRow]] = []
    for row in table.data_rows():
        reading.row_count += 1
        try:
            read.append((row, read_row(row, columns.places, by_name, today, may_quote=not columns.persons)))
        except RowProblem as problem:
            if len(reading.problems) < MOST_PROBLEMS:
                reading.problems.append(Remark(problem.code, row.number, problem.params))
    if table.total_rows:
        reading.notes.append(Remark("totals_left_out", params={"rows": len(table.total_rows)}))
    return read


def _people_sums(table: Table, columns: Columns, rows: Sequence[tuple[Row, ReadRow]]) -> dict[Key, UsageLine]:
    """Count persons per unit and week: those with an action are active, those with none have access only."""
    active: defaultdict[Key, set[tuple[str, ...]]] = defaultdict(set)
    there: defaultdict[Key, set[tuple[str, ...]]] = defaultdict(set)
    actions: defaultdict[Key, int] = defaultdict(int)
    knows_idle = any(one.actions == 0 or one.active == 0 for _row, one in rows)
    first: dict[Key, int] = {}
    for row, one in rows:
        first.setdefault((one.unit.id, one.week), one.number)
        who = tuple(cell_text(row.cell(place).value).lower() for place in columns.persons)
        key = (one.unit.id, one.week)
        there[key].add(who)
        actions[key] += one.actions or 0
        if one.actions != 0 and one.active != 0:
            active[key].add(who)
    return {
        key: UsageLine(
            *key,
            len(active[key]),
            len(people) if knows_idle else None,
            actions[key] if "actions" in columns.places else None,
            row=first[key],
        )
        for key, people in there.items()
    }


def _count_sums(rows: Sequence[tuple[Row, ReadRow]], reading: Reading) -> dict[Key, UsageLine]:
    """Put days together to weeks: the day with the most active people, all actions; doubles are problems."""
    seen: dict[tuple[UUID, date], int] = {}
    weeks: defaultdict[Key, list[ReadRow]] = defaultdict(list)
    for _row, one in rows:
        place = (one.unit.id, one.day)
        if place in seen:
            params = {"other": seen[place], "unit": one.unit.name}
            reading.problems.append(Remark("duplicate", one.number, params))
            continue
        seen[place] = one.number
        weeks[(one.unit.id, one.week)].append(one)
    if any(len(days) > 1 for days in weeks.values()):
        reading.notes.append(Remark("days_to_weeks"))
    return {key: _one_week(key, days) for key, days in weeks.items()}


def _one_week(key: Key, days: Sequence[ReadRow]) -> UsageLine:
    people = [day.people for day in days if day.people is not None]
    actions = [day.actions for day in days if day.actions is not None]
    return UsageLine(
        *key,
        max(day.active or 0 for day in days),
        max(people, default=None),
        sum(actions) if len(actions) == len(days) else None,
        row=days[0].number,
    )


def _put_together(sums: Mapping[Key, UsageLine], units: Sequence[KnownUnit], reading: Reading) -> None:
    """Count small units with the unit above, week by week, and say which ones."""
    known = {unit.id: unit for unit in units if not unit.is_gone}
    access: dict[UUID, int] = {}
    for (unit, _week), line in sums.items():
        access[unit] = max(access.get(unit, 0), line.people or 0)
    sizes = {
        key: UnitSize(unit.people if unit.people is not None else access.get(key) or None, unit.parent)
        for key, unit in known.items()
    }
    by_week: defaultdict[date, list[UUID]] = defaultdict(list)
    for (unit, week), line in sums.items():
        size = sizes[unit].people
        if line.people is None and size is not None and line.active > size:
            params = {"unit": known[unit].name, "active": line.active, "people": size}
            reading.problems.append(Remark("more_than_people", line.row, params))
        by_week[week].append(unit)
    moved: dict[UUID, UUID] = {}
    lost: set[UUID] = set()
    for week in sorted(by_week):
        groups, left_out = roll_up(by_week[week], sizes)
        lost |= set(left_out)
        for group in groups:
            parts = [sums[(unit, week)] for unit in group.units]
            reading.lines.append(_sum_line(group.group, week, parts, sizes))
            moved.update({unit: group.group for unit in group.units if unit != group.group})
    for target in dict.fromkeys(moved.values()):
        names = ", ".join(sorted(known[unit].name for unit, group in moved.items() if group == target))
        params = {"units": names, "target": known[target].name, "floor": FLOOR}
        reading.notes.append(Remark("small_units", params=params))
    if lost:
        names = ", ".join(sorted(known[unit].name for unit in lost))
        reading.notes.append(Remark("left_out", params={"units": names, "floor": FLOOR}))


def _sum_line(
    group: UUID, week: date, parts: Sequence[UsageLine], sizes: Mapping[UUID, UnitSize[UUID]]
) -> UsageLine:
    people = [part.people if part.people is not None else sizes[part.unit].people for part in parts]
    actions = [part.actions for part in parts]
    return UsageLine(
        group,
        week,
        sum(part.active for part in parts),
        sum(one for one in people if one is not None) if None not in people else None,
        sum(one for one in actions if one is not None) if None not in actions else None,
        sum(part.unit != group for part in parts),
    )
