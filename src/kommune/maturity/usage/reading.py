"""From a workbook to sums by unit and week; nothing of a person leaves this module."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from kommune.analysis.adoption import FLOOR, UnitSize, monday_of, roll_up
from kommune.maturity.usage.columns import Columns, find_columns
from kommune.maturity.usage.last_seen import count_last_seen
from kommune.maturity.usage.rows import Known, KnownUnit, ReadOnce, ReadRow, Remark, RowProblem, Skipped
from kommune.maturity.usage.shapes import Key, Reading, UsageLine
from kommune.maturity.usage.weeks_across import down_the_weeks
from kommune.standards.spreadsheets import Row, SpreadsheetError, Table, Workbook, cell_text, find_table

MOST_PROBLEMS = 200
UNPLACED = frozenset({"unit_unknown", "unit_ambiguous", "unit_dissolved"})
UNTOLD = "…"


def read_usage(
    workbook: Workbook,
    units: Sequence[KnownUnit],
    today: date,
    *,
    sheet: str = "",
    chosen: Mapping[str, str] | None = None,
    said: Mapping[str, UUID | None] | None = None,
) -> Reading:
    """Read the counts of one sheet: the named one, or the first in which unit and time are found.

    Rows that stand for a person each are counted by unit and week. ``said`` maps plain texts of the column of
    units to the unit that somebody said is meant, or to None for "leave it out". Raises ``SpreadsheetError``
    where no sheet holds a table.
    """
    by_name = _by_name(units)
    table, name, columns, is_turned = _table(workbook, sheet, chosen, by_name)
    heads = table.headers
    reading = Reading(
        sheet=name,
        sheets=[one.name for one in workbook.sheets],
        headers=[head for place, head in enumerate(heads) if head and place not in columns.persons],
        columns={key: heads[place] for key, place in columns.places.items()},
        persons=[heads[place] for place in columns.persons],
        others=[heads[place] for place in columns.others],
    )
    if is_turned:
        reading.notes.append(Remark("weeks_across"))
    if not columns.is_complete:
        code = "unit_column_missing" if columns.missing == ("unit",) else "columns_missing"
        reading.problems.append(Remark(code))
        return reading
    by_id = {unit.id: unit for unit in units}
    meant = {text: by_id.get(unit) if unit else None for text, unit in (said or {}).items()}
    rows = _rows(table, columns, Known(by_name, meant, today), reading)
    sums = _people_sums(table, columns, rows, reading) if columns.persons else _count_sums(rows, reading)
    _put_together(sums, units, reading)
    reading.problems = _grouped(reading.problems)
    return reading


def _by_name(units: Sequence[KnownUnit]) -> dict[str, list[KnownUnit]]:
    by_name: defaultdict[str, list[KnownUnit]] = defaultdict(list)
    for unit in units:
        for name in unit.names:
            by_name[name].append(unit)
    return dict(by_name)


def _table(
    workbook: Workbook, sheet: str, chosen: Mapping[str, str] | None, names: Mapping[str, object]
) -> tuple[Table, str, Columns, bool]:
    """The table to read, its sheet, its columns, and whether it had its weeks in the headings."""
    wanted = [one for one in workbook.sheets if one.rows and (not sheet or one.name == sheet)]
    found: list[tuple[Table, str, Columns, bool]] = []
    for one in wanted or [one for one in workbook.sheets if one.rows]:
        table = find_table(one)
        columns = find_columns(table, chosen, names.keys())
        turned = down_the_weeks(table, columns)
        if turned is not None:
            table, columns = turned, find_columns(turned, chosen, names.keys())
        found.append((table, one.name, columns, turned is not None))
        if columns.is_complete:
            return found[-1]
    if not found:
        raise SpreadsheetError("no_data", "Every sheet of the file is empty")
    return found[0]


def _rows(table: Table, columns: Columns, known: Known, reading: Reading) -> list[tuple[Row, ReadRow]]:
    read: list[tuple[Row, ReadRow]] = []
    sums, left_out = len(table.total_rows), set()
    once = ReadOnce(columns, known)
    for row in table.data_rows():
        reading.row_count += 1
        try:
            read.append((row, once.read(row)))
        except RowProblem as problem:
            reading.problems.append(Remark(problem.code, row.number, problem.params))
        except Skipped as skipped:
            sums += skipped.code == "totals_left_out"
            left_out |= {skipped.text} - {""}
    if sums:
        reading.notes.append(Remark("totals_left_out", params={"rows": sums}))
    if left_out:
        reading.notes.append(Remark("left_out_as_said", params={"units": ", ".join(sorted(left_out))}))
    texts = [one.params["text"] for one in reading.problems if one.code in UNPLACED]
    reading.unplaced = [text for text in dict.fromkeys(texts) if text != UNTOLD]
    return read


def _grouped(problems: Sequence[Remark]) -> list[Remark]:
    """The same problem of many rows told once, with its first row and the number of the others."""
    groups: dict[tuple[str, str], list[Remark]] = {}
    for one in problems:
        groups.setdefault((one.code, str(sorted(one.params.items()))), []).append(one)
    told = [Remark(same[0].code, same[0].row, same[0].params, len(same) - 1) for same in groups.values()]
    return told[:MOST_PROBLEMS]


def _people_sums(
    table: Table, columns: Columns, rows: Sequence[tuple[Row, ReadRow]], reading: Reading
) -> dict[Key, UsageLine]:
    """Count persons per unit and week: those with an action are active, those with none have access only."""
    people = [(_who(row, columns), one) for row, one in rows]
    if columns.is_last_seen:
        sums, last = count_last_seen(people)
        if last is not None:
            reading.notes.append(Remark("last_seen", params={"day": last.isoformat()}))
        return sums
    active: defaultdict[Key, set[tuple[str, ...]]] = defaultdict(set)
    there: defaultdict[Key, set[tuple[str, ...]]] = defaultdict(set)
    actions: defaultdict[Key, int] = defaultdict(int)
    knows_idle = any(one.actions == 0 or one.active == 0 for _row, one in rows)
    first: dict[Key, int] = {}
    for who, one in people:
        if one.day is None:
            continue
        key = (one.unit.id, monday_of(one.day))
        first.setdefault(key, one.number)
        there[key].add(who)
        actions[key] += one.actions or 0
        if one.actions != 0 and one.active != 0:
            active[key].add(who)
    return {
        key: UsageLine(
            *key,
            len(active[key]),
            len(all_there) if knows_idle else None,
            actions[key] if "actions" in columns.places else None,
            row=first[key],
        )
        for key, all_there in there.items()
    }


def _who(row: Row, columns: Columns) -> tuple[str, ...]:
    return tuple(cell_text(row.cell(place).value).lower() for place in columns.persons)


def _count_sums(rows: Sequence[tuple[Row, ReadRow]], reading: Reading) -> dict[Key, UsageLine]:
    """Put days together to weeks: the day with the most active people, all actions; doubles are problems.

    What comes under another text for the same unit is added: those are other people.
    """
    seen: dict[tuple[UUID, str, date], int] = {}
    weeks: defaultdict[tuple[UUID, date, str], list[ReadRow]] = defaultdict(list)
    for _row, one in rows:
        if one.day is None:
            continue
        place = (one.unit.id, one.alias, one.day)
        if place in seen:
            params = {"other": seen[place], "unit": one.unit.name}
            reading.problems.append(Remark("duplicate", one.number, params))
            continue
        seen[place] = one.number
        weeks[(one.unit.id, monday_of(one.day), one.alias)].append(one)
    if any(len(days) > 1 for days in weeks.values()):
        reading.notes.append(Remark("days_to_weeks"))
    by_key: defaultdict[Key, list[UsageLine]] = defaultdict(list)
    for (unit, week, _alias), days in weeks.items():
        by_key[(unit, week)].append(_one_week((unit, week), days))
    return {key: _added(key, lines) for key, lines in by_key.items()}


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


def _added(key: Key, lines: Sequence[UsageLine]) -> UsageLine:
    people = [line.people for line in lines if line.people is not None]
    actions = [line.actions for line in lines if line.actions is not None]
    return UsageLine(
        *key,
        sum(line.active for line in lines),
        sum(people) if len(people) == len(lines) else None,
        sum(actions) if len(actions) == len(lines) else None,
        row=lines[0].row,
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
        size = known[unit].people
        if line.people is None and size is not None and line.active > size:
            params = {"unit": known[unit].name, "active": line.active, "people": size}
            reading.problems.append(Remark("more_than_people", line.row, params))
        by_week[week].append(unit)
    moved: dict[UUID, UUID] = {}
    lost: set[UUID] = set()
    for week in sorted(by_week):
        groups, left_out = roll_up(by_week[week], _counted_in(week, sums, sizes))
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


def _counted_in(
    week: date, sums: Mapping[Key, UsageLine], sizes: Mapping[UUID, UnitSize[UUID]]
) -> dict[UUID, UnitSize[UUID]]:
    """The sizes that protect people in one week: of a large unit, only those with access are counted."""
    counted = {}
    for unit, size in sizes.items():
        line = sums.get((unit, week))
        known = [one for one in (size.people, line.people if line else None) if one]
        counted[unit] = UnitSize(min(known, default=None), size.parent)
    return counted


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
