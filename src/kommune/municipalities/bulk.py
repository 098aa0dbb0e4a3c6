"""Changing and deleting many journalled objects at once; queries grow by chunks only."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from kommune.audit.public import Batch

CHUNK = 400


def change_in_bulk(batch: Batch, changed: Sequence[tuple[models.Model, dict[str, Any]]]) -> bool:
    """Store and journal changed objects of one model, each with its image before.

    Versions are raised by one. Returns False, with nothing written, where somebody changed or deleted
    one of the objects since its image was taken.
    """
    if not changed:
        return True
    model = type(changed[0][0])
    if hasattr(changed[0][0], "version") and not _as_before(model, changed):
        return False
    names = [
        field.name for field in model._meta.concrete_fields if not field.primary_key and field.name != "town"
    ]
    for instance, _before in changed:
        if hasattr(instance, "version"):
            instance.version += 1
    model._base_manager.bulk_create(
        [instance for instance, _before in changed], batch_size=CHUNK,
        update_conflicts=True, unique_fields=["id"], update_fields=names,
    )  # fmt: skip
    for instance, before in changed:
        batch.changed(instance, before)
    return True


def delete_in_bulk(batch: Batch, instances: Iterable[models.Model]) -> None:
    """Delete and journal objects of one model on which nothing hangs."""
    doomed = list(instances)
    for instance in doomed:
        batch.deleted(instance)
    for start in range(0, len(doomed), CHUNK):
        chunk = doomed[start : start + CHUNK]
        type(chunk[0])._base_manager.filter(pk__in=[instance.pk for instance in chunk]).delete()


def _as_before(model: type[models.Model], changed: Sequence[tuple[models.Model, dict[str, Any]]]) -> bool:
    stored: dict[Any, Any] = {}
    ids = [instance.pk for instance, _before in changed]
    for start in range(0, len(ids), CHUNK):
        rows = model._base_manager.select_for_update().filter(pk__in=ids[start : start + CHUNK])
        stored.update(dict(rows.values_list("pk", "version")))
    return all(stored.get(instance.pk) == before["version"] for instance, before in changed)
