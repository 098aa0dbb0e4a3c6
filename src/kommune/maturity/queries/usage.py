"""Reading usage counts: which units a file may name, what its preview says, what would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kommune.maturity.models import ToolIntroduction, ToolUnit, UsageCount, UsageIntake
from kommune.maturity.usage import KnownUnit, Reading, Remark
from kommune.municipalities.public import Viewer, unit_shapes
from kommune.standards.spreadsheets import plain


@dataclass(frozen=True, slots=True)
class UsageChange:
    """A count that a file would change: the unit, the week, active people before and after."""

    unit: str
    week: date
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class UsagePreview:
    """What taking a file over would do: how many counts are new, changed, the same; some of the changed."""

    new: int
    same: int
    changed: list[UsageChange]
    units: int
    first: date | None
    last: date | None


def known_units(introduction: ToolIntroduction) -> list[KnownUnit]:
    """The town's units with what people call them, and units of this tool that are dissolved."""
    planned = list(ToolUnit.objects.filter(introduction=introduction))
    by_unit = {row.unit_id: row for row in planned if row.unit_id}
    known = []
    for shape in unit_shapes():
        row = by_unit.get(shape.id)
        people = row.head_count if row is not None and row.head_count is not None else shape.head_count
        names = frozenset(plain(text) for text in (shape.key, shape.name, shape.short_name) if text)
        ends_on = row.dissolved_on if row is not None else None
        known.append(KnownUnit(shape.id, shape.name, names, people, shape.parent_id, ends_on))
    taken = {name for unit in known for name in unit.names}
    for row in planned:
        names = frozenset(plain(text) for text in (row.key, row.name) if text) - taken
        if row.unit_id is None and names:
            known.append(KnownUnit(row.id, row.name, names, None, None, row.dissolved_on, is_gone=True))
    return known


def told_reading(reading: Reading) -> dict[str, Any]:
    """What is kept of a file until it is taken over: headings, sums, remarks."""
    return {
        "sheet": reading.sheet,
        "sheets": reading.sheets,
        "headers": reading.headers,
        "columns": reading.columns,
        "persons": reading.persons,
        "others": reading.others,
        "row_count": reading.row_count,
        "lines": [
            {
                "unit": str(line.unit), "week": line.week.isoformat(), "active": line.active,
                "people": line.people, "actions": line.actions, "merged": line.merged,
            }
            for line in reading.lines
        ],
        "problems": [_told(remark) for remark in sorted(reading.problems, key=lambda one: one.row)],
        "notes": [_told(remark) for remark in reading.notes],
    }  # fmt: skip


def intake_for(viewer: Viewer, intake_id: UUID) -> UsageIntake | None:
    """What this person read from a file and has not taken over yet."""
    rows = UsageIntake.objects.select_related("introduction__measure")
    return rows.filter(id=intake_id, membership_id=viewer.membership_id).first()


def preview_of(intake: UsageIntake) -> UsagePreview:
    """Compare what was read with what is stored."""
    counts = UsageCount.objects.filter(tool_unit__introduction_id=intake.introduction_id)
    stored = {
        (str(unit), week): values
        for unit, week, *values in counts.values_list(
            "tool_unit__unit_id", "week", "active", "people", "actions"
        )
    }
    names = {str(shape.id): shape.name for shape in unit_shapes()}
    new = same = 0
    changed = []
    weeks = [date.fromisoformat(line["week"]) for line in intake.data["lines"]]
    for line, week in zip(intake.data["lines"], weeks, strict=True):
        before = stored.get((line["unit"], week))
        if before is None:
            new += 1
        elif before == [line["active"], line["people"], line["actions"]]:
            same += 1
        else:
            changed.append(UsageChange(names.get(line["unit"], ""), week, before[0], line["active"]))
    units = len({line["unit"] for line in intake.data["lines"]})
    return UsagePreview(new, same, changed, units, min(weeks, default=None), max(weeks, default=None))


def _told(remark: Remark) -> dict[str, Any]:
    return {"code": remark.code, "row": remark.row, "params": dict(remark.params)}
