"""Undoing a batch of the journal: undo, restore and undone imports are one thing."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models
from django.db.models.functions import Cast

from kommune.audit.actions import UNDO, Batch, journal
from kommune.audit.errors import ChangedSince, NothingToUndo
from kommune.audit.finality import require_not_final
from kommune.audit.images import image_of, instance_from, json_values, registered_kinds
from kommune.audit.models import Entry
from kommune.foundation.scope import current_town

WRITE_SIZE = 400


Ends = tuple[UUID, UUID]


@dataclass(slots=True)
class _Touched:
    """The objects of one kind that a batch made, let go or changed, by the first and last entry of each."""

    made: list[Ends] = field(default_factory=list)
    gone: list[Ends] = field(default_factory=list)
    changed: list[Ends] = field(default_factory=list)


@dataclass(slots=True)
class _Net:
    """What a batch did to one object in all, as JSON texts."""

    object_id: str
    label: str
    before: str | None
    after: str | None


def undo_batch(*, batch_id: UUID, actor_id: UUID | None) -> UUID:
    """Take back every change of a batch and return the undoing batch's id.

    Raises ``NothingToUndo`` where the batch is unknown or undone, ``ChangedSince`` where an object
    no longer is as the batch left it or others came to depend on it, ``CannotBeTakenBack`` where the
    change was final. Nothing is half undone.
    """
    entries = Entry.objects.filter(town_id=current_town(), batch_id=batch_id)
    undone = Entry.objects.filter(town_id=current_town(), reason=str(batch_id), action=UNDO)
    touched = _touched(entries)
    if not touched or undone.exists():
        raise NothingToUndo
    require_not_final(entries)
    try:
        with journal(action=UNDO, actor_id=actor_id, reason=str(batch_id)) as batch:
            for kind, objects in touched.items():
                for nets in _pieces(objects.made):
                    _remove_made(kind, nets, batch)
                for nets in _pieces(objects.gone):
                    _revive_gone(kind, nets, batch)
                for nets in _pieces(objects.changed):
                    _restore_changed(kind, nets, batch)
    except IntegrityError as error:
        raise ChangedSince from error
    return batch.id


def _touched(entries: models.QuerySet[Entry]) -> dict[str, _Touched]:
    """What a batch touched by kind; an object made and let go within it was not touched."""
    states: dict[tuple[str, str], tuple[bool, bool, UUID, UUID]] = {}
    flags = entries.annotate(
        makes=models.ExpressionWrapper(models.Q(before__isnull=True), output_field=models.BooleanField()),
        ends=models.ExpressionWrapper(models.Q(after__isnull=True), output_field=models.BooleanField()),
    ).order_by("position")
    for key, kind, object_id, makes, ends in flags.values_list("id", "kind", "object_id", "makes", "ends"):
        first = states.get((kind, object_id))
        states[(kind, object_id)] = (
            (makes, ends, key, key) if first is None else (first[0], ends, first[2], key)
        )
    touched: dict[str, _Touched] = {}
    for (kind, _object_id), (made, gone, first_key, last_key) in states.items():
        objects = touched.setdefault(kind, _Touched())
        if made and not gone:
            objects.made.append((first_key, last_key))
        elif gone and not made:
            objects.gone.append((first_key, last_key))
        elif not made:
            objects.changed.append((first_key, last_key))
    return touched


def _pieces(objects: Sequence[Ends]) -> Iterator[list[_Net]]:
    """What a batch did to these objects in all, so many at a time that memory stays small."""
    texts = Entry.objects.values_list(
        "id", "object_id", "label", Cast("before", models.TextField()), Cast("after", models.TextField())
    )
    for start in range(0, len(objects), WRITE_SIZE):
        piece = objects[start : start + WRITE_SIZE]
        keys = {key for ends in piece for key in ends}
        found = {key: _Net(*told) for key, *told in texts.filter(id__in=keys)}
        yield [
            replace(found[first], after=found[last].after) if first != last else found[first]
            for first, last in piece
        ]


def _remove_made(kind: str, nets: list[_Net], batch: Batch) -> None:
    rows = _rows(kind, nets)
    names, pick = json_values(registered_kinds()[kind])
    stored = {str(row["pk"]): dict(zip(names, pick(row), strict=True)) for row in rows.values("pk", *names)}
    for net in nets:
        if net.object_id not in stored or stored[net.object_id] != _image(net.after):
            raise ChangedSince
    batch.removed(kind, ((net.object_id, net.label, net.after or "") for net in nets))
    rows._raw_delete(rows.db)


def _revive_gone(kind: str, nets: list[_Net], batch: Batch) -> None:
    revived = [instance_from(kind, _image(net.before)) for net in nets]
    registered_kinds()[kind]._base_manager.bulk_create(revived)
    for instance in revived:
        batch.created(instance)


def _restore_changed(kind: str, nets: list[_Net], batch: Batch) -> None:
    stored = {str(row.pk): row for row in _rows(kind, nets)}
    for net in nets:
        left, row = _image(net.after), stored.get(net.object_id)
        if row is None or image_of(row) != left:
            raise ChangedSince
        restored_image = {**left, **_image(net.before)}
        if "version" in left:
            restored_image["version"] = left["version"] + 1
        restored = instance_from(kind, restored_image)
        restored.save(force_update=True)
        batch.changed(restored, left)


def _rows(kind: str, nets: list[_Net]) -> models.QuerySet[Any]:
    manager = registered_kinds()[kind]._base_manager
    return manager.filter(pk__in=[net.object_id for net in nets], town_id=current_town())


def _image(text: str | None) -> dict[str, Any]:
    image: dict[str, Any] = json.loads(text) if text else {}
    return image
