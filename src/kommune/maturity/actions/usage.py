"""Usage counts of a tool: reading a file, taking it over all or nothing, discarding it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import IO, Any, BinaryIO, cast
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone

from kommune.audit.public import Batch, image_of, journal, made_of
from kommune.foundation.dates import today
from kommune.imports.public import refusal
from kommune.maturity.actions.tools import editable_tool
from kommune.maturity.errors.tools import UsageAlreadyTaken, UsageFileRefused, UsageHasProblems
from kommune.maturity.models import ToolIntroduction, ToolUnit, UsageCount, UsageIntake
from kommune.maturity.queries.usage import known_units, told_reading
from kommune.maturity.usage import read_usage
from kommune.municipalities.public import Viewer, change_in_bulk, change_object, create_object, unit_shapes
from kommune.standards.spreadsheets import SpreadsheetError, plain, read_workbook

LONGEST_NAMES = 500
KEPT_FOR = timedelta(days=1)


def read_usage_file(
    *,
    by: Viewer,
    introduction_id: UUID,
    upload: File[Any] | IO[bytes],
    name: str,
    sheet: str = "",
    chosen: dict[str, str] | None = None,
    said: Mapping[str, UUID | None] | None = None,
) -> UUID:
    """Read a file in memory and keep the sums by unit and week for the preview; returns their id.

    The file itself is kept nowhere, and nothing in it that names a person. ``said`` tells of texts that stand
    for no unit which one is meant, None to leave it out. Raises ``UsageFileRefused``.
    """
    introduction = editable_tool(by, introduction_id)
    try:
        workbook = read_workbook(cast(BinaryIO, upload), filename=name)
        reading = read_usage(
            workbook,
            known_units(introduction),
            today(),
            sheet=sheet,
            chosen=chosen,
            said={plain(text): unit for text, unit in (said or {}).items()},
        )
    except SpreadsheetError as error:
        raise UsageFileRefused(refusal(error.code, error.params)) from error
    intake = UsageIntake.objects.create(
        introduction=introduction, membership_id=by.membership_id, data=told_reading(reading, said or {})
    )
    kept: UUID = intake.id
    return kept


def take_usage(*, by: Viewer, intake_id: UUID) -> UUID | None:
    """Take the counts over: new weeks are added, known ones replaced; returns the batch to take it back.

    None where everything was there already. Raises ``UsageHasProblems``, and ``UsageAlreadyTaken`` for the
    second of two equal forms. A unit that was not in the roll-out yet comes into it.
    """
    intake = _intake(by, intake_id)
    with journal(action="take_usage", actor_id=by.user_id) as batch:
        introduction = editable_tool(by, intake.introduction_id)
        if not UsageIntake.objects.filter(id=intake_id).delete()[0]:
            raise UsageAlreadyTaken
        if intake.data["problems"]:
            raise UsageHasProblems
        _write(batch, introduction, intake.data["lines"])
        _remember(batch, introduction, intake.data.get("said", {}))
    return batch.id if batch.count else None


def discard_usage(*, by: Viewer, intake_id: UUID) -> UUID:
    """Throw the counts away that were read; returns the introduction's id."""
    intake = _intake(by, intake_id)
    tool = editable_tool(by, intake.introduction_id)
    intake.delete()
    return tool.id


def forget_old_intakes() -> int:
    """Throw away what was read more than a day ago and never taken over; returns how many rows."""
    gone: int = UsageIntake.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()[0]
    return gone


def _remember(batch: Batch, introduction: ToolIntroduction, said: dict[str, str | None]) -> None:
    """Keep what a unit is called in files, so that the next file needs nobody to say it again."""
    rows = {str(row.unit_id): row for row in introduction.units.exclude(unit=None)}
    for text, unit_id in said.items():
        row = rows.get(unit_id or "")
        if row is None or plain(text) in map(plain, row.other_names):
            continue
        names = "; ".join([*row.other_names, text.replace(";", ",")])
        if len(names) <= LONGEST_NAMES:
            change_object(batch, row, {"also_called": names}, None)


def _intake(by: Viewer, intake_id: UUID) -> UsageIntake:
    intake: UsageIntake | None = UsageIntake.objects.filter(
        id=intake_id, membership_id=by.membership_id
    ).first()
    if intake is None:
        raise UsageAlreadyTaken
    return intake


def _write(batch: Batch, introduction: ToolIntroduction, lines: list[dict[str, Any]]) -> None:
    units = {row.unit_id: row for row in introduction.units.exclude(unit=None)}
    shapes = {shape.id: shape for shape in unit_shapes()}
    stored = {
        (row.tool_unit_id, row.week): row
        for row in UsageCount.objects.filter(tool_unit__introduction=introduction)
    }
    fresh: list[UsageCount] = []
    changed: list[tuple[Any, dict[str, Any]]] = []
    for line in lines:
        unit_id = UUID(line["unit"])
        if unit_id not in units:
            shape = shapes.get(unit_id)
            if shape is None:
                raise UsageAlreadyTaken
            units[unit_id] = create_object(
                batch,
                ToolUnit(
                    introduction=introduction, unit_id=unit_id, name=shape.name, key=shape.key,
                    head_count=shape.head_count,
                ),
            )  # fmt: skip
        week = date.fromisoformat(line["week"])
        values = {key: line[key] for key in ("active", "people", "actions")}
        values["merged_units"] = line["merged"]
        row = stored.get((units[unit_id].id, week))
        if row is None:
            fresh.append(UsageCount(tool_unit=units[unit_id], week=week, **values))
            continue
        before = image_of(row)
        for key, value in values.items():
            setattr(row, key, value)
        if image_of(row) != before:
            changed.append((row, before))
    if fresh:
        batch.insert(made_of(fresh))
    change_in_bulk(batch, changed)
