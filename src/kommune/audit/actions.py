"""Writing the journal in batches, and undoing a batch: undo, restore and undone imports are one thing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone

from kommune.audit.errors import ChangedSince, NothingToUndo
from kommune.audit.images import image_of, instance_from, kind_of, registered_kinds
from kommune.audit.models import Entry, Revision
from kommune.audit.reasons import reason_given
from kommune.foundation.bulk_insert import insert_rows
from kommune.foundation.ids import new_id
from kommune.foundation.scope import current_town

UNDO = "undo"
WRITE_SIZE = 500


@dataclass(slots=True)
class Batch:
    """Changes that belong together; written when the ``journal`` block ends."""

    id: UUID
    action: str
    actor_id: UUID | None
    reason: str
    entries: list[Entry] = field(default_factory=list)
    opened_at: datetime = field(default_factory=timezone.now)

    def created(self, instance: models.Model) -> None:
        """Note an object that was just saved for the first time."""
        self._note(instance, None, image_of(instance))

    def changed(self, instance: models.Model, before: dict[str, Any]) -> None:
        """Note an object that was saved again; an unchanged one leaves no trace."""
        after = image_of(instance)
        if before != after:
            self._note(instance, before, after)

    def deleted(self, instance: models.Model, before: dict[str, Any] | None = None) -> None:
        """Note an object that is deleted; call before or after with its last image."""
        self._note(instance, before or image_of(instance), None)

    def _note(
        self, instance: models.Model, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        image = after or before or {}
        label = str(getattr(instance, "journal_label", instance))[:300]
        object_id = str(instance._meta.pk.value_from_object(instance) or image.get("id", ""))
        # By position, in the order of the model's columns: an import makes tens of thousands of these.
        entry = Entry(
            new_id(), image.get("town_id") or current_town(), self.id, len(self.entries), self.opened_at,
            self.actor_id, self.action, kind_of(instance), object_id, label, before, after, self.reason,
        )  # fmt: skip
        self.entries.append(entry)


@contextmanager
def journal(*, action: str, actor_id: UUID | None, reason: str = "") -> Iterator[Batch]:
    """Open a transaction whose changes are journalled as one batch, all or nothing."""
    with transaction.atomic():
        batch = Batch(id=new_id(), action=action, actor_id=actor_id, reason=reason or reason_given())
        yield batch
        if batch.entries:
            now = timezone.now()
            for entry in batch.entries:
                entry.at = now
            insert_rows(batch.entries)
            bump_revision(current_town())


def bump_revision(town_id: UUID) -> None:
    """Mark a town's derived figures as made from older data."""
    if not Revision.objects.filter(town_id=town_id).update(number=F("number") + 1):
        Revision.objects.create(town_id=town_id, number=1)


def undo_batch(*, batch_id: UUID, actor_id: UUID | None) -> UUID:
    """Take back every change of a batch and return the undoing batch's id.

    Raises ``NothingToUndo`` where the batch is unknown or undone, ``ChangedSince`` where an object
    no longer is as the batch left it or others came to depend on it. Nothing is half undone.
    """
    town = current_town()
    entries = list(Entry.objects.filter(town_id=town, batch_id=batch_id).order_by("position"))
    if not entries or Entry.objects.filter(town_id=town, reason=str(batch_id), action=UNDO).exists():
        raise NothingToUndo
    try:
        with journal(action=UNDO, actor_id=actor_id, reason=str(batch_id)) as batch:
            by_kind = _grouped(entries)
            for kind, group in by_kind.items():
                _remove_created(kind, [e for e in group if e.before is None], batch)
                _revive_deleted(kind, [e for e in group if e.after is None], batch)
                _restore_changed(kind, [e for e in group if e.before and e.after], batch)
    except IntegrityError as error:
        raise ChangedSince from error
    return batch.id


def _grouped(entries: list[Entry]) -> dict[str, list[Entry]]:
    """Entries by kind; an object changed twice within a batch is taken as one change."""
    merged: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        earlier = merged.get((entry.kind, entry.object_id))
        if earlier is None:
            merged[(entry.kind, entry.object_id)] = entry
        else:
            earlier.after = entry.after
    groups: dict[str, list[Entry]] = {}
    for entry in merged.values():
        if entry.before is not None or entry.after is not None:
            groups.setdefault(entry.kind, []).append(entry)
    return groups


def _as_left(kind: str, entries: list[Entry]) -> dict[str, models.Model]:
    """The objects as they are now; raises where one is gone or no longer as the batch left it."""
    model = registered_kinds()[kind]
    found: dict[str, models.Model] = {}
    for start in range(0, len(entries), WRITE_SIZE):
        ids = [entry.object_id for entry in entries[start : start + WRITE_SIZE]]
        rows = model._base_manager.filter(pk__in=ids, town_id=current_town())
        found.update({str(row.pk): row for row in rows})
    for entry in entries:
        row = found.get(entry.object_id)
        if row is None or image_of(row) != entry.after:
            raise ChangedSince
    return found


def _remove_created(kind: str, entries: list[Entry], batch: Batch) -> None:
    rows = _as_left(kind, entries)
    ids = list(rows)
    for row in rows.values():
        batch.deleted(row)
    manager = registered_kinds()[kind]._base_manager
    for start in range(0, len(ids), WRITE_SIZE):
        chosen = manager.filter(pk__in=ids[start : start + WRITE_SIZE])
        chosen._raw_delete(chosen.db)


def _revive_deleted(kind: str, entries: list[Entry], batch: Batch) -> None:
    revived = [instance_from(kind, entry.before or {}) for entry in entries]
    registered_kinds()[kind]._base_manager.bulk_create(revived, batch_size=WRITE_SIZE)
    for instance in revived:
        batch.created(instance)


def _restore_changed(kind: str, entries: list[Entry], batch: Batch) -> None:
    rows = _as_left(kind, entries)
    for entry in entries:
        left = entry.after or {}
        restored_image = {**left, **(entry.before or {})}
        if "version" in left:
            restored_image["version"] = left["version"] + 1
        restored = instance_from(kind, restored_image)
        restored.save(force_update=True)
        batch.changed(restored, image_of(rows[entry.object_id]))
