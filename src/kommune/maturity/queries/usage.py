"""Reading usage counts: which units a file may name, what its preview says, what would change."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
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
class UnitCounts:
    """What a file says of a unit: in how many weeks, and the counts of its last one."""

    unit: str
    weeks: int
    last: date
    active: int
    people: int | None
    actions: int | None


@dataclass(frozen=True, slots=True)
class UsagePreview:
    """What taking a file over would do: how many counts are new, changed, the same; some of the changed; and
    what was understood of each unit."""

    new: int
    same: int
    changed: list[UsageChange]
    units: list[UnitCounts]
    first: date | None
    last: date | None

    @property
    def is_known(self) -> bool:
        """Whether everything in the file was taken over before."""
        return bool(self.same) and not self.new and not self.changed


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
    known = [_with_other_names(unit, by_unit.get(unit.id), taken) for unit in known]
    for row in planned:
        names = frozenset(plain(text) for text in (row.key, row.name) if text) - taken
        if row.unit_id is None and names:
            known.append(KnownUnit(row.id, row.name, names, None, None, row.dissolved_on, is_gone=True))
    return known


def _with_other_names(unit: KnownUnit, row: ToolUnit | None, taken: Collection[str]) -> KnownUnit:
    """The unit with what it was called when it came into the roll-out, and what files call it."""
    others = {plain(text) for text in (row.name, *row.other_names)} - set(taken) if row is not None else set()
    return replace(unit, names=unit.names | others) if others else unit


def told_reading(reading: Reading, said: Mapping[str, UUID | None]) -> dict[str, Any]:
    """What is kept of a file until it is taken over: headings, sums, remarks, what was said of units."""
    return {
        "said": {text: str(unit) if unit else None for text, unit in said.items()},
        "unplaced": reading.unplaced,
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
    units = _unit_counts(intake.data["lines"], names)
    return UsagePreview(new, same, changed, units, min(weeks, default=None), max(weeks, default=None))


def _unit_counts(lines: list[dict[str, Any]], names: Mapping[str, str]) -> list[UnitCounts]:
    by_unit: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_unit.setdefault(line["unit"], []).append(line)
    told = []
    for unit, counted in by_unit.items():
        last = max(counted, key=lambda line: line["week"])
        told.append(
            UnitCounts(
                names.get(unit, ""), len(counted), date.fromisoformat(last["week"]),
                last["active"], last["people"], last["actions"],
            )
        )  # fmt: skip
    return sorted(told, key=lambda one: one.unit)


def _told(remark: Remark) -> dict[str, Any]:
    return {
        "code": remark.code,
        "row": remark.row,
        "params": dict(remark.params),
        "more": remark.more,
    }
