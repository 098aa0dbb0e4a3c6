"""Bringing an object back to an earlier state of its own."""

from typing import Any
from uuid import UUID

from django.db import models

from kommune.audit.actions import journal
from kommune.audit.errors import ChangedSince, NothingToUndo
from kommune.audit.finality import require_not_final
from kommune.audit.images import image_of, instance_from, registered_kinds
from kommune.audit.models import Entry
from kommune.foundation.scope import current_town

RESTORE = "restore"


def restore_state(*, kind: str, object_id: str, entry_id: UUID, actor_id: UUID | None) -> None:
    """Give an object the columns that it had after a journalled change; what hangs on it stays as it is.

    Raises ``NothingToUndo`` where there is no such change or no such object, or it is in that state, and
    ``ChangedSince`` where something that it referred to is gone, ``CannotBeTakenBack`` where a final change
    lies between. The caller asks for permission.
    """
    town = current_town()
    entry = Entry.objects.filter(town_id=town, kind=kind, object_id=object_id, id=entry_id).first()
    model = registered_kinds()[kind]
    present = model._base_manager.filter(town_id=town, pk=object_id).first()
    if entry is None or entry.after is None or present is None:
        raise NothingToUndo
    require_not_final(Entry.objects.filter(town_id=town, kind=kind, object_id=object_id, id__gt=entry.id))
    now = image_of(present)
    image = {**now, **entry.after}
    if "version" in now:
        image["version"] = now["version"]
    if image == now:
        raise NothingToUndo
    with journal(action=RESTORE, actor_id=actor_id) as batch:
        if "version" in image:
            image["version"] += 1
        restored = instance_from(kind, image)
        _require_references(restored)
        restored.save(force_update=True)
        batch.changed(restored, now)


def _require_references(instance: models.Model) -> None:
    for field in instance._meta.concrete_fields:
        value: Any = getattr(instance, field.attname)
        if isinstance(field, models.ForeignKey) and value is not None:
            target = field.related_model
            if not target._base_manager.filter(pk=value).exists():
                raise ChangedSince
