"""Writing the journal in batches."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from kommune.audit.images import Made, image_of, kind_of, label_of, registered_kinds
from kommune.audit.models import Entry, Revision
from kommune.audit.queries import forget_revisions
from kommune.audit.reasons import reason_with
from kommune.foundation.bulk_insert import insert_rows, insert_values, next_keys
from kommune.foundation.ids import new_id
from kommune.foundation.scope import current_town

UNDO = "undo"
_ENTRY = (
    "id", "town_id", "batch_id", "position", "at", "actor_id", "action", "kind", "object_id", "label",
    "before", "after", "reason",
)  # fmt: skip
_IMAGES = frozenset({"before", "after"})


@dataclass(slots=True)
class Batch:
    """Changes that belong together; written when the ``journal`` block ends, very many at once before.

    ``count`` is the number of its changes, ``entries`` are those not yet written.
    """

    id: UUID
    action: str
    actor_id: UUID | None
    reason: str
    entries: list[Entry] = field(default_factory=list)
    opened_at: datetime = field(default_factory=timezone.now)
    count: int = 0

    def created(self, instance: models.Model) -> None:
        """Note an object that was just saved for the first time."""
        self._note(instance, None, image_of(instance))

    def insert(self, made: Made) -> None:
        """Store and note new objects at once; keys that the database counts are given out first."""
        model = registered_kinds()[made.kind]
        key = list(made.names).index(model._meta.pk.attname)
        if isinstance(model._meta.pk, models.AutoField):
            for row, number in zip(made.rows, next_keys(model, len(made.rows)), strict=True):
                row[key] = number
        insert_values(model, made.names, made.rows)
        self._write(
            made.kind,
            (
                (str(row[key]), label, None, json.dumps(dict(zip(made.names, row, strict=True))))
                for row, label in zip(made.rows, made.labels, strict=True)
            ),
        )

    def removed(self, kind: str, last: Iterable[tuple[str, str, str]]) -> None:
        """Note at once objects that are deleted, each with its id, label and last image as JSON text."""
        self._write(kind, ((object_id, label, image, None) for object_id, label, image in last))

    def _write(self, kind: str, notes: Iterable[tuple[str, str, str | None, str | None]]) -> None:
        town, now, rows = current_town(), timezone.now(), []
        for object_id, label, before, after in notes:
            rows.append((
                new_id(), town, self.id, self.count, now, self.actor_id, self.action, kind, object_id, label,
                before, after, self.reason,
            ))  # fmt: skip
            self.count += 1
        insert_values(Entry, _ENTRY, rows, ready=_IMAGES)

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
        object_id = str(instance._meta.pk.value_from_object(instance) or image.get("id", ""))
        # By position, in the order of the model's columns: an import makes tens of thousands of these.
        entry = Entry(
            new_id(), image.get("town_id") or current_town(), self.id, self.count, self.opened_at,
            self.actor_id, self.action, kind_of(instance), object_id, label_of(instance), before, after,
            self.reason,
        )  # fmt: skip
        self.entries.append(entry)
        self.count += 1


@contextmanager
def journal(*, action: str, actor_id: UUID | None, reason: str = "") -> Iterator[Batch]:
    """Open a transaction whose changes are journalled as one batch, all or nothing."""
    with transaction.atomic():
        batch = Batch(id=new_id(), action=action, actor_id=actor_id, reason=reason_with(reason))
        yield batch
        now = timezone.now()
        for entry in batch.entries:
            entry.at = now
        insert_rows(batch.entries)
        if batch.count:
            bump_revision(current_town())


def bump_revision(town_id: UUID) -> None:
    """Mark a town's derived figures as made from older data."""
    forget_revisions()
    if not Revision.objects.filter(town_id=town_id).update(number=F("number") + 1):
        Revision.objects.create(town_id=town_id, number=1)
