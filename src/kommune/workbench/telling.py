"""What journalled changes say in words: labels of columns, values as people read them, names."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kommune.audit.public import Change, registered_kinds
from kommune.foundation.money import euro_text
from kommune.municipalities.public import Part, Viewer, thing_kinds
from kommune.workbench.naming import Row, names_by_row

UNTOLD = frozenset({"version", "town_id", "id", "lineage_id", "position", "token_hash", "content_base64"})
SHOWN_LENGTH = 200
Difference = tuple[str, str, str]


def thing_of(change: Change) -> tuple[str, str]:
    """Kind and id of the thing that a change belongs to: itself, or what its row is a part of."""
    kinds = thing_kinds()
    if change.kind not in kinds:
        image = change.after or change.before or {}
        for thing in kinds.values():
            for part in thing.parts:
                if part.is_own and part.kind == change.kind and image.get(part.owner):
                    return thing.kind, str(image[part.owner])
    return change.kind, change.object_id


def names_of_things(changes: Iterable[Change]) -> dict[UUID, str]:
    """Names by batch of the things that these changes belong to; one query."""
    kinds = registered_kinds()
    rows: dict[UUID, Row] = {}
    for change in changes:
        kind, object_id = thing_of(change)
        if kind != change.kind:
            rows[change.batch_id] = (kinds[kind], object_id)
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for model, object_id in rows.values():
        wanted[model].add(object_id)
    names = names_by_row(wanted)
    return {batch_id: names[row].text for batch_id, row in rows.items() if row in names}


class Teller:
    """Knows the names of everything that a list of changes refers to; one query."""

    def __init__(self, viewer: Viewer, changes: Iterable[Change], parts: Iterable[Part] = ()) -> None:
        self.viewer = viewer
        self.parts = {part.kind: part for part in parts}
        self.names: dict[Row, str] = {}
        self._resolve(list(changes))

    def differences(self, change: Change) -> list[Difference]:
        """What changed as (label, before, after); at most one line for a row that belongs to the thing.

        A part whose value was and is empty tells nothing.
        """
        part = self.parts.get(change.kind)
        if part is not None:
            line = self._part_line(change, part)
            return [line] if any(line[1:]) else []
        if change.before is None or change.after is None:
            return []
        lines = []
        for name in change.changed_fields:
            field = _field(change.kind, name)
            if field is None or name in UNTOLD:
                continue
            if isinstance(field, models.JSONField):
                if not field.editable:  # what the program keeps for itself is told on its own pages alone
                    continue
                lines += _pairs_changed(change.before.get(name), change.after.get(name))
            else:
                label = _capitalised(str(field.verbose_name))
                before, after = (self._value(field, side.get(name)) for side in (change.before, change.after))
                lines.append((label, before, after))
        return lines

    def _part_line(self, change: Change, part: Part) -> Difference:
        image = change.after or change.before or {}
        name_field, value_field = (_field(change.kind, name) for name in (part.name, part.value or part.name))
        name = self._value(name_field, image.get(part.name))
        name = part.say(name) if part.say else name
        label = f"{part.label} {name}".strip() if part.value else str(part.label)
        before, after = (
            self._value(value_field, side.get(part.value or part.name)) if side else ""
            for side in (change.before, change.after)
        )
        return label, before, after

    def _value(self, field: Any, value: Any) -> str:
        if value is None or value == "" or field is None:
            return ""
        if isinstance(field, models.ForeignKey):
            return self.names.get((field.related_model, str(value)), _("deleted meanwhile"))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if field.name.endswith("_cents"):
            return euro_text(value)
        if isinstance(field, models.DateField) and (day := parse_date(str(value)[:10])):
            return date_format(day, "SHORT_DATE_FORMAT")
        text = str(dict(field.flatchoices or []).get(value, value))
        return text if len(text) <= SHOWN_LENGTH else f"{text[:SHOWN_LENGTH]} …"

    def _resolve(self, changes: list[Change]) -> None:
        wanted: dict[type[models.Model], set[str]] = defaultdict(set)
        for change in changes:
            part = self.parts.get(change.kind)
            told = (part.name, part.value) if part else change.changed_fields
            for name in told:
                field = _field(change.kind, name)
                if name not in UNTOLD and isinstance(field, models.ForeignKey):
                    values = [side.get(name) for side in (change.before, change.after) if side]
                    wanted[field.related_model].update(str(value) for value in values if value)
        for row, found in names_by_row(wanted).items():
            seen = found.rung >= self.viewer.clearance
            self.names[row] = found.text if seen else _("not visible to you")


def _field(kind: str, column: str) -> Any:
    model = registered_kinds().get(kind)
    try:
        return model._meta.get_field(column.removesuffix("_id")) if model else None
    except FieldDoesNotExist:
        return None


def _pairs_changed(before: Any, after: Any) -> list[Difference]:
    """Differences of a JSON object by its keys, as in the columns that a list brought along."""
    old, new = (side if isinstance(side, dict) else {} for side in (before, after))
    keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    lines = []
    for key in keys:
        before, after = (str(side.get(key, ""))[:SHOWN_LENGTH] for side in (old, new))
        lines.append((str(key), before, after))
    return lines


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
